import type { CalibratedRate, Calibration } from '../analysis/calibrating/calibrate.js'
import { RATE_TITLES } from '../analysis/calibrating/published-rates.js'
import { type Block, listBlock, tableBlock, textBlock } from './document.js'
import { estimateCell, evened, percentCell } from './number-cell.js'

/** The scenario's rates beside the published ones, and what to make of those that lie elsewhere. */
export function calibrationDocument({ runs, daysPerRound, horizon, rates }: Calibration): Block[] {
	const number = (value: number): string => String(Number(value.toFixed(2)))
	const shown = rates.filter((r) => r.own).map((r, n) => ({ ...r, number: n + 1 }))
	const absent = rates.filter((r) => !r.own)
	return [
		textBlock(
			`A round is taken for ${number(daysPerRound)} days, the game for ${number(horizon)}. The scenario’s rates are sampled, ${runs.toLocaleString('en')} runs, with 95 % intervals; the published ones have those of their counts. ● the scenario names this row as a source.`,
		),
		tableBlock(
			// Neither are known better than to a tenth of a percent.
			evened(
				[
					['', 'rate', '', 'within', 'this scenario', 'if the cut off came to it', 'published', 'count', 'lies'],
					...shown.map((r) => [
						String(r.number),
						`${RATE_TITLES[r.published.kind]}${r.published.association ? ' (association)' : ''}`,
						r.cited ? '●' : '',
						r.published.days === null ? '' : `${r.published.days} d`,
						estimateCell(r.own!),
						r.own!.cutOff > 0 ? percentCell(r.own!.most) : '',
						estimateCell(r.published),
						`${r.published.count} of ${r.published.of}`,
						LIES[r.verdict!],
					]),
				],
				1,
			),
			[0, 4, 5, 6],
		),
		listBlock(shown.filter((r) => r.why !== null).map(outsideText)),
		textBlock('What the published rates were counted in, by their numbers above, with their names:'),
		listBlock(samplesOf(shown)),
		textBlock(
			'Rates called associations were seen together: nobody shared out mediators by lot, so they say nothing of what mediation does.',
		),
		...(absent.length > 0
			? [
					textBlock(
						`Not counted, since nothing in the scenario is tagged so or no run came to it: ${[...new Set(absent.map((r) => RATE_TITLES[r.published.kind]))].join('; ')}.`,
					),
				]
			: []),
	]
}

const LIES = { inside: 'inside', below: 'below', above: 'above', 'cut-off': 'cannot say' } as const

const within = ({ published }: CalibratedRate): string =>
	published.days === null ? '' : ` within ${published.days} days`

type Numbered = CalibratedRate & { readonly number: number }

function samplesOf(rates: readonly Numbered[]): string[] {
	const named = new Map<string, string[]>()
	for (const { number, published: p } of rates) {
		const sample = `${p.sample}; ${p.source}`
		named.set(sample, [...(named.get(sample) ?? []), `${number} ${p.id}`])
	}
	return [...named].map(([sample, names]) => `${names.join(', ')}: ${sample}`)
}

function outsideText(rate: Numbered): string {
	const what = `${rate.number}, ${RATE_TITLES[rate.published.kind]}${within(rate)}`
	if (rate.verdict === 'cut-off') return `${what}: cannot be said, since ${rate.why}.`
	return `${what}: ${rate.verdict} the published interval. That may be right: ${rate.why}.`
}
