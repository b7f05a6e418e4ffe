import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createGame } from '../../src/game/create-game.js'
import { type Game, IllegalMove, type State } from '../../src/game/game.js'
import { memoised } from '../../src/game/memoised.js'
import { roundMatters } from '../../src/game/round-matters.js'
import { scenarioOf, shipped } from '../scenarios.js'
import { TWO_COINS } from '../small-scenario.js'

/** A game with outcomes, rules, `always`, and a guard that reads the round. */
const TIMED = `id: timed
title: Timed
summary: The round decides what may be done and what follows.
clock: { rounds: 4 }
players: { ann: { name: Ann }, bob: { name: Bob } }
order: [ann, bob, ann]
variables: { heat: { range: [0, 4], start: 0 } }
chart:
  mood:
    initial: calm
    states:
      calm: { always: { target: tense, guard: heat >= 2 } }
      tense: { on: { rest: { target: calm, guard: round >= 2 } } }
moves:
  stoke:
    by: [ann, bob]
    title: Stoke
    when: round <= 3
    outcomes:
      little: { chance: 1, effects: heat += 1 }
      much: { chance: 1, effects: heat += 2 }
  rest: { by: [ann, bob], title: Rest, effects: heat -= 1 }
  shout: { by: bob, title: Shout, when: round == 4 }
rules:
  - { when: mood == "tense" && round == 3, effects: heat += 1, every: round }
endings:
  fire: { title: Fire, when: heat == 4 && round > 1 }
  ash: { title: Ash, at-end: true }
`

function sameAs(plain: Game, quick: Game, choices: readonly number[]): void {
	let a = plain.initialState()
	let b = quick.initialState()
	for (const choice of choices) {
		expect(b).toEqual(a)
		const legal = plain.legalMoves(a)
		expect(quick.legalMoves(b)).toEqual(legal)
		expect(quick.currentPlayer(b)).toBe(plain.currentPlayer(a))
		expect(quick.ending(b)).toBe(plain.ending(a))
		if (legal.length === 0) return
		const move = legal[choice % legal.length]!
		a = plain.apply(a, move)
		b = quick.apply(b, move)
	}
}

describe('a game with a memory', () => {
	const choices = fc.array(fc.nat(1000), { minLength: 40, maxLength: 40 })
	it.each([
		['two-blows', shipped('two-blows'), undefined],
		['a game that reads the round', scenarioOf(TIMED), undefined],
		['a game on paper', scenarioOf(TWO_COINS), undefined],
		['a memory that is too small', shipped('two-blows'), 7],
	])('plays like the game without: %s', (_, scenario, most) => {
		const plain = createGame(scenario)
		const quick = memoised(plain, most)
		fc.assert(
			fc.property(choices, (list) => sameAs(plain, quick, list)),
			{ numRuns: 40 },
		)
	})
	it('makes each move once', () => {
		const plain = createGame(scenarioOf(TWO_COINS))
		let made = 0
		const counted: Game = {
			...plain,
			apply: (state, move) => {
				made++
				return plain.apply(state, move)
			},
		}
		const quick = memoised(counted)
		const visit = (state: State): void => {
			for (const move of quick.legalMoves(state)) visit(quick.apply(state, move))
		}
		visit(quick.initialState())
		const once = made
		visit(quick.initialState())
		expect(made).toBe(once)
		// Nine states of two moves each, in the last round apart from the others; that one cannot begin at heat 3.
		expect(once).toBeLessThanOrEqual(2 * 2 * 9)
	})
	it('knows whether the round decides what happens', () => {
		expect(roundMatters(createGame(scenarioOf(TIMED)).rules)).toBe(true)
		expect(roundMatters(createGame(scenarioOf(TWO_COINS)).rules)).toBe(false)
		const weighed = TWO_COINS.replace('title: Wait }', 'title: Wait, weight: round }')
		expect(roundMatters(createGame(scenarioOf(weighed)).rules)).toBe(false)
	})
	it('refuses what the game refuses', () => {
		const quick = memoised(createGame(scenarioOf(TWO_COINS)))
		expect(() => quick.apply(quick.initialState(), { id: 'bob.push', player: 'bob' })).toThrow(IllegalMove)
	})
	it('takes states from elsewhere', () => {
		const plain = createGame(scenarioOf(TWO_COINS))
		const quick = memoised(plain)
		const foreign = JSON.parse(JSON.stringify(plain.initialState())) as State
		const move = plain.legalMoves(foreign)[0]!
		expect(quick.apply(foreign, move)).toEqual(plain.apply(plain.initialState(), move))
	})
})
