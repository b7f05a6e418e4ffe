import type { Move, State } from '../game/game.js'
import type { Chain } from '../kernel/chain.js'
import { NodeReader } from '../kernel/chain.js'
import { NO_CARD } from '../kernel/graph.js'
import { type Backwards, type EndingValues, endedRow, endingOdds, sweepBackwards } from '../kernel/sweep.js'

type Values = Float64Array | Float32Array

/**
 * Exact odds of every ending from any position, and after any of its legal moves: one sweep backwards, then
 * look-ups that only walk to the end of the position's round.
 */
export class OddsBoard {
	readonly chain: Chain
	readonly #values: EndingValues
	readonly #backwards: Backwards
	readonly #key: Uint32Array
	readonly #cells: Int32Array
	readonly #reader: NodeReader

	/**
	 * @param values what each ending is worth, in columns; by default the endings themselves, so that the values are odds
	 * @param stopped asked between plies; the sweep ends with an `AbortError` when it says so
	 */
	constructor(
		chain: Chain,
		stopped?: () => boolean,
		values = endingOdds(chain.graph.kernel.game.scenario.endings.length),
	) {
		this.chain = chain
		this.#values = values
		this.#backwards = sweepBackwards(chain, values, stopped)
		this.#key = new Uint32Array(chain.graph.packing.words)
		this.#cells = new Int32Array(chain.graph.kernel.cells.size)
		this.#reader = new NodeReader(chain.graph)
	}

	/** One number per ending, in file order. @throws RangeError when the state can't be reached under the game's settings */
	odds(state: State): Float64Array {
		const { kernel } = this.chain.graph
		if (state.ending !== null) return this.#sure(kernel.game.scenario.endings.findIndex((e) => e.id === state.ending))
		if (state.pending !== null) return this.#falling(state)
		return this.#from(state.ply, state.round, new Map([[this.#node(state), 1]]))
	}

	/** The odds after each legal move of the position, in the game's order. */
	moves(state: State): { move: Move; odds: Float64Array }[] {
		const { kernel } = this.chain.graph
		const legal = kernel.game.legalMoves(state)
		if (state.pending !== null) return legal.map((move) => ({ move, odds: this.odds(kernel.game.apply(state, move)) }))
		const slot = kernel.slots[state.ply]!
		const { first, card } = this.chain.graph.layers[state.ply]!
		const node = this.#node(state)
		const p = this.#probabilities(state.ply, state.round, node)
		let e = first[node]!
		return legal.map((move) => {
			const c = card[e]!
			const outcomes = c === NO_CARD ? 1 : Math.max(1, slot.cards[c]!.outcomes.length)
			// A move's own weight does not matter once it is made: what its outcomes share is one.
			const shares = this.#shares(state, node, c, e - first[node]!, outcomes, p)
			const total = new Float64Array(this.#values.columns)
			for (let o = 0; o < outcomes; o++) add(total, shares[o]!, this.#follow(state.ply, state.round, e + o))
			e += outcomes
			return { move, odds: total }
		})
	}

	#shares(state: State, node: number, card: number, from: number, outcomes: number, p: Float64Array): number[] {
		if (outcomes === 1) return [1]
		let sum = 0
		for (let o = 0; o < outcomes; o++) sum += p[from + o]!
		if (sum > 0) return Array.from({ length: outcomes }, (_, o) => p[from + o]! / sum)
		const { kernel } = this.chain.graph
		const played = Int32Array.from(this.#reader.state(state.ply, node, state.round))
		const rule = kernel.slots[state.ply]!.cards[card]!
		rule.play(played)
		const chances = rule.outcomes.map((o) => o.chance?.(played) ?? null)
		const known = chances.reduce<number>((total, c) => total + (c ?? 0), 0)
		const base = rule.rule.card.of ?? known
		return chances.map((c) => (c ?? base - known) / base)
	}

	/** Probabilities of one node's edges: from the layer's array, which the sweep has filled unless they change by round. */
	#probabilities(layer: number, round: number, node: number): Float64Array {
		const { first } = this.chain.graph.layers[layer]!
		return this.chain.probabilities(layer, round).subarray(first[node]!, first[node + 1]!)
	}

	/** The values after edge `e` of a layer. */
	#follow(layer: number, round: number, e: number): Values {
		const { layers, kernel } = this.chain.graph
		const { to } = layers[layer]!
		const lastPly = layer === layers.length - 1
		const afterLast = lastPly && round === kernel.game.scenario.clock.rounds
		if (afterLast || to[e]! < 0) return this.#ended(to[e]!, afterLast)
		return lastPly ? this.#boundary(round + 1, to[e]!) : this.#from(layer + 1, round, new Map([[to[e]!, 1]]))
	}

	/** The values while a card waits for its outcome. */
	#falling(state: State): Float64Array {
		const { kernel } = this.chain.graph
		const card = kernel.slots[state.ply]!.cards.find((c) => c.rule.id === state.pending)!
		kernel.cells.write(state, this.#cells)
		const chances = card.outcomes.map((o) => o.chance?.(this.#cells) ?? null)
		const sum = chances.reduce<number>((total, c) => total + (c ?? 0), 0)
		const base = card.rule.card.of ?? sum
		const total = new Float64Array(this.#values.columns)
		card.outcomes.forEach((outcome, n) => {
			kernel.cells.write(state, this.#cells)
			outcome.land(this.#cells)
			add(total, (chances[n] ?? base - sum) / base, this.#settled(state.ply, state.round))
		})
		return total
	}

	/** The values once the cells have settled. */
	#settled(layer: number, round: number): Values {
		const { kernel, layers, packing } = this.chain.graph
		const s = this.#cells
		kernel.slots[layer]!.settle(s)
		const lastPly = layer === layers.length - 1
		if (lastPly && round === kernel.game.scenario.clock.rounds) return this.#sure(kernel.endedLast(s) - 1)
		const ending = kernel.ended(s)
		if (ending > 0) return this.#sure(ending - 1)
		if (lastPly) s[kernel.cells.round] = round + 1
		packing.pack(s, this.#key, 0)
		const next = lastPly ? 0 : layer + 1
		const node = layers[next]!.find(this.#key)
		return lastPly ? this.#boundary(round + 1, node) : this.#from(next, round, new Map([[node, 1]]))
	}

	#sure(ending: number): Float64Array {
		const { columns, byEnding } = this.#values
		if (!byEnding) throw new RangeError('what an ended game is worth depends here on its final state')
		return byEnding.subarray(ending * columns, (ending + 1) * columns)
	}

	/** Walks the mass to the end of its round, where the sweep knows the values. */
	#from(layer: number, round: number, mass: Map<number, number>): Float64Array {
		const { layers, kernel } = this.chain.graph
		const { rounds } = kernel.game.scenario.clock
		const total = new Float64Array(this.#values.columns)
		let at = mass
		for (let k = layer; k < layers.length; k++) {
			if (k === 0) break
			const { first, to } = layers[k]!
			const afterLast = k === layers.length - 1 && round === rounds
			const p = this.chain.probabilities(k, round)
			const next = new Map<number, number>()
			for (const [node, m] of at)
				for (let e = first[node]!, end = first[node + 1]!; e < end; e++) {
					const q = m * p[e]!
					if (q === 0) continue
					if (afterLast || to[e]! < 0) add(total, q, this.#ended(to[e]!, afterLast))
					else next.set(to[e]!, (next.get(to[e]!) ?? 0) + q)
				}
			at = next
		}
		const boundary = layer === 0 ? round : round + 1
		for (const [node, m] of at) add(total, m, this.#boundary(boundary, node))
		return total
	}

	#boundary(round: number, node: number): Values {
		const { columns } = this.#values
		return this.#backwards.at(round).subarray(node * columns, (node + 1) * columns)
	}

	#ended(target: number, afterLast: boolean): Float64Array {
		const { of, at } = endedRow(this.chain.graph, this.#values, target, afterLast)
		return of.subarray(at, at + this.#values.columns)
	}

	#node(state: State): number {
		const { kernel, packing, layers } = this.chain.graph
		kernel.cells.write(state, this.#cells)
		packing.pack(this.#cells, this.#key, 0)
		const node = layers[state.ply]!.find(this.#key)
		if (node < 0 || node >= layers[state.ply]!.size)
			throw new RangeError('this state cannot be reached under these settings')
		return node
	}
}

function add(total: Float64Array, share: number, values: Values): void {
	for (let c = 0; c < total.length; c++) total[c]! += share * values[c]!
}
