import type { State } from '../game/game.js'
import { NOTHING, PASS } from '../game/legality.js'
import { chainOf, type NodePolicy } from '../kernel/chain.js'
import { finalOf, type Graph, NO_CARD } from '../kernel/graph.js'
import { edgesOf } from '../kernel/node-groups.js'
import { type Solution, type SolveOptions, solve } from './solve.js'

/** A ply of the line that best play leads to. */
export interface LinePly {
	readonly round: number
	readonly player: string
	/** `iran.limited-strike.low-salience`, `incidents.nothing`. */
	readonly move: string
	/** Whether the player chose it as best, or it is only the likeliest of what its policy or chance may do. */
	readonly kind: 'best' | 'likeliest'
	readonly probability: number
}

/** What each first move is worth to the player, at its first decision on the line. */
export interface FirstDecision {
	readonly player: string
	readonly round: number
	readonly layer: number
	readonly node: number
	readonly best: string
	readonly moves: readonly { readonly id: string; readonly value: number }[]
}

export interface BestPlay {
	readonly line: readonly LinePly[]
	/** Index of the ending that the line comes to. */
	readonly ending: number
	readonly first: readonly FirstDecision[]
}

/** Follows best play from the start: the best move of those who reason, the likeliest of everyone else and of chance, the first in file order of several. */
export function bestLine(solution: Solution, { reasoning, policies }: SolveOptions): BestPlay {
	const { graph } = solution
	const { kernel, layers, finals, lastEnding } = graph
	const { rounds } = kernel.game.scenario.clock
	const players = kernel.game.scenario.players.map((p) => p.id)
	const chain = chainOf(graph, new Map<string, NodePolicy>([...policies, ...solution.policies]))
	const line: LinePly[] = []
	const first: FirstDecision[] = []
	let node = 0
	for (let round = 1; ; round++)
		for (let layer = 0; layer < layers.length; layer++) {
			const slot = kernel.slots[layer]!
			const { to } = layers[layer]!
			const reason = reasoning.get(slot.actor)
			const moves = movesAt(graph, layer, node, chain.probabilities(layer, round))
			const chosen = moves.reduce((best, m) => (m.probability > best.probability + 1e-12 ? m : best))
			if (reason && moves.length > 1 && !first.some((f) => f.player === slot.actor)) {
				const own = players.indexOf(slot.actor)
				const worth = solution.worth.moves(stateOf(graph, layer, node, round))
				first.push({
					player: slot.actor,
					round,
					layer,
					node,
					best: chosen.id,
					moves: moves.map((m, n) => ({ id: m.id, value: worth[n]!.odds[own]! })),
				})
			}
			const end = chosen.ends.reduce((best, e) => (e.probability > best.probability + 1e-12 ? e : best))
			line.push({
				round,
				player: slot.actor,
				move: end.id,
				kind: reason?.kind === 'best' && moves.length > 1 ? 'best' : 'likeliest',
				probability: end.probability,
			})
			const target = to[end.edge]!
			const last = round === rounds && layer === layers.length - 1
			if (last || target < 0) {
				const ending = target >= 0 ? lastEnding[target]! : (last ? finals.lastEnding : finals.ending)[finalOf(target)]!
				return { line, ending, first }
			}
			node = target
		}
}

function stateOf({ kernel, packing, layers }: Graph, layer: number, node: number, round: number): State {
	const s = new Int32Array(kernel.cells.size)
	s[kernel.cells.round] = round
	packing.unpack(layers[layer]!.packed, node * packing.words, s)
	return kernel.cells.read(s, layer)
}

interface NodeMove {
	readonly id: string
	readonly probability: number
	readonly ends: readonly { readonly id: string; readonly edge: number; readonly probability: number }[]
}

function movesAt(graph: Graph, layer: number, node: number, p: Float64Array): NodeMove[] {
	const { first, card } = graph.layers[layer]!
	const slot = graph.kernel.slots[layer]!
	const moves: NodeMove[] = []
	for (let e = first[node]!; e < first[node + 1]!; ) {
		const c = card[e]!
		const count = edgesOf(graph, layer, c)
		const own = c === NO_CARD ? null : slot.cards[c]!
		const id = own?.rule.id ?? `${slot.actor}.${slot.deckOf === null ? PASS : NOTHING}`
		const from = e
		const ends = Array.from({ length: count }, (_, o) => ({
			id: own && own.outcomes.length > 0 ? own.rule.outcomes[o]!.id : id,
			edge: from + o,
			probability: p[from + o]!,
		}))
		moves.push({ id, ends, probability: ends.reduce((sum, end) => sum + end.probability, 0) })
		e += count
	}
	return moves
}

export interface Robustness {
	readonly player: string
	readonly move: string
	/** Payoffs of this player that, one more or less, make another move the best first one. */
	readonly changes: readonly { readonly ending: string; readonly by: 1 | -1; readonly move: string }[]
}

/**
 * Whether each player's best first move survives when one of its own payoffs is one more or one less: payoffs are
 * judgement, and a move that hangs on a point of them is no finding.
 * @param progress is told how many of how many solutions are done
 */
export function robustness(
	graph: Graph,
	options: SolveOptions,
	first: readonly FirstDecision[],
	progress: (done: number, of: number) => void = () => {},
): Robustness[] {
	const { endings } = graph.kernel.game.scenario
	const total = first.length * endings.length * 2
	let done = 0
	return first.map(({ player, layer, node, round, best }) => {
		const changes: { ending: string; by: 1 | -1; move: string }[] = []
		for (const { id } of endings)
			for (const by of [1, -1] as const) {
				progress(done++, total)
				const shifted = solve(graph, { ...options, shift: { player, ending: id, by } })
				const chain = chainOf(graph, new Map<string, NodePolicy>([...options.policies, ...shifted.policies]))
				const moves = movesAt(graph, layer, node, chain.probabilities(layer, round))
				const now = moves.reduce((top, m) => (m.probability > top.probability + 1e-12 ? m : top)).id
				if (now !== best) changes.push({ ending: id, by, move: now })
			}
		return { player, move: best, changes }
	})
}
