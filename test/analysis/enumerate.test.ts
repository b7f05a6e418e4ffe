import { describe, expect, it } from 'vitest'
import { BudgetExceeded, enumerate } from '../../src/analysis/enumerate.js'
import { createGame } from '../../src/game/create-game.js'
import { policiesOf } from '../../src/game/draw.js'
import type { Game, State } from '../../src/game/game.js'
import { scenarioOf } from '../scenarios.js'
import { atLeastThree, TWO_COINS } from '../small-scenario.js'

const scenario = scenarioOf(TWO_COINS)
const game = createGame(scenario)
const COINS = [0.75, 0.75, 0.25, 0.75, 0.75, 0.25]

function after(of: Game, ...moves: string[]): State {
	let state = of.initialState()
	for (const id of moves) state = of.apply(state, of.legalMoves(state).find((m) => m.id === id)!)
	return state
}

describe('exact odds', () => {
	it('are those that paper gives', () => {
		const odds = enumerate(game, policiesOf(game))
		expect(odds.endings.hot).toBeCloseTo(atLeastThree(COINS), 14)
		expect(odds.endings.hot! + odds.endings.calm!).toBeCloseTo(1, 14)
		expect(odds.byRound).toHaveLength(2)
		expect(odds.byRound[0]!.endings).toEqual({ hot: 9 / 64, calm: 0 })
		expect(odds.byRound[1]!.endings.hot).toBeCloseTo(atLeastThree(COINS) - 9 / 64, 14)
	})
	it('give each legal move its own', () => {
		const { moves } = enumerate(game, policiesOf(game))
		expect(moves.map((m) => [m.id, m.probability])).toEqual([
			['ann.push', 0.75],
			['ann.wait', 0.25],
		])
		expect(moves[0]!.endings.hot).toBeCloseTo(atLeastThree([1, ...COINS.slice(1)]), 14)
		expect(moves[1]!.endings.hot).toBeCloseTo(atLeastThree([0, ...COINS.slice(1)]), 14)
	})
	it('try a move that the policy would never make', () => {
		const { moves, endings } = enumerate(game, policiesOf(game, { ann: 'gentle' }))
		expect(moves[0]).toMatchObject({ id: 'ann.push', probability: 0 })
		expect(moves[0]!.endings.hot).toBeCloseTo(atLeastThree([1, 0.75, 0.25, 0, 0.75, 0.25]), 14)
		expect(endings.hot).toBeCloseTo(atLeastThree([0, 0.75, 0.25, 0, 0.75, 0.25]), 14)
	})
	it('go on from any state, chance’s plies too', () => {
		const odds = enumerate(game, policiesOf(game), after(game, 'ann.push', 'bob.wait'))
		expect(odds.moves.map((m) => [m.id, m.probability])).toEqual([
			['sky.storm', 0.25],
			['sky.nothing', 0.75],
		])
		expect(odds.endings.hot).toBeCloseTo(atLeastThree([1, 0, ...COINS.slice(2)]), 14)
		const second = enumerate(game, policiesOf(game), after(game, 'ann.push', 'bob.wait', 'sky.nothing'))
		expect(second.byRound.map((r) => r.round)).toEqual([2])
	})
	it('are certain once it is over', () => {
		const over = after(game, 'ann.push', 'bob.push', 'sky.storm')
		const odds = enumerate(game, policiesOf(game), over)
		expect(odds.endings).toEqual({ hot: 1, calm: 0 })
		expect(odds.byRound.map((r) => r.endings.hot)).toEqual([1, 0])
		expect(odds.moves).toEqual([])
		expect(odds.states).toBe(0)
	})
	it('count states in which somebody has a ply, their round aside', () => {
		// Each of the three at heat 0, 1, 2.
		expect(enumerate(game, policiesOf(game)).states).toBe(9)
		const timed = createGame(scenarioOf(TWO_COINS.replace('title: Wait }', 'title: Wait, when: round >= 1 }')))
		const odds = enumerate(timed, policiesOf(timed))
		expect(odds.endings).toEqual(enumerate(game, policiesOf(game)).endings)
		expect(odds.states).toBe(9)
	})
	it('refuse a game beyond the budget, and say so', () => {
		expect(() => enumerate(game, policiesOf(game), game.initialState(), 8)).toThrow(BudgetExceeded)
		expect(() => enumerate(game, policiesOf(game), game.initialState(), 8)).toThrow('more than 8 states')
	})
})
