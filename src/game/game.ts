import type { Ending, Scenario } from '../scenario/scenario.js'
import type { Rules } from './rules.js'
import type { State } from './state.js'

export type { State }

/** A move is also the machine's event: `iran.limited-strike`, `iran.pass`, `incidents.nothing`, and for an outcome `iran.limited-strike.low-salience`. */
export interface Move {
	readonly id: string
	/** The player, the deck, or `chance` for an outcome. */
	readonly player: string
}

export interface Game {
	readonly scenario: Scenario
	readonly rules: Rules
	initialState(): State
	/** A player's id; `chance` for a deck's ply and for an outcome; undefined once it is over. */
	currentPlayer(state: State): string | 'chance' | undefined
	/** In file order; a deck's `nothing` last; never empty while the game goes on, empty once it is over. */
	legalMoves(state: State): readonly Move[]
	/** @throws IllegalMove when `move` is not among `legalMoves(state)`. */
	apply(state: State, move: Move): State
	/** Defined exactly when the game is over. */
	ending(state: State): Ending | undefined
}

export class IllegalMove extends Error {
	override readonly name = 'IllegalMove'
}

/** The scenario asks for something that has no meaning, met while playing: no outcome possible, chances over their base, an `always` without end. */
export class ScenarioFault extends Error {
	override readonly name = 'ScenarioFault'
}

export interface Weighted<T> {
	readonly value: T
	/** An integer, 0 or more. */
	readonly weight: number
}

/**
 * A way to choose without memory: integer weights over `legal`, in its order.
 * All zero means: uniform for a player, and a fault for chance.
 */
export interface Policy {
	(state: State, legal: readonly Move[]): readonly Weighted<Move>[]
	/** The greatest weight that each move of the player's list can ever have, in file order: the cells of coupled luck. Absent: the luck of this policy is not coupled. */
	readonly cells?: ReadonlyMap<string, number>
}
