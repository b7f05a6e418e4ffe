import { normalQuantile } from './normal-quantile.js'
import type { Interval } from './wilson.js'

/** Halvings of the bracket: a difference of proportions to the last bit. */
const HALVINGS = 60

/**
 * Score interval of the difference of two proportions seen on the same runs (Tango, Statistics in Medicine
 * 17:891, 1998). Of `runs` pairs, `gained` have it after and not before, `lost` before and not after; the
 * estimate is (gained − lost)/runs. With no discordant pair the interval is ± z²/(runs + z²), not a point: that
 * nothing flipped in so many runs does not say that nothing ever does.
 *
 * @param gained,lost whole numbers, 0 or more, at most `runs` together
 * @throws RangeError
 */
export function pairedDifference(gained: number, lost: number, runs: number, confidence = 0.95): Interval {
	if (!(Number.isInteger(runs) && runs > 0)) throw new RangeError(`runs are a whole number above 0, got ${runs}`)
	if (![gained, lost].every((n) => Number.isInteger(n) && n >= 0) || gained + lost > runs)
		throw new RangeError(`of ${runs} pairs, got ${gained} gained and ${lost} lost`)
	const z = normalQuantile(confidence)
	const estimate = (gained - lost) / runs
	const rejected = (difference: number): boolean => Math.abs(score(gained, lost, runs, difference)) > z
	return { low: edge(estimate, -1, rejected), high: edge(estimate, 1, rejected) }
}

/** The statistic of Tango 1998: how far `difference` is from what was seen, in standard errors under it. */
function score(gained: number, lost: number, runs: number, difference: number): number {
	const a = 2 * runs
	const b = -gained - lost + (2 * runs - gained + lost) * difference
	const c = -lost * difference * (1 - difference)
	const losing = (Math.sqrt(Math.max(0, b * b - 4 * a * c)) - b) / (2 * a)
	const variance = runs * (2 * losing + difference * (1 - difference))
	const distance = gained - lost - runs * difference
	if (variance <= 0) return distance === 0 ? 0 : Math.sign(distance) * Number.POSITIVE_INFINITY
	return distance / Math.sqrt(variance)
}

/** Where the rejected begins between `inside`, which is not, and `limit`; `limit` when nothing is. */
function edge(inside: number, limit: number, rejected: (difference: number) => boolean): number {
	if (!rejected(limit)) return limit
	let kept = inside
	let out = limit
	for (let n = 0; n < HALVINGS; n++) {
		const middle = (kept + out) / 2
		if (rejected(middle)) out = middle
		else kept = middle
	}
	return kept
}
