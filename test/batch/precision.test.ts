import { describe, expect, it } from 'vitest'
import { ExactEndings } from '../../src/analysis/exact-endings.js'
import { runBatch } from '../../src/batch/run-batch.js'
import { intervalAtLook, planPrecision, preciseEnough } from '../../src/statistics/sequential-precision.js'
import { binomial } from '../statistics/binomial-coverage.js'
import { batchOf, gameOf } from './batches.js'

const SEEDS = process.env.DETENTE_DEEP === '1' ? 1000 : 50

describe('a batch that runs to a precision', () => {
	it.each([
		['cards', 'cards'],
		['gentle', 'cards'],
		['gentle', 'gentle'],
	])('has intervals that hold the exact odds, Ann %s and Bob %s', async (ann, bob) => {
		const policies = { ann, bob }
		const game = gameOf(batchOf('two-coins'))
		const odds = new ExactEndings().of(game, policies)
		const plan = planPrecision(0.04)
		let missed = 0
		for (let seed = 1; seed <= SEEDS; seed++) {
			const { tally } = await runBatch(batchOf('two-coins', { seed: `precision ${seed}`, policies }), {
				runs: plan.looks,
				workers: 1,
				enough: ({ endings, runs }) => preciseEnough(plan, [...endings.values()], runs),
			})
			const held = [...tally.endings.values()].every((count, n) => {
				const { low, high } = intervalAtLook(plan, count, tally.runs)
				return (high - low) / 2 < plan.precision && low <= odds[n]! && odds[n]! <= high
			})
			if (!held) missed++
		}
		// Of two endings one is what the other is not, so both intervals miss together: were it 5 % exactly, more
		// would miss once in a thousand such tests.
		const tail = [...binomial(SEEDS, 0.05)]
		let most = SEEDS
		for (let sum = 0; sum < 0.001; most--) sum += tail[most]!
		expect(missed).toBeLessThanOrEqual(most + 1)
	})
})
