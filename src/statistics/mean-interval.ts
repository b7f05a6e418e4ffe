import type { Interval } from './wilson.js'

/** What is seen of a number that lies between two known bounds. */
export interface Sample {
	/** A whole number, 2 or more. */
	readonly runs: number
	readonly mean: number
	/** With the divisor runs − 1. */
	readonly variance: number
	/** No value can lie below. */
	readonly least: number
	/** No value can lie above. */
	readonly most: number
}

/**
 * The empirical Bernstein interval of a mean (Maurer & Pontil, COLT 2009, theorem 4, at both ends): it covers with
 * at least its confidence for every distribution between the bounds. So it is not a point when all values seen are
 * alike, where the interval of Student's t is; in return it is half as wide again when runs are many.
 *
 * @param confidence strictly between 0 and 1
 * @throws RangeError
 */
export function meanInterval({ runs, mean, variance, least, most }: Sample, confidence = 0.95): Interval {
	if (!(Number.isInteger(runs) && runs > 1)) throw new RangeError(`runs are a whole number above 1, got ${runs}`)
	if (!(confidence > 0 && confidence < 1)) throw new RangeError(`a confidence lies between 0 and 1, got ${confidence}`)
	if (!(least <= mean && mean <= most)) throw new RangeError(`a mean of ${mean} does not lie in ${least}..${most}`)
	// One end takes ln(2/δ) for half of what the confidence leaves: δ = (1 − confidence)/2.
	const logarithm = Math.log(4 / (1 - confidence))
	const reach = Math.sqrt((2 * variance * logarithm) / runs) + (7 * (most - least) * logarithm) / (3 * (runs - 1))
	return { low: Math.max(least, mean - reach), high: Math.min(most, mean + reach) }
}

/** A sample from counts: `counts[n]` of them have the value `least + n`. @throws RangeError when there are fewer than two */
export function sampleOf(counts: readonly number[], least: number): Sample {
	const runs = counts.reduce((sum, count) => sum + count, 0)
	if (runs < 2) throw new RangeError(`a variance wants two values, got ${runs}`)
	const mean = counts.reduce((sum, count, n) => sum + count * (least + n), 0) / runs
	const squares = counts.reduce((sum, count, n) => sum + count * (least + n - mean) ** 2, 0)
	return { runs, mean, variance: squares / (runs - 1), least, most: least + counts.length - 1 }
}
