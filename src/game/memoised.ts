import type { Expression } from '../scenario/expression.js'
import type { Handler, StateNode, Transition } from '../scenario/scenario.js'
import { readsRound } from './evaluate.js'
import type { Game, Move, State } from './game.js'
import type { Rules } from './rules.js'
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

/** Whether the round decides more than the horizon: some `when`, effect, guard or ending reads it. Weights and chances may, they move nothing. */
export function roundMatters(rules: Rules): boolean {
	const { scenario } = rules
	const reads = (e: Expression | null): boolean => e !== null && readsRound(e.tree)
	const effects = (list: readonly { readonly value: Expression }[]): boolean => list.some((a) => reads(a.value))
	const transitions = (list: readonly Transition[]): boolean => list.some((t) => reads(t.guard))
	const body = (node: {
		readonly on: readonly Handler[]
		readonly always: readonly Transition[]
		readonly states: readonly StateNode[]
	}): boolean =>
		transitions(node.always) || node.on.some((h) => transitions(h.transitions)) || node.states.some((s) => body(s))
	const cards = [...scenario.moves, ...scenario.decks.flatMap((d) => d.cards)]
	return (
		cards.some((c) => reads(c.when) || effects(c.effects) || c.outcomes.some((o) => effects(o.effects))) ||
		scenario.rules.some((r) => reads(r.when) || effects(r.effects)) ||
		scenario.endings.some((e) => reads(e.when)) ||
		scenario.chart.some(body)
	)
}
