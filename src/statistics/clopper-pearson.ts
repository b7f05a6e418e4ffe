import { compiled, incbi } from 'cephes'
import type { Interval } from './wilson.js'

await compiled

/**
 * The exact interval of a proportion (Clopper & Pearson, Biometrika 26:404, 1934), by quantiles of the beta
 * distribution: it covers with at least its confidence whatever the proportion and however few the runs. Its low
 * end is 0 at 0 of n, its high end 1 at n of n.
 *
 * @param count a whole number, 0..runs
 * @param runs a whole number, 1 or more
 * @param confidence strictly between 0 and 1
 * @throws RangeError
 */
export function clopperPearson(count: number, runs: number, confidence = 0.95): Interval {
	if (!(Number.isInteger(runs) && runs > 0)) throw new RangeError(`runs are a whole number above 0, got ${runs}`)
	if (!(Number.isInteger(count) && count >= 0 && count <= runs))
		throw new RangeError(`a count of ${runs} runs is a whole number from 0 to ${runs}, got ${count}`)
	if (!(confidence > 0 && confidence < 1)) throw new RangeError(`a confidence lies between 0 and 1, got ${confidence}`)
	const tail = (1 - confidence) / 2
	return {
		low: count === 0 ? 0 : incbi(count, runs - count + 1, tail),
		high: count === runs ? 1 : 1 - incbi(runs - count, count + 1, tail),
	}
}
