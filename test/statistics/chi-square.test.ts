import { describe, expect, it } from 'vitest'
import { chiSquare } from '../../src/statistics/chi-square.js'

describe('chi-square', () => {
	it('judges Mendel’s peas as Fisher did: 0.470 on 3 degrees', () => {
		const { statistic, degrees, p } = chiSquare([315, 108, 101, 32], [9 / 16, 3 / 16, 3 / 16, 1 / 16])
		expect(statistic).toBeCloseTo(0.47, 3)
		expect(degrees).toBe(3)
		expect(p).toBeCloseTo(0.9254, 4)
	})
	it('has the p-values of the tables', () => {
		const half = (statistic: number) =>
			chiSquare([500 + Math.sqrt(statistic * 250), 500 - Math.sqrt(statistic * 250)], [0.5, 0.5])
		expect(half(3.841458820694124).p).toBeCloseTo(0.05, 10)
		expect(half(6.634896601021214).p).toBeCloseTo(0.01, 10)
	})
	it('pools cells that expect fewer than five', () => {
		const { degrees } = chiSquare([47, 50, 1, 1, 1], [0.47, 0.48, 0.02, 0.02, 0.01])
		expect(degrees).toBe(2)
		expect(chiSquare([3, 1], [0.75, 0.25])).toEqual({ statistic: 0, degrees: 0, p: 1 })
	})
	it('rejects outright what cannot happen, and takes its absence for granted', () => {
		expect(chiSquare([99, 1], [1, 0]).p).toBe(0)
		expect(chiSquare([100, 0], [1, 0]).p).toBe(1)
	})
	it('refuses probabilities that do not sum to 1', () => {
		expect(() => chiSquare([1, 1], [0.5, 0.4])).toThrow(RangeError)
	})
})
