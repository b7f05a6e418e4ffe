import type { Uniform } from './designs.js'
import { sobolSequence } from './sobol-sequence.js'
import type { Interval } from './wilson.js'

/** Points to evaluate a function at, in the order A, B, A with B's first column, A with B's second, …: `base` of each. */
export interface SaltelliDesign {
	readonly factors: number
	readonly base: number
	readonly points: readonly Float64Array[]
}

/**
 * The radial design for first-order and total indices (Saltelli et al., Computer Physics Communications 181:259,
 * 2010): `base`·(factors + 2) points in [0, 1), A and B the two halves of one Sobol sequence.
 *
 * @param base a power of two keeps the sequence balanced
 * @param shift one word per coordinate of A and B, see `sobolSequence`
 */
export function saltelliDesign(factors: number, base: number, shift?: readonly number[]): SaltelliDesign {
	const both = sobolSequence(2 * factors, base, shift)
	const a = both.map((p) => p.subarray(0, factors))
	const b = both.map((p) => p.subarray(factors))
	const mixed = Array.from({ length: factors }, (_, i) =>
		a.map((row, n) => row.map((value, j) => (j === i ? b[n]![i]! : value))),
	)
	return { factors, base, points: [a, b, ...mixed].flat() }
}

/** Shares of the variance, each with a bootstrap interval. */
export interface SensitivityIndex {
	/** What the factor explains alone (Sobol 1993). */
	readonly first: number
	readonly firstInterval: Interval
	/** What would be left if all others were fixed: alone and together with others (Homma & Saltelli 1996). */
	readonly total: number
	readonly totalInterval: Interval
}

export interface Bootstrap {
	/** How often the rows are drawn again. */
	readonly resamples: number
	readonly confidence: number
	readonly uniform: Uniform
}

/**
 * First-order indices by the estimator (b) of table 2 of Saltelli et al. 2010, total ones by Jansen's (Computer
 * Physics Communications 117:35, 1999; (f) there), both of values less their mean. Intervals are percentiles of a
 * bootstrap over the rows (Archer, Saltelli & Sobol 1997). A function that never varies has indices of 0.
 *
 * @param values one per point of the design, in its order
 * @throws RangeError
 */
export function sensitivityIndices(
	{ factors, base }: Pick<SaltelliDesign, 'factors' | 'base'>,
	values: readonly number[],
	{ resamples, confidence, uniform }: Bootstrap,
): SensitivityIndex[] {
	if (values.length !== base * (factors + 2))
		throw new RangeError(`${base} rows of ${factors} factors have ${base * (factors + 2)} values, got ${values.length}`)
	const columns = Array.from({ length: factors + 2 }, (_, c) => values.slice(c * base, (c + 1) * base))
	const estimate = estimator(columns, factors)
	const all = Array.from({ length: base }, (_, n) => n)
	const found = estimate(all)
	const again = Array.from({ length: resamples }, () => estimate(all.map(() => Math.floor(uniform() * base))))
	return Array.from({ length: factors }, (_, i) => ({
		first: found.first[i]!,
		firstInterval: percentiles(
			again.map((e) => e.first[i]!),
			confidence,
		),
		total: found.total[i]!,
		totalInterval: percentiles(
			again.map((e) => e.total[i]!),
			confidence,
		),
	}))
}

type Estimator = (rows: readonly number[]) => { first: number[]; total: number[] }

function estimator(columns: readonly (readonly number[])[], factors: number): Estimator {
	const [a, b, ...mixed] = columns as [readonly number[], readonly number[], ...(readonly number[])[]]
	return (rows) => {
		let sum = 0
		for (const n of rows) sum += a[n]! + b[n]!
		const mean = sum / (2 * rows.length)
		let squares = 0
		for (const n of rows) squares += (a[n]! - mean) ** 2 + (b[n]! - mean) ** 2
		const variance = squares / (2 * rows.length)
		const first = new Array<number>(factors).fill(0)
		const total = new Array<number>(factors).fill(0)
		if (variance === 0) return { first, total }
		for (let i = 0; i < factors; i++) {
			const ab = mixed[i]!
			let alone = 0
			let together = 0
			for (const n of rows) {
				alone += (b[n]! - mean) * (ab[n]! - a[n]!)
				together += (a[n]! - ab[n]!) ** 2
			}
			first[i] = alone / rows.length / variance
			total[i] = together / (2 * rows.length) / variance
		}
		return { first, total }
	}
}

function percentiles(values: readonly number[], confidence: number): Interval {
	const sorted = [...values].sort((x, y) => x - y)
	const at = (share: number): number => {
		const place = share * (sorted.length - 1)
		const below = Math.floor(place)
		const above = Math.min(sorted.length - 1, below + 1)
		return sorted[below]! + (place - below) * (sorted[above]! - sorted[below]!)
	}
	const tail = (1 - confidence) / 2
	return { low: at(tail), high: at(1 - tail) }
}
