import { isDeepStrictEqual as same } from 'node:util'
import { describe, expect, test } from 'vitest'
import { createGame } from '../../src/game/create-game.js'
import { policiesOf } from '../../src/game/draw.js'
import type { Game, State } from '../../src/game/game.js'
import type { Settings } from '../../src/game/settings.js'
import { loadScenario } from '../../src/scenario/load-scenario.js'
import { interpret } from '../agreement/interpreter.js'
import { type Mutation, mutations } from '../agreement/mutations.js'
import { playRandomly, randomFrom, Shares } from '../agreement/shares.js'
import { DEEP, drawSettings, type Generated, generated, weightPolicies } from './generated-games.js'
import { type KernelGame, kernelGame } from './kernel-game.js'

type Random = (below: number) => number

/** Plays one game on XState, any legal move as likely as another, and holds the kernel to it at every move. */
function playBoth(game: Game, kernel: KernelGame, random: Random, sees: (state: State, moves: number) => void): void {
	const named = game.scenario.players.flatMap(({ id }) =>
		weightPolicies(game, id).map((name) => ({ id, name, policies: policiesOf(game, { [id]: name }) })),
	)
	let state = game.initialState()
	agree(kernel.initial(), state)
	while (state.ending === null) {
		const legal = game.legalMoves(state)
		agree(
			kernel.legal(state),
			legal.map((m) => m.id),
		)
		const player = game.currentPlayer(state)!
		if (player === 'chance') {
			const { chance } = policiesOf(game)
			agree(
				kernel.weights(state),
				chance(state, legal).map((w) => w.weight),
			)
		} else
			for (const { id, name, policies } of named) {
				if (id !== player) continue
				const weights = policies.players.get(player)!(state, legal).map((w) => w.weight)
				agree([name, kernel.weights(state, name)], [name, weights])
			}
		sees(state, legal.length)
		const move = legal[random(legal.length)]!
		const after = game.apply(state, move)
		agree([move.id, kernel.apply(state, move.id)], [move.id, after])
		state = after
	}
	agree(kernel.legal(state), [])
}

const asInterpreted = ({ parameters, variables, chart }: Settings) => ({ ...parameters, ...variables, ...chart })

describe('XState and kernel agree on every move', () => {
	const GAMES = DEEP ? 4000 : 150
	const shares = new Shares()

	test(`in ${GAMES} generated scenarios: legal moves, weights of all policies, states, endings`, {
		timeout: 3_600_000,
	}, () => {
		for (const one of generated(GAMES, 11)) {
			const settings = drawSettings(one.scenario, one.random)
			try {
				const game = createGame(one.scenario, settings)
				const kernel = kernelGame(game)
				for (let play = 0; play < 3; play++) playBoth(game, kernel, one.random, () => {})
				// The interpreter knows what happens inside a move; it does not know of removed cards.
				if ((settings.without ?? []).length === 0)
					shares.add(playRandomly(interpret(one.raw, asInterpreted(settings)), one.random), one.scenario.clock.rounds)
			} catch (error) {
				throw new Error(`${(error as Error).message}\n${JSON.stringify(settings)}\n${one.text}`, { cause: error })
			}
		}
	})

	test('what these games exercise', () => {
		console.log(shares.report())
		expect(shares.of('two or more legal moves')).toBeGreaterThan(0.5)
		expect(shares.of('an outcome')).toBeGreaterThan(0.05)
		expect(shares.of('a rule changed something')).toBeGreaterThan(0.2)
		expect(shares.of('an `always` was taken')).toBeGreaterThan(0.05)
		expect(shares.of('a clamp bit')).toBeGreaterThan(0.1)
		expect(shares.of('an ending before the last round')).toBeGreaterThan(0.1)
	})

	for (const [id, pairs, deepPairs] of [
		['two-blows', 3000, 200_000],
		['iran-pakistan-2024', 5000, 200_000],
	] as const)
		test(`in ${DEEP ? deepPairs : pairs} moves of ${id}`, { timeout: 3_600_000 }, (context) => {
			const { scenario } = loadScenario(`scenarios/${id}.yaml`)
			if (!scenario) return context.skip()
			const random = randomFrom(20)
			let left = DEEP ? deepPairs : pairs
			while (left > 0) {
				const game = createGame(scenario, drawSettings(scenario, random))
				const kernel = kernelGame(game)
				for (let play = 0; play < 20 && left > 0; play++) playBoth(game, kernel, random, () => left--)
			}
		})
})

describe('a wrong engine would be noticed', () => {
	/** Whether some playthrough of the mutated interpreter is refused or contradicted by the kernel. */
	function noticed(mutation: Mutation | undefined, { raw, scenario, random }: Generated, kernel: KernelGame): boolean {
		const wrong = interpret(raw, {}, mutation)
		let state = wrong.initial()
		if (!same(kernel.initial(), state)) return true
		for (let moves = 0; state.ending === null && moves < 200; moves++) {
			const legal = wrong.legal(state)
			if (!same(kernel.legal(state), legal)) return true
			const doctrine = scenario.doctrines[random(scenario.doctrines.length + 1)]?.id
			const player = wrong.player(state)!
			const policy = player === 'chance' || legal[0]!.endsWith('.pass') ? undefined : doctrine
			if (!same(kernel.weights(state, policy), wrong.weights(state, policy))) return true
			const id = legal[random(legal.length)]!
			const after = wrong.apply(state, id)
			if (!same(kernel.apply(state, id), after)) return true
			state = after
		}
		return false
	}

	test('every deliberate mistake of the interpreter contradicts the kernel, and the interpreter without one does not', {
		timeout: 600_000,
	}, () => {
		const open = new Set<Mutation>(mutations)
		for (const one of generated(1000, 12)) {
			if (open.size === 0 && one.number >= (DEEP ? 999 : 50)) break
			const kernel = kernelGame(createGame(one.scenario))
			expect([noticed(undefined, one, kernel), one.text]).toEqual([false, one.text])
			for (const mutation of open)
				for (let play = 0; play < 3 && open.has(mutation); play++)
					if (noticed(mutation, one, kernel)) open.delete(mutation)
		}
		expect([...open]).toEqual([])
	})
})

/** Much quicker than `expect`, which is asked only for its message. */
function agree(a: unknown, b: unknown): void {
	if (!same(a, b)) expect(a).toEqual(b)
}
