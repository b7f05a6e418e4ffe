import { describe, expect, it } from 'vitest'
import { luckOf } from '../../src/game/luck.js'
import { saltelliDesign, sensitivityIndices } from '../../src/statistics/sensitivity.js'

const uniform = () => {
	const luck = luckOf('bootstrap', 1)
	let place = 0
	return () => luck.at(place++)[0] / 2 ** 32
}

const indices = (factors: number, base: number, f: (x: Float64Array) => number) => {
	const design = saltelliDesign(factors, base)
	return sensitivityIndices(design, design.points.map(f), { resamples: 200, confidence: 0.95, uniform: uniform() })
}

/** Ishigami & Homma 1990, a = 7, b = 0.1. */
function ishigami(x: Float64Array): number {
	const [a, b, c] = x.map((u) => -Math.PI + 2 * Math.PI * u) as unknown as [number, number, number]
	return Math.sin(a) + 7 * Math.sin(b) ** 2 + 0.1 * c ** 4 * Math.sin(a)
}

describe('sensitivity indices', () => {
	it('of the Ishigami function are those of its closed form', () => {
		const found = indices(3, 4096, ishigami)
		const first = [0.3139, 0.4424, 0]
		const total = [0.5576, 0.4424, 0.2437]
		found.forEach((index, i) => {
			expect(index.first).toBeCloseTo(first[i]!, 2)
			expect(index.total).toBeCloseTo(total[i]!, 2)
			expect(index.firstInterval.low).toBeLessThanOrEqual(first[i]!)
			expect(index.firstInterval.high).toBeGreaterThanOrEqual(first[i]!)
			expect(index.totalInterval.low).toBeLessThanOrEqual(total[i]!)
			expect(index.totalInterval.high).toBeGreaterThanOrEqual(total[i]!)
		})
	})
	it('of the Sobol G function are those of its closed form', () => {
		const a = [0, 1, 4.5, 9, 99, 99, 99, 99]
		const partial = a.map((v) => 1 / (3 * (1 + v) ** 2))
		const whole = partial.reduce((product, v) => product * (1 + v), 1) - 1
		const found = indices(8, 8192, (x) => a.reduce((g, v, i) => (g * (Math.abs(4 * x[i]! - 2) + v)) / (1 + v), 1))
		found.forEach((index, i) => {
			const rest = partial.reduce((product, v, j) => (j === i ? product : product * (1 + v)), 1)
			expect(Math.abs(index.first - partial[i]! / whole)).toBeLessThan(0.01)
			expect(Math.abs(index.total - (partial[i]! * rest) / whole)).toBeLessThan(0.01)
		})
	})
	it('of a function that never varies are 0, and of one factor alone 1', () => {
		expect(indices(2, 64, () => 5).map((i) => [i.first, i.total])).toEqual([
			[0, 0],
			[0, 0],
		])
		const [own, other] = indices(2, 1024, (x) => x[0]!)
		expect(own!.first).toBeCloseTo(1, 2)
		expect(own!.total).toBeCloseTo(1, 2)
		expect(other!.total).toBe(0)
	})
	it('want a value for every point', () => {
		expect(() =>
			sensitivityIndices({ factors: 2, base: 4 }, [1], { resamples: 1, confidence: 0.9, uniform: uniform() }),
		).toThrow('have 16 values, got 1')
	})
})
