import type { State } from '../../game/game.js'
import type { RegionSlot } from '../../game/layout.js'
import type { Table } from '../../game/playthrough.js'
import type { Rules } from '../../game/rules.js'
import { asSentence, listed, ownedTitle, stateTitle, type Viewer } from './wording.js'

/** Something on the table that the player to move may answer: a region in a state tagged `offer`. */
export interface Offer {
	/** `On the table: China offers to help`. */
	readonly title: string
	/** `China offers to help`. */
	readonly state: string
	/** Numbers of the open moves that answer it, from 1. */
	readonly answers: readonly number[]
	/** Whether it is made by the player to move, who can only wait: its region is that player's own. */
	readonly isOwn: boolean
}

/** The regions that stand in an offer, in file order. */
const offering = ({ layout }: Rules, { chart }: State): RegionSlot[] =>
	layout.regions.filter(({ key, states }) =>
		states.get(chart[key]!)!.path.some((id) => states.get(id)!.node.tags.includes('offer')),
	)

/** Whether a move is open only because of an offer: it would not be, were the offer's region in its first state. */
export function isAnswer({ game }: Table, state: State, move: string): boolean {
	const card = game.rules.cards.get(move)
	return card !== undefined && offering(game.rules, state).some((region) => !card.allowed(without(state, region)))
}

function without(state: State, { key, region, states }: RegionSlot): State {
	return { ...state, chart: { ...state.chart, [key]: states.get(region.initial ?? '')?.leaf ?? state.chart[key]! } }
}

/** What is offered to whoever decides now; nothing once the game is over. */
export function offersOf({ game }: Table, state: State, viewer: Viewer): Offer[] {
	if (state.ending !== null) return []
	const legal = game.legalMoves(state)
	const player = game.currentPlayer(state)
	return offering(game.rules, state).map((region) => {
		const title = stateTitle(region, state.chart[region.key]!)
		const before = without(state, region)
		return {
			title: `${asSentence(ownedTitle(game.scenario, region, viewer))}: ${title}`,
			state: asSentence(title),
			isOwn: region.owner !== null && region.owner === player,
			answers: legal.flatMap(({ id }, n) => (game.rules.cards.get(id)?.allowed(before) === false ? [n + 1] : [])),
		}
	})
}

/** What is offered and which moves answer it, in words, from the longest way of saying it to the shortest. */
export function offerTexts({ title, state, answers, isOwn }: Offer): readonly string[] {
	if (isOwn && answers.length === 0) return [`${title} – waits for its answer`, `${state} – no answer yet`]
	if (answers.length === 0) return [`${title} – no move that is open now answers it`, `${state} – no answer is open`]
	const moves = answers.length === 1 ? 'move' : 'moves'
	return [
		`${title} – waits for your answer: ${moves} ${listed(answers.map(String))}`,
		`${title} – your answer: ${moves} ${answers.join(', ')}`,
		`${title} – answer: ${answers.join(', ')}`,
		`${state} – answer: ${answers.join(', ')}`,
	]
}
