import { readsRound } from '../../game/evaluate.js'
import { NOTHING, PASS } from '../../game/legality.js'
import { finalOf, type Graph, NO_CARD } from '../../kernel/graph.js'
import { edgesOf } from '../../kernel/node-groups.js'

/** A ply of a line of play, as a script's step names it: `iran.limited-strike.low-salience`, `incidents.nothing`. */
export interface PlayedPly {
	/** From 1. */
	readonly round: number
	readonly move: string
}

/** Something chance cannot do: where it was first met. */
export interface ChanceFault {
	readonly kind: 'deck-over-base' | 'outcomes-over-base' | 'outcomes-zero'
	/** The deck's or the card's id. */
	readonly of: string
	readonly time: number
	readonly node: number
	/** What the chances add up to there, and the values of the parameters that make it so, in file order. */
	readonly sum: number
	readonly parameters: Int32Array
}

/** An edge of the graph that ends the game, and when it was first taken. */
export interface EndEdge {
	readonly time: number
	readonly node: number
	readonly edge: number
}

/**
 * What play can reach: forwards through the graph, ply by ply, by every legal move of a player and everything that
 * chance gives more than 0. A time is `(round - 1) · plies + ply`, from 0.
 */
export class Reach {
	readonly graph: Graph
	/** First time at which each node was reached, by layer; `NEVER` when it was not. */
	readonly first: readonly Uint16Array[]
	/** By index of the ending: how the game first ends so; undefined when it cannot. */
	readonly endings: (EndEdge | undefined)[]
	readonly faults: ChanceFault[] = []
	/** Which final states the game ends in, and in which of them after its last ply. */
	readonly finals: Uint8Array
	readonly lastFinals: Uint8Array
	/** Nodes of the first layer whose state stands after the last ply of the game. */
	readonly last: Uint8Array
	/** Nodes reached at each time. */
	readonly #at: Uint8Array[] = []
	readonly #possible: readonly Uint8Array[]
	readonly #varies: readonly boolean[]
	readonly #vectors: readonly Int32Array[]
	readonly #s: Int32Array
	readonly #played: Int32Array

	/** @param vectors values of the parameters, each tried: an edge is possible when chance gives it more than 0 under one of them. By default the game's own */
	constructor(graph: Graph, vectors: readonly Int32Array[] = [graph.kernel.parameters]) {
		this.graph = graph
		this.#vectors = vectors.map((v) => Int32Array.from(v))
		const { kernel, layers } = graph
		this.#s = new Int32Array(kernel.cells.size)
		this.#played = new Int32Array(kernel.cells.size)
		this.first = layers.map((l) => new Uint16Array(l.size).fill(NEVER))
		this.#possible = layers.map((l) => new Uint8Array(l.to.length))
		this.#varies = kernel.slots.map((slot) =>
			slot.cards.some(({ rule }) =>
				[...(slot.deckOf === null ? [] : [rule.card.weight]), ...rule.outcomes.map((o) => o.outcome.chance)].some(
					(e) => e !== null && readsRound(e.tree),
				),
			),
		)
		this.finals = new Uint8Array(graph.finals.size)
		this.lastFinals = new Uint8Array(graph.finals.size)
		this.last = new Uint8Array(layers[0]!.size)
		this.endings = kernel.game.scenario.endings.map(() => undefined)
		this.#explore()
	}

	/** Plies of a whole game. */
	get times(): number {
		return this.graph.kernel.game.scenario.clock.rounds * this.graph.layers.length
	}

	roundOf(time: number): number {
		return Math.floor(time / this.graph.layers.length) + 1
	}

	/** Whether the node of the layer at this time is reached then. */
	isReached(time: number, node: number): boolean {
		return this.#at[time]![node] === 1
	}

	/** Whether play can take the edge, at a time at which its node is reached. */
	isPossible(layer: number, edge: number): boolean {
		return this.#possible[layer]![edge] === 1
	}

	/** The cells of a node at a time; valid until the next call. */
	state(time: number, node: number): Int32Array {
		const { layers, packing, kernel } = this.graph
		const layer = time % layers.length
		this.#s[kernel.cells.round] = this.roundOf(time)
		packing.unpack(layers[layer]!.packed, node * packing.words, this.#s)
		return this.#s
	}

	/** The moves of a shortest way to a node that is reached at `time`. */
	lineTo(time: number, node: number): readonly PlayedPly[] {
		const line: PlayedPly[] = []
		let target = node
		for (let t = time - 1; t >= 0; t--) {
			const found = this.#into(t, target)
			line.push({ round: this.roundOf(t), move: this.move(t % this.graph.layers.length, found.node, found.edge) })
			target = found.node
		}
		return line.reverse()
	}

	/** The moves of a shortest way through an edge. */
	lineThrough({ time, node, edge }: EndEdge): readonly PlayedPly[] {
		const last = { round: this.roundOf(time), move: this.move(time % this.graph.layers.length, node, edge) }
		return [...this.lineTo(time, node), last]
	}

	/** What is played along an edge. */
	move(layer: number, node: number, edge: number): string {
		const { kernel, layers } = this.graph
		const slot = kernel.slots[layer]!
		const { first, card } = layers[layer]!
		for (let e = first[node]!; ; ) {
			const c = card[e]!
			const count = edgesOf(this.graph, layer, c)
			if (edge < e + count) {
				if (c === NO_CARD) return `${slot.actor}.${slot.deckOf === null ? PASS : NOTHING}`
				const { rule, outcomes } = slot.cards[c]!
				return outcomes.length === 0 ? rule.id : rule.outcomes[edge - e]!.id
			}
			e += count
		}
	}

	#explore(): void {
		const { layers, kernel, finals, lastEnding } = this.graph
		const end = (ending: number, edge: EndEdge): void => {
			this.endings[ending] ??= edge
		}
		this.#at[0] = new Uint8Array(layers[0]!.size)
		this.#at[0][0] = 1
		this.first[0]![0] = 0
		for (let time = 0; time < this.times; time++) {
			const layer = time % layers.length
			const { first, to, size } = layers[layer]!
			const here = this.#at[time]!
			const last = time === this.times - 1
			const next = (layer + 1) % layers.length
			const there = new Uint8Array(last ? 0 : layers[next]!.size)
			const known = this.#varies[layer] ? null : this.first[layer]!
			const possible = this.#possible[layer]!
			for (let node = 0; node < size; node++) {
				if (here[node] === 0) continue
				if (known === null || known[node] === time) this.#weigh(time, node)
				for (let e = first[node]!, stop = first[node + 1]!; e < stop; e++) {
					if (possible[e] === 0) continue
					const target = to[e]!
					const edge = { time, node, edge: e }
					if (last && target >= 0) {
						this.last[target] = 1
						end(lastEnding[target]!, edge)
					} else if (last) {
						this.lastFinals[finalOf(target)] = 1
						end(finals.lastEnding[finalOf(target)]!, edge)
					} else if (target < 0) {
						this.finals[finalOf(target)] = 1
						end(finals.ending[finalOf(target)]!, edge)
					} else {
						there[target] = 1
						if (this.first[next]![target] === NEVER) this.first[next]![target] = time + 1
					}
				}
			}
			if (!last) this.#at[time + 1] = there
		}
		kernel.parameters.set(this.#vectors[0]!)
	}

	/** Marks the node's edges that are possible at this time. */
	#weigh(time: number, node: number): void {
		const { kernel, layers } = this.graph
		const layer = time % layers.length
		const slot = kernel.slots[layer]!
		const { first, card } = layers[layer]!
		const possible = this.#possible[layer]!
		possible.fill(0, first[node]!, first[node + 1]!)
		const s = this.state(time, node)
		this.#vectors.forEach((vector, n) => {
			if (n > 0 && slot.deckOf === null && !slot.cards.some((c) => c.outcomes.length > 0)) return
			kernel.parameters.set(vector)
			let left = slot.deckOf ?? 0
			for (let e = first[node]!, stop = first[node + 1]!; e < stop; ) {
				const c = card[e]!
				const own = c === NO_CARD ? null : slot.cards[c]!
				let able = true
				if (slot.deckOf !== null && own) {
					const chance = own.weight(s)
					able = chance > 0
					left -= chance
				} else if (slot.deckOf !== null) able = left > 0
				if (own && own.outcomes.length > 0) {
					if (able) this.#outcomes(time, node, layer, c, e, s, vector)
				} else if (able) possible[e] = 1
				e += edgesOf(this.graph, layer, c)
			}
			if (left < 0)
				this.#fault({
					kind: 'deck-over-base',
					of: slot.actor,
					time,
					node,
					sum: slot.deckOf! - left,
					parameters: vector,
				})
		})
	}

	#outcomes(
		time: number,
		node: number,
		layer: number,
		index: number,
		at: number,
		s: Int32Array,
		parameters: Int32Array,
	): void {
		const card = this.graph.kernel.slots[layer]!.cards[index]!
		const played = this.#played
		played.set(s)
		card.play(played)
		const { of } = card.rule.card
		const chances = card.outcomes.map((o) => o.chance?.(played) ?? null)
		const sum = chances.reduce<number>((total, c) => total + (c ?? 0), 0)
		const fault = { of: card.rule.id, time, node, sum, parameters }
		if (of !== null && sum > of) this.#fault({ kind: 'outcomes-over-base', ...fault })
		if (of === null && sum === 0) this.#fault({ kind: 'outcomes-zero', ...fault })
		chances.forEach((chance, o) => {
			if ((chance ?? of! - sum) > 0) this.#possible[layer]![at + o] = 1
		})
	}

	#fault(fault: ChanceFault): void {
		if (!this.faults.some((f) => f.kind === fault.kind && f.of === fault.of)) this.faults.push(fault)
	}

	/** A possible edge into `target` from a node reached at `time`. */
	#into(time: number, target: number): { node: number; edge: number } {
		const { layers } = this.graph
		const layer = time % layers.length
		const { first, to, size } = layers[layer]!
		const here = this.#at[time]!
		for (let node = 0; node < size; node++) {
			if (here[node] === 0) continue
			for (let e = first[node]!, stop = first[node + 1]!; e < stop; e++) {
				if (to[e] !== target) continue
				if (this.#varies[layer]) this.#weigh(time, node)
				if (this.#possible[layer]![e] === 1) return { node, edge: e }
			}
		}
		throw new Error(`node ${target} is not reached at time ${time + 1}`)
	}
}

/** `first` of a node that play does not reach. */
export const NEVER = 0xffff
