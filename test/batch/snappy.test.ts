import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Bytes } from '../../src/batch/parquet/bytes.js'
import { snappy } from '../../src/batch/parquet/snappy.js'

/** As the format's description has it, and no more. */
function uncompressed(from: Uint8Array): Uint8Array {
	let at = 0
	const numberOf = (bytes: number): number => {
		let number = 0
		for (let n = 0; n < bytes; n++) number += from[at++]! * 2 ** (8 * n)
		return number
	}
	let length = 0
	for (let shift = 0; ; shift += 7) {
		const byte = from[at++]!
		length += (byte & 127) * 2 ** shift
		if (byte < 128) break
	}
	const out: number[] = []
	while (at < from.length) {
		const tag = from[at++]!
		if ((tag & 3) === 0) {
			const size = tag >> 2
			const literal = 1 + (size < 60 ? size : numberOf(size - 59))
			for (let n = 0; n < literal; n++) out.push(from[at++]!)
			continue
		}
		const short = (tag & 3) === 1
		const count = short ? 4 + ((tag >> 2) & 7) : 1 + (tag >> 2)
		const distance = short ? (tag >> 5) * 256 + from[at++]! : numberOf((tag & 3) === 2 ? 2 : 4)
		if (distance < 1 || distance > out.length) throw new Error(`a copy from ${distance} before ${out.length}`)
		for (let n = 0; n < count; n++) out.push(out[out.length - distance]!)
	}
	expect(out).toHaveLength(length)
	return Uint8Array.from(out)
}

/** Few different bytes, repeats near and far, and what never repeats. */
const bytes = fc
	.array(
		fc.oneof(
			fc.uint8Array({ maxLength: 90 }),
			fc.array(fc.constantFrom(0, 1, 255), { maxLength: 200 }).map((list) => Uint8Array.from(list)),
			fc.tuple(fc.nat(255), fc.integer({ min: 1, max: 3000 })).map(([byte, count]) => new Uint8Array(count).fill(byte)),
			fc.integer({ min: 1, max: 90_000 }).map((count) => Uint8Array.from({ length: count }, (_, n) => (n * n) >> 3)),
		),
		{ maxLength: 8 },
	)
	.chain((parts) =>
		fc
			.array(fc.nat(Math.max(0, parts.length - 1)), { maxLength: 8 })
			.map((again) => Buffer.concat([...parts, ...again.map((n) => parts[n] ?? new Uint8Array())])),
	)

describe('compressed bytes', () => {
	it('give back what they were made of, also where the memory was used before', () => {
		const compress = snappy()
		const into = new Bytes()
		fc.assert(
			fc.property(bytes, fc.nat(20), (from, skipped) => {
				const start = Math.min(skipped, from.length)
				into.clear()
				into.byte(7)
				compress(from, start, from.length, into)
				expect(Buffer.compare(uncompressed(into.whole().subarray(1)), from.subarray(start))).toBe(0)
			}),
		)
	})
	it('are few where much repeats, and hardly more where nothing does', () => {
		const sizeOf = (from: Uint8Array): number => {
			const into = new Bytes()
			snappy()(from, 0, from.length, into)
			return into.length
		}
		expect(sizeOf(new Uint8Array(100_000))).toBeLessThan(5000)
		expect(sizeOf(new Uint8Array(0))).toBe(1)
		const mixed = Uint8Array.from({ length: 100_000 }, (_, n) => Math.imul(n + 1, 0x9e3779b1) >>> 24)
		expect(sizeOf(mixed)).toBeLessThan(100_040)
	})
})
