import { isBoolean } from '../game/evaluate.js'
import type { Game } from '../game/game.js'
import { chainOf, type NodePolicy } from '../kernel/chain.js'
import type { CellsFunction, Kernel } from '../kernel/compile.js'
import { generated } from '../kernel/generated.js'
import type { Graph } from '../kernel/graph.js'
import { edgesOf, moveStarts } from '../kernel/node-groups.js'
import { writer } from '../kernel/source.js'
import { type EndingValues, endedRow, stateValues } from '../kernel/sweep.js'
import type { Player } from '../scenario/scenario.js'

/** The scenario says nothing of what its endings are worth, or not to this player. */
export class SolveError extends Error {
	override readonly name = 'SolveError'
}

/** How the players who reason choose: the best move, or each by logit of its value with this rationality. */
export type Rationality = { readonly kind: 'best' } | { readonly kind: 'quantal'; readonly lambda: number }

export interface SolveOptions {
	/** Who reasons, and how; everyone else follows `policies`. */
	readonly reasoning: ReadonlyMap<string, Rationality>
	readonly policies: ReadonlyMap<string, NodePolicy>
	/** Added to a payoff, for asking what a judgement decides. */
	readonly shift?: { readonly player: string; readonly ending: string; readonly by: number }
	readonly stopped?: () => boolean
}

export interface Solution {
	readonly graph: Graph
	/** What the game is worth at the start, by player in file order. */
	readonly values: ReadonlyMap<string, number>
	/** As policies over the graph, of the players who reason. */
	readonly policies: ReadonlyMap<string, NodePolicy>
	/** Decisions of reasoning players, over all rounds and states, where another move was worth the same to the player within 1e-9; the first in file order was taken. */
	readonly ties: number
	/** Values by player before a node, with the number of the moves there. */
	worth(layer: number, node: number, round: number): { readonly card: number; readonly values: Float64Array }[]
}

/** Weights of a quantal policy sum to about this: fine enough for 6 digits, and integers, so that sampling and odds agree. */
const GRAIN = 1_000_000
const SAME = 1e-9

/**
 * Backward induction over the layered graph. With everyone reasoning: a subgame-perfect equilibrium (perfect
 * information, Selten 1965); with one: the best reply to the others' policies; with `quantal`, the logit agent
 * quantal response equilibrium (McKelvey & Palfrey 1998), in which each decision is made by logit of the
 * expected values that the same play gives.
 * @throws SolveError when a reasoning player has no payoffs
 */
export function solve(graph: Graph, options: SolveOptions): Solution {
	const { kernel, layers } = graph
	const { scenario } = kernel.game
	const players = scenario.players.map((p) => p.id)
	for (const id of options.reasoning.keys())
		if (scenario.players.find((p) => p.id === id)!.payoffs.length === 0)
			throw new SolveError(`${id} has no payoffs, so no move is better for it than another`)
	const values = payoffValues(graph, options.shift)
	const columns = players.length
	const everyMove: NodePolicy = {
		readsRound: false,
		weigh: (_s, _l, _n, _r, cards, into) => into.fill(1, 0, cards.length),
	}
	const chain = chainOf(
		graph,
		new Map(players.map((p) => [p, options.reasoning.has(p) ? everyMove : options.policies.get(p)!])),
	)
	const starts = layers.map((_, k) => (options.reasoning.has(kernel.slots[k]!.actor) ? moveStarts(graph, k) : null))
	const { rounds } = scenario.clock
	const chosen: Uint32Array[][] = []
	const boundary: Float64Array[] = []
	let ties = 0

	/** Value rows of a node's moves, the outcomes of each weighed. */
	const movesOf = (layer: number, node: number, round: number, after: Float64Array, p: Float64Array) => {
		const { first, card, to } = layers[layer]!
		const final = layer === layers.length - 1 && round === rounds
		const moves: { card: number; values: Float64Array }[] = []
		for (let e = first[node]!, end = first[node + 1]!; e < end; ) {
			const count = edgesOf(graph, layer, card[e]!)
			const row = new Float64Array(columns)
			let share = 0
			for (let o = 0; o < count; o++) share += p[e + o]!
			for (let o = 0; o < count; o++) {
				const target = to[e + o]!
				const q = share > 0 ? p[e + o]! / share : 0
				const ended = final || target < 0
				const { of, at } = ended ? endedRow(graph, values, target, final) : { of: after, at: target * columns }
				for (let c = 0; c < columns; c++) row[c]! += q * of[at + c]!
			}
			moves.push({ card: card[e]!, values: row })
			e += count
		}
		return moves
	}

	let after = new Float64Array(0)
	for (let round = rounds; round >= 1; round--) {
		chosen[round] = []
		for (let layer = layers.length - 1; layer >= 0; layer--) {
			if (options.stopped?.()) throw new DOMException('the solution was cancelled', 'AbortError')
			const { size } = layers[layer]!
			const { actor } = kernel.slots[layer]!
			const p = chain.probabilities(layer, round)
			const start = starts[layer]
			const reason = options.reasoning.get(actor)
			const before = new Float64Array(size * columns)
			const weights = start ? new Uint32Array(start[size]!) : null
			const own = players.indexOf(actor)
			for (let node = 0; node < size; node++) {
				const moves = movesOf(layer, node, round, after, p)
				const at = node * columns
				if (!reason) {
					const { first, card } = layers[layer]!
					let e = first[node]!
					for (const move of moves) {
						let share = 0
						for (let o = edgesOf(graph, layer, card[e]!); o > 0; o--) share += p[e++]!
						for (let c = 0; c < columns; c++) before[at + c]! += share * move.values[c]!
					}
					continue
				}
				const shares = reason.kind === 'best' ? best(moves, own) : logit(moves, own, reason.lambda)
				if (reason.kind === 'best' && tied(moves, own)) ties++
				let total = 0
				shares.forEach((share, n) => {
					weights![start![node]! + n] = share
					total += share
				})
				shares.forEach((share, n) => {
					for (let c = 0; c < columns; c++) before[at + c]! += (share / total) * moves[n]!.values[c]!
				})
			}
			if (weights) chosen[round]![layer] = weights
			after = before
		}
		boundary[round] = after
	}

	const policy: NodePolicy = {
		readsRound: true,
		weigh(_s, layer, node, round, cards, into) {
			const from = starts[layer]![node]!
			for (let n = 0; n < cards.length; n++) into[n] = chosen[round]![layer]![from + n]!
		},
	}
	const policies = new Map([...options.reasoning.keys()].map((p) => [p, policy] as const))
	const played = chainOf(graph, new Map([...options.policies, ...policies]))
	return {
		graph,
		values: new Map(players.map((p, n) => [p, boundary[1]![n]!])),
		policies,
		ties,
		worth(layer, node, round) {
			let at = round === rounds ? new Float64Array(0) : boundary[round + 1]!
			for (let k = layers.length - 1; k > layer; k--)
				at = backOnce(graph, values, k, round, at, played.probabilities(k, round))
			return movesOf(layer, node, round, at, chain.probabilities(layer, round))
		},
	}
}

function backOnce(
	graph: Graph,
	values: EndingValues,
	layer: number,
	round: number,
	after: Float64Array,
	p: Float64Array,
): Float64Array<ArrayBuffer> {
	const { size, first, to } = graph.layers[layer]!
	const { columns } = values
	const final = layer === graph.layers.length - 1 && round === graph.kernel.game.scenario.clock.rounds
	const before = new Float64Array(size * columns)
	for (let node = 0; node < size; node++)
		for (let e = first[node]!, end = first[node + 1]!; e < end; e++) {
			const target = to[e]!
			const { of, at } =
				final || target < 0 ? endedRow(graph, values, target, final) : { of: after, at: target * columns }
			for (let c = 0; c < columns; c++) before[node * columns + c]! += p[e]! * of[at + c]!
		}
	return before
}

type Worth = { readonly values: Float64Array }

function bestOf(moves: readonly Worth[], own: number): number {
	return Math.max(...moves.map((m) => m.values[own]!))
}

const nearly = (a: number, b: number): boolean => Math.abs(a - b) <= SAME * Math.max(1, Math.abs(a), Math.abs(b))

function best(moves: readonly Worth[], own: number): number[] {
	const most = bestOf(moves, own)
	const first = moves.findIndex((m) => nearly(m.values[own]!, most))
	return moves.map((_, n) => (n === first ? 1 : 0))
}

function tied(moves: readonly Worth[], own: number): boolean {
	const most = bestOf(moves, own)
	return moves.filter((m) => nearly(m.values[own]!, most)).length > 1
}

/** At least 1 each: in a quantal response every move has some probability. */
function logit(moves: readonly Worth[], own: number, lambda: number): number[] {
	const most = bestOf(moves, own)
	const powers = moves.map((m) => Math.exp(lambda * (m.values[own]! - most)))
	const sum = powers.reduce((a, b) => a + b, 0)
	return powers.map((p) => Math.max(1, Math.round((GRAIN * p) / sum)))
}

/** What each player gets, by final state: numbers, or expressions over it. */
export function payoffValues(graph: Graph, shift?: SolveOptions['shift']): EndingValues {
	const { scenario } = graph.kernel.game
	const worth = scenario.players.map((player) => payoffsOf(graph.kernel, player, shift))
	const columns = worth.length
	if (worth.every((list) => list.every((w) => typeof w === 'number'))) {
		const byEnding = new Float64Array(scenario.endings.length * columns)
		worth.forEach((list, c) => {
			list.forEach((w, n) => {
				byEnding[n * columns + c] = w as number
			})
		})
		return { columns, byEnding }
	}
	return stateValues(graph, columns, (ending, s, row) => {
		worth.forEach((list, c) => {
			const w = list[ending]!
			row[c] = typeof w === 'number' ? w : w(s)
		})
	})
}

function payoffsOf(kernel: Kernel, player: Player, shift: SolveOptions['shift']): (number | CellsFunction)[] {
	const { rules } = kernel.game
	const w = writer(kernel.cells, rules.bind(player.id), (id) => String(rules.resolved.parameters.get(id)!))
	return rules.scenario.endings.map((ending) => {
		const by = shift?.player === player.id && shift.ending === ending.id ? shift.by : 0
		const value = player.payoffs.find((p) => p.ending === ending.id)?.value ?? 0
		if (typeof value === 'number') return value + by
		if (isBoolean(value.tree)) throw new SolveError(`the payoff of ${player.id} for ${ending.id} is no number`)
		const of = generated<CellsFunction>(`return (s)=>${w.integer(value.tree)}`)
		return by === 0 ? of : (s) => of(s) + by
	})
}

/** Players of a game who have payoffs. */
export const reasoners = (game: Game): string[] =>
	game.scenario.players.filter((p) => p.payoffs.length > 0).map((p) => p.id)
