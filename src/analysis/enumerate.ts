import { type Policies, weightedMoves } from '../game/draw.js'
import type { Game, Move, State } from '../game/game.js'
import { roundMatters } from '../game/round-matters.js'
import { stateKey } from '../game/state-key.js'

export type ByEnding = Readonly<Record<string, number>>

/** Exact odds of a game under fixed policies, from one of its states. Endings stand in file order and sum to 1. */
export interface Odds {
	readonly kind: 'exact'
	readonly endings: ByEnding
	/** From the state's round to the last: the probability of each ending to come in that round. All of them together sum to 1. */
	readonly byRound: readonly { readonly round: number; readonly endings: ByEnding }[]
	/** Of each legal move, chance's too: how likely the policy is to make it, and the odds once it is made. Empty when the game is over. */
	readonly moves: readonly { readonly id: string; readonly probability: number; readonly endings: ByEnding }[]
	/** Different states met in which somebody has a ply to play, the round aside; waiting for an outcome, and the end, are none. */
	readonly states: number
}

/** More states than the budget allows: sampling can still answer. */
export class BudgetExceeded extends Error {
	override readonly name = 'BudgetExceeded'
}

/** States that an enumeration meets, those of outcomes and endings too, before it gives up. */
export const MOST_STATES = 100_000

/** A state of the sweep's front, with its probability after each of the first moves. */
interface Front {
	readonly state: State
	readonly mass: Float64Array
}

/**
 * Sweeps forward through the game, ply by ply, merging equal states: the whole tree of play, weighed. Moves that
 * a policy gives no weight are left out, but for the first one, all of which are tried. A `memoised` game makes
 * each move once; another makes it again in every round.
 * @throws BudgetExceeded
 * @throws ScenarioFault
 */
export function enumerate(
	game: Game,
	policies: Policies,
	start: State = game.initialState(),
	budget = MOST_STATES,
): Odds {
	const { endings } = game.scenario
	const plies = game.rules.slots.length
	const rounds = game.scenario.clock.rounds
	const column = new Map(endings.map((e, n) => [e.id, n]))
	const keyOf = remembered(stateKey(game.rules.layout))
	const dimension = roundMatters(game.rules)
	const met = new Set<string>()
	const plain = new Set<string>()
	const first = start.ending === null ? weighed(game, policies, start) : []
	const width = first.length
	/** ended[round][ending][first move] */
	const ended = Array.from({ length: rounds + 1 }, () => endings.map(() => new Float64Array(width)))

	/** The states at each place that is still to come; a place is a ply of a round, or the outcome pending in it. */
	const fronts: (Map<string, Front> | undefined)[] = []
	const place = (state: State): number => ((state.round - 1) * plies + state.ply) * 2 + (state.pending === null ? 0 : 1)
	const meet = (state: State): string => {
		const key = keyOf(state)
		met.add(dimension ? `${state.round} ${key}` : key)
		if (state.pending === null && state.ending === null) plain.add(key)
		if (met.size > budget)
			throw new BudgetExceeded(
				`exact odds would take more than ${budget.toLocaleString('en')} states; detente simulate samples them`,
			)
		return key
	}
	const reach = (state: State, mass: Float64Array, factor: number): void => {
		const key = meet(state)
		if (state.ending !== null) {
			add(ended[state.round]![column.get(state.ending)!]!, mass, factor)
			return
		}
		fronts[place(state)] ??= new Map()
		const front = fronts[place(state)]!
		let there = front.get(key)
		if (!there) {
			there = { state, mass: new Float64Array(width) }
			front.set(key, there)
		}
		add(there.mass, mass, factor)
	}

	meet(start)
	first.forEach(({ move }, n) => {
		const own = new Float64Array(width)
		own[n] = 1
		reach(game.apply(start, move), own, 1)
	})
	for (let at = 0; at < fronts.length; at++) {
		for (const { state, mass } of fronts[at]?.values() ?? [])
			for (const { move, probability } of weighed(game, policies, state))
				if (probability > 0) reach(game.apply(state, move), mass, probability)
		fronts[at] = undefined
	}

	const named = (value: (ending: number) => number): ByEnding =>
		Object.fromEntries(endings.map((e, n) => [e.id, value(n)]))
	const total = (mass: Float64Array): number =>
		first.reduce((sum, { probability }, n) => sum + probability * mass[n]!, 0)
	const over = (round: number, ending: number): number =>
		start.ending === null
			? total(ended[round]![ending]!)
			: start.round === round && column.get(start.ending) === ending
				? 1
				: 0
	const byRound = Array.from({ length: rounds - start.round + 1 }, (_, n) => ({
		round: start.round + n,
		endings: named((ending) => over(start.round + n, ending)),
	}))
	return {
		kind: 'exact',
		endings: named((ending) => byRound.reduce((sum, r) => sum + r.endings[endings[ending]!.id]!, 0)),
		byRound,
		moves: first.map(({ move, probability }, n) => ({
			id: move.id,
			probability,
			endings: named((ending) => ended.reduce((sum, round) => sum + round[ending]![n]!, 0)),
		})),
		states: plain.size,
	}
}

function add(to: Float64Array, mass: Float64Array, factor: number): void {
	for (let n = 0; n < to.length; n++) to[n]! += factor * mass[n]!
}

function weighed(game: Game, policies: Policies, state: State): { move: Move; probability: number }[] {
	const { moves, weights } = weightedMoves(game, policies, state)
	const sum = weights.reduce((a, b) => a + b, 0)
	return moves.map((move, n) => ({ move, probability: weights[n]! / sum }))
}

function remembered(keyOf: (state: State) => string): (state: State) => string {
	const keys = new WeakMap<State, string>()
	return (state) => {
		let key = keys.get(state)
		if (key === undefined) {
			key = keyOf(state)
			keys.set(state, key)
		}
		return key
	}
}
