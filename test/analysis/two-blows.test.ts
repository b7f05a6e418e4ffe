import { beforeAll, describe, expect, it } from 'vitest'
import { enumerate } from '../../src/analysis/enumerate.js'
import { simulate } from '../../src/batch/simulate.js'
import { createGame } from '../../src/game/create-game.js'
import { policiesOf } from '../../src/game/draw.js'
import type { Game } from '../../src/game/game.js'
import { memoised } from '../../src/game/memoised.js'
import { chiSquare } from '../../src/statistics/chi-square.js'
import { shipped } from '../scenarios.js'

const scenario = shipped('two-blows')
const [one, other] = scenario.players.map((p) => ({
	id: p.id,
	names: scenario.doctrines.filter((d) => d.by.includes(p.id)).map((d) => d.id),
}))
/** Every doctrine against every doctrine, and the cards' own weights against themselves. */
const pairs = [
	{ [one!.id]: 'cards', [other!.id]: 'cards' },
	...one!.names.flatMap((a) => other!.names.map((b) => ({ [one!.id]: a, [other!.id]: b }))),
]
const RUNS = 20_000
/** One test per pair, 0.001 over all of them. */
const LEVEL = 0.001 / pairs.length

describe('two blows, exact and sampled', () => {
	let game: Game
	beforeAll(() => {
		game = memoised(createGame(scenario))
	})
	it.each(pairs.map((p) => [Object.values(p).join(' against '), p] as const))('%s', (_, names) => {
		const policies = policiesOf(game, names)
		const odds = enumerate(game, policies)
		const exact = Object.values(odds.endings)
		expect(Math.abs(exact.reduce((a, b) => a + b, 0) - 1)).toBeLessThan(1e-12)
		const rounds = odds.byRound.map((r) => Object.values(r.endings).reduce((a, b) => a + b, 0))
		expect(Math.abs(rounds.reduce((a, b) => a + b, 0) - 1)).toBeLessThan(1e-12)
		for (const [id, probability] of Object.entries(odds.endings)) {
			const mixed = odds.moves.reduce((sum, m) => sum + m.probability * m.endings[id]!, 0)
			expect(Math.abs(mixed - probability)).toBeLessThan(1e-12)
		}
		const tally = simulate(game, policies, { seed: `two blows ${Object.values(names)}`, first: 1, last: RUNS })
		const { p } = chiSquare([...tally.endings.values()], exact)
		expect(p).toBeGreaterThan(LEVEL)
	})
})
