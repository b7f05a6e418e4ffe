import { describe, expect, it } from 'vitest'
import { designPoints } from '../../src/batch/design-points.js'
import { checkApart, readFactor, settledPoint } from '../../src/batch/factors.js'
import { createGame } from '../../src/game/create-game.js'
import { scenarioOf, shipped } from '../scenarios.js'
import { TWO_COINS } from '../small-scenario.js'

const scenario = scenarioOf(TWO_COINS)
const game = createGame(scenario)
const factor = (text: string) => readFactor(game, text, (name) => name === 'best')

describe('--vary', () => {
	it.each([
		['rain=0..3', [0, 1, 2, 3]],
		['rain=10..50:20', [10, 30, 50]],
		['rain=5,1,100', [5, 1, 100]],
		['heat', [0, 1, 2, 3]],
		['policy.ann=gentle, best', ['gentle', 'best']],
		['policy.ann', ['cards', 'uniform', 'gentle', 'fierce', 'script:sunny', 'script:stormy']],
		['without=none,sky.storm', ['none', 'sky.storm']],
	])('%s has its levels', (text, levels) => {
		expect(factor(text).levels).toEqual(levels)
	})
	it.each([
		['nope=1', /nothing to vary called "nope".*rain, eager/],
		['rian=1', /did you mean "rain"/],
		['rain=0..200', /rain takes 0 to 100, got 101/],
		['rain=5..1', /5 is more than 1/],
		['rain=1..9:0', /a step is 1 or more/],
		['rain=a..b', /LOW\.\.HIGH/],
		['rain=0..99999999', /more than 10000: give a step/],
		['rain=', /names no values/],
		['rain=1,,2', /an empty value/],
		['rain=1,1', /a value twice/],
		['rain=lots', /whole number, got "lots"/],
		['policy.ann=hawk', /ann has no policy "hawk".*gentle, fierce/],
		['policy.zoe=cards', /there is no player "zoe".*ann, bob/],
		['without', /without=none/],
		['without=sky.snow', /no card "sky\.snow"/],
	])('%s is refused, and what is allowed is said', (text, message) => {
		expect(() => factor(text)).toThrow(message)
	})
})

describe('two values for one thing', () => {
	const apart = (vary: readonly string[], given: readonly string[] = []) => checkApart(game, vary.map(factor), given)
	it('are refused', () => {
		expect(() => apart(['rain=1', 'rain=2'])).toThrow('--vary rain is there twice')
		expect(() => apart(['rain=1'], ['rain'])).toThrow('--vary rain: it is given one value for all points')
		expect(() => apart(['policy.ann'], ['policy.ann'])).toThrow('leave out one')
		expect(() => apart(['rain=1', 'heat', 'policy.ann'], ['policy.bob', 'eager'])).not.toThrow()
	})
	it('are seen where a name stands for the values of every player', () => {
		const blows = createGame(shipped('two-blows'))
		const factors = ['pressure=0..1', 'iran.pressure=2'].map((text) => readFactor(blows, text, () => false))
		expect(() => checkApart(blows, factors, [])).toThrow('--vary iran.pressure: --vary pressure varies it already')
		expect(() => checkApart(blows, factors.slice(1), ['pressure'])).toThrow('by pressure: leave out one')
	})
})

describe('points', () => {
	const factors = [factor('rain=0,50'), factor('policy.bob=gentle,fierce'), factor('without=none,sky.storm')]
	it('of a grid are every combination', () => {
		const points = designPoints('grid', factors, 0, () => 0)
		expect(points).toHaveLength(8)
		expect(points[0]).toEqual([0, 'gentle', 'none'])
		expect(points[7]).toEqual([50, 'fierce', 'sky.storm'])
	})
	it('of a Sobol design begin with the lowest levels, then the upper half', () => {
		expect(designPoints('sobol', factors, 2, () => 0)).toEqual([
			[0, 'gentle', 'none'],
			[50, 'fierce', 'sky.storm'],
		])
	})
	it('settle on top of what all points have', () => {
		const base = { set: [{ name: 'heat', value: 2 }], without: [], policies: { ann: 'uniform', bob: 'cards' } }
		expect(settledPoint(scenario, base, factors, [50, 'fierce', 'sky.storm'])).toEqual({
			settings: { parameters: { rain: 50 }, variables: { heat: 2 }, without: ['sky.storm'] },
			policies: { ann: 'uniform', bob: 'fierce' },
		})
	})
})
