import type { Interval } from '../../src/statistics/wilson.js'

/** Probabilities of 0..runs successes: from the mode outwards by the ratio of neighbours, then scaled to sum to 1. */
export function binomial(runs: number, p: number): Float64Array {
	const mass = new Float64Array(runs + 1)
	const mode = Math.min(runs, Math.floor((runs + 1) * p))
	mass[mode] = 1
	for (let k = mode; k > 0 && mass[k]! > 1e-300; k--) mass[k - 1] = (mass[k]! * k * (1 - p)) / ((runs - k + 1) * p)
	for (let k = mode; k < runs && mass[k]! > 1e-300; k++) mass[k + 1] = (mass[k]! * (runs - k) * p) / ((k + 1) * (1 - p))
	const sum = mass.reduce((a, b) => a + b, 0)
	return mass.map((m) => m / sum)
}

/** The probability that the interval of a binomial count holds `p`, summed over every count. */
export function coverage(interval: (count: number, runs: number) => Interval, runs: number, p: number): number {
	let covered = 0
	binomial(runs, p).forEach((mass, count) => {
		if (mass === 0) return
		const { low, high } = interval(count, runs)
		if (low <= p && p <= high) covered += mass
	})
	return covered
}
