import type { Bytes } from './bytes.js'

/** Compresses a part of `from` to the end of `into`. */
export type Compress = (from: Uint8Array, start: number, end: number, into: Bytes) => void

const HASH_BITS = 14
/** Bytes of the shortest repeat that is looked for. */
const REPEAT = 4
const FARTHEST = 0xffff

/**
 * Snappy's raw format (google/snappy, format_description.txt): literals, and copies of what stood up to 64 KB
 * before. The bytes depend on the input alone, which those of Node's own zlib, from version to version, do not.
 */
export function snappy(): Compress {
	/** Where four bytes of such a hash last stood, plus 1. */
	const seen = new Int32Array(1 << HASH_BITS)
	return (from, start, end, into) => {
		seen.fill(0)
		into.room(32 + (end - start) + Math.ceil((end - start) / 6))
		into.varint(end - start)
		let next = start
		let at = start
		while (at + REPEAT <= end) {
			const word = wordAt(from, at)
			const hash = Math.imul(word, 0x1e35a7bd) >>> (32 - HASH_BITS)
			const before = seen[hash]! - 1
			seen[hash] = at + 1
			if (before < start || at - before > FARTHEST || wordAt(from, before) !== word) {
				// Where nothing repeats, steps get longer.
				at += 1 + ((at - next) >> 5)
				continue
			}
			let length = REPEAT
			while (at + length < end && from[before + length] === from[at + length]) length++
			writeLiteral(from, next, at, into)
			writeCopy(at - before, length, into)
			at += length
			next = at
		}
		writeLiteral(from, next, end, into)
	}
}

const wordAt = (bytes: Uint8Array, at: number): number =>
	bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)

function writeLiteral(from: Uint8Array, start: number, end: number, into: Bytes): void {
	const most = end - start - 1
	if (most < 0) return
	const { memory } = into
	let at = into.length
	if (most < 60) memory[at++] = most << 2
	else {
		const size = most < 0x100 ? 1 : most < 0x10000 ? 2 : most < 0x1000000 ? 3 : 4
		memory[at++] = (59 + size) << 2
		for (let n = 0; n < size; n++) memory[at++] = most >>> (8 * n)
	}
	for (let n = start; n < end; n++) memory[at++] = from[n]!
	into.length = at
}

function writeCopy(distance: number, length: number, into: Bytes): void {
	const { memory } = into
	let at = into.length
	let left = length
	while (left > 0) {
		// What is left over must not be shorter than four bytes.
		const part = left >= 68 ? 64 : left > 64 ? 60 : left
		if (part < 12 && distance < 2048) {
			memory[at++] = 1 | ((part - 4) << 2) | ((distance >> 8) << 5)
			memory[at++] = distance
		} else {
			memory[at++] = 2 | ((part - 1) << 2)
			memory[at++] = distance
			memory[at++] = distance >> 8
		}
		left -= part
	}
	into.length = at
}
