import { playOut } from '../batch/play-out.js'
import { kernelPlayer } from '../batch/run-player.js'
import type { Runs } from '../batch/simulate.js'
import type { Policies } from '../game/draw.js'
import type { Game, Move, State } from '../game/game.js'
import { type Luck, luckOf } from '../game/luck.js'
import { KernelRefusal } from '../kernel/cells.js'
import { pairedDifference } from '../statistics/paired-difference.js'
import { unpairedDifference } from '../statistics/unpaired-difference.js'
import type { Interval } from '../statistics/wilson.js'
import { decide, type Place, plyOf } from './decision.js'

/** One side of a what-if: a game, who chooses in it, and, if any, one decision that is made for them. */
export interface Arm {
	readonly game: Game
	readonly policies: Policies
	/** What the policies are called, when all have names: the kernel then plays the runs where it can, the same ones in less time. */
	readonly names?: Readonly<Record<string, string>> | undefined
	/** Made wherever it is legal at its place; where it is not, the policy chooses. */
	readonly decision?: { readonly place: Place; readonly move: string } | undefined
	/** Where play begins; by default the game's first state. */
	readonly from?: State | undefined
}

/** Where two runs first go different ways: what was played there, or how it came out, as events. */
export interface Parting {
	/** Counted from 1. */
	readonly round: number
	/** Index of the ply in the round, from 0. */
	readonly ply: number
	/** Null where that side's run had ended. */
	readonly before: string | null
	readonly after: string | null
}

export interface WhatIf {
	readonly runs: number
	readonly confidence: number
	/**
	 * In file order: shares of the runs, and the paired difference after − before with its score interval; and the
	 * interval that as many runs of each side with luck of their own would have given.
	 */
	readonly endings: readonly {
		readonly id: string
		readonly before: number
		readonly after: number
		readonly difference: number
		readonly low: number
		readonly high: number
		readonly unpaired: Interval
		/** The same difference of the runs in which the decision of `after` was made; null where there is none, or it never was. */
		readonly whereDecided: (Interval & { readonly difference: number }) | null
	}[]
	/**
	 * The half-widths of the paired intervals, all endings together, over those of the unpaired ones. Above 0; about 1
	 * where the same luck is no help. Half-widths go with the root of the runs: at r, unpaired runs would have to be
	 * 1/r² times as many.
	 */
	readonly halfWidthRatio: number
	/** How many runs ended otherwise, most frequent first. */
	readonly flips: readonly { readonly from: string; readonly to: string; readonly runs: number }[]
	/**
	 * A run that ended otherwise in the commonest way (of those in which the decision of `after` was made, if any was): the
	 * first such run. `parting` is null where all its moves are the same on both sides; `last` is the last ply of the
	 * changed side.
	 */
	readonly example: {
		readonly run: number
		readonly from: string
		readonly to: string
		readonly decided: boolean
		readonly parting: Parting | null
		readonly last: Pick<Parting, 'round' | 'ply'>
	} | null
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
	const decidedTable = ids.map(() => ids.map(() => 0))
	/** The first run of each kind, by its endings on both sides and whether the decision was made. */
	const firsts = new Map<string, number>()
	const kind = (from: number, to: number, made: boolean): string => `${from} ${to} ${made}`
	let decided = 0
	const playBefore = armPlayer(before, seed)
	const playAfter = armPlayer(after, seed)
	for (let run = first; run <= last; run++) {
		const from = playBefore(run).ending
		const to = playAfter(run)
		if (to.decided) decided++
		table[from]![to.ending]!++
		if (to.decided) decidedTable[from]![to.ending]!++
		const at = kind(from, to.ending, to.decided)
		if (!firsts.has(at)) firsts.set(at, run)
	}
	const runs = last - first + 1
	const sum = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0)
	const countsOf = (of: readonly (readonly number[])[], n: number) => ({
		had: sum(of[n]!),
		has: sum(of.map((row) => row[n]!)),
		kept: of[n]![n]!,
	})
	const paired = (of: readonly (readonly number[])[], n: number, among: number) => {
		const { had, has, kept } = countsOf(of, n)
		return { difference: (has - had) / among, ...pairedDifference(has - kept, had - kept, among, confidence) }
	}
	const endings = ids.map((id, n) => {
		const { had, has } = countsOf(table, n)
		return {
			id,
			before: had / runs,
			after: has / runs,
			...paired(table, n, runs),
			whereDecided: decided > 0 && after.decision ? paired(decidedTable, n, decided) : null,
			unpaired: unpairedDifference({ count: had, runs }, { count: has, runs }, confidence),
		}
	})
	const width = ({ low, high }: Interval): number => high - low
	return {
		runs,
		confidence,
		endings,
		halfWidthRatio: sum(endings.map(width)) / sum(endings.map((e) => width(e.unpaired))),
		flips: flipsOf(table).map(({ from, to, runs }) => ({ from: ids[from]!, to: ids[to]!, runs })),
		example: exampleOf(),
		decided: after.decision ? decided : null,
	}

	function exampleOf(): WhatIf['example'] {
		const [made] = flipsOf(decidedTable)
		const flip = made ?? flipsOf(table)[0]
		if (!flip) return null
		const run = firsts.get(kind(flip.from, flip.to, made !== undefined))!
		const { from, to } = flip
		return { run, from: ids[from]!, to: ids[to]!, decided: made !== undefined, ...sidesOf(before, after, seed, run) }
	}
}

/** Runs that ended otherwise, by their endings' indices, most frequent first. */
function flipsOf(table: readonly (readonly number[])[]): { from: number; to: number; runs: number }[] {
	return table
		.flatMap((row, from) => row.map((runs, to) => ({ from, to, runs: from === to ? 0 : runs })))
		.filter((flip) => flip.runs > 0)
		.sort((a, b) => b.runs - a.runs)
}

/** Where the two sides of a run part, and where the changed one ends. */
function sidesOf(
	before: Arm,
	after: Arm,
	seed: string,
	run: number,
): Pick<NonNullable<WhatIf['example']>, 'parting' | 'last'> {
	const [had, has] = [before, after].map((arm) => movesOf(arm, seed, run)) as [TimedMove[], TimedMove[]]
	const n = Array.from({ length: Math.max(had.length, has.length) }).findIndex((_, k) => had[k]?.move !== has[k]?.move)
	const at = had[n] ?? has[n]
	const { round, ply } = has.at(-1)!
	return {
		parting: at ? { round: at.round, ply: at.ply, before: had[n]?.move ?? null, after: has[n]?.move ?? null } : null,
		last: { round, ply },
	}
}

interface TimedMove {
	readonly round: number
	readonly ply: number
	readonly move: string
}

function movesOf(arm: Arm, seed: string, run: number): TimedMove[] {
	const moves: TimedMove[] = []
	playedOut(arm, luckOf(seed, run), {
		played: ({ round, ply }, { id }) => moves.push({ round, ply, move: id }),
	})
	return moves
}

/** Index of the ending of a run, and whether the arm's decision was made on the way. */
export interface Played {
	readonly ending: number
	readonly decided: boolean
}

/** Plays runs of an arm to their endings, by number: on the kernel where it can, else on the game. */
export function armPlayer(arm: Arm, seed: string): (run: number) => Played {
	try {
		return onKernel(arm, seed) ?? onGame(arm, seed)
	} catch (error) {
		if (!(error instanceof KernelRefusal)) throw error
		return onGame(arm, seed)
	}
}

function onKernel({ game, names, decision, from }: Arm, seed: string): ReturnType<typeof armPlayer> | null {
	if (!names) return null
	const made = decision && { at: plyOf(game, decision.place), move: decision.move }
	const player = kernelPlayer(game, names, seed, made !== undefined, { decision: made, from })
	if (!player) return null
	return (run) => {
		player.play(run)
		return { ending: player.ending(), decided: made !== undefined && player.moveAt(made.at) === made.move }
	}
}

function onGame(arm: Arm, seed: string): ReturnType<typeof armPlayer> {
	const index = new Map(arm.game.scenario.endings.map((e, n) => [e.id, n]))
	return (run) => {
		let decided = false
		const { ending } = playedOut(arm, luckOf(seed, run), { decided: () => (decided = true) })
		return { ending: index.get(ending!)!, decided }
	}
}

function playedOut(
	{ game, policies, decision, from }: Arm,
	luck: Luck,
	watch: { readonly decided?: () => void; readonly played?: (state: State, move: Move) => void },
): State {
	const made = decision && decide(game, decision.place, decision.move)
	const instead =
		made &&
		((state: State, legal: readonly Move[]): Move | undefined => {
			const move = made(state, legal)
			if (move) watch.decided?.()
			return move
		})
	return playOut(game, policies, luck, from ?? game.initialState(), { instead, played: watch.played })
}
