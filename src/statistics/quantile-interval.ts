import { compiled, incbet } from 'cephes'
import type { Interval } from './wilson.js'

await compiled

/**
 * The interval of a quantile between two values of the ordered sample (Thompson, Annals of Mathematical Statistics
 * 7:122, 1936): free of any distribution, and at least of its confidence when values are tied.
 *
 * @param counts `counts[n]` of the values are `least + n`; whole numbers, 0 or more
 * @param share which quantile: 0.5 is the median; strictly between 0 and 1
 * @returns values, not ranks; `least` or the greatest when the sample is too small to bound that end
 * @throws RangeError
 */
export function quantileInterval(
	counts: readonly number[],
	least: number,
	share: number,
	confidence = 0.95,
): Interval & { readonly value: number } {
	const runs = counts.reduce((sum, count) => sum + count, 0)
	if (runs < 1) throw new RangeError('a quantile wants at least one value')
	for (const p of [share, confidence])
		if (!(p > 0 && p < 1)) throw new RangeError(`a share and a confidence lie between 0 and 1, got ${p}`)
	const tail = (1 - confidence) / 2
	const most = least + counts.length - 1
	const valueAt = (rank: number): number => {
		let left = rank
		for (let n = 0; n < counts.length; n++) {
			left -= counts[n]!
			if (left <= 0) return least + n
		}
		return most
	}
	// The r-th value lies above the quantile with probability P(B < r), B binomial: ranks are those whose tails are small enough.
	const lowRank = lastRank(runs, (rank) => atMost(rank - 1, runs, share) <= tail)
	const highRank = 1 + lastRank(runs, (rank) => atMost(rank - 1, runs, share) < 1 - tail)
	return {
		low: lowRank < 1 ? least : valueAt(lowRank),
		value: valueAt(Math.ceil(runs * share)),
		high: highRank > runs ? most : valueAt(highRank),
	}
}

/** P(B ≤ count) of a binomial. */
const atMost = (count: number, runs: number, share: number): number =>
	count < 0 ? 0 : count >= runs ? 1 : incbet(runs - count, count + 1, 1 - share)

/** The last of the ranks 1..runs that passes, when the first ones do and the others don't; 0 when none does. */
function lastRank(runs: number, passes: (rank: number) => boolean): number {
	let low = 0
	let high = runs + 1
	while (high - low > 1) {
		const middle = Math.floor((low + high) / 2)
		if (passes(middle)) low = middle
		else high = middle
	}
	return low
}
