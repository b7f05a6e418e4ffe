import type { State } from '../game/game.js'
import { NodeReader } from '../kernel/chain.js'
import { NO_CARD } from '../kernel/graph.js'
import { edgesOf, outcomeShares } from '../kernel/node-groups.js'
import type { OddsBoard } from './odds-board.js'

/** What a position is worth while cards lie face up. */
export interface LaidOdds {
	/** One number per column of the board: per ending, in file order. */
	readonly odds: Float64Array
	/** By card: how likely it falls, 0 to 1. It does not where it is not legal at its deck's next ply, nor after an ending. */
	readonly falls: ReadonlyMap<string, number>
}

/**
 * Exact odds from a position in which nobody waits for an outcome, with cards laid face up: each falls at its deck's next
 * ply where it is legal there, and is spent at that ply either way.
 * @param cards ids of cards, at most one of a deck
 * @param first the move that is made now, where that is not left to the policies
 */
export function laidOdds(board: OddsBoard, state: State, cards: readonly string[], first?: string): LaidOdds {
	const { chain } = board
	const { graph } = chain
	const { kernel, layers } = graph
	const { rounds } = kernel.game.scenario.clock
	const reader = new NodeReader(graph)
	const waiting = new Map(cards.map((card) => [card.slice(0, card.indexOf('.')), card]))
	const falls = new Map(cards.map((card) => [card, 0]))
	const odds = new Float64Array(board.columns)
	let front = new Map([[board.node(state), 1]])
	let { ply: layer, round } = state
	let move = first
	while (front.size > 0 && (waiting.size > 0 || move !== undefined)) {
		const slot = kernel.slots[layer]!
		const forced = move ?? waiting.get(slot.actor)
		const { first: begins, to } = layers[layer]!
		const isLastPly = layer === layers.length - 1
		const next = new Map<number, number>()
		for (const [node, mass] of front) {
			const known = forced === undefined ? null : sharesOf(node, forced)
			const shares = known ?? new Float64Array(begins[node + 1]! - begins[node]!)
			if (!known) chain.ofNode(layer, round, node, shares)
			else if (falls.has(forced!)) falls.set(forced!, falls.get(forced!)! + mass)
			for (const [n, share] of shares.entries()) {
				if (share === 0) continue
				const target = to[begins[node]! + n]!
				if (target < 0 || (isLastPly && round === rounds))
					board.addEdge(odds, mass * share, layer, round, begins[node]! + n)
				else next.set(target, (next.get(target) ?? 0) + mass * share)
			}
		}
		if (move === undefined) waiting.delete(slot.actor)
		move = undefined
		front = next
		layer = isLastPly ? 0 : layer + 1
		if (isLastPly) round++
	}
	for (const [node, mass] of front) {
		const values = board.at(layer, round, node)
		for (let c = 0; c < odds.length; c++) odds[c]! += mass * values[c]!
	}
	return { odds, falls }

	/** The shares of a node's edges once `id` is what happens there; null where it is not legal. */
	function sharesOf(node: number, id: string): Float64Array | null {
		const slot = kernel.slots[layer]!
		const { first: begins, card } = layers[layer]!
		for (let e = begins[node]!, end = begins[node + 1]!; e < end; e += edgesOf(graph, layer, card[e]!)) {
			const played = card[e]! === NO_CARD ? null : slot.cards[card[e]!]!
			// Without a card the only move is to pass, or for a deck that nothing falls.
			if (played ? played.rule.id !== id : cards.includes(id)) continue
			const shares = new Float64Array(end - begins[node]!)
			if (!played || played.outcomes.length === 0) shares[e - begins[node]!] = 1
			else {
				const cells = Int32Array.from(reader.state(layer, node, round))
				played.play(cells)
				shares.set(outcomeShares(played, cells), e - begins[node]!)
			}
			return shares
		}
		return null
	}
}
