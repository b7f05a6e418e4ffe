import { JOE_KUO } from './joe-kuo.js'

/** Most dimensions that a point can have here. */
export const MOST_DIMENSIONS = JOE_KUO.length + 1

const BITS = 32

/**
 * The first `count` points of the Sobol sequence (Sobol 1967) in the order of Antonov and Saleev's Gray code
 * (1979), with the direction numbers of Joe and Kuo. The point 0 is the first and belongs to it: a power of two
 * of points is balanced only with it (Owen, "On dropping the first Sobol' point", 2020).
 *
 * @param dimensions 1..MOST_DIMENSIONS
 * @param count 0..2^32
 * @param shift one word per dimension, 0..2^32 − 1, XORed into its coordinates: a digital shift, by which the points stay balanced
 * @returns points in [0, 1)
 * @throws RangeError
 */
export function sobolSequence(dimensions: number, count: number, shift?: readonly number[]): Float64Array[] {
	if (!(Number.isInteger(dimensions) && dimensions >= 1 && dimensions <= MOST_DIMENSIONS))
		throw new RangeError(`a Sobol point has 1 to ${MOST_DIMENSIONS} dimensions, got ${dimensions}`)
	if (!(Number.isInteger(count) && count >= 0 && count <= 2 ** BITS))
		throw new RangeError(`points are a whole number from 0 to 2^${BITS}, got ${count}`)
	const directions = Array.from({ length: dimensions }, (_, d) => directionsOf(d))
	const at = Uint32Array.from({ length: dimensions }, (_, d) => shift?.[d] ?? 0)
	const points: Float64Array[] = []
	for (let n = 0; n < count; n++) {
		if (n > 0) {
			// Neighbours in Gray code differ in one bit: that of the lowest zero of n − 1.
			const bit = 31 - Math.clz32(n & -n)
			for (let d = 0; d < dimensions; d++) at[d]! ^= directions[d]![bit]!
		}
		points.push(Float64Array.from(at, (word) => word / 2 ** BITS))
	}
	return points
}

/** The direction numbers of a dimension, as binary fractions of 32 bits. */
function directionsOf(dimension: number): Uint32Array {
	const v = new Uint32Array(BITS)
	if (dimension === 0) return v.map((_, i) => (1 << (31 - i)) >>> 0)
	const [degree, inner, ...m] = JOE_KUO[dimension - 1]! as [number, number, ...number[]]
	for (let i = 0; i < BITS; i++) {
		if (i < degree) {
			v[i] = m[i]! << (31 - i)
			continue
		}
		let word = v[i - degree]! ^ (v[i - degree]! >>> degree)
		for (let k = 1; k < degree; k++) if ((inner >>> (degree - 1 - k)) & 1) word ^= v[i - k]!
		v[i] = word
	}
	return v
}
