import { describe, expect, it } from 'vitest'
import { bestLine, robustness } from '../../src/analysis/best-line.js'
import { nodePolicies, openGraph } from '../../src/analysis/named-chain.js'
import { type SolveOptions, solve } from '../../src/analysis/solve.js'
import { createGame } from '../../src/game/create-game.js'
import { scenarioOf } from '../scenarios.js'

/** The ultimatum game, with a coin that may take what was agreed: 9 to 1 is taken rather than nothing, and so it is asked. */
const ULTIMATUM = `id: ultimatum
title: Ultimatum
summary: One proposes, the other takes it or leaves it.
clock: { rounds: 1 }
players:
  ann: { name: Ann, rival: bob, payoff: { greedy-deal: 9, fair-deal: 5, nothing: 0 } }
  bob: { name: Bob, rival: ann, payoff: { greedy-deal: 0.5, fair-deal: 5, nothing: 0 } }
order: [ann, bob, coin]
variables:
  offer: { range: [0, 2], start: 0, names: [none, fair, greedy] }
  agreed: { range: [0, 1], start: 0 }
moves:
  ask-fair: { by: ann, title: Five each, effects: offer = fair }
  ask-greedy: { by: ann, title: Nine for me, effects: offer = greedy }
  take: { by: bob, title: Take it, effects: agreed = 1 }
  leave: { by: bob, title: Leave it, weight: 3 }
decks:
  coin: { of: 10, cards: { thief: { chance: 1, effects: agreed = 0 } } }
endings:
  greedy-deal: { title: Nine to one, at-end: true, when: agreed == 1 && offer == greedy }
  fair-deal: { title: Five each, at-end: true, when: agreed == 1 && offer == fair }
  nothing: { title: Nothing, at-end: true }
`

const graph = openGraph(createGame(scenarioOf(ULTIMATUM)))
const both: SolveOptions = {
	reasoning: new Map([
		['ann', { kind: 'best' }],
		['bob', { kind: 'best' }],
	]),
	policies: new Map(),
}

describe('the line that best play leads to', () => {
	it('is the textbook’s', () => {
		const play = bestLine(solve(graph, both), both)
		expect(play.line.map((p) => [p.move, p.kind])).toEqual([
			['ann.ask-greedy', 'best'],
			['bob.take', 'best'],
			['coin.nothing', 'likeliest'],
		])
		expect(play.line.map((p) => p.probability)).toEqual([1, 1, 0.9])
		expect(play.ending).toBe(0)
		expect(play.first.map((f) => [f.player, f.best, f.moves.map((m) => m.value)])).toEqual([
			['ann', 'ann.ask-greedy', [4.5, 8.1].map((v) => expect.closeTo(v, 12))],
			['bob', 'bob.take', [0.45, 0].map((v) => expect.closeTo(v, 12))],
		])
	})
	it('follows the likeliest move of those who only follow their cards', () => {
		const options: SolveOptions = {
			reasoning: new Map([['ann', { kind: 'best' }]]),
			policies: new Map([...nodePolicies(graph)].filter(([id]) => id === 'bob')),
		}
		const play = bestLine(solve(graph, options), options)
		expect(play.line.map((p) => [p.move, p.kind])).toEqual([
			['ann.ask-greedy', 'best'],
			['bob.leave', 'likeliest'],
			['coin.nothing', 'likeliest'],
		])
		expect(play.line[1]!.probability).toBe(0.75)
		expect(play.first.map((f) => f.player)).toEqual(['ann'])
	})
	it('survives a point more or less, or hangs on it', () => {
		const { first } = bestLine(solve(graph, both), both)
		expect(robustness(graph, both, first)).toEqual([
			{ player: 'ann', move: 'ann.ask-greedy', changes: [] },
			{
				player: 'bob',
				move: 'bob.take',
				changes: [
					{ ending: 'greedy-deal', by: -1, move: 'bob.leave' },
					{ ending: 'nothing', by: 1, move: 'bob.leave' },
				],
			},
		])
	})
})
