import type { Policies } from '../game/draw.js'
import type { Game, State } from '../game/game.js'
import { luckOf } from '../game/luck.js'
import { playOut } from './play-out.js'

/** Runs `first` to `last` under one seed. A run's number decides all its luck, so what else is run does not matter. */
export interface Runs {
	readonly seed: string
	/** From 1. */
	readonly first: number
	readonly last: number
}

export interface Row {
	readonly run: number
	readonly ending: string
	/** The round it ended in. */
	readonly round: number
	readonly state: State
}

/** What a batch counts. Tallies of disjoint runs add up. */
export interface Tally {
	readonly runs: number
	/** By ending, all of them, in file order. */
	readonly endings: ReadonlyMap<string, number>
	/** By the round that they ended in: `rounds[0]` counts those of round 1. */
	readonly rounds: readonly number[]
}

/**
 * Plays every run from the start, or from `from`.
 * @param each called after every run, in order
 * @throws ScenarioFault
 */
export function simulate(
	game: Game,
	policies: Policies,
	{ seed, first, last }: Runs,
	each?: (row: Row) => void,
	from: State = game.initialState(),
): Tally {
	const endings = new Map(game.scenario.endings.map((e) => [e.id, 0]))
	const rounds = new Array<number>(game.scenario.clock.rounds).fill(0)
	for (let run = first; run <= last; run++) {
		const state = playOut(game, policies, luckOf(seed, run), from)
		endings.set(state.ending!, endings.get(state.ending!)! + 1)
		rounds[state.round - 1]!++
		each?.({ run, ending: state.ending!, round: state.round, state })
	}
	return { runs: Math.max(0, last - first + 1), endings, rounds }
}

/** Mean and median of the rounds that runs ended in; the median of an even number is between its two middle ones. */
export function roundsOf({ runs, rounds }: Tally): { mean: number; median: number } {
	const sum = rounds.reduce((total, count, n) => total + count * (n + 1), 0)
	const nth = (rank: number): number => {
		let left = rank
		for (let n = 0; n < rounds.length; n++) {
			left -= rounds[n]!
			if (left <= 0) return n + 1
		}
		return rounds.length
	}
	return { mean: sum / runs, median: (nth(Math.floor((runs + 1) / 2)) + nth(Math.ceil((runs + 1) / 2))) / 2 }
}
