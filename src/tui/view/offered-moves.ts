import type { State } from '../../game/game.js'
import { PASS } from '../../game/legality.js'
import type { Table } from '../../game/playthrough.js'
import { isAnswer } from './offers.js'
import { reasonAgainst } from './reason.js'
import type { Viewer } from './wording.js'

/** A card of the player to move. */
export interface OfferedMove {
	readonly id: string
	readonly title: string
	readonly signal: string | null
	readonly text: string | null
	readonly tags: readonly string[]
	/** Whether it answers an offer that lies on the table. */
	readonly isAnswer: boolean
	/** Why it can't be played now; null for those that can. */
	readonly reason: string | null
}

/** The moves that are open, in file order: the first is number 1. */
export function openMoves(table: Table, state: State): OfferedMove[] {
	return table.game.legalMoves(state).map(({ id }) => {
		const card = table.game.rules.cards.get(id)?.card
		const none = id.endsWith(`.${PASS}`)
		return {
			id,
			title: card?.title ?? (none ? 'No move is open: let the turn pass' : id),
			signal: card?.signal ?? null,
			text: card?.text ?? null,
			tags: card?.tags ?? [],
			isAnswer: isAnswer(table, state, id),
			reason: null,
		}
	})
}

/**
 * The row that is chosen until a person chooses, so that a key pressed once too often does little harm: the first open
 * move tagged `quiet`, or else the first without the tag `force`, or else the first.
 */
export function restingRow(moves: readonly OfferedMove[]): number {
	const quiet = moves.findIndex((m) => m.reason === null && m.tags.includes('quiet'))
	const unarmed = moves.findIndex((m) => m.reason === null && !m.tags.includes('force'))
	return quiet >= 0 ? quiet : Math.max(0, unarmed)
}

/** The player's other cards, in file order, each with what it needs. */
export function closedMoves(table: Table, state: State, viewer: Viewer): OfferedMove[] {
	if (state.ending !== null || state.pending !== null) return []
	return table.game.rules.slots[state.ply]!.cards.flatMap(({ id, card }) => {
		const reason = reasonAgainst(table.game, state, id, viewer)
		return reason === null
			? []
			: [{ id, title: card.title, signal: card.signal, text: card.text, tags: card.tags, isAnswer: false, reason }]
	})
}
