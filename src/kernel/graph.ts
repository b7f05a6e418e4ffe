import { roundMatters } from '../game/round-matters.js'
import { KernelRefusal } from './cells.js'
import type { Kernel, KernelCard } from './compile.js'
import { GrowingArray } from './growing-array.js'
import { type Packing, packingOf } from './packing.js'
import { StateSet } from './state-set.js'

/** `card` of an edge that is a deck's `nothing` or a player's `pass`. */
export const NO_CARD = 0xffff

/** A successor is a node of the next ply, or, below 0, the final state of this number. */
export const finalOf = (to: number): number => -1 - to

/**
 * The reachable game, explored once and free of policies: every legal move and outcome is an edge, whatever its
 * weight. A node is a state before a ply; the round stands beside it, unless the rules read it.
 */
export interface Graph {
	readonly kernel: Kernel
	readonly packing: Packing
	readonly layers: readonly Layer[]
	/** States in which the game is over. */
	readonly finals: Finals
	/** For each node of the first layer: the index of the ending, if its state is the one after the last round. */
	readonly lastEnding: Uint8Array
	/** Whether the round is part of the state. */
	readonly withRound: boolean
	/** Distinct states, the ply included, the round aside. */
	readonly states: number
	readonly edges: number
	readonly bytes: number
}

/** The states before one ply of the order. */
export interface Layer {
	readonly size: number
	readonly packed: Uint32Array
	/** Edges of node n are `first[n]` to `first[n + 1]`, by card in file order, one per outcome. */
	readonly first: Uint32Array
	readonly card: Uint16Array
	readonly to: Int32Array
	/** For each round, how many of the nodes were met in it or before. */
	readonly met: Uint32Array
	/** The number of a packed state, or -1. */
	find(packed: Uint32Array): number
}

/** The nodes that can stand before a ply in this round: numbers from the first to below the second. */
export function nodesIn({ layers, withRound }: Graph, layer: number, round: number): readonly [number, number] {
	const { met } = layers[layer]!
	return [withRound && round > 1 ? met[round - 2]! : 0, met[round - 1]!]
}

/** Final states. One that is met after the last round may end otherwise there, since all endings are looked at. */
export interface Finals {
	readonly size: number
	/** Words of the packing, then one more for the ending. */
	readonly packed: Uint32Array
	/** Indices of endings. */
	readonly ending: Uint8Array
	readonly lastEnding: Uint8Array
}

export interface Budget {
	/** States, the ply included. */
	readonly states: number
	readonly bytes: number
}

export const DEFAULT_BUDGET: Budget = { states: 12_000_000, bytes: 1_500_000_000 }

/** @throws KernelRefusal when the graph, final states included, is larger than the budget */
export function withinBudget(states: number, bytes: number, budget: Budget): void {
	if (states > budget.states)
		throw new KernelRefusal(
			`more than ${budget.states.toLocaleString('en')} states can be reached; the budget ends there`,
		)
	if (bytes > budget.bytes)
		throw new KernelRefusal(
			`the graph of reachable states takes more than ${Math.round(budget.bytes / 1e6)} MB; the budget ends there`,
		)
}

/** @throws KernelRefusal when the reachable game does not fit the budget */
export function exploreGraph(kernel: Kernel, budget: Budget = DEFAULT_BUDGET): Graph {
	const { rules } = kernel.game
	const { cells } = kernel
	const { rounds } = rules.scenario.clock
	if (rules.endings.length > 255) throw new KernelRefusal('more than 255 endings')
	if (kernel.slots.some((slot) => slot.cards.length >= NO_CARD)) throw new KernelRefusal(`more than ${NO_CARD} cards`)
	const withRound = roundMatters(rules)
	const packing = packingOf(cells, withRound)
	const plies = kernel.slots.length
	const layers = kernel.slots.map(() => new Building(packing.words))
	const finals = new StateSet(packing.words + 1)
	const finalEnding = new GrowingArray(Uint8Array)
	const finalLast = new GrowingArray(Uint8Array)
	const lastEnding = new GrowingArray(Uint8Array)
	const key = new Uint32Array(packing.words + 1)
	const before = Int32Array.from(kernel.start)
	const played = new Int32Array(cells.size)
	const after = new Int32Array(cells.size)

	packing.pack(kernel.start, key, 0)
	layers[0]!.states.intern(key)
	lastEnding.push(kernel.endedLast(kernel.start) - 1)

	const check = (): void => {
		const states = layers.reduce((sum, l) => sum + l.states.size, finals.size)
		const bytes = layers.reduce((sum, l) => sum + l.bytes, finals.bytes)
		withinBudget(states, bytes, budget)
	}

	for (let round = 1; round <= rounds; round++) {
		for (let ply = 0; ply < plies; ply++) {
			const slot = kernel.slots[ply]!
			const layer = layers[ply]!
			const lastPly = ply === plies - 1
			const next = layers[(ply + 1) % plies]!
			const arrive = (s: Int32Array, card: number): void => {
				slot.settle(s)
				layer.card.push(card)
				const ending = kernel.ended(s)
				// A final state met at another ply may be met again after the last round, and end otherwise there.
				const last = lastPly || ending > 0 ? kernel.endedLast(s) : 0
				if (ending > 0 || (lastPly && s[cells.round] === rounds)) {
					packing.pack(s, key, 0)
					key[packing.words] = ending
					const final = finals.intern(key)
					if (final === finalEnding.length) {
						finalEnding.push((ending || last) - 1)
						finalLast.push(last - 1)
					}
					layer.to.push(-1 - final)
					return
				}
				if (lastPly) s[cells.round]!++
				packing.pack(s, key, 0)
				const node = next.states.intern(key)
				if (lastPly && node === lastEnding.length) lastEnding.push(last - 1)
				layer.to.push(node)
			}
			for (let node = layer.done; node < layer.states.size; node++) {
				before[cells.round] = round
				packing.unpack(layer.states.packed, node * packing.words, before)
				let legal = 0
				for (let c = 0; c < slot.cards.length; c++) {
					const card = slot.cards[c]!
					if (card.allowed(before) === 0) continue
					legal++
					explore(card, c, before, played, after, arrive)
				}
				if (slot.deckOf !== null || legal === 0) {
					after.set(before)
					arrive(after, NO_CARD)
				}
				layer.first.push(layer.to.length)
				if ((node & 0xfff) === 0) check()
			}
			layer.done = layer.states.size
			layer.met.push(layer.done)
		}
	}
	check()
	return finished(kernel, packing, withRound, layers, {
		lastEnding: lastEnding.trimmed(),
		finals: {
			size: finals.size,
			packed: finals.packed.slice(0, finals.size * (packing.words + 1)),
			ending: finalEnding.trimmed(),
			lastEnding: finalLast.trimmed(),
		},
	})
}

function explore(
	card: KernelCard,
	index: number,
	before: Int32Array,
	played: Int32Array,
	after: Int32Array,
	arrive: (s: Int32Array, card: number) => void,
): void {
	played.set(before)
	card.play(played)
	if (card.outcomes.length === 0) arrive(played, index)
	else
		for (const outcome of card.outcomes) {
			after.set(played)
			outcome.land(after)
			arrive(after, index)
		}
}

/** A layer while it is explored. */
class Building {
	readonly states: StateSet
	readonly first = new GrowingArray(Uint32Array)
	readonly card = new GrowingArray(Uint16Array)
	readonly to = new GrowingArray(Int32Array)
	readonly met = new GrowingArray(Uint32Array)
	/** Nodes below this are explored. */
	done = 0

	constructor(words: number) {
		this.states = new StateSet(words)
		this.first.push(0)
	}

	get bytes(): number {
		return this.states.bytes + this.first.bytes + this.card.bytes + this.to.bytes
	}
}

function finished(
	kernel: Kernel,
	packing: Packing,
	withRound: boolean,
	building: readonly Building[],
	ends: Pick<Graph, 'finals' | 'lastEnding'>,
): Graph {
	const layers = building.map(
		(b): Layer => ({
			size: b.done,
			packed: b.states.packed,
			first: b.first.trimmed(),
			card: b.card.trimmed(),
			to: b.to.trimmed(),
			met: b.met.trimmed(),
			find: (key) => b.states.find(key),
		}),
	)
	return {
		kernel,
		packing,
		layers,
		...ends,
		withRound,
		states: layers.reduce((sum, l) => sum + l.size, 0),
		edges: layers.reduce((sum, l) => sum + l.to.length, 0),
		bytes: building.reduce((sum, b) => sum + b.bytes, ends.finals.packed.byteLength),
	}
}
