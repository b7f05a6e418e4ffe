import { describe, expect, it } from 'vitest'
import { IllegalStep, likelihood, scriptMoves } from '../../src/analysis/likelihood.js'
import { createGame } from '../../src/game/create-game.js'
import { policiesOf } from '../../src/game/draw.js'
import { scenarioOf } from '../scenarios.js'
import { TWO_COINS } from '../small-scenario.js'

const scenario = scenarioOf(TWO_COINS)
const game = createGame(scenario)
const [sunny, stormy] = scenario.scripts

describe('the likelihood of a line', () => {
	it('is the product of its steps', () => {
		const line = likelihood(game, policiesOf(game), scriptMoves(sunny!))
		expect(line.probability).toBeCloseTo((0.75 * 0.25 * 0.75) ** 2, 14)
		expect(10 ** line.log10).toBeCloseTo(line.probability, 12)
		expect(line.steps.map((s) => s.probability)).toEqual([0.75, 0.25, 0.75, 0.75, 0.25, 0.75])
		expect(line.state.ending).toBe('calm')
	})
	it('names the first of the least likely steps, and where it is written', () => {
		const { least } = likelihood(game, policiesOf(game), scriptMoves(sunny!))
		expect(least).toMatchObject({ move: 'bob.wait', round: 1, probability: 0.25, at: sunny!.steps[1]!.at })
	})
	it('is nothing when a step is never drawn', () => {
		const line = likelihood(game, policiesOf(game, { ann: 'gentle' }), scriptMoves(stormy!))
		expect(line.probability).toBe(0)
		expect(line.log10).toBe(Number.NEGATIVE_INFINITY)
		expect(line.least).toMatchObject({ move: 'ann.push', probability: 0 })
		expect(line.state.ending).toBe('hot')
	})
	it('stops at the first step that is not legal, and says where that stands', () => {
		const extra = [...scriptMoves(stormy!), { id: 'ann.push', at: { line: 9, column: 3, endColumn: 11 } }]
		const fail = () => likelihood(game, policiesOf(game), extra)
		expect(fail).toThrow(IllegalStep)
		expect(fail).toThrow('step 4, ann.push, comes after the game\'s end: "hot" in round 1')
		try {
			fail()
		} catch (error) {
			expect(error).toMatchObject({ step: 3, at: { line: 9 } })
		}
		const wrong = [{ id: 'bob.push', at: null }]
		expect(() => likelihood(game, policiesOf(game), wrong)).toThrow('legal are ann.push, ann.wait')
	})
})
