import { describe, expect, it } from 'vitest'
import { rankCorrelation } from '../../src/statistics/rank-correlation.js'
import { sampleQuantile } from '../../src/statistics/sample-quantile.js'

describe('Spearman’s rank correlation', () => {
	it('is that of the worked example of IQ and hours of television: −29/165', () => {
		const iq = [106, 86, 100, 101, 99, 103, 97, 113, 112, 110]
		const hours = [7, 0, 27, 50, 28, 29, 20, 12, 6, 17]
		expect(rankCorrelation(iq, hours)).toBeCloseTo(-29 / 165, 12)
	})
	it('shares ranks among tied values', () => {
		// Ranks 1, 2.5, 2.5, 4 against 1, 2, 3, 4: covariance 4.5, variances 4.5 and 5.
		expect(rankCorrelation([1, 2, 2, 3], [1, 2, 3, 4])).toBeCloseTo(4.5 / Math.sqrt(4.5 * 5), 12)
	})
	it('sees order alone, and nothing where nothing varies', () => {
		expect(rankCorrelation([1, 2, 3], [1, 10, 1e9])).toBe(1)
		expect(rankCorrelation([1, 2, 3], [5, 4, -1])).toBe(-1)
		expect(rankCorrelation([1, 2, 3], [7, 7, 7])).toBe(0)
		expect(() => rankCorrelation([1], [1])).toThrow(RangeError)
		expect(() => rankCorrelation([1, 2], [1])).toThrow(RangeError)
	})
})

describe('a sample’s quantile', () => {
	it('is R’s default, type 7', () => {
		// quantile(c(1, 2, 4, 8, 16), c(.05, .1, .5, .9, 1)): 1.2, 1.4, 4, 12.8, 16
		const values = [16, 1, 8, 2, 4]
		for (const [share, value] of [
			[0.05, 1.2],
			[0.1, 1.4],
			[0.5, 4],
			[0.9, 12.8],
			[1, 16],
		] as const)
			expect(sampleQuantile(values, share)).toBeCloseTo(value, 12)
		expect(sampleQuantile([3], 0.05)).toBe(3)
	})
})
