import { describe, expect, test } from 'vitest'
import { BudgetExceeded, enumerate, type Odds } from '../../src/analysis/enumerate.js'
import { namedChain } from '../../src/analysis/named-chain.js'
import { OddsBoard } from '../../src/analysis/odds-board.js'
import { payoffValues } from '../../src/analysis/solve.js'
import { createGame } from '../../src/game/create-game.js'
import { policiesOf } from '../../src/game/draw.js'
import type { Game, State } from '../../src/game/game.js'
import { memoised } from '../../src/game/memoised.js'
import type { Settings } from '../../src/game/settings.js'
import { compileKernel } from '../../src/kernel/compile.js'
import { exploreGraph } from '../../src/kernel/graph.js'
import { certain, type Front, sweepForwards } from '../../src/kernel/sweep.js'
import { loadScenario } from '../../src/scenario/load-scenario.js'
import { randomFrom } from '../agreement/shares.js'
import { DEEP, drawPolicies, drawSettings, generated } from '../kernel/generated-games.js'
import { scenarioOf } from '../scenarios.js'
import { payoffsAt, plainValues } from './plain-values.js'

type Random = (below: number) => number

const SAME = 1e-12

function close(found: ArrayLike<number>, wanted: ArrayLike<number>, what: string): void {
	for (let n = 0; n < wanted.length; n++)
		if (!(Math.abs(found[n]! - wanted[n]!) <= SAME))
			throw new Error(`${what}: ${Array.from(found)} in place of ${Array.from(wanted)}`)
}

const listed = (game: Game, odds: Odds['endings']): number[] => game.scenario.endings.map((e) => odds[e.id]!)

/** Plays up to `moves` moves, any as likely as another, and gives every state on the way. */
function wander(game: Game, random: Random, moves: number): State[] {
	const states = [game.initialState()]
	while (states.length <= moves && states.at(-1)!.ending === null) {
		const legal = game.legalMoves(states.at(-1)!)
		states.push(game.apply(states.at(-1)!, legal[random(legal.length)]!))
	}
	return states
}

/** Holds sweeps and board to the plain enumeration, from the start and from positions on the way of one game. */
function compare(
	plain: Game,
	names: Readonly<Record<string, string>>,
	random: Random,
	positions: number,
	budget: number,
): boolean {
	const game = memoised(plain, 1_000_000)
	const policies = policiesOf(game, names)
	const graph = exploreGraph(compileKernel(game))
	const chain = namedChain(graph, names)
	const board = new OddsBoard(chain)
	let whole: Odds
	try {
		whole = enumerate(game, policies, game.initialState(), budget)
	} catch (error) {
		if (error instanceof BudgetExceeded) return false
		throw error
	}
	const byRound = sweepForwards(chain, certain(chain, 1, 0, 0))
	whole.byRound.forEach(({ round, endings }) => {
		close(byRound[round - 1]!, listed(game, endings), `endings of round ${round}`)
	})
	const all = byRound.flatMap((r) => [...r]).reduce((a, b) => a + b, 0)
	expect(Math.abs(all - 1)).toBeLessThan(SAME)

	const met = wander(game, random, 1000)
	for (let n = 0; n < positions; n++) {
		const state = n === 0 ? met[0]! : met[random(met.length)]!
		const odds = enumerate(game, policies, state, budget * 2)
		const where = JSON.stringify(state)
		close(board.odds(state), listed(game, odds.endings), `odds at ${where}`)
		const moves = state.ending === null ? board.moves(state) : []
		expect(moves.map((m) => m.move.id)).toEqual(odds.moves.map((m) => m.id))
		moves.forEach((m, i) => {
			close(m.odds, listed(game, odds.moves[i]!.endings), `odds after ${m.move.id} at ${where}`)
		})
	}
	if (game.scenario.players.some((p) => p.payoffs.length > 0)) {
		const payoffs = new OddsBoard(chain, undefined, payoffValues(graph))
		const plain = plainValues(game, policies, (final) => payoffsAt(game, final))
		for (const state of [met[0]!, met[random(met.length)]!, met.at(-1)!])
			close(payoffs.odds(state), plain(state), `payoffs at ${JSON.stringify(state)}`)
	}
	return true
}

describe('exact odds are those of the plain enumeration, to 1e-12', () => {
	const SCENARIOS = DEEP ? 1000 : 60
	test(`in ${SCENARIOS} generated scenarios: by round, at positions, after moves, payoffs`, {
		timeout: 3_600_000,
	}, () => {
		let compared = 0
		for (const { scenario, random, text } of generated(SCENARIOS, 31)) {
			const settings = drawSettings(scenario, random)
			const game = createGame(scenario, settings)
			const names = drawPolicies(game, random)
			try {
				if (compare(game, names, random, 4, DEEP ? 5000 : 1500)) compared++
			} catch (error) {
				throw new Error(`${(error as Error).stack}\n${JSON.stringify(names)} ${JSON.stringify(settings)}\n${text}`, {
					cause: error,
				})
			}
		}
		expect(compared).toBeGreaterThan(SCENARIOS / 2)
	})

	test.each([
		['chicken', { red: 'bold', blue: 'cards' }],
		['_template', {}],
	] as const)('in %s', (id, names) => {
		const game = createGame(loadScenario(`scenarios/${id}.yaml`).scenario!)
		for (const policies of [{}, names]) expect(compare(game, policies, randomFrom(35), 20, 400_000)).toBe(true)
	})

	test('in two-blows', () => {
		const scenario = loadScenario('scenarios/two-blows.yaml').scenario!
		const random = randomFrom(32)
		const plays: [Settings, Record<string, string>][] = [
			[{}, {}],
			[
				{ parameters: { strikes_back: 43, first_strike: 0 }, without: ['iran.warn'] },
				{ iran: 'hawk', pakistan: 'uniform' },
			],
		]
		for (const [settings, names] of DEEP ? plays : plays.slice(1))
			expect(compare(createGame(scenario, settings), names, random, DEEP ? 20 : 2, 400_000)).toBe(true)
	})
})

describe('what only one kind of scenario shows', () => {
	const game = (rest: string, settings: Settings = {}, order = '[a, b]'): Game =>
		createGame(
			scenarioOf(`
id: small
title: Small
summary: A small game.
clock: { rounds: 3 }
players:
  a: { name: A, rival: b }
  b: { name: B, rival: a }
order: ${order}
${rest}`),
			settings,
		)
	const everywhere = (one: Game, names: Record<string, string> = {}): void => {
		const random = randomFrom(33)
		for (let n = 0; n < 10; n++) expect(compare(one, names, random, 5, 100_000)).toBe(true)
	}

	test('a final state met on the way ends otherwise after the last round', () => {
		everywhere(
			game(`
variables: { heat: { range: [0, 5], start: 0 } }
moves:
  up: { by: [a, b], title: Up, effects: heat += 1 }
  stay: { by: [a, b], title: Stay }
endings:
  late: { title: Late, at-end: true, when: heat == 3 }
  hot: { title: Hot, when: heat == 3 }
  over: { title: Over, at-end: true }
`),
		)
	})

	test('weights and chances that read the round', () => {
		everywhere(
			game(
				`
variables: { heat: { range: [0, 5], start: 0 } }
decks: { luck: { title: Luck, of: 10, cards: { spark: { chance: round * 2, effects: heat += 1 } } } }
moves:
  up: { by: [a, b], title: Up, weight: round * round, of: 12, effects: heat += 1, outcomes: { more: { chance: round * 3, effects: heat += 1 }, less: { rest: true } } }
  stay: { by: [a, b], title: Stay, weight: 4 - round }
doctrines: { late: { title: Late, weights: { up: "round == 3 ? 1 : 0" }, otherwise: "round" } }
endings:
  hot: { title: Hot, when: heat >= 4 }
  over: { title: Over, at-end: true }
`,
				{},
				'[a, luck, b]',
			),
			{ a: 'late' },
		)
	})

	test('rules and guards that read the round: the round is then part of the state', () => {
		const one = game(`
variables: { heat: { range: [0, 5], start: 0 } }
chart: { phase: { initial: calm, states: { calm: { always: { target: crisis, guard: round == 2 } }, crisis: { on: { up: { target: calm, guard: round == 3 } } } } } }
moves:
  up: { by: [a, b], title: Up, effects: heat += round }
  stay: { by: [a, b], title: Stay, when: round != 2 }
rules: [{ title: Cool, when: round == 2 && heat > 2, effects: heat -= 1 }]
endings:
  hot: { title: Hot, when: heat == 5 && round >= 3 }
  over: { title: Over, at-end: true }
`)
		expect(exploreGraph(compileKernel(one)).withRound).toBe(true)
		everywhere(one, { a: 'uniform' })
	})

	test('payoffs that read the final state, the round in it too, at every position', () => {
		const one = createGame(
			scenarioOf(`
id: small
title: Small
summary: A small game.
clock: { rounds: 3 }
players:
  a: { name: A, payoff: { hot: "heat * 10 + round", over: "self.gain - heat" } }
  b: { name: B, payoff: { hot: 1, over: "round * self.gain" } }
order: [a, b]
variables: { heat: { range: [0, 5], start: 0 }, gain: { per: player, range: [0, 9], start: 1 } }
moves:
  up: { by: [a, b], title: Up, effects: "heat += 1", outcomes: { gain: { chance: 1, effects: "self.gain += 2" }, none: { chance: 2 } } }
  stay: { by: [a, b], title: Stay, effects: "self.gain += 1" }
endings:
  hot: { title: Hot, when: heat >= 3 }
  over: { title: Over, at-end: true }
`),
		)
		const graph = exploreGraph(compileKernel(one))
		const board = new OddsBoard(namedChain(graph), undefined, payoffValues(graph))
		const plain = plainValues(one, policiesOf(one), (final) => payoffsAt(one, final))
		const random = randomFrom(34)
		for (let n = 0; n < 20; n++)
			for (const state of wander(one, random, 100)) {
				close(board.odds(state), plain(state), JSON.stringify(state))
				if (state.ending === null)
					for (const { move, odds } of board.moves(state)) close(odds, plain(one.apply(state, move)), move.id)
			}
	})

	test('the forward sweep shows the distribution before each ply, from any front', () => {
		const scenario = loadScenario('scenarios/two-blows.yaml').scenario!
		const chain = namedChain(exploreGraph(compileKernel(createGame(scenario))))
		const seen: Front[] = []
		sweepForwards(chain, certain(chain, 1, 0, 0), (front) => seen.push(front))
		expect(seen.map((f) => [f.round, f.layer])).toEqual(
			Array.from({ length: 24 }, (_, n) => [1 + Math.floor(n / 4), n % 4]),
		)
		const middle = seen[9]!
		const left = middle.mass.reduce((a, b) => a + b, 0)
		const ended = sweepForwards(chain, middle)
			.flatMap((r) => [...r])
			.reduce((a, b) => a + b, 0)
		expect(Math.abs(ended - left)).toBeLessThan(SAME)
	})

	test('a position that cannot be reached is refused, and a sweep can be called off', () => {
		const scenario = loadScenario('scenarios/two-blows.yaml').scenario!
		const one = createGame(scenario)
		const chain = namedChain(exploreGraph(compileKernel(one)))
		const board = new OddsBoard(chain)
		const start = one.initialState()
		const variables = { ...start.variables, 'iran.pressure': 0, 'pakistan.pressure': 0, rung: 7 }
		expect(() => board.odds({ ...start, variables })).toThrow(RangeError)
		let asked = 0
		expect(() => new OddsBoard(chain, () => ++asked > 3)).toThrow(/cancelled/)
	})
})
