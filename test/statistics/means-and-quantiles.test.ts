import { describe, expect, it } from 'vitest'
import { chooseByWeight } from '../../src/game/choose.js'
import { luckOf } from '../../src/game/luck.js'
import { meanInterval, sampleOf } from '../../src/statistics/mean-interval.js'
import { quantileInterval } from '../../src/statistics/quantile-interval.js'
import { binomial } from './binomial-coverage.js'

describe('the interval of a mean', () => {
	it('is the bound of Maurer & Pontil 2009, worked by hand', () => {
		const { low, high } = meanInterval({ runs: 1000, mean: 0.5, variance: 0.04, least: 0, most: 1 })
		const logarithm = Math.log(80)
		const reach = Math.sqrt((2 * 0.04 * logarithm) / 1000) + (7 * logarithm) / (3 * 999)
		expect(high - 0.5).toBeCloseTo(reach, 12)
		expect(0.5 - low).toBeCloseTo(reach, 12)
	})
	it('is no point when all values are alike', () => {
		const { low, high } = meanInterval(sampleOf([0, 0, 500, 0], 1))
		expect(low).toBeLessThan(2.99)
		expect(high).toBeGreaterThan(3.01)
	})
	it('covers with at least its confidence where Student’s t does not: rare large values', () => {
		for (const p of [0.002, 0.02, 0.3]) {
			let covered = 0
			binomial(200, p).forEach((mass, count) => {
				const { low, high } = meanInterval(sampleOf([200 - count, count], 0))
				if (low <= p && p <= high) covered += mass
			})
			expect(covered).toBeGreaterThan(0.95)
		}
	})
	it('counts mean and variance as the textbook does', () => {
		expect(sampleOf([1, 2, 1], 4)).toEqual({ runs: 4, mean: 5, variance: 2 / 3, least: 4, most: 6 })
		expect(() => sampleOf([1], 0)).toThrow('two values')
	})
})

describe('the interval of a quantile', () => {
	it('lies between the ranks of the tables: the 6th and the 15th of 20 for a median at 95 %', () => {
		const counts = new Array<number>(20).fill(1)
		expect(quantileInterval(counts, 1, 0.5)).toEqual({ low: 6, value: 10, high: 15 })
	})
	it('has no bound but the range where the sample is too small for one', () => {
		expect(quantileInterval([1, 1, 1], 1, 0.5)).toEqual({ low: 1, value: 2, high: 3 })
		expect(quantileInterval([0, 3, 0, 0], 1, 0.9)).toEqual({ low: 2, value: 2, high: 4 })
	})
	it('covers with at least its confidence when values are tied', () => {
		const weights = [10, 35, 30, 25]
		const truth = 3
		let covered = 0
		for (let trial = 1; trial <= 500; trial++) {
			const luck = luckOf('quantile', trial)
			const counts = weights.map(() => 0)
			for (let n = 0; n < 60; n++) {
				counts[chooseByWeight(weights, luck.at(n)[0])]!++
			}
			const { low, high } = quantileInterval(counts, 1, 0.5)
			if (low <= truth && truth <= high) covered++
		}
		expect(covered).toBeGreaterThanOrEqual(475)
	})
})
