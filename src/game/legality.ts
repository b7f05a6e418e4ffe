import type { Move, State } from './game.js'
import type { RuleCard, RuleOutcome, Rules } from './rules.js'

/** The deck's move when none of its cards falls, and the player's when none of its cards is allowed. */
export const NOTHING = 'nothing'
export const PASS = 'pass'

/** Whose turn it is; undefined once the game is over. */
export function playerToMove(rules: Rules, state: State): string | 'chance' | undefined {
	if (state.ending !== null) return undefined
	const slot = rules.slots[state.ply]!
	return state.pending !== null || slot.deckOf !== null ? 'chance' : slot.actor
}

/** The legal cards of the ply in file order; an illegal one is never drawn, whatever its weight. */
export const allowedCards = (rules: Rules, state: State): readonly RuleCard[] =>
	rules.slots[state.ply]!.cards.filter((c) => c.allowed(state))

/** The one place that says which moves are legal. */
export function legalMoves(rules: Rules, state: State): readonly Move[] {
	if (state.ending !== null) return []
	if (state.pending !== null)
		return rules.cards.get(state.pending)!.outcomes.map((o) => ({ id: o.id, player: 'chance' }))
	const slot = rules.slots[state.ply]!
	const moves = allowedCards(rules, state).map((c) => ({ id: c.id, player: slot.actor }))
	if (slot.deckOf !== null) moves.push({ id: `${slot.actor}.${NOTHING}`, player: slot.actor })
	else if (moves.length === 0) moves.push({ id: `${slot.actor}.${PASS}`, player: slot.actor })
	return moves
}

/** Whether this very event may happen now, without making the list: what gates the chart's regions. */
export function isLegal(rules: Rules, state: State, id: string): boolean {
	if (state.ending !== null) return false
	if (state.pending !== null) return rules.cards.get(state.pending)!.outcomes.some((o) => o.id === id)
	const slot = rules.slots[state.ply]!
	const card = rules.cards.get(id)
	if (card) return card.actor === slot.actor && card.allowed(state)
	if (slot.deckOf !== null) return id === `${slot.actor}.${NOTHING}`
	return id === `${slot.actor}.${PASS}` && !slot.cards.some((c) => c.allowed(state))
}

/** The card and, when it is one, the outcome that an event names; undefined for `pass` and `nothing`. */
export function cardOf(rules: Rules, id: string): { card: RuleCard; outcome: RuleOutcome | null } | undefined {
	const card = rules.cards.get(id)
	if (card) return { card, outcome: null }
	const owner = rules.cards.get(id.slice(0, id.lastIndexOf('.')))
	const outcome = owner?.outcomes.find((o) => o.id === id)
	return owner && outcome ? { card: owner, outcome } : undefined
}
