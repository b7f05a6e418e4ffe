import { openGraph } from '../analysis/named-chain.js'
import { readTarget, shortestLine, TargetError } from '../analysis/proving/shortest-line.js'
import { createGame } from '../game/create-game.js'
import { actorName, moveTitle } from '../report/move-title.js'
import { textTable } from '../report/text-table.js'
import { BadInput, Refusal } from './bad-input.js'
import { graphFile } from './graph-folder.js'
import { openScenario } from './open-scenario.js'
import { print, printJson } from './print.js'

/** Prints a shortest line of play. @throws BadInput for an unknown target; Refusal when no play comes there, or the states do not fit */
export async function reach(name: string, target: string, json: boolean): Promise<void> {
	const scenario = await openScenario(name)
	const game = createGame(scenario)
	const graph = openGraph(game, { cacheFile: graphFile })
	const line = find()
	if (json) {
		const { jsonDocument } = await import('./json-document.js')
		printJson(jsonDocument({ command: 'reach', scenario }, { reach: target, play: line ?? null, states: graph.states }))
	} else if (line) {
		const rows = line.map(({ round, move }) => [
			String(round),
			actorName(game, move),
			moveTitle(game, move.split('.').slice(0, 2).join('.')),
			move.split('.').length > 2 ? `→ ${moveTitle(game, move)}` : '',
		])
		print(line.length === 0 ? 'the game begins there' : textTable([['round', 'who', 'what', ''], ...rows], [0]))
	}
	if (!line) throw new Refusal(`no play comes to ${target}`)

	function find() {
		try {
			return shortestLine(graph, readTarget(graph, target))
		} catch (error) {
			if (error instanceof TargetError) throw new BadInput(error.message)
			throw error
		}
	}
}
