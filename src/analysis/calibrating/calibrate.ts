import type { Game } from '../../game/game.js'
import { PolicyError } from '../../game/policies.js'
import { formNodePolicy, type NodePolicy } from '../../kernel/chain.js'
import { compileKernel } from '../../kernel/compile.js'
import { wilson } from '../../statistics/wilson.js'
import { SampledPlay } from '../sampled-play.js'
import { OwnRates } from './own-rates.js'
import { PUBLISHED_RATES, type PublishedRate, WHY_OUTSIDE } from './published-rates.js'

/** A published rate and the scenario's own beside it. */
export interface CalibratedRate {
	readonly published: PublishedRate
	/** Null when the scenario tags no such event. */
	readonly own: {
		readonly value: number
		readonly low: number
		readonly high: number
		readonly count: number
		readonly of: number
		/** The share it could have been, had every run that was cut off come to it. */
		readonly most: number
		readonly cutOff: number
	} | null
	/** Where the scenario's rate lies; `cut-off` when its horizon is too short to say; null when there is none. */
	readonly verdict: 'inside' | 'below' | 'above' | 'cut-off' | null
	/** Why it may rightly lie there; null when it lies inside. */
	readonly why: string | null
	/** Whether the scenario names this row as a source of one of its numbers. */
	readonly cited: boolean
}

export interface Calibration {
	readonly runs: number
	/** Days that a round stands for, on average. */
	readonly daysPerRound: number
	/** Days that a whole game stands for. */
	readonly horizon: number
	readonly rates: readonly CalibratedRate[]
}

export interface CalibrateOptions {
	readonly policies?: Readonly<Record<string, string>>
	readonly seed: string
	readonly runs: number
	/** By default what the scenario's clock says. */
	readonly daysPerRound?: number
}

export class CalibrationError extends Error {
	override readonly name = 'CalibrationError'
}

const WORDS = [
	'zero',
	'one',
	'two',
	'three',
	'four',
	'five',
	'six',
	'seven',
	'eight',
	'nine',
	'ten',
	'eleven',
	'twelve',
]
const UNITS: Readonly<Record<string, number>> = {
	hour: 1 / 24,
	day: 1,
	week: 7,
	fortnight: 14,
	month: 30.44,
	year: 365.25,
}

/** Days in "two days", "2 or 3 days", "a week", "three to five days"; null when the text says none. */
export function daysIn(text: string): number | null {
	const match =
		/\b([a-z]+|\d+(?:\.\d+)?)(?:\s*(?:or|to|–|-)\s*([a-z]+|\d+(?:\.\d+)?))?\s+(hour|day|week|fortnight|month|year)s?\b/i.exec(
			text.toLowerCase(),
		)
	if (!match) return null
	const number = (word: string): number => {
		if (word === 'a' || word === 'an' || word === 'each') return 1
		return WORDS.includes(word) ? WORDS.indexOf(word) : Number(word)
	}
	const numbers = [match[1]!, ...(match[2] === undefined ? [] : [match[2]])].map(number)
	if (numbers.some((n) => !(n > 0))) return null
	return (numbers.reduce((a, b) => a + b, 0) / numbers.length) * UNITS[match[3]!]!
}

/**
 * The scenario's own rates beside the published ones, counted over sampled runs. A rate within so many days is
 * counted to that day, or to the end of the game where that is nearer: runs that the last round cut off before are
 * counted apart, and the rate lies anywhere between none of them coming to it and all.
 * @throws CalibrationError when the clock does not say how long a round is; PolicyError
 */
export function calibrate(game: Game, { policies = {}, seed, runs, daysPerRound }: CalibrateOptions): Calibration {
	const { scenario } = game
	const days = daysPerRound ?? daysIn(scenario.clock.each ?? '')
	if (days === null)
		throw new CalibrationError(
			`the clock does not say how many days a round is${scenario.clock.each ? ` ("${scenario.clock.each}")` : ''}: give --round-days`,
		)
	const kernel = compileKernel(game)
	const chosen = new Map(
		scenario.players.map(({ id }): [string, NodePolicy] => {
			const policy = formNodePolicy(kernel, id, policies[id] ?? 'cards')
			if (!policy)
				throw new PolicyError(`calibration follows weights: cards, uniform, or a doctrine, not ${policies[id]}`)
			return [id, policy]
		}),
	)
	const own = new OwnRates(new SampledPlay(kernel, chosen), game.initialState(), { seed, runs })
	const horizon = days * scenario.clock.rounds
	return {
		runs,
		daysPerRound: days,
		horizon,
		rates: PUBLISHED_RATES.map((published): CalibratedRate => {
			const cited = new RegExp(`\\b${published.id}\\b`).test(scenario.text)
			const rate = own.rate(published.kind, published.days === null ? null : published.days / days)
			if (!rate || rate.of === 0) return { published, own: null, verdict: null, why: null, cited }
			const { count, of, cutOff } = rate
			const { low, high } = wilson(count, of)
			const most = (count + cutOff) / of
			const value = count / of
			const verdict =
				most < published.low
					? 'below'
					: value > published.high
						? 'above'
						: value >= published.low || cutOff === 0
							? value < published.low
								? 'below'
								: 'inside'
							: 'cut-off'
			const why =
				verdict === 'inside'
					? null
					: verdict === 'cut-off'
						? `${cutOff} runs ended with the last round, after ${Number(horizon.toFixed(1))} days; the sample follows on`
						: WHY_OUTSIDE[published.kind][verdict]
			return { published, own: { value, low, high, count, of, most, cutOff }, verdict, why, cited }
		}),
	}
}
