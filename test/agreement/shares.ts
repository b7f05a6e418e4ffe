import type { Happenings, Interpreter } from './interpreter.js'
import type { State } from './reading.js'

/** A playthrough as the interpreter has it: one entry a move. */
export interface Trace {
	readonly opening: State
	readonly moves: readonly Played[]
}

interface Played {
	readonly before: State
	readonly legal: readonly string[]
	readonly id: string
	readonly after: State
	readonly happenings: Happenings
}

/** A generator of integers 0 … below − 1 (mulberry32, Tommy Ettinger's 32-bit mixer). */
export function randomFrom(seed: number): (below: number) => number {
	let place = seed >>> 0
	return (below) => {
		place = (place + 0x6d2b79f5) >>> 0
		let mixed = Math.imul(place ^ (place >>> 15), place | 1)
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
		return ((mixed ^ (mixed >>> 14)) >>> 0) % below
	}
}

/** Plays a game to its end, every legal move as likely as the next: rare cards are where the bugs are. */
export function playRandomly(interpreter: Interpreter, random: (below: number) => number): Trace {
	const opening = interpreter.initial()
	const moves: Played[] = []
	let state = opening
	while (state.ending === null) {
		const legal = interpreter.legal(state)
		const id = legal[random(legal.length)]!
		const happenings: Happenings = { chartMoved: false, clamped: false, ruleChanged: false, alwaysPasses: 0 }
		const after = interpreter.apply(state, id, happenings)
		moves.push({ before: state, legal, id, after, happenings })
		state = after
	}
	return { opening, moves }
}

const PER_PLY = [
	'two or more legal moves',
	'pass',
	'the chart moved',
	'a clamp bit',
	'an outcome',
	'a rule changed something',
	'an `always` was taken',
	'`always` took several passes',
] as const

const PER_GAME = ['an ending before the last round'] as const

export type Share = (typeof PER_PLY)[number] | (typeof PER_GAME)[number]

/** What a set of playthroughs exercises: counts of plies (a card and its outcome are one) and of games. */
export class Shares {
	plies = 0
	games = 0
	readonly counts = new Map<Share, number>()

	add(trace: Trace, rounds: number): void {
		this.games++
		let ply = new Set<Share>()
		for (const { legal, id, after, happenings } of trace.moves) {
			const isOutcome = id.split('.').length === 3
			const seen: [Share, boolean][] = [
				['two or more legal moves', legal.length > 1 && !isOutcome],
				['pass', id.endsWith('.pass')],
				['the chart moved', happenings.chartMoved],
				['a clamp bit', happenings.clamped],
				['an outcome', isOutcome],
				['a rule changed something', happenings.ruleChanged],
				['an `always` was taken', happenings.alwaysPasses > 0],
				['`always` took several passes', happenings.alwaysPasses > 1],
			]
			for (const [share, isSeen] of seen) {
				if (isSeen) {
					ply.add(share)
				}
			}
			if (after.pending === null) {
				this.plies++
				ply.forEach(this.count)
				ply = new Set()
			}
		}
		const last = trace.moves.at(-1)!.after
		if (last.round < rounds) {
			this.count('an ending before the last round')
		}
	}

	private readonly count = (share: Share): void => {
		this.counts.set(share, (this.counts.get(share) ?? 0) + 1)
	}

	/** Between 0 and 1. */
	of(share: Share): number {
		const whole = (PER_GAME as readonly Share[]).includes(share) ? this.games : this.plies
		return (this.counts.get(share) ?? 0) / whole
	}

	report(): string {
		const line = (share: Share) => `${(100 * this.of(share)).toFixed(1).padStart(5)} %  ${share}`
		return [
			`${this.games} games, ${this.plies} plies`,
			'of the plies:',
			...PER_PLY.map(line),
			'of the games:',
			...PER_GAME.map(line),
		].join('\n')
	}
}
