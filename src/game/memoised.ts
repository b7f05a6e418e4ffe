import type { Game, Move, State } from './game.js'
import { roundMatters } from './round-matters.js'
import { stateKey } from './state-key.js'

/** Positions remembered before all are forgotten, at about three kilobytes each with the machine's snapshot. */
const MOST_POSITIONS = 200_000

/** What equal states share, whatever their round. */
interface Position {
	legal: readonly Move[] | null
	/** By move, before the last round and in it: an ending `at-end` makes the two differ. */
	readonly after: readonly [Map<string, Successor>, Map<string, Successor>]
	/** The one state object of this position in each round, once it has been met. */
	readonly states: State[]
}

interface Successor {
	readonly position: Position
	readonly state: State
	/** Rounds that the move brings on: 0 or 1. */
	readonly rounds: number
}

/**
 * The same game with a memory: the first time a move is made in a state the game makes it, afterwards it is looked
 * up. States are compared by value, without their round where nothing that decides a transition reads it. The
 * answers are those of `game`; equal states that it gives back are one object. It forgets all it knows when it
 * has met `most` positions.
 */
export function memoised(game: Game, most = MOST_POSITIONS): Game {
	const { rules } = game
	const keyOf = stateKey(rules.layout)
	const dimension = roundMatters(rules)
	const { rounds } = rules.scenario.clock
	const positions = new Map<string, Position>()
	const known = new WeakMap<State, Position>()

	const positionOf = (state: State): Position => {
		const met = known.get(state)
		if (met) return met
		const key = dimension ? `${state.round} ${keyOf(state)}` : keyOf(state)
		let position = positions.get(key)
		if (!position) {
			if (positions.size >= most) positions.clear()
			position = { legal: null, after: [new Map(), new Map()], states: [] }
			positions.set(key, position)
		}
		known.set(state, position)
		return position
	}
	const inRound = (position: Position, state: State, round: number): State => {
		const met = position.states[round]
		if (met) return met
		// The game keeps its snapshot of a state that it made, and goes on from that almost twice as fast.
		const made = state.round === round ? state : { ...state, round }
		position.states[round] = made
		known.set(made, position)
		return made
	}

	return {
		...game,
		initialState: () => {
			const state = game.initialState()
			return inRound(positionOf(state), state, state.round)
		},
		legalMoves: (state) => {
			const position = positionOf(state)
			position.legal ??= game.legalMoves(state)
			return position.legal
		},
		apply: (state, move) => {
			const { after } = positionOf(state)
			const moves = after[state.round === rounds ? 1 : 0]
			let next = moves.get(move.id)
			if (!next) {
				const reached = game.apply(state, move)
				const position = positionOf(reached)
				next = { position, state: inRound(position, reached, reached.round), rounds: reached.round - state.round }
				moves.set(move.id, next)
			}
			return inRound(next.position, next.state, state.round + next.rounds)
		},
	}
}
