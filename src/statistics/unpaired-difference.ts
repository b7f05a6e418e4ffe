import { type Interval, wilson } from './wilson.js'

/** How many of how many runs. */
export interface Share {
	/** A whole number, 0..runs. */
	readonly count: number
	/** A whole number, 1 or more. */
	readonly runs: number
}

/**
 * Interval of the difference after − before of two proportions seen on runs of their own (method 10 of Newcombe,
 * Statistics in Medicine 17:873, 1998): the Wilson intervals of both, put together by squares.
 *
 * @throws RangeError
 */
export function unpairedDifference(before: Share, after: Share, confidence = 0.95): Interval {
	const [a, b] = [after, before].map((s) => ({ share: s.count / s.runs, ...wilson(s.count, s.runs, confidence) })) as [
		Interval & { share: number },
		Interval & { share: number },
	]
	const difference = a.share - b.share
	return {
		low: difference - Math.hypot(a.share - a.low, b.high - b.share),
		high: difference + Math.hypot(a.high - a.share, b.share - b.low),
	}
}
