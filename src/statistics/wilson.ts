import { normalQuantile } from './normal-quantile.js'

export interface Interval {
	readonly low: number
	readonly high: number
}

/**
 * Score interval of a proportion: the values that `count` of `runs` does not reject (Wilson 1927; method 3 of
 * Newcombe, Statistics in Medicine 17:857, 1998). Never of zero width: its low end is 0 at 0 of n, its high end
 * 1 at n of n, and the other end is not.
 *
 * @param count a whole number, 0..runs
 * @param runs a whole number, 1 or more
 * @throws RangeError
 */
export function wilson(count: number, runs: number, confidence = 0.95): Interval {
	if (!(Number.isInteger(runs) && runs > 0)) throw new RangeError(`runs are a whole number above 0, got ${runs}`)
	if (!(Number.isInteger(count) && count >= 0 && count <= runs))
		throw new RangeError(`a count of ${runs} runs is a whole number from 0 to ${runs}, got ${count}`)
	const z = normalQuantile(confidence)
	const share = count / runs
	const middle = share + (z * z) / (2 * runs)
	const reach = z * Math.sqrt((share * (1 - share)) / runs + (z * z) / (4 * runs * runs))
	const scale = 1 + (z * z) / runs
	return {
		low: count === 0 ? 0 : Math.max(0, (middle - reach) / scale),
		high: count === runs ? 1 : Math.min(1, (middle + reach) / scale),
	}
}
