import { playOut } from '../batch/play-out.js'
import type { Runs } from '../batch/simulate.js'
import type { Policies } from '../game/draw.js'
import type { Game, State } from '../game/game.js'
import { luckOf } from '../game/luck.js'
import { pairedDifference } from '../statistics/paired-difference.js'
import { decide, type Place } from './decision.js'

/** One side of a what-if: a game, who chooses in it, and, if any, one decision that is made for them. */
export interface Arm {
	readonly game: Game
	readonly policies: Policies
	/** Made wherever it is legal at its place; where it is not, the policy chooses. */
	readonly decision?: { readonly place: Place; readonly move: string } | undefined
	/** Where play begins; by default the game's first state. */
	readonly from?: State | undefined
}

export interface WhatIf {
	readonly runs: number
	readonly confidence: number
	/** In file order: shares of the runs, and the paired difference after − before with its score interval. */
	readonly endings: readonly {
		readonly id: string
		readonly before: number
		readonly after: number
		readonly difference: number
		readonly low: number
		readonly high: number
	}[]
	/** How many runs ended otherwise, most frequent first. */
	readonly flips: readonly { readonly from: string; readonly to: string; readonly runs: number }[]
	/** The first run that ended otherwise. */
	readonly example: { readonly run: number; readonly from: string; readonly to: string } | null
	/** In how many runs the decision of `after` was legal at its place; null when there is none. */
	readonly decided: number | null
}

/**
 * Plays the same runs in both arms. A run's luck belongs to its places and is coupled, so what the change does not
 * touch comes out the same, and where nothing changes no run differs.
 * @throws ScenarioFault
 */
export function whatIf(before: Arm, after: Arm, { seed, first, last }: Runs, confidence = 0.95): WhatIf {
	const ids = before.game.scenario.endings.map((e) => e.id)
	const table = ids.map(() => ids.map(() => 0))
	let example: WhatIf['example'] = null
	let decided = 0
	const playBefore = player(before)
	const playAfter = player(after, () => decided++)
	for (let run = first; run <= last; run++) {
		const luck = luckOf(seed, run)
		const from = playBefore(luck)
		const to = playAfter(luck)
		table[ids.indexOf(from)]![ids.indexOf(to)]!++
		if (from !== to) example ??= { run, from, to }
	}
	const runs = last - first + 1
	const sum = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0)
	return {
		runs,
		confidence,
		endings: ids.map((id, n) => {
			const had = sum(table[n]!)
			const has = sum(table.map((row) => row[n]!))
			const kept = table[n]![n]!
			return {
				id,
				before: had / runs,
				after: has / runs,
				difference: (has - had) / runs,
				...pairedDifference(has - kept, had - kept, runs, confidence),
			}
		}),
		flips: ids
			.flatMap((from, i) => ids.map((to, j) => ({ from, to, runs: i === j ? 0 : table[i]![j]! })))
			.filter((flip) => flip.runs > 0)
			.sort((a, b) => b.runs - a.runs),
		example,
		decided: after.decision ? decided : null,
	}
}

/** Plays one run of an arm to its ending. */
function player(
	{ game, policies, decision, from }: Arm,
	onDecided?: () => void,
): (luck: ReturnType<typeof luckOf>) => string {
	const start = from ?? game.initialState()
	const made = decision && decide(game, decision.place, decision.move)
	return (luck) =>
		playOut(
			game,
			policies,
			luck,
			start,
			made &&
				((state, legal) => {
					const move = made(state, legal)
					if (move) onDecided?.()
					return move
				}),
		).ending!
}
