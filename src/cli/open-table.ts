import { openGraph, policiesByName } from '../analysis/named-chain.js'
import type { Chosen } from '../analysis/solve.js'
import type { Game } from '../game/game.js'
import { type Playthrough, policiesKey, Table } from '../game/playthrough.js'
import { graphFile } from './graph-folder.js'

type Names = Playthrough['policies']

/** What threads have solved for, by game and names. */
const solved = new WeakMap<Game, Map<string, Chosen>>()

/** A table at which policies that are solved for can sit: the first ply that asks for one waits until the whole game is solved. */
export const openTable = (game: Game): Table =>
	new Table(game, (names) =>
		policiesByName(
			game,
			names,
			() => openGraph(game, { cacheFile: graphFile }),
			solved.get(game)?.get(policiesKey(names)),
		),
	)

/** Spares a game's tables solving for these names. */
export function keepSolved(game: Game, names: Names, chosen: Chosen): void {
	solved.set(game, new Map([...(solved.get(game) ?? []), [policiesKey(names), chosen]]))
}
