import type { Move, State } from '../game/game.js'
import type { Chain } from '../kernel/chain.js'
import { NO_CARD, nodesIn } from '../kernel/graph.js'
import { edgesOf, outcomeShares } from '../kernel/node-groups.js'
import { type Backwards, type EndingValues, endingOdds, sweepBackwards } from '../kernel/sweep.js'
import { WithinRound } from './within-round.js'

type Values = Float64Array | Float32Array

/**
 * Exact odds of every ending from any position, and after any of its legal moves: one sweep backwards, which keeps
 * the values at the beginning of each round, then look-ups that work out what lies between there and the position.
 */
export class OddsBoard {
	readonly chain: Chain
	readonly #values: EndingValues
	readonly #key: Uint32Array
	readonly #cells: Int32Array
	readonly #within: WithinRound

	/**
	 * @param values what each ending is worth, in columns; by default the endings themselves, so that the values are odds
	 * @param stopped asked between plies; the sweep ends with an `AbortError` when it says so
	 * @param swept what the sweep would give, where it is known already
	 */
	constructor(
		chain: Chain,
		stopped?: () => boolean,
		values: EndingValues = endingOdds(chain.graph.kernel.game.scenario.endings.length),
		swept: Backwards = sweepBackwards(chain, values, stopped),
	) {
		this.chain = chain
		this.#values = values
		this.#key = new Uint32Array(chain.graph.packing.words)
		this.#cells = new Int32Array(chain.graph.kernel.cells.size)
		this.#within = new WithinRound(chain, values, swept)
		// A graph from its file makes the index of a ply when it is first asked: now, rather than when a player waits.
		for (const layer of chain.graph.layers) layer.find(this.#key)
	}

	/** How many numbers a position is worth. */
	get columns(): number {
		return this.#values.columns
	}

	/** The values at a node of the graph. */
	at(layer: number, round: number, node: number): Float64Array {
		return this.#within.at(layer, round, node)
	}

	/** Adds the values after edge `e` of a layer, times `share`. */
	addEdge(to: Float64Array, share: number, layer: number, round: number, e: number): void {
		this.#within.addEdge(to, share, layer, round, e)
	}

	/** One number per column: per ending, in file order. @throws RangeError when the state can't be reached under the game's settings */
	odds(state: State): Float64Array {
		const { kernel } = this.chain.graph
		if (state.pending !== null) return this.#falling(state)
		if (state.ending === null) return this.at(state.ply, state.round, this.node(state))
		kernel.cells.write(state, this.#cells)
		return Float64Array.from(this.#ended(kernel.game.scenario.endings.findIndex((e) => e.id === state.ending)))
	}

	/** The odds after each legal move of the position, in the game's order. */
	moves(state: State): { move: Move; odds: Float64Array }[] {
		const { graph } = this.chain
		const { game } = graph.kernel
		const legal = game.legalMoves(state)
		if (state.pending !== null) return legal.map((move) => ({ move, odds: this.odds(game.apply(state, move)) }))
		const { first, card } = graph.layers[state.ply]!
		const node = this.node(state)
		const p = new Float64Array(first[node + 1]! - first[node]!)
		this.chain.ofNode(state.ply, state.round, node, p)
		let e = first[node]!
		return legal.map((move) => {
			const outcomes = edgesOf(graph, state.ply, card[e]!)
			// A move's own weight does not matter once it is made: what its outcomes share is one.
			const shares = this.#shares(state, card[e]!, p.subarray(e - first[node]!, e - first[node]! + outcomes))
			const total = new Float64Array(this.#values.columns)
			shares.forEach((share, o) => {
				if (share > 0) this.#within.addEdge(total, share, state.ply, state.round, e + o)
			})
			e += outcomes
			return { move, odds: total }
		})
	}

	#shares(state: State, card: number, p: Float64Array): readonly number[] {
		if (card === NO_CARD || p.length === 1) return [1]
		const sum = p.reduce((a, b) => a + b, 0)
		if (sum > 0) return Array.from(p, (q) => q / sum)
		const { kernel } = this.chain.graph
		const played = kernel.slots[state.ply]!.cards[card]!
		kernel.cells.write(state, this.#cells)
		played.play(this.#cells)
		return outcomeShares(played, this.#cells)
	}

	/** The values while a card waits for its outcome. */
	#falling(state: State): Float64Array {
		const { kernel } = this.chain.graph
		const card = kernel.slots[state.ply]!.cards.find((c) => c.rule.id === state.pending)!
		kernel.cells.write(state, this.#cells)
		const total = new Float64Array(this.#values.columns)
		outcomeShares(card, this.#cells).forEach((share, n) => {
			if (share === 0) return
			kernel.cells.write(state, this.#cells)
			card.outcomes[n]!.land(this.#cells)
			add(total, share, this.#settled(state.ply, state.round))
		})
		return total
	}

	/** The values once `#cells` have settled. */
	#settled(layer: number, round: number): Values {
		const { kernel, layers, packing } = this.chain.graph
		const s = this.#cells
		kernel.slots[layer]!.settle(s)
		const lastPly = layer === layers.length - 1
		const ending = lastPly && round === kernel.game.scenario.clock.rounds ? kernel.endedLast(s) : kernel.ended(s)
		if (ending > 0) return this.#ended(ending - 1)
		if (lastPly) s[kernel.cells.round] = round + 1
		packing.pack(s, this.#key, 0)
		const next = lastPly ? 0 : layer + 1
		return this.#within.at(next, lastPly ? round + 1 : round, this.#found(next, lastPly ? round + 1 : round))
	}

	/** The values of `#cells` as a final state. */
	#ended(ending: number): Values {
		const { columns, byEnding, byState } = this.#values
		return byEnding ? byEnding.subarray(ending * columns, (ending + 1) * columns) : byState!.row(ending, this.#cells)
	}

	/** Where a position in which nobody waits for an outcome stands in its layer. @throws RangeError when it can't be reached */
	node(state: State): number {
		const { kernel, packing } = this.chain.graph
		kernel.cells.write(state, this.#cells)
		packing.pack(this.#cells, this.#key, 0)
		return this.#found(state.ply, state.round)
	}

	#found(layer: number, round: number): number {
		const node = this.chain.graph.layers[layer]!.find(this.#key)
		const [first, end] = nodesIn(this.chain.graph, layer, round)
		if (node < first || node >= end) throw new RangeError('this state cannot be reached under these settings')
		return node
	}
}

function add(total: Float64Array, share: number, values: Values): void {
	for (let c = 0; c < total.length; c++) total[c]! += share * values[c]!
}
