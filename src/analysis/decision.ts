import type { Game, Move, State } from '../game/game.js'
import { choices } from '../scenario/closest.js'

/** A ply of a round: the `nth` of this player or deck in it. */
export interface Place {
	readonly round: number
	readonly player: string
	/** From 1. */
	readonly nth: number
}

export class DecisionError extends Error {
	override readonly name = 'DecisionError'
}

export const placeText = ({ round, player, nth }: Place): string => `${round}.${player}${nth > 1 ? `#${nth}` : ''}`

/** Reads `2.pakistan`, or `2.pakistan#2` for the player's second ply of that round. @throws DecisionError saying what is allowed */
export function readPlace(game: Game, text: string): Place {
	const match = /^(\d+)\.([^#]+)(?:#(\d+))?$/.exec(text.trim())
	if (!match)
		throw new DecisionError(
			`"${text}" is no place: write ROUND.PLAYER, as in 2.pakistan, or 2.pakistan#2 for a second ply`,
		)
	const { order, clock } = game.scenario
	const [round, player, nth] = [Number(match[1]), match[2]!, Number(match[3] ?? 1)]
	const plies = order.filter((actor) => actor === player).length
	if (plies === 0)
		throw new DecisionError(
			`nobody called "${player}" has a ply${choices(player, [...new Set(order)], 'those who have are')}`,
		)
	if (round < 1 || round > clock.rounds) throw new DecisionError(`"${text}": rounds go from 1 to ${clock.rounds}`)
	if (nth < 1 || nth > plies)
		throw new DecisionError(`"${text}": ${player} has ${plies} ${plies === 1 ? 'ply' : 'plies'} a round`)
	return { round, player, nth }
}

/** The event of a move at this place: a card's name, or `pass`, `nothing`. @throws DecisionError when there is no such card */
export function readMove(game: Game, place: Place, text: string): string {
	const { cards, deckOf } = game.rules.slots.find((s) => s.actor === place.player)!
	const own = [...cards.map((c) => c.card.id), deckOf === null ? 'pass' : 'nothing']
	const name = text.startsWith(`${place.player}.`) ? text.slice(place.player.length + 1) : text
	if (!own.includes(name)) throw new DecisionError(`${place.player} has no "${text}"${choices(name, own)}`)
	return `${place.player}.${name}`
}

/** The place's ply of the whole game, counted from 0. */
export function plyOf(game: Game, { round, player, nth }: Place): number {
	const { slots } = game.rules
	return (round - 1) * slots.length + slots.filter((s) => s.actor === player)[nth - 1]!.index
}

/** Whether the game stands at this place, with a card to be chosen. */
export function standsAt(game: Game, place: Place): (state: State) => boolean {
	const slots = game.rules.slots.filter((s) => s.actor === place.player)
	const ply = slots[place.nth - 1]!.index
	return (state) => state.ending === null && state.pending === null && state.round === place.round && state.ply === ply
}

/** The move `id` at this place where it is legal, undefined elsewhere. */
export function decide(
	game: Game,
	place: Place,
	id: string,
): (state: State, legal: readonly Move[]) => Move | undefined {
	const here = standsAt(game, place)
	return (state, legal) => (here(state) ? legal.find((m) => m.id === id) : undefined)
}
