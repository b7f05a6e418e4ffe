import { ScenarioFault } from '../game/game.js'
import type { AppState, Message, SetUp } from './app-state.js'
import type { OpenGame, ReviewOfGame } from './host.js'
import { openMoves, restingRow } from './view/offered-moves.js'

/** What the world is asked to do next; its answer comes back as an action. */
export type Command =
	| { readonly kind: 'list' }
	| { readonly kind: 'open'; readonly source: string }
	| { readonly kind: 'resume'; readonly file: string }
	/** With `isAsked` the player asked for it, and is told where it is saved. */
	| { readonly kind: 'save'; readonly game: OpenGame; readonly isAsked?: true }
	/** Solves for those who play by what is best, and begins. */
	| { readonly kind: 'solve'; readonly setUp: SetUp; readonly people: readonly string[] }
	| { readonly kind: 'seed' }
	| { readonly kind: 'export'; readonly game: OpenGame; readonly found: ReviewOfGame }
	/** The big letters, which are not loaded before they are wanted. */
	| { readonly kind: 'letters' }
	| { readonly kind: 'leave' }

export interface Step {
	readonly state: AppState
	readonly command: Command | null
}

export const stay = (state: AppState): Step => ({ state, command: null })
export const information = (text: string): Message => ({ text, kind: 'information' })
export const warning = (text: string): Message => ({ text, kind: 'warning' })

/** A game that went on: it is saved before it is seen. */
export function grown(state: AppState, next: () => OpenGame): Step {
	try {
		const game = next()
		return { state: seated({ ...state, game }), command: { kind: 'save', game } }
	} catch (error) {
		if (!(error instanceof ScenarioFault)) throw error
		return stay({ ...state, message: warning(`The scenario has a fault: ${error.message}`) })
	}
}

/** The screen for whoever decides now. */
export function seated(state: AppState): AppState {
	const { table, playthrough } = state.game!
	const fresh = {
		...state,
		page: null,
		cursor: 0,
		scroll: 0,
		wireScroll: 0,
		situationScroll: 0,
		row: 0,
		changing: null,
		branch: null,
	}
	if (table.isOver(playthrough)) return { ...fresh, screen: 'ending' }
	const at = table.state(playthrough)
	const player = table.game.currentPlayer(at) ?? null
	const handsOver = playthrough.people.length > 1 && player !== state.seat
	const showsOdds = (player === null ? undefined : state.oddsBySeat[player]) ?? state.oddsByDefault
	const cursor = restingRow(openMoves(table, at))
	return { ...fresh, cursor, seat: player, showsOdds, screen: handsOver ? 'handover' : 'table' }
}
