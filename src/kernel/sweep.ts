import type { Chain } from './chain.js'
import { finalOf, type Graph, nodesIn } from './graph.js'
import { stepBackOf } from './step-back-source.js'

/** Where a sweep begins: probabilities over the nodes of one layer, in one round. */
export interface Front {
	readonly round: number
	readonly layer: number
	readonly mass: Float64Array
}

/** The front that is sure of one node. */
export function certain(chain: Chain, round: number, layer: number, node: number): Front {
	const mass = new Float64Array(chain.graph.layers[layer]!.size)
	mass[node] = 1
	return { round, layer, mass }
}

/**
 * Forwards: the probability of every ending by the round it comes in, `[round - 1][ending]`, given the front.
 * @param visit is shown the distribution before each ply, the front's own included
 */
export function sweepForwards(chain: Chain, front: Front, visit?: (at: Front) => void): Float64Array[] {
	const { graph } = chain
	const { rounds } = graph.kernel.game.scenario.clock
	const endings = graph.kernel.game.scenario.endings.length
	const byRound = Array.from({ length: rounds }, () => new Float64Array(endings))
	let at = front
	for (;;) {
		visit?.(at)
		const next = step(chain, at, byRound[at.round - 1]!)
		if (!next) return byRound
		at = next
	}
}

function step(chain: Chain, { round, layer, mass }: Front, ended: Float64Array): Front | null {
	const { graph } = chain
	const { layers } = graph
	const { rounds } = graph.kernel.game.scenario.clock
	const { first, to } = layers[layer]!
	const [from, size] = nodesIn(graph, layer, round)
	const { finals, lastEnding } = graph
	const p = chain.probabilities(layer, round)
	const lastPly = layer === layers.length - 1
	if (lastPly && round === rounds) {
		for (let node = from; node < size; node++) {
			const m = mass[node]!
			if (m === 0) continue
			for (let e = first[node]!, end = first[node + 1]!; e < end; e++) {
				const target = to[e]!
				ended[target >= 0 ? lastEnding[target]! : finals.lastEnding[finalOf(target)]!]! += m * p[e]!
			}
		}
		return null
	}
	const nextLayer = lastPly ? 0 : layer + 1
	const next = new Float64Array(layers[nextLayer]!.size)
	for (let node = from; node < size; node++) {
		const m = mass[node]!
		if (m === 0) continue
		for (let e = first[node]!, end = first[node + 1]!; e < end; e++) {
			const target = to[e]!
			if (target >= 0) next[target]! += m * p[e]!
			else ended[finals.ending[finalOf(target)]!]! += m * p[e]!
		}
	}
	return { round: lastPly ? round + 1 : round, layer: nextLayer, mass: next }
}

/**
 * Backwards: what `values` are worth on average from every node. Kept at round boundaries: `at(round)` has,
 * for each node of the first layer that can be met in that round, one number per column.
 */
export interface Backwards {
	readonly columns: number
	/** Values before the first ply of the round, `[node * columns + column]`. */
	at(round: number): Float64Array | Float32Array
}

/** What an ended game is worth: rows of `columns` numbers. */
export interface EndingValues {
	readonly columns: number
	/** By ending, when the final state does not matter. */
	readonly byEnding?: Float64Array
	readonly byState?: StateValues
}

export interface StateValues {
	/** By final state; by final state met after the last round; and by node of the first layer whose state is the one after the last round. */
	rows(round: number): { readonly finals: Float64Array; readonly lastFinals: Float64Array; readonly last: Float64Array }
	/** Of final cells, their round among them. */
	row(ending: number, s: Int32Array): Float64Array
}

/** One column per ending, 1 for itself: the values are then the odds. */
export function endingOdds(endings: number): EndingValues {
	const byEnding = new Float64Array(endings * endings)
	for (let n = 0; n < endings; n++) byEnding[n * endings + n] = 1
	return { columns: endings, byEnding }
}

/**
 * Values that depend on the final state.
 * @param worth writes the row of an ending and final cells
 * @param readsRound whether `worth` reads the round among the cells
 */
export function stateValues(
	graph: Graph,
	columns: number,
	worth: (ending: number, s: Int32Array, row: Float64Array) => void,
	readsRound: boolean,
): EndingValues {
	const { finals, lastEnding, packing, layers, kernel } = graph
	const { rounds } = kernel.game.scenario.clock
	const s = new Int32Array(kernel.cells.size)
	const rowsOf = (
		round: number,
		size: number,
		packed: Uint32Array,
		words: number,
		ending: Uint8Array,
	): Float64Array => {
		const values = new Float64Array(size * columns)
		s[kernel.cells.round] = round
		for (let n = 0; n < size; n++) {
			packing.unpack(packed, n * words, s)
			worth(ending[n]!, s, values.subarray(n * columns, (n + 1) * columns))
		}
		return values
	}
	const last = {
		lastFinals: rowsOf(rounds, finals.size, finals.packed, packing.words + 1, finals.lastEnding),
		last: rowsOf(rounds, lastEnding.length, layers[0]!.packed, packing.words, lastEnding),
	}
	let filled = 0
	let of: Float64Array = new Float64Array(0)
	return {
		columns,
		byState: {
			rows(round) {
				if (filled === 0 || (readsRound && !graph.withRound && filled !== round)) {
					of = rowsOf(round, finals.size, finals.packed, packing.words + 1, finals.ending)
					filled = round
				}
				return { finals: of, ...last }
			},
			row(ending, cells) {
				const row = new Float64Array(columns)
				worth(ending, cells, row)
				return row
			},
		},
	}
}

/** Where the row of an edge's end stands: in which array, from which index. */
export function endedRow(
	graph: Graph,
	{ columns, byEnding, byState }: EndingValues,
	target: number,
	round: number,
	afterLast: boolean,
): { of: Float64Array; at: number } {
	const final = finalOf(target)
	if (byEnding) {
		const ending =
			target >= 0 ? graph.lastEnding[target]! : (afterLast ? graph.finals.lastEnding : graph.finals.ending)[final]!
		return { of: byEnding, at: ending * columns }
	}
	const { finals, lastFinals, last } = byState!.rows(round)
	if (target >= 0) return { of: last, at: target * columns }
	return { of: afterLast ? lastFinals : finals, at: final * columns }
}

/** Doubles while they take less than this many bytes, else floats (7 digits). */
const MOST_DOUBLES = 400_000_000

/** @param stopped is asked between plies; the sweep ends with an `AbortError` when it says so */
export function sweepBackwards(chain: Chain, values: EndingValues, stopped: () => boolean = () => false): Backwards {
	const { layers, kernel } = chain.graph
	const { rounds } = kernel.game.scenario.clock
	const { columns } = values
	const kept: (Float64Array | Float32Array)[] = []
	const rows = layers[0]!.met.reduce((sum, met) => sum + met, 0)
	const doubles = rows * columns * 8 <= MOST_DOUBLES
	let after = new Float64Array(0)
	for (let round = rounds; round >= 1; round--) {
		for (let layer = layers.length - 1; layer >= 0; layer--) {
			if (stopped()) throw new DOMException('the sweep was cancelled', 'AbortError')
			after = stepBack(chain, round, layer, after, values)
		}
		kept[round] = doubles ? after : Float32Array.from(after)
	}
	return { columns, at: (round) => kept[round]! }
}

/** Values before a ply, of the nodes that can be met there in this round, from the values before the next. */
export function stepBack(
	chain: Chain,
	round: number,
	layer: number,
	after: Float64Array | Float32Array,
	values: EndingValues,
): Float64Array<ArrayBuffer> {
	const { graph } = chain
	const { layers, kernel, finals, lastEnding } = graph
	const { columns, byEnding, byState } = values
	const { first, to } = layers[layer]!
	const final = layer === layers.length - 1 && round === kernel.game.scenario.clock.rounds
	const rows = byState?.rows(round)
	const ended = rows ? (final ? rows.lastFinals : rows.finals) : byEnding!
	const endedRow = rows ? null : final ? finals.lastEnding : finals.ending
	const last = final ? (rows?.last ?? byEnding!) : null
	const p = chain.probabilities(layer, round)
	const [begin, met] = nodesIn(graph, layer, round)
	const before = new Float64Array(met * columns)
	stepBackOf(columns)(begin, met, first, to, p, after, ended, endedRow, last, rows ? null : lastEnding, before)
	return before
}
