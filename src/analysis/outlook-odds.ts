import { readsRound } from '../game/evaluate.js'
import type { State } from '../game/game.js'
import type { Chain } from '../kernel/chain.js'
import type { Graph } from '../kernel/graph.js'
import { type EndingValues, stateValues } from '../kernel/sweep.js'
import { OddsBoard } from './odds-board.js'
import { cellsFunction } from './proving/cells-function.js'

/** How likely what an ending settles is to begin again, averaged over all ways to come to that ending. */
export interface ExpectedOutlook {
	readonly ending: string
	/** How likely the ending is from the position. */
	readonly probability: number
	/** From 0 to 1, given the ending; null where the ending cannot come. */
	readonly recurs: number | null
}

/** One for each ending that has an outlook, in file order; exact. @throws RangeError when the state can't be reached under the game's settings */
export function expectedOutlooks(chain: Chain, from: State): ExpectedOutlook[] {
	const { scenario } = chain.graph.kernel.game
	const endings = scenario.endings.filter((e) => e.outlook)
	if (endings.length === 0) return []
	const values = new OddsBoard(chain, undefined, outlookValues(chain.graph)).odds(from)
	return endings.map(({ id }, n) => {
		const probability = values[2 * n]!
		return { ending: id, probability, recurs: probability > 0 ? values[2 * n + 1]! / probability : null }
	})
}

/** Two columns for each ending with an outlook: whether it came, and how likely it then recurs. */
function outlookValues(graph: Graph): EndingValues {
	const { kernel } = graph
	const { endings } = kernel.game.scenario
	let column = 0
	const outlooks = endings.map(({ outlook }) =>
		outlook ? { of: outlook.of, recurs: cellsFunction(kernel, outlook.recurs.tree, null), column: 2 * column++ } : null,
	)
	return stateValues(
		graph,
		2 * column,
		(ending, s, row) => {
			const outlook = outlooks[ending]
			if (!outlook) return
			row[outlook.column] = 1
			row[outlook.column + 1] = outlook.recurs(s) / outlook.of
		},
		endings.some(({ outlook }) => outlook && readsRound(outlook.recurs.tree)),
	)
}
