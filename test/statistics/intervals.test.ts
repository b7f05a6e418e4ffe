import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normalQuantile } from '../../src/statistics/normal-quantile.js'
import { pairedDifference } from '../../src/statistics/paired-difference.js'
import { unpairedDifference } from '../../src/statistics/unpaired-difference.js'
import { wilson } from '../../src/statistics/wilson.js'

describe('normal quantile', () => {
	it('is that of the tables', () => {
		expect(normalQuantile(0.95)).toBeCloseTo(1.959963984540054, 12)
		expect(normalQuantile(0.99)).toBeCloseTo(2.5758293035489, 12)
	})
	it('refuses what is no confidence', () => {
		for (const bad of [0, 1, -1, Number.NaN]) expect(() => normalQuantile(bad)).toThrow(RangeError)
	})
})

describe('Wilson', () => {
	it.each([
		[81, 263, 0.2553, 0.3662],
		[15, 148, 0.0624, 0.1605],
		[0, 20, 0, 0.1611],
		[1, 29, 0.0061, 0.1718],
	])('gives the interval of Newcombe 1998, table I, for %i of %i', (count, runs, low, high) => {
		const interval = wilson(count, runs)
		expect(interval.low).toBeCloseTo(low, 4)
		expect(interval.high).toBeCloseTo(high, 4)
	})
	it('ends at 0 for 0 of n and at 1 for n of n, and is never a point', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 1e7 }), (runs) => {
				const none = wilson(0, runs)
				const all = wilson(runs, runs)
				expect(none.low).toBe(0)
				expect(none.high).toBeGreaterThan(0)
				expect(all.high).toBe(1)
				expect(all.low).toBeLessThan(1)
				expect(all.low).toBeCloseTo(1 - none.high, 12)
			}),
		)
	})
	it('holds the share and turns over with it', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 1e6 }), fc.double({ min: 0, max: 1, noNaN: true }), (runs, part) => {
				const count = Math.round(part * runs)
				const { low, high } = wilson(count, runs)
				const other = wilson(runs - count, runs)
				expect(low).toBeLessThanOrEqual(count / runs)
				expect(high).toBeGreaterThanOrEqual(count / runs)
				expect(other.low).toBeCloseTo(1 - high, 12)
			}),
		)
	})
	it('refuses counts that cannot be', () => {
		for (const [count, runs] of [
			[-1, 3],
			[4, 3],
			[1.5, 3],
			[0, 0],
		])
			expect(() => wilson(count!, runs!)).toThrow(RangeError)
	})
})

describe('paired difference', () => {
	it('gives Tango’s interval for the data of Cavo and others 2012, as in Fagerland, Lydersen and Laake 2017, chapter 8', () => {
		const { low, high } = pairedDifference(6, 16, 161)
		expect(low).toBeCloseTo(-0.124, 4)
		expect(high).toBeCloseTo(-0.0054, 4)
	})
	it('is ± z²/(n + z²) when no run flipped', () => {
		const { low, high } = pairedDifference(0, 0, 100)
		const z2 = normalQuantile(0.95) ** 2
		expect(high).toBeCloseTo(z2 / (100 + z2), 10)
		expect(low).toBeCloseTo(-high, 12)
	})
	it('holds the difference, within −1 and 1, and turns over with it', () => {
		fc.assert(
			fc.property(fc.nat(500), fc.nat(500), fc.nat(500), (gained, lost, same) => {
				const runs = gained + lost + same + 1
				const { low, high } = pairedDifference(gained, lost, runs)
				const other = pairedDifference(lost, gained, runs)
				const difference = (gained - lost) / runs
				expect(low).toBeGreaterThanOrEqual(-1)
				expect(high).toBeLessThanOrEqual(1)
				expect(low).toBeLessThan(difference)
				expect(high).toBeGreaterThan(difference)
				expect(other.low).toBeCloseTo(-high, 8)
			}),
		)
	})
})

describe('unpaired difference', () => {
	it.each([
		[56, 70, 48, 80, 0.0524, 0.3339],
		[9, 10, 3, 10, 0.1705, 0.809],
		[6, 7, 2, 7, 0.0582, 0.8062],
		[5, 56, 0, 29, -0.0381, 0.1926],
		[0, 10, 0, 20, -0.1611, 0.2775],
		[0, 10, 0, 10, -0.2775, 0.2775],
		[10, 10, 0, 10, 0.6075, 1],
	])('gives method 10 of Newcombe 1998, table II, for %i/%i − %i/%i', (a, m, b, n, low, high) => {
		const interval = unpairedDifference({ count: b, runs: n }, { count: a, runs: m })
		expect(interval.low).toBeCloseTo(low, 4)
		expect(interval.high).toBeCloseTo(high, 4)
	})
	it('is as wide as the paired one where nothing was seen on either side', () => {
		const unpaired = unpairedDifference({ count: 0, runs: 500 }, { count: 0, runs: 500 })
		const paired = pairedDifference(0, 0, 500)
		expect(unpaired.high).toBeCloseTo(paired.high, 12)
		expect(unpaired.low).toBeCloseTo(paired.low, 12)
	})
})
