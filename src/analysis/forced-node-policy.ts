import { NOTHING } from '../game/legality.js'
import type { NodePolicy } from '../kernel/chain.js'
import type { Kernel } from '../kernel/compile.js'
import { NO_CARD } from '../kernel/graph.js'
import type { Script } from '../scenario/scenario.js'
import type { Place } from './decision.js'

/** `card` (an event's id) where it is legal, at the places that `at` names; else as `otherwise` chooses. */
function forced(
	kernel: Kernel,
	otherwise: NodePolicy,
	at: (layer: number, round: number) => string | undefined,
): NodePolicy {
	return {
		readsRound: true,
		weigh(s, layer, node, round, cards, into) {
			const id = at(layer, round)
			const { cards: all, actor, deckOf } = kernel.slots[layer]!
			const isNothing = deckOf !== null && id === `${actor}.${NOTHING}`
			const chosen =
				id === undefined ? -1 : cards.findIndex((c) => (c === NO_CARD ? isNothing : all[c]!.rule.id === id))
			if (chosen < 0) otherwise.weigh(s, layer, node, round, cards, into)
			else for (let n = 0; n < cards.length; n++) into[n] = n === chosen ? 1 : 0
		},
	}
}

/** Chance as the scenario has it. */
export const leftToChance: NodePolicy = { readsRound: false, weigh: () => {} }

/** One decision made at its place, a player's or a deck's, wherever it is legal there; elsewhere as `otherwise` chooses. */
export function decidedNodePolicy(kernel: Kernel, otherwise: NodePolicy, place: Place, move: string): NodePolicy {
	const slots = kernel.slots.flatMap((slot, n) => (slot.actor === place.player ? [n] : []))
	const ply = slots[place.nth - 1]
	return forced(kernel, otherwise, (layer, round) => (layer === ply && round === place.round ? move : undefined))
}

/** A script's moves wherever they are legal; elsewhere, and after its last step, as `otherwise` chooses. */
export function scriptNodePolicy(kernel: Kernel, otherwise: NodePolicy, script: Script): NodePolicy {
	const plies = kernel.slots.length
	return forced(kernel, otherwise, (layer, round) => {
		const step = script.steps[(round - 1) * plies + layer]
		return step && `${step.player}.${step.move}`
	})
}
