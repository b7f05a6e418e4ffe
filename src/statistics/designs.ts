/** Numbers from [0, 1), one a call. */
export type Uniform = () => number

/**
 * Every combination of levels, the last factor's changing fastest.
 * @param levels how many each factor has, 1 or more
 * @returns one row of level numbers (from 0) per point
 */
export function gridDesign(levels: readonly number[]): number[][] {
	return levels.reduce<number[][]>(
		(rows, count) => rows.flatMap((row) => Array.from({ length: count }, (_, level) => [...row, level])),
		[[]],
	)
}

/**
 * A Latin hypercube (McKay, Beckman & Conover, Technometrics 21:239, 1979): in each dimension every one of
 * `count` equal slices of [0, 1) holds exactly one point.
 */
export function latinHypercube(dimensions: number, count: number, uniform: Uniform): Float64Array[] {
	const points = Array.from({ length: count }, () => new Float64Array(dimensions))
	for (let d = 0; d < dimensions; d++) {
		const order = shuffled(count, uniform)
		for (let n = 0; n < count; n++) points[n]![d] = (order[n]! + uniform()) / count
	}
	return points
}

/** The numbers 0..count − 1 in an order that each is as likely as any other (Fisher–Yates). */
function shuffled(count: number, uniform: Uniform): number[] {
	const order = Array.from({ length: count }, (_, n) => n)
	for (let n = count - 1; n > 0; n--) {
		const other = Math.floor(uniform() * (n + 1))
		const kept = order[n]!
		order[n] = order[other]!
		order[other] = kept
	}
	return order
}

/** The level that a number from [0, 1) falls to, of `count` of equal width. */
export const levelAt = (place: number, count: number): number => Math.min(count - 1, Math.floor(place * count))
