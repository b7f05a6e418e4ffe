import type { CompareDocument } from './compare-schema.js'
import type { OddsDocument } from './odds-schema.js'
import type { ReviewDocument } from './review-schema.js'
import type { ShownDocument } from './shown-document.js'
import type { SweepDocument } from './sweep-schema.js'
import type { UncertaintyDocument } from './uncertainty-schema.js'

/** What a document says that its schema cannot forbid, and that no number could be drawn from; null when there is nothing. */
export function inconsistency(shown: ShownDocument): string | null {
	switch (shown.kind) {
		case 'odds':
			return ofOdds(shown.document)
		case 'uncertainty':
			return ofUncertainty(shown.document)
		case 'sweep':
			return ofSweep(shown.document)
		case 'review':
			return ofReview(shown.document)
		case 'compare':
			return ofEndings(shown.document)
		case 'simulate':
		case 'whatif':
			return ofEndings(shown.document)
		case 'questions':
			return first(shown.document.questions.map(ofEndings))
		case 'solve':
		case 'calibration':
			return null
	}
}

const first = (faults: readonly (string | null)[]): string | null => faults.find((fault) => fault !== null) ?? null

function ofEndings({
	endings,
}: {
	readonly endings: CompareDocument['endings'] | readonly { readonly id: string }[]
}): string | null {
	return endings.length === 0 ? 'it has no endings' : null
}

function ofOdds(document: OddsDocument): string | null {
	const { endings, byRound, moves } = document
	const whole = (odds: Readonly<Record<string, unknown>>) => endings.every((e) => Object.hasOwn(odds, e.id))
	return (
		ofEndings(document) ??
		first(byRound.map((r, n) => (whole(r.endings) ? null : `byRound[${n}] lacks an ending`))) ??
		first(moves.map((m, n) => (whole(m.endings) ? null : `moves[${n}] lacks an ending`))) ??
		first(byRound.map((r, n) => (n > 0 && r.round <= byRound[n - 1]!.round ? `byRound[${n}] goes back` : null)))
	)
}

function ofUncertainty({ uncertain, sobol }: UncertaintyDocument): string | null {
	const { length } = uncertain.endings
	return (
		ofEndings(uncertain) ??
		first(
			uncertain.drivers.map((d, n) =>
				d.correlations.length === length ? null : `drivers[${n}] has not as many correlations as there are endings`,
			),
		) ??
		first(
			(sobol?.parameters ?? []).map((p, n) =>
				p.endings.length === length ? null : `sobol.parameters[${n}] has not as many endings as there are`,
			),
		)
	)
}

function ofSweep({ factors, points, sensitivity }: SweepDocument): string | null {
	const [one] = points
	if (!one) return 'it has no points'
	return (
		ofEndings(one) ??
		first(
			points.map((p, n) => {
				if (factors.some((f) => !Object.hasOwn(p.values, f.name))) return `points[${n}] lacks a factor`
				const alike = p.endings.length === one.endings.length && p.endings.every((e, i) => e.id === one.endings[i]!.id)
				return alike ? null : `points[${n}] has other endings than the first`
			}),
		) ??
		first(
			(sensitivity ?? []).map((s, n) =>
				s.factors.length === sensitivity![0]!.factors.length
					? null
					: `sensitivity[${n}] has other factors than the first`,
			),
		)
	)
}

function ofReview({ plies, turningPoints, decisions, reached, reasons = [] }: ReviewDocument): string | null {
	const ids = Object.keys(plies[0]?.before ?? {})
	const whole = (odds: Readonly<Record<string, unknown>>) => ids.every((id) => Object.hasOwn(odds, id))
	if (plies.length > 0 && ids.length === 0) return 'its plies have no odds'
	if (reached && plies.length > 0 && !ids.includes(reached.id)) return 'the ending reached is none of its endings'
	return (
		first(plies.map((p, n) => (whole(p.before) && whole(p.after) ? null : `plies[${n}] lacks an ending`))) ??
		first(reasons.map((r, n) => (r.at < plies.length ? null : `reasons[${n}].at is no ply`))) ??
		first(turningPoints.map((at, n) => (at < plies.length ? null : `turningPoints[${n}] is no ply`))) ??
		first(
			decisions.map((d, n) => {
				if (d.at >= plies.length) return `decisions[${n}].at is no ply`
				if (!d.moves.some((m) => m.id === d.played)) return `decisions[${n}].played is none of its moves`
				return d.moves.every((m) => whole(m.endings)) ? null : `decisions[${n}] lacks an ending`
			}),
		)
	)
}
