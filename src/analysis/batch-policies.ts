import type { Policies } from '../game/draw.js'
import type { Game } from '../game/game.js'
import type { Choice } from '../kernel/node-choice.js'
import { checkNames, choicesByName, graphsIn, type OpenGraph, openGraph, policiesByName } from './named-chain.js'

/** @throws PolicyError, SolveError */
export const check = (game: Game, names: Readonly<Record<string, string>>): void => checkNames(game, names)

/**
 * Policies by any name, for batches: their workers load this module when a name has to be solved for.
 * @param graphFolder keeps graphs between processes; several may read and write it at once
 * @throws PolicyError, SolveError, KernelRefusal
 */
export const policies = (game: Game, names: Readonly<Record<string, string>>, graphFolder: string | null): Policies =>
	policiesByName(game, names, () => openGraph(game, optionsFor(graphFolder)))

/** The same for the kernel: how those choose who are solved for. */
export const choices = (
	game: Game,
	names: Readonly<Record<string, string>>,
	graphFolder: string | null,
): ReadonlyMap<string, Choice> => choicesByName(names, () => openGraph(game, optionsFor(graphFolder)))

const optionsFor = (graphFolder: string | null): OpenGraph =>
	graphFolder === null ? {} : { cacheFile: graphsIn(graphFolder) }
