import { describe, expect, test } from 'vitest'
import { namedChain, nodePolicies, openGraph, policiesByName } from '../../src/analysis/named-chain.js'
import { OddsBoard } from '../../src/analysis/odds-board.js'
import { payoffValues, type Rationality, type Solution, SolveError, solve } from '../../src/analysis/solve.js'
import { createGame } from '../../src/game/create-game.js'
import { type Policies, weightedMoves } from '../../src/game/draw.js'
import type { Game, State } from '../../src/game/game.js'
import { memoised } from '../../src/game/memoised.js'
import { PolicyError } from '../../src/game/policies.js'
import type { Settings } from '../../src/game/settings.js'
import { loadScenario } from '../../src/scenario/load-scenario.js'
import { DEEP, generated } from '../kernel/generated-games.js'
import { scenarioOf } from '../scenarios.js'
import { payoffsAt, plainValues } from './plain-values.js'

/** Everybody's names for one policy. */
const all = (game: Game, name: string): Record<string, string> =>
	Object.fromEntries(game.scenario.players.map((p) => [p.id, name]))

const reasoning = (game: Game, rationality: Rationality): ReadonlyMap<string, Rationality> =>
	new Map(game.scenario.players.map((p) => [p.id, rationality]))

function textbook(id: string, settings: Settings = {}): { game: Game; solution: Solution; policies: Policies } {
	const { scenario, diagnostics } = loadScenario(`test/scenarios/${id}.yaml`)
	if (!scenario) throw new Error(diagnostics.map((d) => `${d.at.line}: ${d.message}`).join('\n'))
	const game = createGame(scenario, settings)
	const graph = openGraph(game)
	const solution = solve(graph, { reasoning: reasoning(game, { kind: 'best' }), policies: new Map() })
	return { game, solution, policies: policiesByName(game, all(game, 'best'), () => graph) }
}

/** The moves of the players when everyone plays best; chance makes the moves named. */
function line(game: Game, policies: Policies, chance: readonly string[] = []): string[] {
	const moves: string[] = []
	for (let state = game.initialState(); state.ending === null; ) {
		const { moves: legal, weights } = weightedMoves(game, policies, state)
		const move = legal.find((m, n) =>
			game.currentPlayer(state) === 'chance' ? chance.includes(m.id) : weights[n]! > 0,
		)!
		moves.push(move.id)
		state = game.apply(state, move)
	}
	return moves
}

describe('textbook games', () => {
	test('ultimatum: all is taken, nothing is offered, and the tie is reported', () => {
		const { game, solution, policies } = textbook('ultimatum')
		expect(line(game, policies)).toEqual(['proposer.offer-none', 'responder.accept'])
		expect(Object.fromEntries(solution.values)).toEqual({ proposer: 4, responder: 0 })
		expect(solution.ties).toBe(1)
	})

	test('ultimatum, refusal first in the file: the smallest offer', () => {
		const { text } = loadScenario('test/scenarios/ultimatum.yaml').scenario!
		const accept = '  accept: { by: responder, title: Accept }\n'
		const refuse = '  refuse: { by: responder, title: Refuse }\n'
		const game = createGame(scenarioOf(text.replace(accept + refuse, refuse + accept)))
		const policies = policiesByName(game, all(game, 'best'), () => openGraph(game))
		expect(line(game, policies)).toEqual(['proposer.offer-one', 'responder.accept'])
	})

	test('centipede: stops at once, and would at every later place', () => {
		const { game, solution, policies } = textbook('centipede')
		expect(line(game, policies)).toEqual(['ann.stop'])
		expect(Object.fromEntries(solution.values)).toEqual({ ann: 1, bob: 1 })
		expect(solution.ties).toBe(0)
		for (let state = game.initialState(); state.ending === null; ) {
			const { moves, weights } = weightedMoves(game, policies, state)
			expect(moves.filter((_, n) => weights[n]! > 0).map((m) => m.id.split('.')[1])).toEqual(['stop'])
			state = game.apply(state, moves[0]!)
		}
	})

	test('chain store: every competitor enters, the store shares each time', () => {
		const { game, solution, policies } = textbook('chain-store')
		expect(line(game, policies)).toEqual([
			'first.enter',
			'store.share',
			'second.enter',
			'store.share',
			'third.enter',
			'store.share',
		])
		expect(Object.fromEntries(solution.values)).toEqual({ store: 6, first: 2, second: 2, third: 2 })
	})

	test('chain store: a store that fights is obeyed by those who know it', () => {
		const { text } = loadScenario('test/scenarios/chain-store.yaml').scenario!
		const game = createGame(
			scenarioOf(`${text}doctrines: { tough: { title: Tough, by: store, weights: { share: 0 } } }\n`),
		)
		const graph = openGraph(game)
		const names = { store: 'tough', first: 'best', second: 'best', third: 'best' }
		expect(
			line(
				game,
				policiesByName(game, names, () => graph),
			).filter((m) => !m.endsWith('.pass')),
		).toEqual(['first.stay-out', 'second.stay-out', 'third.stay-out'])
	})

	describe('brinkmanship', () => {
		const decided = (hard_line: number, risk: number) => {
			const { game, solution, policies } = textbook('brinkmanship', { parameters: { hard_line, risk } })
			const threatened = game.apply(game.initialState(), { id: 'usa.threaten', player: 'usa' })
			const soft = game.apply(threatened, { id: 'resolve.nothing', player: 'resolve' })
			const hard = game.apply(threatened, { id: 'resolve.hard-line', player: 'resolve' })
			const chosen = (state: State): string => {
				const { moves, weights } = weightedMoves(game, policies, state)
				return moves.find((_, n) => weights[n]! > 0)!.id.split('.')[1]!
			}
			return {
				usa: chosen(game.initialState()),
				soft: chosen(soft),
				hard: chosen(hard),
				ties: solution.ties,
				value: solution.values.get('usa')!,
			}
		}
		test('a soft Kremlin yields from a risk of 0.6 upwards, a hard one never', () => {
			expect(decided(20, 59)).toMatchObject({ soft: 'defy', hard: 'defy' })
			expect(decided(20, 61)).toMatchObject({ soft: 'withdraw', hard: 'defy' })
			expect(decided(20, 60).ties).toBe(1)
		})
		test('the threat is worth making while q <= 0.375 (1 - p) / p', () => {
			expect(decided(20, 100).usa).toBe('threaten')
			expect(decided(30, 87).usa).toBe('threaten')
			expect(decided(30, 88).usa).toBe('accept')
			expect(decided(27, 100).usa).toBe('threaten')
			expect(decided(28, 100).usa).toBe('accept')
			for (const risk of [61, 80, 100]) expect(decided(39, risk).usa).toBe('accept')
			expect(decided(38, 61).usa).toBe('threaten')
		})
		test('its value is that of the book: p (-10 q - 2 (1 - q)) + 1 - p', () => {
			const [p, q] = [0.2, 0.7]
			expect(decided(20, 70).value).toBeCloseTo(p * (-10 * q - 2 * (1 - q)) + 1 - p, 12)
		})
	})
})

/** The whole game as numbers: every state that any play can reach, later ones after earlier ones. */
interface Tree {
	readonly states: readonly State[]
	/** Per state, where each move leads, and how likely chance or a fixed policy makes it. */
	readonly moves: readonly (readonly { readonly to: number; readonly share: number }[])[]
	readonly player: readonly (string | null)[]
	readonly final: readonly (readonly number[] | null)[]
}

function treeOf(plain: Game, policies: Policies, most: number): Tree | null {
	const game = memoised(plain)
	const numbers = new Map<string, number>()
	const states: State[] = []
	const moves: { to: number; share: number }[][] = []
	const visit = (state: State): number => {
		const key = JSON.stringify(state)
		const met = numbers.get(key)
		if (met !== undefined) return met
		const number = states.length
		numbers.set(key, number)
		states.push(state)
		moves.push([])
		if (states.length > most) return number
		if (state.ending === null) {
			const { moves: legal, weights } = weightedMoves(game, policies, state)
			const sum = weights.reduce((a, b) => a + b, 0)
			moves[number] = legal.map((m, n) => ({ to: visit(game.apply(state, m)), share: weights[n]! / sum }))
		}
		return number
	}
	visit(game.initialState())
	if (states.length > most) return null
	return {
		states,
		moves,
		player: states.map((s) => {
			const player = game.currentPlayer(s)
			return player === undefined || player === 'chance' ? null : player
		}),
		final: states.map((s) => (s.ending === null ? null : payoffsAt(game, s))),
	}
}

/** What every state is worth to the player of this column, when its moves are those of the strategy and all else goes by the shares. */
function valuesUnder(tree: Tree, strategy: ReadonlyMap<number, number>, column: number): Float64Array {
	const values = new Float64Array(tree.states.length).fill(Number.NaN)
	const value = (n: number): number => {
		if (!Number.isNaN(values[n]!)) return values[n]!
		const { [n]: final } = tree.final
		const chosen = strategy.get(n)
		let total = 0
		if (final) total = final[column]!
		else if (chosen !== undefined) total = value(tree.moves[n]![chosen]!.to)
		else for (const { to, share } of tree.moves[n]!) if (share > 0) total += share * value(to)
		values[n] = total
		return total
	}
	tree.states.forEach((_, n) => {
		value(n)
	})
	return values
}

/** The most that any strategy of the player gives it, from every state. Null when there are too many strategies. */
function bestByBruteForce(tree: Tree, player: string, column: number, most: number): Float64Array | null {
	const decisions = tree.player.flatMap((p, n) => (p === player && tree.moves[n]!.length > 1 ? [n] : []))
	const strategies = decisions.reduce((product, n) => product * tree.moves[n]!.length, 1)
	if (strategies > most) return null
	const best = new Float64Array(tree.states.length).fill(Number.NEGATIVE_INFINITY)
	for (let number = 0; number < strategies; number++) {
		let left = number
		const strategy = new Map(
			decisions.map((n) => {
				const count = tree.moves[n]!.length
				const chosen = left % count
				left = Math.floor(left / count)
				return [n, chosen]
			}),
		)
		const values = valuesUnder(tree, strategy, column)
		for (let n = 0; n < best.length; n++) best[n] = Math.max(best[n]!, values[n]!)
	}
	return best
}

/** Small games with payoffs: generated ones, cut to one round and to two or three moves. */
function* smallGames(count: number, seed: number): Generator<{ game: Game; text: string }> {
	let found = 0
	for (const { text, raw } of generated(count * 40, seed)) {
		const one = Object.values(raw.players).every((p) => p.payoff) && raw.order.length <= 5
		if (!one) continue
		const small = text.replace(/^ {2}rounds: \d+$/m, `  rounds: ${raw.order.length <= 3 ? 2 : 1}`)
		let game: Game
		try {
			game = createGame(scenarioOf(small))
		} catch {
			continue
		}
		yield { game, text: small }
		if (++found === count) return
	}
}

describe('against brute force over all strategies, in small generated games', () => {
	test('with all reasoning, no player gains by any other strategy in any subgame; with one, it is the best reply', {
		timeout: 3_600_000,
	}, () => {
		let equilibria = 0
		let replies = 0
		for (const { game, text } of smallGames(DEEP ? 400 : 60, 41)) {
			const graph = openGraph(game)
			const players = game.scenario.players.map((p) => p.id)
			for (const who of [players, ...players.map((p) => [p])]) {
				const names = Object.fromEntries(who.map((p) => [p, 'best']))
				const tree = treeOf(
					game,
					policiesByName(game, names, () => graph),
					400,
				)
				if (!tree) break
				const solved = new OddsBoard(namedChain(graph, names), undefined, payoffValues(graph))
				for (const player of who) {
					const column = players.indexOf(player)
					const brute = bestByBruteForce(tree, player, column, 2000)
					if (!brute) continue
					tree.states.forEach((state, n) => {
						const value = solved.odds(state)[column]!
						if (Math.abs(value - brute[n]!) > 1e-9)
							throw new Error(
								`${who} ${player}: ${value}, brute force ${brute[n]} at ${JSON.stringify(state)}\n${text}`,
							)
					})
					if (who.length > 1) equilibria++
					else replies++
				}
			}
		}
		expect([equilibria > 10, replies > 10]).toEqual([true, true])
	})
})

describe('solutions as policies', () => {
	const small = (): { game: Game; text: string }[] => [...smallGames(DEEP ? 100 : 12, 42)]

	test('values are those of the odds board, and of a plain walk, under the policies found', () => {
		for (const { game } of small())
			for (const name of ['best', 'quantal:1']) {
				const graph = openGraph(game)
				const names = all(game, name)
				const rationality: Rationality = name === 'best' ? { kind: 'best' } : { kind: 'quantal', lambda: 1 }
				const solution = solve(graph, { reasoning: reasoning(game, rationality), policies: new Map() })
				const board = new OddsBoard(namedChain(graph, names), undefined, payoffValues(graph))
				const plain = plainValues(
					game,
					policiesByName(game, names, () => graph),
					(s) => payoffsAt(game, s),
				)
				const start = game.initialState()
				game.scenario.players.forEach((p, n) => {
					expect(solution.values.get(p.id)).toBeCloseTo(board.odds(start)[n]!, 9)
					expect(solution.values.get(p.id)).toBeCloseTo(plain(start)[n]!, 9)
					expect(solution.worth.odds(start)[n]).toBeCloseTo(plain(start)[n]!, 9)
				})
			}
	})

	test('without rationality every move is as likely; with very much of it the best is played', () => {
		for (const { game } of small()) {
			const graph = openGraph(game)
			const start = game.initialState()
			const worth = (names: Record<string, string>): Float64Array =>
				new OddsBoard(namedChain(graph, names), undefined, payoffValues(graph)).odds(start)
			expect(worth(all(game, 'quantal:0'))).toEqual(worth(all(game, 'uniform')))
			const first = game.scenario.players[0]!.id
			const best = worth({ [first]: 'best' })
			const sharp = worth({ [first]: 'quantal:1000000' })
			expect(Math.abs(best[0]! - sharp[0]!)).toBeLessThan(1e-3 * (1 + Math.abs(best[0]!)))
		}
	})

	test('each quantal choice is the logit of what its moves are worth', () => {
		for (const { game } of small().slice(0, 6)) {
			const graph = openGraph(game)
			const lambda = 0.7
			const solution = solve(graph, { reasoning: reasoning(game, { kind: 'quantal', lambda }), policies: new Map() })
			const policies = policiesByName(game, all(game, `quantal:${lambda}`), () => graph)
			for (let state = game.initialState(); state.ending === null; ) {
				const { moves, weights } = weightedMoves(game, policies, state)
				const player = game.scenario.players.findIndex((p) => p.id === game.currentPlayer(state))
				if (player >= 0) {
					const worth = solution.worth.moves(state).map((m) => m.odds[player]!)
					const powers = worth.map((w) => Math.exp(lambda * w))
					const total = powers.reduce((a, b) => a + b, 0)
					const sum = weights.reduce((a, b) => a + b, 0)
					powers.forEach((p, n) => {
						expect(weights[n]! / sum).toBeCloseTo(p / total, 5)
					})
				}
				state = game.apply(state, moves[moves.length - 1]!)
			}
		}
	})

	test('two-blows: best play is worth more to the one who plays it than its cards, a doctrine or chance', () => {
		const game = createGame(loadScenario('scenarios/two-blows.yaml').scenario!)
		const graph = openGraph(game)
		const start = game.initialState()
		const worth = (iran: string): number =>
			new OddsBoard(namedChain(graph, { iran }), undefined, payoffValues(graph)).odds(start)[0]!
		const best = worth('best')
		for (const name of ['cards', 'uniform', 'hawk', 'cautious', 'tit-for-tat', 'quantal:1'])
			expect(best).toBeGreaterThan(worth(name) - 1e-9)
		expect(worth('quantal:4')).toBeGreaterThan(worth('quantal:0.1'))
	})

	test('where the round is part of the state', () => {
		const game = createGame(
			scenarioOf(`
id: late
title: Late
summary: What pays depends on the round.
clock: { rounds: 3 }
players:
  a: { name: A, payoff: { over: "a.gain" } }
  b: { name: B, payoff: { over: "b.gain" } }
order: [a, b]
variables: { gain: { per: player, range: [0, 20], start: 0 } }
moves:
  rush: { by: [a, b], title: Rush, effects: "self.gain += round == 2 ? 0 : 2" }
  rest: { by: [a, b], title: Rest, effects: "self.gain += round == 2 ? 3 : 0" }
endings: { over: { title: Over, at-end: true } }
`),
		)
		const graph = openGraph(game)
		expect(graph.withRound).toBe(true)
		const names = all(game, 'best')
		const policies = policiesByName(game, names, () => graph)
		expect(line(game, policies).map((m) => m.split('.')[1])).toEqual(['rush', 'rush', 'rest', 'rest', 'rush', 'rush'])
		const board = new OddsBoard(namedChain(graph, names), undefined, payoffValues(graph))
		expect([...board.odds(game.initialState())]).toEqual([7, 7])
	})

	test('a shift of one payoff', () => {
		const game = createGame(loadScenario('test/scenarios/ultimatum.yaml').scenario!)
		const graph = openGraph(game)
		const solution = solve(graph, {
			reasoning: reasoning(game, { kind: 'best' }),
			policies: new Map(),
			shift: { player: 'responder', ending: 'refused', by: 1.5 },
		})
		expect(Object.fromEntries(solution.values)).toEqual({ proposer: 2, responder: 2 })
	})

	test('what is asked for wrongly', () => {
		const game = createGame(loadScenario('test/scenarios/ultimatum.yaml').scenario!)
		const graph = openGraph(game)
		for (const name of ['quantal', 'quantal:', 'quantal:-1', 'quantal:x', 'bset'])
			expect(() => nodePolicies(graph, { proposer: name })).toThrow(PolicyError)
		expect(() => nodePolicies(graph, { nobody: 'cards' })).toThrow(PolicyError)
		const { text } = game.scenario
		const silent = createGame(scenarioOf(text.replace(/, payoff: \{ agreed: offer, refused: 0 \}/, '')))
		expect(() => nodePolicies(openGraph(silent), { responder: 'best' })).toThrow(SolveError)
	})
})
