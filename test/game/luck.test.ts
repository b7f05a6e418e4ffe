import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fmix32, luckOf, placeOf, seedKey, streamState } from '../../src/game/luck.js'
import { chiSquare } from '../../src/statistics/chi-square.js'

const RUNS = 200_000
/** Family-wise 0.001 over the tests of each block. */
const level = (tests: number): number => 0.001 / tests

function firstDraws(seed: string, runs: number): Uint32Array {
	const draws = new Uint32Array(runs)
	for (let run = 1; run <= runs; run++) draws[run - 1] = luckOf(seed, run).at(0)[0]
	return draws
}

describe('the luck of neighbouring runs', () => {
	const seeds = ['detente', '', '7f3a', 'Zündschnur', 'a']
	it.each(seeds)('has even first draws, seed "%s"', (seed) => {
		const draws = firstDraws(seed, RUNS)
		for (const shift of [24, 16, 8, 0]) {
			const counts = new Array<number>(256).fill(0)
			for (const draw of draws) counts[(draw >>> shift) & 255]!++
			expect(chiSquare(counts, new Array<number>(256).fill(1 / 256)).p).toBeGreaterThan(level(20))
		}
	})
	it.each(seeds)('does not show one run in the next, seed "%s"', (seed) => {
		const draws = firstDraws(seed, RUNS)
		for (const lag of [1, 2, 3, 16, 256, 1000]) {
			const pairs = new Array<number>(256).fill(0)
			let sum = 0
			for (let n = lag; n < draws.length; n++) {
				const [a, b] = [draws[n - lag]!, draws[n]!]
				pairs[((a >>> 28) << 4) | (b >>> 28)]!++
				sum += (a / 2 ** 32 - 0.5) * (b / 2 ** 32 - 0.5)
			}
			// A correlation of nothing has standard deviation 1/√n: 5.3 of them are one in ten million.
			expect(Math.abs((12 * sum) / (RUNS - lag))).toBeLessThan(5.3 / Math.sqrt(RUNS - lag))
			expect(chiSquare(pairs, new Array<number>(256).fill(1 / 256)).p).toBeGreaterThan(level(30))
		}
	})
	it('gives every place of a run a pair of its own', () => {
		const counts = new Array<number>(256).fill(0)
		for (let run = 1; run <= 2000; run++) {
			const luck = luckOf('detente', run)
			for (let place = 0; place < 40; place++) {
				const [a, b] = luck.at(place)
				counts[((a >>> 28) << 4) | (b >>> 28)]!++
			}
		}
		expect(chiSquare(counts, new Array<number>(256).fill(1 / 256)).p).toBeGreaterThan(0.001)
	})
})

describe('luck', () => {
	it('does not depend on the order in which places are asked', () => {
		fc.assert(
			fc.property(fc.string(), fc.integer({ min: 1, max: 2 ** 40 }), fc.array(fc.nat(60)), (seed, run, places) => {
				const forward = luckOf(seed, run)
				const expected = Array.from({ length: 61 }, (_, place) => forward.at(place))
				const asked = luckOf(seed, run)
				for (const place of places) expect(asked.at(place)).toEqual(expected[place])
			}),
		)
	})
	it('tells runs beyond 2^32 from those below', () => {
		const key = seedKey('detente')
		expect(streamState(key, 1)).not.toEqual(streamState(key, 1 + 2 ** 32))
	})
	it('keeps two draws for every choice and every outcome', () => {
		expect(placeOf({ round: 1, ply: 0, pending: null }, 4)).toBe(0)
		expect(placeOf({ round: 1, ply: 0, pending: 'iran.limited-strike' }, 4)).toBe(1)
		expect(placeOf({ round: 3, ply: 2, pending: null }, 4)).toBe(20)
	})
	it('is the same on every machine: the first draws of three runs, written down', () => {
		const draws = [1, 2, 731_204].map((run) => luckOf('detente', run).at(0))
		expect(draws).toMatchInlineSnapshot(`
			[
			  [
			    2334221278,
			    3285176445,
			  ],
			  [
			    3513879687,
			    606937146,
			  ],
			  [
			    102431112,
			    3766396052,
			  ],
			]
		`)
	})
	it('mixes words as MurmurHash3 does', () => {
		// fmix32 of the reference implementation.
		expect(fmix32(0)).toBe(0)
		expect(fmix32(1)).toBe(0x514e28b7)
		expect(fmix32(0xffffffff)).toBe(0x81f16f39)
	})
})
