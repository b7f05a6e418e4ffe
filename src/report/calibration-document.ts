import type { CalibratedRate, Calibration } from '../analysis/calibrating/calibrate.js'
import { RATE_TITLES } from '../analysis/calibrating/published-rates.js'
import { type Block, listBlock, tableBlock, textBlock } from './document.js'
import { estimateCell, percentCell } from './number-cell.js'

/** The scenario's rates beside the published ones, and what to make of those that lie elsewhere. */
export function calibrationDocument({ runs, daysPerRound, horizon, rates }: Calibration): Block[] {
	const number = (value: number): string => String(Number(value.toFixed(2)))
	const shown = rates.filter((r) => r.own)
	const absent = rates.filter((r) => !r.own)
	return [
		textBlock(
			`A round is taken for ${number(daysPerRound)} days, the game for ${number(horizon)}. The scenario’s rates are sampled, ${runs.toLocaleString('en')} runs, with 95 % intervals; of the published ones the count and the 95 % interval are given. ● the scenario names this row as a source.`,
		),
		tableBlock(
			[
				['', 'rate', 'within', 'this scenario', 'if the cut off came to it', 'published', '', 'lies'],
				...shown.map((r) => [
					r.cited ? '●' : '',
					`${RATE_TITLES[r.published.kind]}${r.published.association ? ' (association)' : ''}`,
					r.published.days === null ? '' : `${r.published.days} d`,
					estimateCell(r.own!),
					r.own!.cutOff > 0 ? percentCell(r.own!.most) : '',
					`${r.published.value.toFixed(2)} (${r.published.low.toFixed(2)}–${r.published.high.toFixed(2)})`,
					`${r.published.count} of ${r.published.of}`,
					LIES[r.verdict!],
				]),
			],
			[3, 4],
		),
		listBlock(shown.filter((r) => r.why !== null).map(outsideText)),
		textBlock(`Samples:\n${shown.map(({ published: p }) => `${p.id}: ${p.sample}; ${p.source}`).join('\n')}`),
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

function outsideText(rate: CalibratedRate): string {
	const what = `${RATE_TITLES[rate.published.kind]}${within(rate)} (${rate.published.id})`
	if (rate.verdict === 'cut-off') return `${what}: cannot be said, since ${rate.why}.`
	return `${what}: ${rate.verdict} the published interval. That may be right: ${rate.why}.`
}
