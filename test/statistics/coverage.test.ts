import { describe, expect, it } from 'vitest'
import { clopperPearson } from '../../src/statistics/clopper-pearson.js'
import { type Interval, wilson } from '../../src/statistics/wilson.js'
import { binomial, coverage } from './binomial-coverage.js'

/** The interval of the textbooks, which nothing here uses: what the literature says of it shows that coverage is counted right. */
function wald(count: number, runs: number): Interval {
	const share = count / runs
	const reach = 1.959963984540054 * Math.sqrt((share * (1 - share)) / runs)
	return { low: share - reach, high: share + reach }
}

describe('the binomial distribution', () => {
	it('is that of the tables', () => {
		expect([...binomial(4, 0.5)]).toEqual([1, 4, 6, 4, 1].map((n) => n / 16))
		expect(binomial(1000, 0.3).reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12)
		expect(binomial(20, 0.1)[2]).toBeCloseTo(0.28518, 5)
	})
})

describe('coverage, summed over the binomial', () => {
	it.each([
		[0.5, 17, 0.951],
		[0.5, 40, 0.919],
		[0.2, 30, 0.946],
		[0.2, 98, 0.928],
		[0.005, 591, 0.945],
		[0.005, 592, 0.792],
	])('of the Wald interval at p = %d, n = %i is what Brown, Cai & DasGupta 2001 give, %d', (p, runs, given) => {
		expect(coverage(wald, runs, p)).toBeCloseTo(given, 3)
	})
	it('of the Wilson interval has its known worst place near 0.1765/n: 0.838 (Agresti & Coull 1998; Brown, Cai & DasGupta 2001)', () => {
		expect(coverage(wilson, 10_000, 0.1765 / 10_000)).toBeCloseTo(0.838, 3)
	})
	it('of the Wilson interval is near 0.95 on average (Brown, Cai & DasGupta 2001)', () => {
		for (const runs of [25, 50, 100, 1000]) {
			let sum = 0
			for (let n = 1; n < 200; n++) sum += coverage(wilson, runs, n / 200)
			expect(Math.abs(sum / 199 - 0.95)).toBeLessThan(0.005)
		}
	})
	it.each([0.9, 0.95, 0.99])('of the Clopper–Pearson interval is never below its confidence, %d', (confidence) => {
		const interval = (count: number, runs: number) => clopperPearson(count, runs, confidence)
		for (const runs of [1, 2, 5, 10, 50, 200, 1000])
			for (const p of [1e-6, 1e-4, 0.001, 0.01, 0.05, 0.1, 0.2, 0.25, 1 / 3, 0.45, 0.5, 0.7, 0.9, 0.999])
				expect(coverage(interval, runs, p)).toBeGreaterThanOrEqual(confidence)
	})
	it('of the Clopper–Pearson interval is what it is at its ends just on either side: it could not be narrower', () => {
		const { low } = clopperPearson(3, 10)
		const above = binomial(10, low)
			.slice(3)
			.reduce((a, b) => a + b, 0)
		expect(above).toBeCloseTo(0.025, 9)
	})
})

describe('Clopper–Pearson', () => {
	it.each([
		[81, 263, 0.2527, 0.3676],
		[15, 148, 0.0578, 0.1617],
		[0, 20, 0, 0.1684],
		[1, 29, 0.0009, 0.1776],
	])('gives the interval of Newcombe 1998, table I, for %i of %i', (count, runs, low, high) => {
		const interval = clopperPearson(count, runs)
		expect(interval.low).toBeCloseTo(low, 4)
		expect(interval.high).toBeCloseTo(high, 4)
	})
	it('agrees with the quantiles of the beta distribution in SciPy 1.17 for a million runs', () => {
		const { low, high } = clopperPearson(210_345, 1_000_000)
		expect(low).toBeCloseTo(0.20954654926780114, 11)
		expect(high).toBeCloseTo(0.21114512882264364, 11)
	})
	it('has the closed form at 0 of n, and its mirror image at n of n', () => {
		for (const runs of [1, 10, 1000, 1_000_000]) {
			const none = clopperPearson(0, runs)
			expect(none.low).toBe(0)
			expect(none.high).toBeCloseTo(1 - 0.025 ** (1 / runs), 10)
			expect(clopperPearson(runs, runs)).toEqual({ low: 1 - none.high, high: 1 })
		}
	})
	it('refuses what is no count', () => {
		expect(() => clopperPearson(3, 2)).toThrow('whole number from 0 to 2, got 3')
		expect(() => clopperPearson(1, 0)).toThrow('above 0')
		expect(() => clopperPearson(1, 2, 1)).toThrow('between 0 and 1')
	})
})
