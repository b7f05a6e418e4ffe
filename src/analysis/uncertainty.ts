import { scaled } from '../game/choose.js'
import { luckOf } from '../game/luck.js'
import type { Scenario } from '../scenario/scenario.js'
import { levelAt } from '../statistics/designs.js'
import { rankCorrelation } from '../statistics/rank-correlation.js'
import { sampleQuantile } from '../statistics/sample-quantile.js'
import { type SensitivityIndex, saltelliDesign, sensitivityIndices } from '../statistics/sensitivity.js'
import type { OddsArm } from './exact-arm.js'

export interface Uncertainty {
	readonly draws: number
	/** How the odds of each draw were sampled, and why; null when they are exact. */
	readonly sampled: OddsArm['sampled']
	/** Share of the draws that the band covers, in its middle. */
	readonly band: number
	readonly endings: readonly UncertainEnding[]
	/** Every parameter that was drawn, in file order, with its rank correlation (Spearman's) with each ending, in theirs. */
	readonly drivers: readonly { readonly parameter: string; readonly correlations: readonly number[] }[]
	/** Parameters that have no range, or that the settings fix. */
	readonly fixed: readonly string[]
	/** Drawn parameters that guards or effects read, so that each of their combinations needed a graph of its own. */
	readonly shaping: readonly string[]
	readonly graphs: number
}

export interface UncertainEnding {
	readonly id: string
	/** At the file's own values. */
	readonly value: number
	readonly low: number
	readonly median: number
	readonly high: number
}

export interface UncertainDifference {
	readonly draws: number
	/** How the odds of each draw were sampled, on one side at least, and why; null when all are exact. */
	readonly sampled: OddsArm['sampled']
	readonly band: number
	readonly graphs: number
	readonly endings: readonly (UncertainEnding & {
		/** In what share of the draws the difference has the sign it has at the file's own values; null where that is 0. */
		readonly sign: number | null
	})[]
}

export interface Drawing {
	readonly seed: string
	readonly draws: number
	readonly band?: number
	/** Called before each draw. @throws to stop */
	readonly progress?: (done: number) => void
}

const BAND = 0.9
/** Differences smaller than this are none. */
const NONE = 1e-12

/** Draw `n` (from 1): every parameter evenly from its integers `low`..`high`, each by a stream of its own place, so that one more parameter changes no other's draws. */
export function drawParameters(scenario: Scenario, seed: string, n: number): number[] {
	const luck = luckOf(seed, n)
	return scenario.parameters.map(({ low, high }, place) => low + scaled(luck.at(place)[0], high - low + 1))
}

/**
 * How far the odds of an arm follow from parameters that are only known to lie somewhere in their ranges. The
 * draws are even and independent, which is more ignorance than anyone has: the band says what the ranges allow,
 * not what is likely.
 */
export function uncertainty(arm: OddsArm, drawing: Drawing): Uncertainty {
	const { scenario, rules } = arm.spec.game
	const fixed = new Set(Object.keys(rules.settings.parameters ?? {}))
	const drawn = scenario.parameters.flatMap((p, n) => (p.low < p.high && !fixed.has(p.id) ? [n] : []))
	const own = arm.odds()
	const { rows, values } = evaluate(arm, drawing, (v) => arm.odds(v))
	const band = drawing.band ?? BAND
	return {
		draws: drawing.draws,
		sampled: arm.sampled,
		band,
		endings: scenario.endings.map(({ id }, e) => ({
			id,
			value: own[e]!,
			...spread(
				values.map((v) => v[e]!),
				band,
			),
		})),
		drivers: drawn.map((n) => ({
			parameter: scenario.parameters[n]!.id,
			correlations: scenario.endings.map((_, e) =>
				drawing.draws < 2
					? 0
					: rankCorrelation(
							rows.map((r) => r[n]!),
							values.map((v) => rounded(v[e]!)),
						),
			),
		})),
		fixed: scenario.parameters.filter((_, n) => !drawn.includes(n)).map((p) => p.id),
		shaping: arm.shaping.filter((n) => drawn.includes(n)).map((n) => scenario.parameters[n]!.id),
		graphs: arm.graphs,
	}
}

/** The same of a difference: both arms meet the same draws. */
export function uncertainDifference(before: OddsArm, after: OddsArm, drawing: Drawing): UncertainDifference {
	const { scenario } = before.spec.game
	const difference = (v?: readonly number[]): number[] => {
		const from = before.odds(v)
		return after.odds(v).map((p, e) => p - from[e]!)
	}
	const own = difference()
	const { values } = evaluate(before, drawing, difference)
	const band = drawing.band ?? BAND
	return {
		draws: drawing.draws,
		sampled: before.sampled ?? after.sampled,
		band,
		graphs: before.graphs + after.graphs,
		endings: scenario.endings.map(({ id }, e) => {
			const all = values.map((v) => v[e]!)
			const sign = signOf(own[e]!)
			return {
				id,
				value: own[e]!,
				...spread(all, band),
				sign: sign === 0 ? null : all.filter((d) => signOf(d) === sign).length / all.length,
			}
		}),
	}
}

/** Odds that are the same but for rounding share a rank. */
const rounded = (odds: number): number => Math.round(odds / NONE) * NONE

const signOf = (value: number): number => (Math.abs(value) < NONE ? 0 : Math.sign(value))

function spread(values: readonly number[], band: number): { low: number; median: number; high: number } {
	const tail = (1 - band) / 2
	return {
		low: sampleQuantile(values, tail),
		median: sampleQuantile(values, 0.5),
		high: sampleQuantile(values, 1 - tail),
	}
}

/** Draws of one shape stand together, so that no graph is explored twice; the answers are in the order of the draws. */
function evaluate(
	arm: OddsArm,
	{ seed, draws, progress }: Drawing,
	of: (values: readonly number[]) => number[],
): { rows: readonly (readonly number[])[]; values: readonly (readonly number[])[] } {
	const rows = Array.from({ length: draws }, (_, n) => drawParameters(arm.spec.game.scenario, seed, n + 1))
	const shape = rows.map((row) => arm.shaping.map((n) => row[n]).join(' '))
	const order = rows.map((_, n) => n).sort((a, b) => (shape[a]! < shape[b]! ? -1 : shape[a]! > shape[b]! ? 1 : a - b))
	const values: number[][] = []
	order.forEach((n, done) => {
		progress?.(done)
		values[n] = of(rows[n]!)
	})
	return { rows, values }
}

/** What each parameter explains of the variance of each ending's odds, alone and with others, while all vary evenly over their ranges. */
export interface SobolIndices {
	readonly evaluations: number
	readonly parameters: readonly {
		readonly parameter: string
		readonly endings: readonly (SensitivityIndex & { readonly id: string })[]
	}[]
}

const RESAMPLES = 200

/** @param base rows of the design, a power of two; it takes `base · (parameters + 2)` evaluations */
export function sobolIndices(
	arm: OddsArm,
	{ seed, base, progress }: { seed: string; base: number; progress?: (done: number, of: number) => void },
): SobolIndices {
	const { scenario, rules } = arm.spec.game
	const fixed = new Set(Object.keys(rules.settings.parameters ?? {}))
	const drawn = scenario.parameters.flatMap((p, n) => (p.low < p.high && !fixed.has(p.id) ? [n] : []))
	const luck = luckOf(seed, 0)
	const design = saltelliDesign(
		drawn.length,
		base,
		drawn.flatMap((_, n) => [...luck.at(n)]),
	)
	const rows = design.points.map((point) => {
		const values = scenario.parameters.map((p) => p.value)
		drawn.forEach((n, column) => {
			const { low, high } = scenario.parameters[n]!
			values[n] = low + levelAt(point[column]!, high - low + 1)
		})
		return values
	})
	const shape = rows.map((row) => arm.shaping.map((n) => row[n]).join(' '))
	const order = rows.map((_, n) => n).sort((a, b) => (shape[a]! < shape[b]! ? -1 : shape[a]! > shape[b]! ? 1 : a - b))
	const odds: number[][] = []
	order.forEach((n, done) => {
		progress?.(done, rows.length)
		odds[n] = arm.odds(rows[n]!)
	})
	let draw = drawn.length
	const uniform = (): number => luck.at(draw++)[0] / 2 ** 32
	const indices = scenario.endings.map((_, e) =>
		sensitivityIndices(
			design,
			odds.map((o) => o[e]!),
			{ resamples: RESAMPLES, confidence: 0.95, uniform },
		),
	)
	return {
		evaluations: rows.length,
		parameters: drawn.map((n, column) => ({
			parameter: scenario.parameters[n]!.id,
			endings: scenario.endings.map(({ id }, e) => ({ id, ...indices[e]![column]! })),
		})),
	}
}
