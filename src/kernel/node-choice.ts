import { chooseByWeight, chooseCoupled } from '../game/choose.js'
import type { NodePolicy } from './chain.js'
import { type Graph, NO_CARD } from './graph.js'

/**
 * The card that a player lays down at a ply, by its two draws, which are any 32 bits: its index in the player's
 * list, or the number of its cards for `pass`.
 */
export type Choice = (s: Int32Array, layer: number, round: number, x: number, y: number) => number

/**
 * A policy over the graph as the sampler asks for it: the same choice as `drawMove` makes, state by state.
 * @param greatest weight that a card can have
 */
export function nodeChoice(graph: Graph, policy: NodePolicy, greatest: number): Choice {
	const { kernel, packing, layers } = graph
	const key = new Uint32Array(packing.words)
	const most = Math.max(1, ...kernel.slots.map((slot) => slot.cards.length + 1))
	const weights = new Float64Array(most)
	const cells = kernel.slots.map((slot) => slot.cards.map(() => greatest))
	const active = kernel.slots.map((slot) => slot.cards.map(() => 0))
	const legal: number[] = []
	return (s, layer, round, x, y) => {
		const nodes = layers[layer]!
		const { first, card } = nodes
		const { cards } = kernel.slots[layer]!
		packing.pack(s, key, 0)
		const node = nodes.find(key)
		if (node < 0) throw new RangeError('no best play is known for a state that cannot be reached')
		legal.length = 0
		for (let e = first[node]!; e < first[node + 1]!; ) {
			const c = card[e]!
			if (c === NO_CARD) return cards.length
			legal.push(c)
			e += Math.max(1, cards[c]!.outcomes.length)
		}
		if (legal.length === 1) return legal[0]!
		policy.weigh(s, layer, node, round, legal, weights)
		let possible = 0
		let last = 0
		for (let n = 0; n < legal.length; n++)
			if (weights[n]! > 0) {
				possible++
				last = n
			}
		if (possible === 1) return legal[last]!
		if (possible === 0)
			return legal[
				chooseByWeight(
					legal.map(() => 1),
					y >>> 0,
				)
			]!
		const now = active[layer]!.fill(0)
		for (let n = 0; n < legal.length; n++) now[legal[n]!] = weights[n]!
		return chooseCoupled(cells[layer]!, now, [x >>> 0, y >>> 0])
	}
}
