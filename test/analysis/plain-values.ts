import { type Policies, weightedMoves } from '../../src/game/draw.js'
import { integerOf } from '../../src/game/evaluate.js'
import type { Game, State } from '../../src/game/game.js'
import { memoised } from '../../src/game/memoised.js'

/** What the game is worth on average from a state, by walking the whole tree below it; equal states are walked once. */
export function plainValues(
	plain: Game,
	policies: Policies,
	worth: (final: State) => readonly number[],
): (state: State) => readonly number[] {
	const game = memoised(plain)
	const known = new Map<string, readonly number[]>()
	const value = (state: State): readonly number[] => {
		if (state.ending !== null) return worth(state)
		const key = JSON.stringify(state)
		const met = known.get(key)
		if (met) return met
		const { moves, weights } = weightedMoves(game, policies, state)
		const sum = weights.reduce((a, b) => a + b, 0)
		const total: number[] = []
		moves.forEach((move, n) => {
			if (weights[n] === 0) return
			value(game.apply(state, move)).forEach((v, c) => {
				total[c] = (total[c] ?? 0) + (weights[n]! / sum) * v
			})
		})
		known.set(key, total)
		return total
	}
	return value
}

/** Payoffs of a final state, by player in file order; 0 for a player who has none. */
export function payoffsAt(game: Game, state: State): number[] {
	return game.scenario.players.map(({ id, payoffs }) => {
		const value = payoffs.find((p) => p.ending === state.ending)?.value ?? 0
		return typeof value === 'number' ? value : integerOf(value.tree, game.rules.bind(id))(state)
	})
}
