import type { Bytes } from './bytes.js'

/** Bits that the numbers 0 to `most` take. */
export const widthOf = (most: number): number => 32 - Math.clz32(most)

/** Values that are packed together; so many alike are written once. */
const GROUP = 8

/**
 * Parquet's hybrid of repeats and packed bits, without a length before it.
 * @param values the first `count` are meant: from 0, of `width` bits each
 * @param width 0 to 24
 */
export function writeHybrid(values: Int32Array, count: number, width: number, into: Bytes): void {
	let at = 0
	while (at < count) {
		const value = values[at]!
		let end = at + 1
		while (end < count && values[end] === value) end++
		if (end - at >= GROUP) {
			into.varint((end - at) * 2)
			for (let shift = 0; shift < width; shift += 8) into.byte((value >>> shift) & 0xff)
		} else {
			end = at + GROUP
			while (end < count && !alike(values, end, count)) end += GROUP
			into.varint(((end - at) / GROUP) * 2 + 1)
			pack(values, at, end, count, width, into)
		}
		at = end
	}
}

/** Whether a group's values from `at` on are all the same. */
function alike(values: Int32Array, at: number, count: number): boolean {
	if (at + GROUP > count) return false
	const value = values[at]!
	for (let n = 1; n < GROUP; n++) if (values[at + n] !== value) return false
	return true
}

/** Values `start` to `end`, of which those from `count` on are 0, bit after bit. @param end so many after `start` that whole bytes are filled */
function pack(values: Int32Array, start: number, end: number, count: number, width: number, into: Bytes): void {
	into.room(((end - start) * width) / 8)
	const { memory } = into
	let at = into.length
	let bits = 0
	let held = 0
	for (let n = start; n < end; n++) {
		if (n < count) bits |= values[n]! << held
		for (held += width; held >= 8; held -= 8) {
			memory[at++] = bits
			bits >>>= 8
		}
	}
	into.length = at
}

const BLOCK = 128
const PARTS = 4
const PART = BLOCK / PARTS

/**
 * Parquet's DELTA_BINARY_PACKED, of ascending numbers.
 * @param values the first `count`, one or more, are meant: whole numbers from 0, no step as large as 2^24
 */
export function writeSteps(values: Float64Array, count: number, into: Bytes): void {
	const steps = new Int32Array(BLOCK)
	for (const head of [BLOCK, PARTS, count]) into.varint(head)
	into.zigzag(values[0]!)
	for (let first = 1; first < count; first += BLOCK) {
		const length = Math.min(BLOCK, count - first)
		let least = 0x7fffffff
		for (let n = 0; n < length; n++) {
			const step = values[first + n]! - values[first + n - 1]!
			steps[n] = step
			if (step < least) least = step
		}
		for (let n = 0; n < length; n++) steps[n]! -= least
		into.zigzag(least)
		const widths = into.length
		for (let part = 0; part < PARTS; part++) into.byte(0)
		for (let part = 0; part * PART < length; part++) {
			const start = part * PART
			const end = Math.min(length, start + PART)
			let most = 0
			for (let n = start; n < end; n++) if (steps[n]! > most) most = steps[n]!
			into.memory[widths + part] = widthOf(most)
			pack(steps, start, start + PART, end, widthOf(most), into)
		}
	}
}
