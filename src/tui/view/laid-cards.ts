import type { Game, State } from '../../game/game.js'
import type { Playthrough, Table } from '../../game/playthrough.js'
import { moveTitle } from '../../report/move-title.js'
import { listed, ownersName } from './wording.js'

/** When a deck has its turn next: `in this round, after Iran’s move`; null when it has none any more. */
export function turnOf({ scenario, rules }: Game, { round, ply }: State, deck: string): string | null {
	const isPlayer = (actor: string): boolean => scenario.players.some((p) => p.id === actor)
	const later = rules.slots.find((s) => s.actor === deck && s.index >= ply)
	const slot = later ?? (round < scenario.clock.rounds ? rules.slots.find((s) => s.actor === deck) : undefined)
	if (!slot) return null
	const before = rules.slots.slice(0, slot.index).findLast((s) => isPlayer(s.actor))
	const where = before ? `after ${ownersName(scenario, before.actor, null)} move` : 'before anyone moves'
	return `in ${later ? 'this' : 'the next'} round, ${where}`
}

/** The cards that lie face up, each in words from the longest way of saying it to the shortest; none once the game is over. */
export function laidTexts(table: Table, p: Playthrough): (readonly string[])[] {
	const state = table.state(p)
	if (state.ending !== null) return []
	return [...table.waiting(p)].map(([deck, card]) => {
		const title = moveTitle(table.game, card)
		const turn = turnOf(table.game, state, deck)
		// Once its deck has no turn any more it can only be taken up.
		if (turn === null) return [`Face up: ${title} – it cannot happen any more`, `Face up: ${title}`]
		return [`Face up: ${title} – happens ${turn}, if it can`, `Face up: ${title}, ${turn}`, `Face up: ${title}`]
	})
}

/** What going back did to the cards that lie face up, as sentences that follow another; empty where none is concerned. */
export function cardsAfter(table: Table, from: Playthrough, to: Playthrough): string {
	const lying = [...table.waiting(to).values()]
	const gone = [...table.waiting(from).values()].filter((card) => !lying.includes(card))
	const told = (cards: readonly string[], one: string, several: string): string =>
		cards.length === 0
			? ''
			: ` ${listed(cards.map((card) => `“${moveTitle(table.game, card)}”`))} ${cards.length === 1 ? one : several}.`
	return [
		told(lying, 'was laid before and lies face up', 'were laid before and lie face up'),
		told(gone, 'was laid after it and lies there no more', 'were laid after it and lie there no more'),
	].join('')
}
