import { fmix32 } from './luck.js'

/**
 * Trial points before the draw falls back to inverse sampling, which has the same odds but is not coupled. A trial
 * hits with the active share of the cells; with 256 trials, hands whose weights are a thousandth of their cells
 * came uncoupled in most draws.
 */
export const MOST_TRIALS = 0x100000

/** `floor(word / 2^32 · size)` without rounding, for `size` below 2^31: in two halves, since the product needs up to 63 bits. */
export function scaled(word: number, size: number): number {
	const low = (word & 0xffff) * size
	const high = (word >>> 16) * size
	return Math.floor((high + Math.floor(low / 0x10000)) / 0x10000)
}

/**
 * Coupled choice. The draws fall into fixed cells, one per card of the whole list, as wide as the card's
 * greatest weight; the part of a cell that is active has the card's weight now, 0 when it isn't legal. The first
 * draw that falls into an active part chooses its card: so one card more or less changes only draws that are or
 * were that card's. The first trial point is the first draw; the others come from the second.
 *
 * @param cells greatest weights, in file order; their sum is below 2^31
 * @param weights weights now, 0..cell, not all zero
 * @returns an index into `weights`, with probability exactly weight/sum up to the 2^-32 grain of a draw
 */
export function chooseCoupled(
	cells: readonly number[],
	weights: readonly number[],
	draws: readonly [number, number],
): number {
	let size = 0
	for (const cell of cells) size += cell
	let word = draws[0]
	let next = draws[1]
	for (let trial = 0; trial < MOST_TRIALS; trial++) {
		let point = scaled(word, size)
		for (let i = 0; i < cells.length; i++) {
			const cell = cells[i]!
			if (point < cell) {
				if (point < weights[i]!) return i
				break
			}
			point -= cell
		}
		next = (next + 0x9e3779b9) >>> 0
		word = fmix32(next)
	}
	return chooseByWeight(weights, word)
}

/**
 * Coupled choice out of a base, where one option has what the others leave of it. The others' cells lie side by
 * side in the base; whatever is not in the active part of one belongs to the rest. So one card more or less, or one
 * likelier, trades draws with the rest alone, and one draw is enough. Cells that do not fit into the base together
 * are chosen from as `chooseCoupled` does.
 *
 * @param cells as there; that of the rest is the base
 * @param weights their sum is the base
 */
export function chooseOfBase(
	cells: readonly number[],
	weights: readonly number[],
	rest: number,
	draws: readonly [number, number],
): number {
	const base = cells[rest]!
	let size = 0
	for (const cell of cells) size += cell
	if (size > 2 * base) return chooseCoupled(cells, weights, draws)
	let point = scaled(draws[0], base)
	for (let i = 0; i < cells.length; i++) {
		if (i === rest) continue
		const cell = cells[i]!
		if (point < cell) return point < weights[i]! ? i : rest
		point -= cell
	}
	return rest
}

/** Inverse sampling: `weights` not all zero, one draw. */
export function chooseByWeight(weights: readonly number[], draw: number): number {
	let total = 0
	for (const weight of weights) total += weight
	let point = scaled(draw, total)
	for (let i = 0; i < weights.length; i++) {
		const weight = weights[i]!
		if (point < weight) return i
		point -= weight
	}
	throw new RangeError('no weight is above zero')
}
