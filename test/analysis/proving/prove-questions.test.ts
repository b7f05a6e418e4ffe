import { expect, test } from 'vitest'
import { prove } from '../../../src/analysis/proving/prove.js'
import { createGame } from '../../../src/game/create-game.js'
import { policiesOf, weightedMoves } from '../../../src/game/draw.js'
import type { Game, State } from '../../../src/game/game.js'
import { memoised } from '../../../src/game/memoised.js'
import { stateKey } from '../../../src/game/state-key.js'
import { DEEP, generated } from '../../kernel/generated-games.js'
import { scenarioOf } from '../../scenarios.js'

/** `2.iran strike`: what is legal at the first ply of each player in each round, found by trying everything on the referee. */
function possible(game: Game): Set<string> {
	const key = stateKey(game.rules.layout)
	const policies = policiesOf(game)
	const { order } = game.scenario
	const found = new Set<string>()
	const met = new Set<string>()
	const open: State[] = [game.initialState()]
	for (let state = open.pop(); state; state = open.pop()) {
		const at = `${state.round} ${key(state)}`
		if (met.has(at) || state.ending !== null) continue
		met.add(at)
		const { moves, weights } = weightedMoves(game, policies, state)
		const isChance = game.currentPlayer(state) === 'chance'
		for (const [n, move] of moves.entries()) {
			if (state.pending === null && order.indexOf(order[state.ply]!) === state.ply)
				found.add(`${state.round}.${move.id.replace('.', ' ')}`)
			if (!isChance || weights[n]! > 0) open.push(game.apply(state, move))
		}
	}
	return found
}

test('a decision is called impossible just where trying everything finds it legal nowhere, in generated scenarios', () => {
	let asked = 0
	let impossible = 0
	for (const { scenario, text, number } of generated(DEEP ? 300 : 25, 78)) {
		if (scenario.questions.length > 0) continue
		const all = scenario.moves
			.flatMap(({ id, by }) => by.map((player) => [player, id] as const))
			.filter(([player]) => scenario.order.includes(player))
			.flatMap(([player, id]) => Array.from({ length: scenario.clock.rounds }, (_, n) => `${n + 1}.${player} ${id}`))
			.slice(0, 200)
		const questions = all.map((decision, n) => {
			const [at, instead] = decision.split(' ')
			return `  q${n}: { title: What if?, change: { at: "${at}", instead: ${instead} } }`
		})
		const asking = scenarioOf(`${text}\nquestions:\n${questions.join('\n')}\n`)
		const found = new Set(prove(asking).findings.flatMap((f) => (f.rule === 'decision-impossible' ? [f.at.line] : [])))
		const brute = possible(memoised(createGame(asking)))
		for (const [n, decision] of all.entries()) {
			const { line } = asking.questions[n]!.at
			expect(found.has(line), `scenario ${number}, ${decision}`).toBe(!brute.has(decision))
		}
		asked += all.length
		impossible += found.size
	}
	expect(impossible).toBeGreaterThan(asked / 50)
	expect(impossible).toBeLessThan(asked / 2)
})
