import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chunkLength, chunksOf } from '../../src/batch/plan.js'

describe('chunks', () => {
	it('hold every run once, in order, and end wherever the batch may stop', () => {
		const stops = fc.array(fc.integer({ min: 1, max: 3_000_000 }), { minLength: 1, maxLength: 8 })
		fc.assert(
			fc.property(stops, fc.boolean(), (drawn, trace) => {
				const ascending = [...new Set(drawn)].sort((a, b) => a - b)
				const chunks = [...chunksOf(ascending, chunkLength(trace))]
				let next = 1
				chunks.forEach((chunk, n) => {
					expect(chunk.index).toBe(n)
					expect(chunk.first).toBe(next)
					expect(chunk.last).toBeGreaterThanOrEqual(chunk.first)
					next = chunk.last + 1
				})
				expect(next - 1).toBe(ascending.at(-1))
				const ends = new Set(chunks.map((c) => c.last))
				for (const stop of ascending) expect(ends).toContain(stop)
			}),
		)
	})
	it('are of one size, however long the batch is', () => {
		const sizes = (runs: number) =>
			new Set([...chunksOf([runs], chunkLength(false))].map(({ first, last }) => last - first + 1))
		expect(sizes(200_000)).toEqual(sizes(20_000_000))
	})
})
