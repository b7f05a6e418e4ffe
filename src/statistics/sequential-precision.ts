import { clopperPearson } from './clopper-pearson.js'
import type { Interval } from './wilson.js'

/** When a batch that runs to a precision may be looked at, and by which interval. */
export interface PrecisionPlan {
	/** Half of the width that every interval has to come down to. */
	readonly precision: number
	/** What the intervals cover with, at least, whenever the batch stops. */
	readonly confidence: number
	/** Runs after which it is looked at, ascending; at the last it stops whatever was counted. */
	readonly looks: readonly number[]
	/** Of the Clopper–Pearson interval at each look: what it may miss is `1 − confidence` shared among the looks. */
	readonly level: number
}

/** How much later the next look comes: more looks stop sooner after enough runs, but each takes its share of the error. */
const STRIDE = 1.5

/** Fewest runs that a precision can be asked for by. */
const LEAST_PRECISION = 1e-6

/**
 * Runs until every proportion is known to ±`precision`: repeated confidence intervals (Jennison & Turnbull, JRSS B
 * 51:305, 1989) at a fixed list of looks, each a Clopper–Pearson interval (1934) whose chance to miss is
 * (1 − confidence)/looks. By Bonferroni's inequality all of a proportion's intervals hold together with at least
 * `confidence`, so the one at which the batch stops does, whatever made it stop. The cost, against a number of
 * runs fixed beforehand by one who knew the proportion, is about twice the runs.
 *
 * @param precision strictly between 0.000001 and 0.5
 * @param confidence strictly between 0 and 1
 * @throws RangeError
 */
export function planPrecision(precision: number, confidence = 0.95): PrecisionPlan {
	if (!(precision >= LEAST_PRECISION && precision < 0.5))
		throw new RangeError(`a precision lies between ${LEAST_PRECISION} and 0.5, got ${precision}`)
	if (!(confidence > 0 && confidence < 1)) throw new RangeError(`a confidence lies between 0 and 1, got ${confidence}`)
	let looks = 1
	for (;;) {
		const level = 1 - (1 - confidence) / looks
		const first = leastRuns((runs) => reach(0, runs, level) < precision)
		const last = leastRuns((runs) => reach(Math.floor(runs / 2), runs, level) < precision)
		const wanted = 1 + Math.ceil(Math.log(last / first) / Math.log(STRIDE))
		if (wanted > looks) looks = wanted
		else return { precision, confidence, looks: spread(first, last, looks), level }
	}
}

/** The number of runs that `shares` are likely to take: the first look at which counts in these shares are precise enough. */
export function likelyRuns(plan: PrecisionPlan, shares: readonly number[]): number {
	const { looks, level, precision } = plan
	const enough = (runs: number): boolean => shares.every((p) => reach(Math.round(p * runs), runs, level) < precision)
	return looks.find(enough) ?? looks.at(-1)!
}

/** Whether a batch that has come to one of the looks is done. */
export function preciseEnough(plan: PrecisionPlan, counts: readonly number[], runs: number): boolean {
	return runs >= plan.looks.at(-1)! || counts.every((count) => reach(count, runs, plan.level) < plan.precision)
}

/** The interval of a count at a look. */
export const intervalAtLook = (plan: PrecisionPlan, count: number, runs: number): Interval =>
	clopperPearson(count, runs, plan.level)

function reach(count: number, runs: number, level: number): number {
	const { low, high } = clopperPearson(count, runs, level)
	return (high - low) / 2
}

/** The fewest runs from which on it is enough. */
function leastRuns(enough: (runs: number) => boolean): number {
	let high = 1
	while (!enough(high)) high *= 2
	let low = Math.floor(high / 2)
	while (high - low > 1) {
		const middle = Math.floor((low + high) / 2)
		if (enough(middle)) high = middle
		else low = middle
	}
	// Widths of odd and even numbers of runs interleave: the next two have to be narrow enough as well.
	while (!enough(high + 1) || !enough(high + 2)) high++
	return high
}

function spread(first: number, last: number, looks: number): number[] {
	if (looks === 1) return [last]
	const stride = (last / first) ** (1 / (looks - 1))
	const all = Array.from({ length: looks }, (_, n) => (n === looks - 1 ? last : Math.ceil(first * stride ** n)))
	return [...new Set(all)].sort((a, b) => a - b)
}
