import type { Chain } from '../kernel/chain.js'
import { mostEdges } from '../kernel/node-groups.js'
import { type Backwards, type EndingValues, endedRow } from '../kernel/sweep.js'

/** Nodes within one round whose values are remembered before all are forgotten. */
const MOST_REMEMBERED = 200_000

/** Values of nodes anywhere in a round, each worked out once while one round is asked about. */
export class WithinRound {
	readonly #chain: Chain
	readonly #values: EndingValues
	readonly #backwards: Backwards
	/** By layer and node, where in the pool its values stand; -1 where they are not known. */
	readonly #places: Int32Array[]
	readonly #known: number[][]
	readonly #sums: Float64Array[]
	readonly #shares: Float64Array[]
	#pool = new Float64Array(0)
	#used = 0
	#round = 0

	constructor(chain: Chain, values: EndingValues, backwards: Backwards) {
		const { graph } = chain
		this.#chain = chain
		this.#values = values
		this.#backwards = backwards
		this.#places = graph.layers.map(({ size }, layer) => new Int32Array(layer === 0 ? 0 : size).fill(-1))
		this.#known = graph.layers.map(() => [])
		this.#sums = graph.layers.map(() => new Float64Array(values.columns))
		this.#shares = graph.layers.map((_, layer) => new Float64Array(mostEdges(graph, layer)))
	}

	at(layer: number, round: number, node: number): Float64Array {
		const values = new Float64Array(this.#values.columns)
		this.#forget(round)
		this.#addNode(values, 1, layer, round, node)
		return values
	}

	/** Adds the values after edge `e` of a layer, times `share`. */
	addEdge(to: Float64Array, share: number, layer: number, round: number, e: number): void {
		this.#forget(round)
		this.#addEdge(to, share, layer, round, e)
	}

	#addEdge(to: Float64Array, share: number, layer: number, round: number, e: number): void {
		const { graph } = this.#chain
		const target = graph.layers[layer]!.to[e]!
		const lastPly = layer === graph.layers.length - 1
		const afterLast = lastPly && round === graph.kernel.game.scenario.clock.rounds
		if (!afterLast && target >= 0) {
			this.#addNode(to, share, lastPly ? 0 : layer + 1, lastPly ? round + 1 : round, target)
			return
		}
		const { of, at } = endedRow(graph, this.#values, target, round, afterLast)
		for (let c = 0; c < to.length; c++) to[c]! += share * of[at + c]!
	}

	#addNode(to: Float64Array, share: number, layer: number, round: number, node: number): void {
		const { columns } = this.#values
		const at = layer === 0 ? node * columns : this.#place(layer, round, node)
		const of = layer === 0 ? this.#backwards.at(round) : this.#pool
		for (let c = 0; c < columns; c++) to[c]! += share * of[at + c]!
	}

	#place(layer: number, round: number, node: number): number {
		const places = this.#places[layer]!
		if (places[node]! >= 0) return places[node]!
		const { first } = this.#chain.graph.layers[layer]!
		const sum = this.#sums[layer]!.fill(0)
		const shares = this.#shares[layer]!
		this.#chain.ofNode(layer, round, node, shares)
		for (let e = first[node]!, n = 0, end = first[node + 1]!; e < end; e++, n++)
			if (shares[n]! > 0) this.#addEdge(sum, shares[n]!, layer, round, e)
		const place = this.#used
		this.#used += sum.length
		if (this.#used > this.#pool.length) {
			const grown = new Float64Array(Math.max(1024, 2 * this.#used))
			grown.set(this.#pool)
			this.#pool = grown
		}
		this.#pool.set(sum, place)
		places[node] = place
		this.#known[layer]!.push(node)
		return place
	}

	#forget(round: number): void {
		if (this.#round === round && this.#used <= MOST_REMEMBERED * this.#values.columns) return
		this.#known.forEach((nodes, layer) => {
			for (const node of nodes) this.#places[layer]![node] = -1
			nodes.length = 0
		})
		this.#used = 0
		this.#round = round
	}
}
