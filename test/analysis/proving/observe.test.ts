import { describe, expect, it } from 'vitest'
import { openGraph } from '../../../src/analysis/named-chain.js'
import { nothingObserved, type Observed, observe } from '../../../src/analysis/proving/observe.js'
import { prove } from '../../../src/analysis/proving/prove.js'
import { Reach } from '../../../src/analysis/proving/reach.js'
import { createGame } from '../../../src/game/create-game.js'
import { policiesOf, weightedMoves } from '../../../src/game/draw.js'
import type { Game, State } from '../../../src/game/game.js'
import { cardOf } from '../../../src/game/legality.js'
import { memoised } from '../../../src/game/memoised.js'
import { stateKey } from '../../../src/game/state-key.js'
import { DEEP, generated } from '../../kernel/generated-games.js'
import { scenarioOf } from '../../scenarios.js'
import { SOUND } from './faults.js'

/** Everything that can happen, found by trying it on the referee: every move of a player, and of chance what is above 0. */
function tried(
	game: Game,
): Pick<Observed, 'leaves' | 'legal' | 'falls' | 'endings'> & { passes: Set<string>; idle: Set<string> } {
	const key = stateKey(game.rules.layout)
	const policies = policiesOf(game)
	const found = {
		leaves: new Set<string>(),
		legal: new Set<string>(),
		falls: new Set<string>(),
		endings: new Set<string>(),
		passes: new Set<string>(),
		idle: new Set<string>(),
	}
	const met = new Set<string>()
	const open: State[] = []
	const meet = (state: State): void => {
		const at = `${state.round} ${key(state)}`
		if (met.has(at)) return
		met.add(at)
		if (state.pending === null)
			for (const [region, leaf] of Object.entries(state.chart)) found.leaves.add(`${region} ${leaf}`)
		if (state.ending === null) open.push(state)
		else found.endings.add(state.ending)
	}
	meet(game.initialState())
	for (let state = open.pop(); state; state = open.pop()) {
		const player = game.currentPlayer(state)!
		const { moves, weights, even } = weightedMoves(game, policies, state)
		moves.forEach((move, n) => {
			const card = cardOf(game.rules, move.id)
			if (card && !card.outcome) found.legal.add(move.id)
			if (move.id.endsWith('.pass')) found.passes.add(player)
			if (player !== 'chance' && even && moves.length > 1) found.idle.add(player)
			if (player === 'chance' && weights[n] === 0) return
			if (card?.outcome || card?.card.outcomes.length === 0) found.falls.add(move.id)
			if (card?.outcome) found.falls.add(card.card.id)
			meet(game.apply(state, move))
		})
	}
	return found
}

describe('what happens in the reachable states', () => {
	it('is what trying everything on the referee finds, in generated scenarios', () => {
		let passing = 0
		let absent = 0
		for (const { scenario, number } of generated(DEEP ? 300 : 40, 77)) {
			const game = createGame(scenario)
			const graph = openGraph(game)
			const own = [Int32Array.from(graph.kernel.parameters)]
			const observed = nothingObserved()
			const stuck = observe(new Reach(graph, own), own, observed)
			const brute = tried(memoised(game))
			const sorted = (list: Iterable<string>): string[] => [...list].sort()
			const where = `scenario ${number}`
			expect(sorted(observed.endings), where).toEqual(sorted(brute.endings))
			expect(sorted(observed.leaves), where).toEqual(sorted(brute.leaves))
			expect(sorted(observed.legal), where).toEqual(sorted(brute.legal))
			expect(sorted(observed.falls), where).toEqual(sorted(brute.falls))
			expect(sorted(stuck.passes.keys()), where).toEqual(sorted(brute.passes))
			const idle = [...stuck.weightless.keys()].filter((k) => k.endsWith(' cards')).map((k) => k.split(' ')[0]!)
			expect(sorted(idle), where).toEqual(sorted(brute.idle))
			passing += stuck.passes.size
			absent += scenario.endings.length - observed.endings.size
		}
		// The comparison is no empty one.
		expect(passing).toBeGreaterThan(3)
		expect(absent).toBeGreaterThan(3)
	})
	it('counts a card that only a switch opens as one that can be played', () => {
		const gated = SOUND.replace('    title: Mend\n    when: fence', '    title: Mend\n    when: feud == 1 && fence')
		expect(prove(scenarioOf(gated)).findings.map((f) => f.rule)).toEqual([])
		const shut = SOUND.replace('    title: Mend\n    when: fence', '    title: Mend\n    when: feud == 2 && fence')
		expect(prove(scenarioOf(shut)).findings.map((f) => f.rule)).toContain('card-never-legal')
	})
})
