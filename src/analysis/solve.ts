import { isBoolean, readsRound } from '../game/evaluate.js'
import type { Game } from '../game/game.js'
import { chainOf, type NodePolicy } from '../kernel/chain.js'
import type { CellsFunction, Kernel } from '../kernel/compile.js'
import { generated } from '../kernel/generated.js'
import { type Graph, NO_CARD, nodesIn } from '../kernel/graph.js'
import { moveStarts } from '../kernel/node-groups.js'
import { writer } from '../kernel/source.js'
import { type EndingValues, endedRow, stateValues } from '../kernel/sweep.js'
import type { Player, Scenario } from '../scenario/scenario.js'
import { OddsBoard } from './odds-board.js'

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
	/** What those who reason do, as data; `chosenPolicy` makes a policy of it. */
	readonly chosen: Chosen
	/** As policies over the graph, of the players who reason. */
	readonly policies: ReadonlyMap<string, NodePolicy>
	/** Decisions of reasoning players, over all rounds and states, where another move was worth the same to the player within 1e-9; the first in file order was taken. */
	readonly ties: number
	/** What every position is worth, and each move in it, by player in file order, when all go on as they do here. */
	readonly worth: OddsBoard
}

/** Weights of a quantal policy sum to about this: fine enough for 6 digits, and integers, so that sampling and odds agree. */
const GRAIN = 1_000_000
const SAME = 1e-9

/** @throws SolveError when one of these players has no payoffs */
export function checkPayoffs({ players }: Scenario, reasoning: Iterable<string>): void {
	for (const id of reasoning)
		if (players.find((p) => p.id === id)?.payoffs.length === 0)
			throw new SolveError(`${id} has no payoffs, so no move is better for it than another`)
}

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
	checkPayoffs(scenario, options.reasoning.keys())
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
	const chosen: (Choices | undefined)[][] = []
	const boundary: Float64Array[] = []
	const most = Math.max(1, ...kernel.slots.map((slot) => slot.cards.length + 1))
	/** Value rows of one node's moves, and how likely each is. */
	const worth = new Float64Array(most * columns)
	const shares = new Float64Array(most)
	let ties = 0

	let after = new Float64Array(0)
	for (let round = rounds; round >= 1; round--) {
		chosen[round] = []
		for (let layer = layers.length - 1; layer >= 0; layer--) {
			if (options.stopped?.()) throw new DOMException('the solution was cancelled', 'AbortError')
			const { actor, cards } = kernel.slots[layer]!
			const { first, card, to } = layers[layer]!
			const final = layer === layers.length - 1 && round === rounds
			const p = chain.probabilities(layer, round)
			const start = starts[layer]
			const reason = start ? options.reasoning.get(actor)! : null
			const own = players.indexOf(actor)
			const [begin, met] = nodesIn(graph, layer, round)
			const choices = start
				? {
						best: reason!.kind === 'best' ? new Uint16Array(met) : null,
						weights: new Uint32Array(reason!.kind === 'best' ? 0 : start[met]!),
						starts: reason!.kind === 'best' ? null : start,
					}
				: null
			const before = new Float64Array(met * columns)
			for (let node = begin; node < met; node++) {
				let moves = 0
				for (let e = first[node]!, end = first[node + 1]!; e < end; moves++) {
					const outcomes = card[e] === NO_CARD ? 1 : Math.max(1, cards[card[e]!]!.outcomes.length)
					let share = 0
					for (let o = 0; o < outcomes; o++) share += p[e + o]!
					shares[moves] = share
					const row = moves * columns
					for (let c = 0; c < columns; c++) worth[row + c] = 0
					for (let o = 0; o < outcomes && share > 0; o++, e++) {
						const q = p[e]! / share
						if (q === 0) continue
						const target = to[e]!
						let of = after
						let at = target * columns
						if (final || target < 0)
							({ of, at } = endedRow(graph, values, target, round, final) as { of: typeof after; at: number })
						for (let c = 0; c < columns; c++) worth[row + c]! += q * of[at + c]!
					}
					if (share === 0) e += outcomes
				}
				if (reason && choices) {
					if (reason.kind === 'best') {
						const { chosen: n, tied } = best(worth, moves, columns, own)
						if (tied) ties++
						choices.best![node] = n
						for (let m = 0; m < moves; m++) shares[m] = m === n ? 1 : 0
					} else {
						const total = logit(worth, moves, columns, own, reason.lambda, shares)
						for (let m = 0; m < moves; m++) {
							choices.weights[start![node]! + m] = shares[m]!
							shares[m]! /= total
						}
					}
				}
				for (let m = 0; m < moves; m++) {
					const share = shares[m]!
					if (share > 0)
						for (let c = 0; c < columns; c++) before[node * columns + c]! += share * worth[m * columns + c]!
				}
			}
			if (choices) chosen[round]![layer] = choices
			after = before
		}
		boundary[round] = after
	}

	const policies = chosenPolicies(chosen, options.reasoning.keys())
	const played = chainOf(graph, new Map([...options.policies, ...policies]))
	return {
		graph,
		values: new Map(players.map((p, n) => [p, boundary[1]![n]!])),
		chosen,
		policies,
		ties,
		worth: new OddsBoard(played, undefined, values, { columns, at: (round) => boundary[round]! }),
	}
}

/** What a reasoning player does at the nodes of one ply: the number of the best move, or the weights of all of them. */
export interface Choices {
	readonly best: Uint16Array | null
	readonly weights: Uint32Array
	/** Where the weights of each node begin; null where the best is known by its number. */
	readonly starts: Uint32Array | null
}

/** By round, from 1, and layer; nothing where nobody reasons. Typed arrays alone, which one thread can hand to another. */
export type Chosen = readonly (readonly (Choices | undefined)[] | undefined)[]

/** What was chosen, as policies over the very graph that it was chosen on. */
export function chosenPolicies(chosen: Chosen, players: Iterable<string>): ReadonlyMap<string, NodePolicy> {
	const policy: NodePolicy = {
		readsRound: true,
		weigh(_s, layer, node, round, cards, into) {
			const { best, weights, starts } = chosen[round]![layer]!
			for (let n = 0; n < cards.length; n++) into[n] = best ? (best[node] === n ? 1 : 0) : weights[starts![node]! + n]!
		},
	}
	return new Map([...players].map((p) => [p, policy]))
}

const nearly = (a: number, b: number): boolean => Math.abs(a - b) <= SAME * Math.max(1, Math.abs(a), Math.abs(b))

function greatestOf(worth: Float64Array, moves: number, columns: number, own: number): number {
	let most = Number.NEGATIVE_INFINITY
	for (let m = 0; m < moves; m++) most = Math.max(most, worth[m * columns + own]!)
	return most
}

function best(worth: Float64Array, moves: number, columns: number, own: number): { chosen: number; tied: boolean } {
	const most = greatestOf(worth, moves, columns, own)
	let chosen = -1
	for (let m = 0; m < moves; m++) {
		if (!nearly(worth[m * columns + own]!, most)) continue
		if (chosen >= 0) return { chosen, tied: true }
		chosen = m
	}
	return { chosen, tied: false }
}

/** Writes weights, at least 1 each: in a quantal response every move has some probability. @returns their sum */
function logit(
	worth: Float64Array,
	moves: number,
	columns: number,
	own: number,
	lambda: number,
	into: Float64Array,
): number {
	const most = greatestOf(worth, moves, columns, own)
	let sum = 0
	for (let m = 0; m < moves; m++) sum += into[m] = Math.exp(lambda * (worth[m * columns + own]! - most))
	let total = 0
	for (let m = 0; m < moves; m++) total += into[m] = Math.max(1, Math.round((GRAIN * into[m]!) / sum))
	return total
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
	const trees = scenario.players
		.flatMap((p) => p.payoffs.map(({ value }) => value))
		.filter((v) => typeof v !== 'number')
	return stateValues(
		graph,
		columns,
		(ending, s, row) => {
			worth.forEach((list, c) => {
				const w = list[ending]!
				row[c] = typeof w === 'number' ? w : w(s)
			})
		},
		trees.some(({ tree }) => readsRound(tree)),
	)
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
