import { describe, expect, it } from 'vitest'
import { enumerate } from '../../src/analysis/enumerate.js'
import { ExactArm } from '../../src/analysis/exact-arm.js'
import { openArm } from '../../src/analysis/sampled-arm.js'
import { drawParameters, sobolIndices, uncertainDifference, uncertainty } from '../../src/analysis/uncertainty.js'
import { createGame } from '../../src/game/create-game.js'
import { policiesOf } from '../../src/game/draw.js'
import { readSettings } from '../../src/game/settings.js'
import { scenarioOf } from '../scenarios.js'
import { atLeastThree, TWO_COINS } from '../small-scenario.js'
import { SOUND } from './proving/faults.js'

const coins = scenarioOf(TWO_COINS)
const arm = () => new ExactArm({ game: createGame(coins), policies: { ann: 'cards', bob: 'cards' } })
/** What the odds of "hot" are, worked out on paper, when it rains with rain/100 and players push with eager/(eager + 1). */
const paper = ([rain, eager]: readonly number[]): number => {
	const push = eager! / (eager! + 1)
	return atLeastThree([push, push, rain! / 100, push, push, rain! / 100])
}

describe('uncertain parameters', () => {
	it('are drawn evenly over their integers, each draw by its number alone', () => {
		const rows = Array.from({ length: 4000 }, (_, n) => drawParameters(coins, 's', n + 1))
		expect(drawParameters(coins, 's', 7)).toEqual(rows[6])
		const eager = rows.map((r) => r[1]!)
		expect(Math.min(...eager)).toBe(0)
		expect(Math.max(...eager)).toBe(9)
		// Ten cells of 400: chi-square with 9 degrees of freedom, 99.99 % below 33.7.
		const cells = Array.from({ length: 10 }, (_, n) => eager.filter((e) => e === n).length)
		expect(cells.reduce((sum, c) => sum + (c - 400) ** 2 / 400, 0)).toBeLessThan(33.7)
	})
	it('give the band and the drivers that the paper gives', () => {
		const draws = 300
		const result = uncertainty(arm(), { seed: 's', draws })
		const all = Array.from({ length: draws }, (_, n) => paper(drawParameters(coins, 's', n + 1))).sort((a, b) => a - b)
		const hot = result.endings[0]!
		expect(hot.value).toBeCloseTo(paper([25, 3]), 12)
		const at = 0.05 * (draws - 1)
		const low = all[Math.floor(at)]! + (at % 1) * (all[Math.ceil(at)]! - all[Math.floor(at)]!)
		expect(hot.low).toBeCloseTo(low, 10)
		expect(hot.median).toBeCloseTo((all[149]! + all[150]!) / 2, 10)
		const [rain, eager] = result.drivers
		expect(rain!.correlations[0]).toBeGreaterThan(0.4)
		expect(eager!.correlations[0]).toBeGreaterThan(0.5)
		expect(rain!.correlations[1]).toBeCloseTo(-rain!.correlations[0]!, 12)
		expect(result.graphs).toBe(1)
		expect(result.fixed).toEqual([])
	})
	it('leave alone what the settings fix', () => {
		const settings = readSettings(coins, [{ name: 'rain', value: 40 }])
		const fixed = new ExactArm({ game: createGame(coins, settings), policies: {} })
		const result = uncertainty(fixed, { seed: 's', draws: 20 })
		expect(result.fixed).toEqual(['rain'])
		expect(fixed.odds([0, 3])[0]).toBeCloseTo(paper([40, 3]), 12)
	})
	it('are sampled where the states do not fit, by the same runs for every draw', () => {
		const spec = { game: createGame(coins), policies: { ann: 'cards', bob: 'gentle' } }
		const budget = { states: 2, bytes: 1e9 }
		const runs = 4000
		const sampled = openArm(spec, { seed: 's', runs, budget })
		expect(sampled.sampled).toMatchObject({ runs, refused: expect.stringContaining('more than 2 states') })
		expect(sampled.odds([40, 3])).toEqual(openArm(spec, { seed: 's', runs, budget }).odds([40, 3]))
		const exact = new ExactArm(spec)
		// Four standard errors at most.
		for (const values of [
			[25, 3],
			[40, 0],
			[0, 9],
			[60, 5],
		])
			for (const [n, odds] of sampled.odds(values).entries())
				expect(Math.abs(odds - exact.odds(values)[n]!)).toBeLessThan((4 * 0.5) / Math.sqrt(runs))
		const own = openArm(
			{ ...spec, game: createGame(coins, readSettings(coins, [{ name: 'rain', value: 40 }])) },
			{ seed: 's', runs, budget },
		)
		expect(own.odds([0, 3])).toEqual(sampled.odds([40, 3]))
		const drawing = { seed: 's', draws: 10 }
		expect(uncertainty(sampled, drawing).sampled).toMatchObject({ runs })
		const same = uncertainDifference(sampled, openArm(spec, { seed: 's', runs, budget }), drawing)
		for (const e of same.endings) expect([e.value, e.low, e.high]).toEqual([0, 0, 0])
		expect(() => openArm({ ...spec, policies: { ann: 'best' } }, { seed: 's', runs, budget })).toThrow(/solved for/)
	})
	it('are as exact when a card of chance is laid by hand', () => {
		const game = createGame(coins)
		const decision = { place: { round: 1, player: 'sky', nth: 1 }, move: 'sky.storm' }
		const laid = openArm({ game, policies: {}, decision }, { seed: 's', runs: 10 })
		expect(laid.sampled).toBeNull()
		const push = 3 / 4
		expect(laid.odds()[0]).toBeCloseTo(atLeastThree([push, push, 1, push, push, 0.25]), 12)
		expect(laid.odds([60, 0])[0]).toBeCloseTo(atLeastThree([0, 0, 1, 0, 0, 0.6]), 12)
	})
	it('need another graph where guards read them, and get it', () => {
		const text = SOUND.replace('    when: fence == "leaning"', '    when: fence == "leaning" && feud == 0')
		const scenario = scenarioOf(text)
		const own = new ExactArm({ game: createGame(scenario), policies: {} })
		const result = uncertainty(own, { seed: 'x', draws: 40 })
		expect(result.shaping).toEqual(['feud'])
		expect(result.graphs).toBe(2)
		const values = drawParameters(scenario, 'x', 3)
		const game = createGame(scenario, {
			parameters: Object.fromEntries(scenario.parameters.map((p, n) => [p.id, values[n]!])),
		})
		const plain = enumerate(game, policiesOf(game))
		own.odds(values).forEach((p, n) => {
			expect(p).toBeCloseTo(plain.endings[scenario.endings[n]!.id]!, 12)
		})
	})
	it('say in what share of the draws a difference keeps its sign', () => {
		const game = createGame(coins)
		const before = new ExactArm({ game, policies: {} })
		const after = new ExactArm({
			game,
			policies: {},
			decision: { place: { round: 1, player: 'ann', nth: 1 }, move: 'ann.wait' },
		})
		const { endings } = uncertainDifference(before, after, { seed: 's', draws: 200 })
		const expected = Array.from({ length: 200 }, (_, n) => drawParameters(coins, 's', n + 1)).map((v) => {
			const push = v[1]! / (v[1]! + 1)
			return atLeastThree([0, push, v[0]! / 100, push, push, v[0]! / 100]) - paper(v)
		})
		expect(endings[0]!.value).toBeLessThan(0)
		expect(endings[0]!.sign).toBe(expected.filter((d) => d < -1e-12).length / 200)
		const same = uncertainDifference(before, before, { seed: 's', draws: 5 })
		expect(same.endings.every((e) => e.value === 0 && e.low === 0 && e.high === 0 && e.sign === null)).toBe(true)
	})
	it('scripts follow the drawn weights where they do not decide', () => {
		const scripted = new ExactArm({ game: createGame(coins), policies: { ann: 'script:sunny' } })
		// Ann pushes in both rounds; Bob and the sky as drawn.
		expect(scripted.odds([80, 1])[0]).toBeCloseTo(atLeastThree([1, 0.5, 0.8, 1, 0.5, 0.8]), 12)
		expect(scripted.odds()[0]).toBeCloseTo(atLeastThree([1, 0.75, 0.25, 1, 0.75, 0.25]), 12)
	})
	it('have Sobol indices that name the driver', () => {
		const settings = readSettings(coins, [{ name: 'eager', value: 3 }])
		const one = new ExactArm({ game: createGame(coins, settings), policies: {} })
		const { parameters, evaluations } = sobolIndices(one, { seed: 's', base: 64 })
		expect(evaluations).toBe(64 * 3)
		expect(parameters.map((p) => p.parameter)).toEqual(['rain'])
		expect(parameters[0]!.endings[0]!.first).toBeCloseTo(1, 1)
		expect(parameters[0]!.endings[0]!.total).toBeCloseTo(1, 1)
	})
})
