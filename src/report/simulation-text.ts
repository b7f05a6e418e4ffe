import type { Scenario } from '../scenario/scenario.js'
import { percent, plainPercent } from './percent.js'
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
	readonly rounds: { readonly mean: number; readonly median: number }
}

export function simulationText(scenario: Scenario, { runs, endings, confidence, rounds }: Simulation): string {
	const table = textTable(
		[
			['ending', 'runs', 'share', `${plainPercent(confidence)} interval`],
			...endings.map((e) => [
				e.title,
				e.count.toLocaleString('en'),
				percent(e.share),
				`${percent(e.low)} to ${percent(e.high)}`,
			]),
		],
		[1, 2],
	)
	const { each } = scenario.clock
	const lasted = `rounds: ${rounds.mean.toFixed(2)} on average, median ${rounds.median}${each ? ` (a round: ${each})` : ''}`
	return `${table}\n\n${runs.toLocaleString('en')} runs, sampled; intervals by Wilson's score\n${lasted}`
}
