import { chainOf, formNodePolicy, type NodePolicy } from '../../kernel/chain.js'
import { finalOf, NO_CARD, nodesIn } from '../../kernel/graph.js'
import { edgesOf } from '../../kernel/node-groups.js'
import { endingOdds, stepBack } from '../../kernel/sweep.js'
import type { Location } from '../../scenario/location.js'
import type { Scenario } from '../../scenario/scenario.js'
import type { Reach } from './reach.js'

/** Odds that differ by less are the same. */
const SAME = 1e-12
/** Each weight of a doctrine counts this much more than 1, so that every legal card has some chance. */
const SHARP = 1000

/**
 * Cards that change no ending's odds. A player's card matters when somewhere that play reaches the odds after it differ from those
 * after another card that is legal there; a deck's card, when they differ from those after `nothing`. Without a
 * card that does not matter all odds are what they are. Looked at under players who choose evenly, who follow their cards, and who follow each
 * doctrine, since a variable may matter only to weights.
 *
 * @param open ids of the cards to look at; those that matter are taken out
 */
export function dropMattering(reach: Reach, open: Set<string>): void {
	const { graph } = reach
	const { kernel } = graph
	const { scenario } = kernel.game
	for (const name of ['uniform', 'cards', ...scenario.doctrines.map((d) => d.id)]) {
		if (open.size === 0) return
		const policies = scenario.players.map(
			({ id }) => [id, lively(formNodePolicy(kernel, id, name) ?? formNodePolicy(kernel, id, 'cards')!)] as const,
		)
		settle(reach, new Map(policies), open)
	}
}

/** Cards that do not matter for any of those who may play them. */
export function uselessCards(
	scenario: Scenario,
	legal: ReadonlySet<string>,
	open: ReadonlySet<string>,
): { card: Location; message: string }[] {
	const cards = [
		...scenario.moves.map((m) => ({ card: m, ids: m.by.map((p) => `${p}.${m.id}`) })),
		...scenario.decks.flatMap((d) => d.cards.map((c) => ({ card: c, ids: [`${d.id}.${c.id}`] }))),
	]
	return cards.flatMap(({ card, ids }) =>
		ids.some((id) => open.has(id)) && ids.every((id) => open.has(id) || !legal.has(id))
			? [{ card: card.at, message: `"${card.id}" changes no ending’s odds, wherever it is played` }]
			: [],
	)
}

function lively(policy: NodePolicy): NodePolicy {
	return {
		readsRound: policy.readsRound,
		weigh(s, layer, node, round, cards, into) {
			policy.weigh(s, layer, node, round, cards, into)
			for (let n = 0; n < cards.length; n++) into[n] = into[n]! * SHARP + 1
		},
	}
}

/** One sweep backwards; cards that are seen to matter leave `open`. */
function settle(reach: Reach, policies: ReadonlyMap<string, NodePolicy>, open: Set<string>): void {
	const { graph } = reach
	const { kernel, layers } = graph
	const { rounds } = kernel.game.scenario.clock
	const values = endingOdds(kernel.game.scenario.endings.length)
	const chain = chainOf(graph, policies)
	let after = new Float64Array(0)
	for (let round = rounds; round >= 1; round--)
		for (let layer = layers.length - 1; layer >= 0; layer--) {
			const left = kernel.slots[layer]!.cards.flatMap((c, n) => (open.has(c.rule.id) ? [n] : []))
			if (left.length > 0) compare(round, layer, new Set(left))
			if (open.size === 0) return
			after = stepBack(chain, round, layer, after, values)
		}

	function endingOf(target: number, afterLast: boolean): number {
		if (target >= 0) return graph.lastEnding[target]!
		return (afterLast ? graph.finals.lastEnding : graph.finals.ending)[finalOf(target)]!
	}

	function compare(round: number, layer: number, left: Set<number>): void {
		const { first, card, to } = layers[layer]!
		const [begin, met] = nodesIn(graph, layer, round)
		const slot = kernel.slots[layer]!
		const p = chain.probabilities(layer, round)
		const afterLast = layer === layers.length - 1 && round === rounds
		const { columns } = values
		const row = (from: number, count: number): Float64Array => {
			const total = new Float64Array(columns)
			let share = 0
			for (let e = from; e < from + count; e++) share += p[e]!
			for (let e = from; e < from + count; e++) {
				const target = to[e]!
				const ended = afterLast || target < 0
				const of = ended ? values.byEnding! : after
				const at = (ended ? endingOf(target, afterLast) : target) * columns
				const part = count === 1 ? 1 : share > 0 ? p[e]! / share : 0
				for (let c = 0; c < columns; c++) total[c]! += part * of[at + c]!
			}
			return total
		}
		const time = (round - 1) * layers.length + layer
		for (let node = begin; node < met && left.size > 0; node++) {
			if (!reach.isReached(time, node)) continue
			const stop = first[node + 1]!
			let wanted = false
			let count = 0
			for (let e = first[node]!; e < stop; e += edgesOf(graph, layer, card[e]!)) {
				wanted ||= left.has(card[e]!)
				count++
			}
			if (!wanted) continue
			// The only legal card leaves nothing to compare it with: it stands for the player's turn itself.
			if (count === 1) {
				left.delete(card[first[node]!]!)
				open.delete(slot.cards[card[first[node]!]!]!.rule.id)
				continue
			}
			const rows: { card: number; share: boolean; row: Float64Array }[] = []
			for (let e = first[node]!; e < stop; ) {
				const edges = edgesOf(graph, layer, card[e]!)
				const possible = p.subarray(e, e + edges).some((q) => q > 0)
				rows.push({ card: card[e]!, share: possible, row: row(e, edges) })
				e += edges
			}
			// Without a deck's card its chance goes to `nothing`; without a player's, its weight to the others.
			const others = slot.deckOf !== null ? rows.filter((o) => o.card === NO_CARD) : rows.filter((o) => o.share)
			for (const own of rows)
				if (left.has(own.card) && own.share && others.some((o) => o !== own && differ(own.row, o.row))) {
					left.delete(own.card)
					if (own.card !== NO_CARD) open.delete(slot.cards[own.card]!.rule.id)
				}
		}
	}
}

const differ = (a: Float64Array, b: Float64Array): boolean => a.some((v, n) => Math.abs(v - b[n]!) > SAME)
