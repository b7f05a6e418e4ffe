import { integerOf } from './evaluate.js'
import type { Game, State } from './game.js'

/** What the scenario expects after the end of a game. */
export interface OutlookOfGame {
	/** Odds that it begins again: `recurs` out of `of`. */
	readonly recurs: number
	readonly of: number
	readonly text: string | null
	readonly source: string
}

/** The outlook of a game that is over; null while it goes on, and for an ending that has none. */
export function outlookOf(game: Game, state: State): OutlookOfGame | null {
	const outlook = game.ending(state)?.outlook
	if (!outlook) return null
	const { of, recurs, text, source } = outlook
	return { recurs: integerOf(recurs.tree, game.rules.bind(null))(state), of, text, source }
}
