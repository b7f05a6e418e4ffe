import { readsRound } from '../game/evaluate.js'
import { ScenarioFault } from '../game/game.js'
import { type WeightForm, weightForms } from '../game/policies.js'
import type { CellsFunction, Kernel, KernelCard } from './compile.js'
import { generated } from './generated.js'
import { type Graph, NO_CARD, nodesIn } from './graph.js'
import { writer } from './source.js'

/**
 * A player's way to choose, over the graph: writes a weight, 0 or more, for each legal card into `into`, in
 * the order of the node's cards; all zero means uniform. A deck's finds its chances there, `nothing`'s last, and may
 * leave them, but not all at zero.
 */
export interface NodePolicy {
	weigh(s: Int32Array, layer: number, node: number, round: number, cards: readonly number[], into: Float64Array): void
	/** Whether the weights differ from round to round in one and the same state. */
	readonly readsRound: boolean
}

/** The graph under policies: a probability for each edge. */
export interface Chain {
	readonly graph: Graph
	/** Of the edges of all nodes that can be met in this round, in the layer's order; the array may be reused by the next call. */
	probabilities(layer: number, round: number): Float64Array
	/** Writes those of the edges of one node, in their order; no other node is looked at. */
	ofNode(layer: number, round: number, node: number, into: Float64Array): void
}

/** A policy that is weights (`cards`, `uniform`, a doctrine), compiled; undefined for any other name. */
export function formNodePolicy(kernel: Kernel, player: string, name: string): NodePolicy | undefined {
	const forms = weightForms(kernel.game, player, name)
	if (!forms) return undefined
	const { rules } = kernel.game
	const cards = rules.slots.find((s) => s.actor === player)?.cards ?? []
	const weights = cards.map((card) => compileForm(kernel, card.id, forms.get(card.id)!))
	return {
		readsRound: [...forms.values()].some((f) => f.trees.some(readsRound)),
		weigh(s, _layer, _node, _round, legal, into) {
			for (let n = 0; n < legal.length; n++) into[n] = weights[legal[n]!]!(s)
		},
	}
}

function compileForm(kernel: Kernel, id: string, { factor, trees }: WeightForm): CellsFunction {
	const { rules } = kernel.game
	const order = new Map(rules.scenario.parameters.map((p, n) => [p.id, n]))
	const w = writer(kernel.cells, rules.cards.get(id)!.binding, (p) => `p[${order.get(p)!}]`)
	const product = trees.reduce((source, tree) => `Math.imul(${source},${w.integer(tree)})`, String(factor))
	return generated<CellsFunction>(`return (s)=>${product}`, { p: kernel.parameters })
}

/** The moves of a node as the graph lists them: which cards, and the probability of each edge. */
export class NodeReader {
	readonly cards: number[] = []
	readonly #graph: Graph
	readonly #weights: Float64Array
	readonly #s: Int32Array
	readonly #played: Int32Array

	constructor(graph: Graph) {
		this.#graph = graph
		const most = Math.max(1, ...graph.kernel.slots.map((slot) => slot.cards.length + 1))
		this.#weights = new Float64Array(most)
		this.#s = new Int32Array(graph.kernel.cells.size)
		this.#played = new Int32Array(graph.kernel.cells.size)
	}

	/** The cells of a node, valid until the next call. */
	state(layer: number, node: number, round: number): Int32Array {
		const { packing, layers, kernel } = this.#graph
		this.#s[kernel.cells.round] = round
		packing.unpack(layers[layer]!.packed, node * packing.words, this.#s)
		return this.#s
	}

	/** Writes the probability of each of the node's edges into `into`, from index `at`. */
	read(layer: number, node: number, round: number, policy: NodePolicy | null, into: Float64Array, at: number): void {
		const { kernel, layers, withRound } = this.#graph
		const slot = kernel.slots[layer]!
		const { first, card } = layers[layer]!
		const s = this.state(layer, node, round)
		const weights = this.#weights
		const { cards } = this
		cards.length = 0
		const end = first[node + 1]!
		for (let e = first[node]!; e < end; ) {
			const c = card[e]!
			cards.push(c)
			e += c === NO_CARD ? 1 : Math.max(1, slot.cards[c]!.outcomes.length)
		}
		if (slot.deckOf !== null) {
			let left = slot.deckOf
			for (let n = 0; n < cards.length - 1; n++) left -= weights[n] = slot.cards[cards[n]!]!.weight(s)
			if (left < 0) throw new ScenarioFault(`the chances of deck "${slot.actor}" exceed its base of ${slot.deckOf}`)
			weights[cards.length - 1] = left
			policy?.weigh(s, layer, node, withRound ? s[kernel.cells.round]! : round, cards, weights)
		} else if (cards.length === 1) weights[0] = 1
		else policy!.weigh(s, layer, node, withRound ? s[kernel.cells.round]! : round, cards, weights)
		let total = 0
		for (let n = 0; n < cards.length; n++) total += weights[n]!
		if (total === 0 && slot.deckOf === null) {
			weights.fill(1, 0, cards.length)
			total = cards.length
		}
		let e = at
		for (let n = 0; n < cards.length; n++) {
			const c = cards[n]!
			const p = weights[n]! / total
			if (c === NO_CARD || slot.cards[c]!.outcomes.length === 0) into[e++] = p
			else e = this.#outcomes(slot.cards[c]!, s, p, into, e)
		}
	}

	#outcomes(card: KernelCard, s: Int32Array, p: number, into: Float64Array, at: number): number {
		const played = this.#played
		played.set(s)
		card.play(played)
		const { of } = card.rule.card
		let sum = 0
		for (let o = 0; o < card.outcomes.length; o++) sum += into[at + o] = card.outcomes[o]!.chance?.(played) ?? 0
		if (of !== null ? sum > of : sum === 0)
			throw new ScenarioFault(
				`the chances of the outcomes of "${card.rule.id}" ${of !== null ? `exceed ${of}` : 'are all zero'}`,
			)
		const base = of ?? sum
		for (let o = 0; o < card.outcomes.length; o++) {
			const weight = card.outcomes[o]!.chance ? into[at + o]! : base - sum
			into[at + o] = (p * weight) / base
		}
		return at + card.outcomes.length
	}
}

/** @param policies by player; every player of the order has one, and a deck only where its chances are not left alone */
export function chainOf(graph: Graph, policies: ReadonlyMap<string, NodePolicy>): Chain {
	const reader = new NodeReader(graph)
	const varies = graph.kernel.slots.map(
		(slot) =>
			(policies.get(slot.actor)?.readsRound ?? false) ||
			slot.cards.some(({ rule }) =>
				[...(slot.deckOf === null ? [] : [rule.card.weight]), ...rule.outcomes.map((o) => o.outcome.chance)].some(
					(e) => e !== null && readsRound(e.tree),
				),
			),
	)
	const kept = graph.layers.map(() => ({ round: 0, of: null as Float64Array | null }))
	const policyOf = (layer: number): NodePolicy | null => policies.get(graph.kernel.slots[layer]!.actor) ?? null
	const known = (layer: number, round: number): Float64Array | null => {
		const { of, round: filled } = kept[layer]!
		return filled === round || !varies[layer] || graph.withRound ? of : null
	}
	return {
		graph,
		probabilities(layer, round) {
			const filled = known(layer, round)
			if (filled) return filled
			const { size, first, to } = graph.layers[layer]!
			const of = kept[layer]!.of ?? new Float64Array(to.length)
			kept[layer] = { round, of }
			const policy = policyOf(layer)
			const end = varies[layer] && !graph.withRound ? nodesIn(graph, layer, round)[1] : size
			for (let node = 0; node < end; node++) reader.read(layer, node, round, policy, of, first[node]!)
			return of
		},
		ofNode(layer, round, node, into) {
			const filled = known(layer, round)
			if (!filled) return reader.read(layer, node, round, policyOf(layer), into, 0)
			const { first } = graph.layers[layer]!
			for (let e = first[node]!, n = 0, end = first[node + 1]!; e < end; e++, n++) into[n] = filled[e]!
		},
	}
}
