import type { Game } from '../game/game.js'
import { compileKernel } from '../kernel/compile.js'
import type { Graph } from '../kernel/graph.js'
import { graphKey } from '../kernel/graph-cache.js'
import { certain, sweepForwards } from '../kernel/sweep.js'
import { namedChain, type OpenGraph, openGraph } from './named-chain.js'

/** The exact probability of every ending, for one game after another: games that differ only in weights and chances share a graph. */
export class ExactEndings {
	readonly #options: OpenGraph
	#graph: Graph | null = null
	#key = ''

	constructor(options: OpenGraph = {}) {
		this.#options = options
	}

	/**
	 * From the start, in file order of endings.
	 * @param names policies by player; a player without one follows its cards
	 * @throws KernelRefusal when the game does not fit the graph; PolicyError, SolveError
	 */
	of(game: Game, names: Readonly<Record<string, string>>): number[] {
		const kernel = compileKernel(game)
		const key = graphKey(kernel)
		if (!this.#graph || this.#key !== key) {
			this.#graph = openGraph(game, this.#options)
			this.#key = key
		} else this.#graph.kernel.parameters.set(kernel.parameters)
		const chain = namedChain(this.#graph, names)
		const byRound = sweepForwards(chain, certain(chain, 1, 0, 0))
		return game.scenario.endings.map((_, n) => byRound.reduce((sum, round) => sum + round[n]!, 0))
	}
}
