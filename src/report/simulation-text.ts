import type { Scenario } from '../scenario/scenario.js'
import { EXACTLY, evened, percentCell, spanCell } from './number-cell.js'
import { plainPercent, whole } from './percent.js'
import { textTable } from './text-table.js'

/** A batch counted, with an interval for every share. */
export interface Simulation {
	readonly runs: number
	/** In file order. */
	readonly endings: readonly {
		readonly id: string
		readonly title: string
		readonly count: number
		readonly share: number
		readonly low: number
		readonly high: number
	}[]
	readonly confidence: number
	readonly interval: 'wilson' | 'clopper-pearson'
	readonly rounds: { readonly mean: number; readonly median: number }
}

const METHODS = {
	wilson: "intervals by Wilson's score",
	'clopper-pearson': 'intervals by Clopper and Pearson, which hold whenever the batch stopped',
} as const

export function simulationText(
	scenario: Scenario,
	{ runs, endings, confidence, interval, rounds }: Simulation,
): string {
	const table = textTable(
		evened(
			[
				['ending', 'runs', 'share', `${plainPercent(confidence)} interval`],
				...endings.map((e) => [e.title, whole(e.count), percentCell(e.share), spanCell(e.low, e.high)]),
			],
			EXACTLY,
		),
		[1, 2],
	)
	const { each } = scenario.clock
	const lasted = `rounds: ${rounds.mean.toFixed(2)} on average, median ${rounds.median}${each ? ` (a round: ${each})` : ''}`
	return `${table}\n\n${whole(runs)} runs, sampled; ${METHODS[interval]}\n${lasted}`
}
