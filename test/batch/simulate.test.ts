import { describe, expect, it } from 'vitest'
import { type Row, roundsOf, simulate } from '../../src/batch/simulate.js'
import { createGame } from '../../src/game/create-game.js'
import { policiesOf } from '../../src/game/draw.js'
import { memoised } from '../../src/game/memoised.js'
import { chiSquare } from '../../src/statistics/chi-square.js'
import { scenarioOf, shipped } from '../scenarios.js'
import { atLeastThree, TWO_COINS } from '../small-scenario.js'

const game = createGame(scenarioOf(TWO_COINS))
const policies = policiesOf(game)

function rows(first: number, last: number, seed = 'batch'): Row[] {
	const all: Row[] = []
	simulate(game, policies, { seed, first, last }, (row) => all.push(row))
	return all
}

describe('simulate', () => {
	it('gives each run by its number, whatever else is run', () => {
		const whole = rows(1, 200)
		expect(whole.map((r) => r.run)).toEqual(Array.from({ length: 200 }, (_, n) => n + 1))
		expect(rows(101, 200)).toEqual(whole.slice(100))
		expect(rows(137, 137)).toEqual([whole[136]])
		expect(rows(1, 200, 'another').map((r) => r.ending)).not.toEqual(whole.map((r) => r.ending))
	})
	it('counts what it hands out', () => {
		const handed: Row[] = []
		const tally = simulate(game, policies, { seed: 'batch', first: 1, last: 500 }, (row) => handed.push(row))
		expect(tally.runs).toBe(500)
		expect([...tally.endings.keys()]).toEqual(['hot', 'calm'])
		for (const [id, count] of tally.endings) expect(handed.filter((r) => r.ending === id)).toHaveLength(count)
		for (const [n, count] of tally.rounds.entries()) expect(handed.filter((r) => r.round === n + 1)).toHaveLength(count)
		expect(handed.every((r) => r.state.ending === r.ending)).toBe(true)
	})
	it('has the odds that paper gives', () => {
		const runs = 20_000
		const tally = simulate(memoised(game), policies, { seed: 'paper', first: 1, last: runs })
		const hot = atLeastThree([0.75, 0.75, 0.25, 0.75, 0.75, 0.25])
		expect(chiSquare([...tally.endings.values()], [hot, 1 - hot]).p).toBeGreaterThan(0.001)
		expect(chiSquare(tally.rounds, [9 / 64, 55 / 64]).p).toBeGreaterThan(0.001)
	})
	it('plays the same with a memory as without', () => {
		const plain = createGame(shipped('two-blows'))
		const quick = memoised(plain)
		const runs = { seed: 'memory', first: 1, last: 60 }
		const tally = (of: typeof plain) => {
			const all: Row[] = []
			simulate(of, policiesOf(of, { pakistan: 'uniform' }), runs, (row) => all.push(row))
			return all
		}
		expect(tally(quick)).toEqual(tally(plain))
	})
})

describe('rounds', () => {
	it('have the mean and the median of their counts', () => {
		const of = (rounds: number[]) => roundsOf({ runs: rounds.reduce((a, b) => a + b, 0), endings: new Map(), rounds })
		expect(of([1, 0, 1])).toEqual({ mean: 2, median: 2 })
		expect(of([2, 1, 0])).toEqual({ mean: 4 / 3, median: 1 })
		expect(of([1, 1, 0])).toEqual({ mean: 1.5, median: 1.5 })
		expect(of([0, 0, 5])).toEqual({ mean: 3, median: 3 })
	})
})
