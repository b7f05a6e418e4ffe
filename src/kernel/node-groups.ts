import type { KernelCard } from './compile.js'
import { type Graph, NO_CARD } from './graph.js'

/** How many edges the card at edge `e` of a layer has: one per outcome. */
export function edgesOf(graph: Graph, layer: number, card: number): number {
	return card === NO_CARD ? 1 : Math.max(1, graph.kernel.slots[layer]!.cards[card]!.outcomes.length)
}

/** The most edges that a node of a layer can have. */
export function mostEdges(graph: Graph, layer: number): number {
	return graph.kernel.slots[layer]!.cards.reduce((sum, card) => sum + Math.max(1, card.outcomes.length), 1)
}

/** Where each node's moves begin when the moves of a layer are numbered through; one more entry at the end. */
export function moveStarts(graph: Graph, layer: number): Uint32Array {
	const { size, first, card } = graph.layers[layer]!
	const starts = new Uint32Array(size + 1)
	for (let node = 0, moves = 0; node < size; node++) {
		for (let e = first[node]!, end = first[node + 1]!; e < end; e += edgesOf(graph, layer, card[e]!)) moves++
		starts[node + 1] = moves
	}
	return starts
}

/** The probability of each outcome of a card that has been played on `s`. */
export function outcomeShares({ outcomes, rule }: KernelCard, s: Int32Array): number[] {
	const chances = outcomes.map((o) => o.chance?.(s) ?? null)
	const known = chances.reduce<number>((total, c) => total + (c ?? 0), 0)
	const base = rule.card.of ?? known
	return chances.map((c) => (c ?? base - known) / base)
}
