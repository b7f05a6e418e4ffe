import { describe, expect, it } from 'vitest'
import { chooseByWeight } from '../../src/game/choose.js'
import { luckOf } from '../../src/game/luck.js'
import {
	intervalAtLook,
	likelyRuns,
	type PrecisionPlan,
	planPrecision,
	preciseEnough,
} from '../../src/statistics/sequential-precision.js'
import { binomial } from './binomial-coverage.js'

/**
 * The exact probability that the interval at the stop holds `p`, and the runs it takes on average: the distribution
 * of the count is carried from look to look, what stops leaves it.
 */
function exactly(plan: PrecisionPlan, p: number): { coverage: number; runs: number } {
	let going: Float64Array = Float64Array.of(1)
	let runs = 0
	let covered = 0
	let mean = 0
	for (const look of plan.looks) {
		const step = binomial(look - runs, p)
		const next = new Float64Array(look + 1)
		going.forEach((mass, count) => {
			if (mass > 1e-15) for (let k = 0; k < step.length; k++) next[count + k]! += mass * step[k]!
		})
		runs = look
		next.forEach((mass, count) => {
			if (mass === 0 || !preciseEnough(plan, [count], runs)) return
			const { low, high } = intervalAtLook(plan, count, runs)
			if (low <= p && p <= high) covered += mass
			mean += mass * runs
			next[count] = 0
		})
		going = next
	}
	return { coverage: covered, runs: mean }
}

describe('the rule that runs to a precision', () => {
	it.each([0.1, 0.05, 0.03])(
		'covers with at least 0.95 for every proportion tried, at ± %d: counted exactly',
		(precision) => {
			const plan = planPrecision(precision)
			for (const p of [0.0005, 0.003, 0.01, 0.03, 0.07, 0.13, 0.22, 0.31, 0.42, 0.5, 0.66, 0.88, 0.97, 0.999]) {
				const { coverage } = exactly(plan, p)
				expect(coverage).toBeGreaterThanOrEqual(0.95)
				expect(coverage).toBeLessThanOrEqual(1 + 1e-9)
			}
		},
	)
	it('stops only when it is precise enough, and at its last look it is, whatever was counted', () => {
		for (const precision of [0.2, 0.05, 0.01, 0.001]) {
			const plan = planPrecision(precision)
			const last = plan.looks.at(-1)!
			for (let share = 0; share <= 1; share += 0.01) {
				const { low, high } = intervalAtLook(plan, Math.round(share * last), last)
				expect((high - low) / 2).toBeLessThan(precision)
			}
		}
	})
	it('shares what it may miss among its looks', () => {
		const plan = planPrecision(0.001, 0.99)
		expect((1 - plan.level) * plan.looks.length).toBeLessThanOrEqual(0.01 + 1e-12)
		expect(plan.looks).toEqual([...plan.looks].sort((a, b) => a - b))
		expect(plan.looks.at(-1)).toBeLessThan(4_000_000)
	})
	it('takes about twice the runs that one needs who knows the proportion', () => {
		const fixed = (1.96 ** 2 * 0.3 * 0.7) / 0.03 ** 2
		expect(exactly(planPrecision(0.03), 0.3).runs).toBeLessThan(3 * fixed)
	})
	it('says beforehand how many runs it is likely to take', () => {
		const plan = planPrecision(0.03)
		for (const p of [0.02, 0.1, 0.3])
			expect(Math.abs(likelyRuns(plan, [p]) / exactly(plan, p).runs - 1)).toBeLessThan(0.5)
		expect(likelyRuns(plan, [0.5, 0.5])).toBe(plan.looks.at(-1))
		expect(likelyRuns(plan, [0, 1])).toBe(plan.looks[0])
	})
	it('covers in simulation for several proportions at once', () => {
		const weights = [62, 30, 5, 3]
		const shares = weights.map((w) => w / 100)
		const plan = planPrecision(0.04)
		const missed = shares.map(() => 0)
		const trials = 400
		for (let trial = 1; trial <= trials; trial++) {
			const luck = luckOf('coverage', trial)
			const counts = shares.map(() => 0)
			let runs = 0
			for (const look of plan.looks) {
				for (; runs < look; runs++) {
					counts[chooseByWeight(weights, luck.at(runs)[0])]!++
				}
				if (preciseEnough(plan, counts, runs)) break
			}
			shares.forEach((p, n) => {
				const { low, high } = intervalAtLook(plan, counts[n]!, runs)
				if (p < low || p > high) missed[n]!++
			})
		}
		// Up to 20 of 400 may miss; were it 5 % exactly, more than 36 would come once in a thousand times.
		for (const count of missed) expect(count).toBeLessThanOrEqual(36)
	})
	it('refuses what is no precision', () => {
		expect(() => planPrecision(0)).toThrow('between 0.000001 and 0.5')
		expect(() => planPrecision(0.5)).toThrow('got 0.5')
		expect(() => planPrecision(0.1, 0)).toThrow('between 0 and 1')
	})
})
