import type { Game } from '../game/game.js'
import { cardOf, NOTHING } from '../game/legality.js'

/** What an event is called: a card's title, an outcome's, or what passing and a quiet deck come to. */
export function moveTitle(game: Game, id: string): string {
	const played = cardOf(game.rules, id)
	if (!played) return id.endsWith(`.${NOTHING}`) ? 'nothing' : 'no move is open'
	const { card, outcome } = played
	return outcome ? (outcome.outcome.title ?? outcome.outcome.id.replaceAll('-', ' ')) : card.card.title
}

/** The name of whoever makes an event: a player's, or a deck's title. */
export function actorName(game: Game, id: string): string {
	const { players, decks } = game.scenario
	const actor = id.slice(0, id.indexOf('.'))
	return players.find((p) => p.id === actor)?.name ?? decks.find((d) => d.id === actor)?.title ?? actor
}
