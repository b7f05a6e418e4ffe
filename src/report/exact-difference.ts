import type { Scenario } from '../scenario/scenario.js'
import { AMONG } from './change-text.js'
import { type Block, tableBlock, textBlock } from './document.js'
import { percentCell, pointsCell } from './number-cell.js'

/** Both sides of a what-if where the states fit, by ending in file order. */
export type ExactComparison = readonly {
	readonly id: string
	readonly before: number
	readonly after: number
	readonly difference: number
	/** Among games in which the decision is legal. */
	readonly whereDecided: number | null
}[]

/** For people. */
export function exactBlocks(scenario: Scenario, exact: ExactComparison): Block[] {
	const title = (id: string): string => scenario.endings.find((e) => e.id === id)!.title
	const among = exact.some((e) => e.whereDecided !== null && e.whereDecided !== e.difference)
	return [
		tableBlock(
			[
				['exactly', 'before', 'after', 'points', ...(among ? [AMONG] : [])],
				...exact.map((e) => [
					title(e.id),
					percentCell(e.before),
					percentCell(e.after),
					pointsCell(e.difference),
					...(among ? [pointsCell(e.whereDecided!)] : []),
				]),
			],
			[1, 2, 3, 4],
		),
		textBlock('The exact odds of both sides; the runs above show which games the change turns.'),
	]
}
