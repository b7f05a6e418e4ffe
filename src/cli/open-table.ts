import { openGraph, policiesByName } from '../analysis/named-chain.js'
import type { Game } from '../game/game.js'
import { Table } from '../game/playthrough.js'
import { graphFile } from './graph-folder.js'

/** A table at which policies that are solved for can sit: the first ply that asks for one waits until the whole game is solved. */
export const openTable = (game: Game): Table =>
	new Table(game, (names) => policiesByName(game, names, () => openGraph(game, { cacheFile: graphFile })))
