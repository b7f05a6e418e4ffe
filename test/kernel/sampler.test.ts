import seedrandom from 'seedrandom'
import { describe, expect, test } from 'vitest'
import { createGame } from '../../src/game/create-game.js'
import { drawMove, type Policies, policiesOf } from '../../src/game/draw.js'
import { type Game, ScenarioFault, type State } from '../../src/game/game.js'
import { type Luck, luckOf, seedKey, streamState } from '../../src/game/luck.js'
import { forcedPolicy, type WeightForm, weightForms } from '../../src/game/policies.js'
import { compileKernel, type Kernel } from '../../src/kernel/compile.js'
import { NO_CARD } from '../../src/kernel/graph.js'
import { compileSampler, endingOf, roundOf, type Sampler } from '../../src/kernel/sampler.js'
import { loadScenario } from '../../src/scenario/load-scenario.js'
import type { Scenario } from '../../src/scenario/scenario.js'
import { randomFrom } from '../agreement/shares.js'
import { scenarioOf } from '../scenarios.js'
import { DEEP, drawPolicies, drawSettings, generated } from './generated-games.js'

type Names = Readonly<Record<string, string>>

const formsOf = (game: Game, names: Names): ReadonlyMap<string, ReadonlyMap<string, WeightForm>> =>
	new Map(game.scenario.players.map(({ id }) => [id, weightForms(game, id, names[id] ?? 'cards')!]))

/** Every move from the start, by `drawMove` on XState. */
function played(game: Game, policies: Policies, luck: Luck): { moves: string[]; state: State } {
	const moves: string[] = []
	let state = game.initialState()
	while (state.ending === null) {
		const move = drawMove(game, policies, state, luck)
		moves.push(move.id)
		state = game.apply(state, move)
	}
	return { moves, state }
}

/** What the sampler last played, in the same words. */
function sampled(kernel: Kernel, sampler: Sampler, result: number): { moves: string[]; state: State } {
	const { slots, cells, game } = kernel
	const round = roundOf(result)
	const moves: string[] = []
	for (let at = 0; ; at++) {
		const { actor, deckOf, cards } = slots[at % slots.length]!
		const card = cards[sampler.trace![at]! & 0xffff]
		if ((sampler.trace![at]! & 0xffff) === NO_CARD) moves.push(`${actor}.${deckOf === null ? 'pass' : 'nothing'}`)
		else moves.push(card!.rule.id)
		if (card && card.outcomes.length > 0) moves.push(card.outcomes[sampler.trace![at]! >>> 16]!.rule.id)
		if (at === sampler.played() - 1)
			return {
				moves,
				state: {
					...cells.read(sampler.cells, at % slots.length),
					round,
					ending: game.scenario.endings[endingOf(result)]!.id,
				},
			}
	}
}

function compare(scenario: Scenario, runs: number, random: (below: number) => number): void {
	const game = createGame(scenario, drawSettings(scenario, random))
	const names = drawPolicies(game, random)
	const kernel = compileKernel(game)
	const sampler = compileSampler(kernel, { forms: formsOf(game, names), trace: true })
	const policies = policiesOf(game, names)
	const seed = `sampler ${random(1000)}`
	for (let n = 0; n < runs; n++) {
		const run = n % 5 === 4 ? 2 ** 33 + random(1_000_000) : 1 + random(1_000_000)
		const plain = played(game, policies, luckOf(seed, run))
		const result = sampler.run(seedKey(seed), run)
		expect([names, sampled(kernel, sampler, result)]).toEqual([names, plain])
	}
}

describe('the sampler plays the runs that XState and drawMove play, move by move', () => {
	const SCENARIOS = DEEP ? 2500 : 100
	test(`in ${SCENARIOS} generated scenarios, under random settings and policies`, { timeout: 3_600_000 }, () => {
		for (const { scenario, random, text } of generated(SCENARIOS, 21))
			try {
				compare(scenario, 8, random)
			} catch (error) {
				throw new Error(`${(error as Error).message}\n${text}`, { cause: error })
			}
	})

	for (const id of ['two-blows', 'iran-pakistan-2024'])
		test(`in ${id}`, { timeout: 3_600_000 }, (context) => {
			const { scenario } = loadScenario(`scenarios/${id}.yaml`)
			if (!scenario) return context.skip()
			const random = randomFrom(22)
			for (let n = 0; n < (DEEP ? 500 : 15); n++) compare(scenario, 10, random)
		})

	test('with a decision that is made for a player', () => {
		const scenario = loadScenario('scenarios/two-blows.yaml').scenario!
		const game = createGame(scenario)
		const kernel = compileKernel(game)
		const index = game.rules.slots[1]!.cards.findIndex((c) => c.id === 'pakistan.absorb')
		const plan = new Int32Array(scenario.clock.rounds * scenario.order.length).fill(-1)
		plan[scenario.order.length + 1] = index
		const sampler = compileSampler(kernel, { forms: formsOf(game, {}), plan, trace: true })
		const plain = policiesOf(game)
		const forced = forcedPolicy(plain.players.get('pakistan')!, (s) =>
			s.round === 2 && s.ply === 1 ? 'pakistan.absorb' : undefined,
		)
		const policies = { chance: plain.chance, players: new Map([...plain.players, ['pakistan', forced]]) }
		let made = 0
		for (let run = 1; run <= 200; run++) {
			const one = played(game, policies, luckOf('plan', run))
			expect(sampled(kernel, sampler, sampler.run(seedKey('plan'), run))).toEqual(one)
			if (one.moves.includes('pakistan.absorb')) made++
		}
		expect(made).toBeGreaterThan(20)
	})
})

describe('runs that begin on the way', () => {
	test('go on as the whole run does, from each of its states, in generated scenarios', () => {
		let begun = 0
		for (const { scenario, random, text } of generated(40, 23)) {
			const game = createGame(scenario, drawSettings(scenario, random))
			const names = drawPolicies(game, random)
			const kernel = compileKernel(game)
			const forms = formsOf(game, names)
			const policies = policiesOf(game, names)
			const run = 1 + random(1000)
			const states: State[] = []
			let state = game.initialState()
			while (state.ending === null) {
				if (state.pending === null) states.push(state)
				state = game.apply(state, drawMove(game, policies, state, luckOf('on the way', run)))
			}
			const from = states[random(states.length)]!
			const sampler = compileSampler(kernel, { forms, from, trace: true })
			const result = sampler.run(seedKey('on the way'), run)
			const last = { ...kernel.cells.read(sampler.cells, (sampler.played() - 1) % kernel.slots.length) }
			expect({ ...last, round: roundOf(result), ending: scenario.endings[endingOf(result)]!.id }, text).toEqual(state)
			begun += from.round > 1 || from.ply > 0 ? 1 : 0
		}
		expect(begun).toBeGreaterThan(20)
	})
	test('and nowhere else than where a card is chosen', () => {
		const game = createGame(loadScenario('scenarios/two-blows.yaml').scenario!)
		const over: State = { ...game.initialState(), ending: 'thaw' }
		expect(() => compileSampler(compileKernel(game), { forms: formsOf(game, {}), from: over })).toThrow('chosen')
	})
})

describe('edges of what a sampler can hold', () => {
	const text = (rest: string, rounds = 1) => `
id: edge
title: Edge
summary: A small game.
clock: { rounds: ${rounds} }
players: { a: { name: A }, b: { name: B } }
order: [a, luck, b]
variables: { heat: { range: [0, 2000], start: 0 } }
endings: { hot: { title: Hot, when: heat >= 1400 }, over: { title: Over, at-end: true } }
${rest}`

	test('more rounds than a byte counts', () => {
		const scenario = scenarioOf(
			text(
				`
moves: { rise: { by: [a, b], title: Rise, effects: heat += 1 } }
decks: { luck: { title: Luck, of: 10, cards: { more: { chance: 0, effects: heat += 1 } } } }`,
				800,
			),
		)
		const game = createGame(scenario)
		const sampler = compileSampler(compileKernel(game), { forms: formsOf(game, {}) })
		const result = sampler.run(seedKey('x'), 1)
		expect([endingOf(result), roundOf(result)]).toEqual([0, 700])
	})

	/** A game in which one player has so many cards, whose weights and conditions are texts over `n`, the card's number. */
	const hand = (cards: number, weight: (n: number) => string, when: (n: number) => string): Scenario =>
		scenarioOf(`
id: hand
title: Hand
summary: Many cards.
clock: { rounds: 12 }
players: { a: { name: A } }
order: [a]
variables: { heat: { range: [-3, 60], start: 0 }, cold: { range: [0, 9], start: 0 } }
moves:
${Array.from({ length: cards }, (_, n) => `  card-${String.fromCharCode(97 + (n % 26))}${'x'.repeat(Math.floor(n / 26))}: { by: a, title: T, weight: "${weight(n)}", when: "${when(n)}", effects: "heat = ${n} - cold" }`).join('\n')}
rules: [{ title: Turn, when: heat > 5, effects: cold += 1 }]
endings: { over: { title: Over, at-end: true } }
`)

	const hands: [string, Scenario][] = [
		[
			'more cards than a word has bits',
			hand(
				45,
				(n) => `${n % 4} + (cold == ${n % 10} ? 5 : 0)`,
				(n) => `cold != ${n % 9}`,
			),
		],
		[
			'as many cards as a word has bits',
			hand(
				32,
				() => 'cold + 1',
				(n) => `heat < ${n} || cold in [1, ${n % 10}]`,
			),
		],
		[
			'weights too wide for a table',
			hand(
				9,
				(n) => `heat == ${n} ? 90000 : ${n}`,
				(n) => `cold != ${n}`,
			),
		],
		[
			'weights that are all zero now and then',
			hand(
				7,
				(n) => `cold == ${n} ? 3 : 0`,
				(n) => `heat != ${n}`,
			),
		],
		[
			'one card at most',
			hand(
				3,
				() => '1',
				(n) => `cold == ${n}`,
			),
		],
		[
			'hardly any weight in a wide hand',
			hand(
				6,
				(n) => `cold == 9 && heat == 3 ? 9000 : ${n % 2}`,
				() => 'heat >= -1',
			),
		],
	]
	for (const [what, scenario] of hands)
		test(what, () => {
			const random = randomFrom(23)
			for (let n = 0; n < 12; n++) compare(scenario, 8, random)
		})

	test('chances over their base are a fault in every run that meets them, as they are for the game', () => {
		const { scenario } = loadScenario('scenarios/two-blows.yaml')
		// The loader would not let this pass: the base is lowered behind its back.
		const decks = scenario!.decks.map((d) => (d.id === 'incidents' ? { ...d, of: 100 } : d))
		const game = createGame({ ...scenario!, decks })
		const sampler = compileSampler(compileKernel(game), { forms: formsOf(game, {}) })
		for (let run = 1; run <= 20; run++) {
			expect(() => played(game, policiesOf(game), luckOf('over', run))).toThrow(ScenarioFault)
			expect(() => sampler.run(seedKey('over'), run)).toThrow(ScenarioFault)
		}
	})
})

describe('luck in the sampler', () => {
	test('its stream is the tychei of seedrandom, for a million draws from many states', () => {
		const scenario = scenarioOf(`
id: stream
title: Stream
summary: Draws, and nothing else.
clock: { rounds: 500 }
players: { a: { name: A } }
order: [luck, a]
variables: { last: { range: [0, 1], start: 0 } }
parameters: { half: { value: 500000, low: 500000, high: 500000, basis: judgement } }
moves: { wait: { by: a, title: Wait } }
decks: { luck: { title: Luck, of: 1000000, cards: { one: { chance: half } } } }
endings: { over: { title: Over, at-end: true } }
`)
		const game = createGame(scenario)
		const sampler = compileSampler(compileKernel(game), { forms: formsOf(game, {}), trace: true })
		const key = seedKey('stream')
		let wrong = 0
		let seen = 0
		for (let run = 1; run <= 1000; run++) {
			sampler.run(key, run)
			const stream = seedrandom.tychei('', { state: streamState(key, run) as never })
			for (let round = 0; round < 500; round++) {
				const first = stream.int32() >>> 0
				for (let skip = 1; skip < 8; skip++) stream.int32()
				// The card's half of the base, then `nothing`.
				const point = Math.floor((first * 1_000_000) / 2 ** 32)
				seen++
				if ((sampler.trace![2 * round] === 0) !== point < 500_000) wrong++
			}
		}
		expect([wrong, seen]).toEqual([0, 500_000])
	})
})
