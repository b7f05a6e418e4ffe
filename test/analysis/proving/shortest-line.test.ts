import { describe, expect, it } from 'vitest'
import { openGraph } from '../../../src/analysis/named-chain.js'
import { readTarget, shortestLine, TargetError } from '../../../src/analysis/proving/shortest-line.js'
import { createGame } from '../../../src/game/create-game.js'
import type { Game, State } from '../../../src/game/game.js'
import { stateKey } from '../../../src/game/state-key.js'
import { scenarioOf, shipped } from '../../scenarios.js'
import { SOUND } from './faults.js'

/** Fewest plies to a state that `holds`, by trying everything on the referee, breadth first. Chance's zeros do not occur here. */
function fewest(game: Game, holds: (state: State) => boolean): number | undefined {
	const key = stateKey(game.rules.layout)
	let front = [game.initialState()]
	const met = new Set(front.map((s) => `${s.round} ${key(s)}`))
	for (let plies = 0; front.length > 0; plies++) {
		if (front.some(holds)) return plies
		const next: State[] = []
		const add = (state: State): void => {
			if (state.pending !== null) {
				for (const m of game.legalMoves(state)) add(game.apply(state, m))
				return
			}
			const at = `${state.round} ${key(state)}`
			if (!met.has(at)) next.push(state)
			met.add(at)
		}
		for (const state of front) for (const move of game.legalMoves(state)) add(game.apply(state, move))
		front = next
	}
	return undefined
}

const fence = createGame(scenarioOf(SOUND))
const graph = openGraph(fence)

describe('a shortest line of play', () => {
	it.each(['quarrel', 'peace', 'truce'])('to %s is as short as any', (ending) => {
		const line = shortestLine(graph, readTarget(graph, ending))!
		expect(line).toHaveLength(fewest(fence, (s) => s.ending === ending)!)
	})
	it.each([
		['fence=fallen', (s: State) => s.chart.fence === 'fallen'],
		['heat=3', (s: State) => s.variables.heat === 3],
		['heat=4', (s: State) => s.variables.heat === 4],
	] as const)('to %s is as short as any, in a game that goes on or in one that ends', (target, holds) => {
		const line = shortestLine(graph, readTarget(graph, target))!
		expect(line).toHaveLength(fewest(fence, holds)!)
	})
	it('is empty where the game begins, and absent where no play comes', () => {
		expect(shortestLine(graph, readTarget(graph, 'fence=standing'))).toEqual([])
		const walled = openGraph(createGame(scenarioOf(SOUND.replace('fallen: {}', 'fallen: {}\n      rebuilt: {}'))))
		expect(shortestLine(walled, readTarget(walled, 'fence=rebuilt'))).toBeUndefined()
	})
	it('takes outer states, value names and players’ own regions', () => {
		const crisis = openGraph(createGame(shipped('two-blows')))
		expect(shortestLine(crisis, readTarget(crisis, 'iran.envoy=barred'))).toHaveLength(2)
		expect(shortestLine(crisis, readTarget(crisis, 'rung=graver_force'))).toHaveLength(1)
	})
	it.each(['nowhere', 'fence=nowhere', 'heat=9', 'heat=hot', 'fense=fallen'])('cannot be asked for to %s', (target) => {
		expect(() => readTarget(graph, target)).toThrow(TargetError)
	})
})
