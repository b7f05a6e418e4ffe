import type { Policies } from '../game/draw.js'
import type { Game } from '../game/game.js'
import type { Choice } from '../kernel/node-choice.js'
import { choicesByName, openGraph, policiesByName } from './named-chain.js'

/**
 * Policies by any name, for batches: their workers load this module when a name has to be solved for.
 * @throws PolicyError, SolveError, KernelRefusal
 */
export const policies = (game: Game, names: Readonly<Record<string, string>>): Policies =>
	policiesByName(game, names, () => openGraph(game))

/** The same for the kernel: how those choose who are solved for. */
export const choices = (game: Game, names: Readonly<Record<string, string>>): ReadonlyMap<string, Choice> =>
	choicesByName(names, () => openGraph(game))
