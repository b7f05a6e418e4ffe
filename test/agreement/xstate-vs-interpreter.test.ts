import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { createGame } from '../../src/game/create-game.js'
import { policiesOf } from '../../src/game/draw.js'
import type { Game } from '../../src/game/game.js'
import { buildMachine, machineValue } from '../../src/game/machine.js'
import { memoised } from '../../src/game/memoised.js'
import type { Rules } from '../../src/game/rules.js'
import { readSettings } from '../../src/game/settings.js'
import { parseScenario } from '../../src/scenario/parse-scenario.js'
import { agreeOnOneGame, departsFrom, type Engine } from './agree.js'
import { scenarios, yamlOf } from './generate-scenario.js'
import { drawSettings, drawWithout, leaveOut } from './generate-settings.js'
import { interpret } from './interpreter.js'
import { MUTATIONS, mutations } from './mutations.js'
import type { RawScenario } from './raw-scenario.js'
import type { Settings } from './reading.js'
import { randomFrom, type Share, Shares, type Trace } from './shares.js'

const isDeep = process.env.DETENTE_DEEP === '1'
const SEED = isDeep ? Number(process.env.DETENTE_SEED ?? 20_240_116) : 20_240_116
const GENERATED = isDeep ? 4_000 : 240
const GAMES_EACH = isDeep ? 12 : 7
/** Games of each scenario that is shipped, and of a deep run. */
const SHIPPED = [
	['two-blows', 320, 3_000],
	['iran-pakistan-2024', 80, 1_500],
	['chicken', 120, 1_000],
] as const
/** A smaller scenario for the same failure takes minutes to find; without it the first one found is shown. */
const shrinks = process.env.DETENTE_SHRINK === '1'
const LONGEST = isDeep || shrinks ? 3_600_000 : 120_000

interface Played {
	readonly rules: Rules
	readonly raw: RawScenario
	readonly settings: Settings
	readonly doctrines: readonly string[]
	readonly trace: Trace
}

/** Kept for the shares and the mistakes; of a deep run only the first. */
const played: Played[] = []
const generatedShares = new Shares()

/** @throws with the diagnostics when the text is not a scenario */
function load(text: string) {
	const { scenario, diagnostics } = parseScenario(text, { file: 'scenario.yaml' })
	if (scenario === null) {
		const errors = diagnostics.filter(({ severity }) => severity === 'error')
		throw new Error(errors.map(({ at, message }) => `${at.line}: ${message}`).join('\n'))
	}
	return scenario
}

function engineOf(game: Game): Engine {
	const { doctrines } = game.scenario
	const own = policiesOf(game)
	const byDoctrine = new Map(
		doctrines.map(({ id, by }) => [id, policiesOf(game, Object.fromEntries(by.map((player) => [player, id])))]),
	)
	return {
		initialState: () => game.initialState(),
		currentPlayer: (state) => game.currentPlayer(state),
		legalMoves: (state) => game.legalMoves(state),
		ending: (state) => game.ending(state),
		apply: (state, id) => game.apply(state, { id, player: String(game.currentPlayer(state)) }),
		weights(state, doctrine) {
			const policies = doctrine === undefined ? own : byDoctrine.get(doctrine)!
			const player = game.currentPlayer(state)!
			const policy = player === 'chance' ? policies.chance : policies.players.get(player)!
			return policy(state, game.legalMoves(state)).map(({ weight }) => weight)
		},
	}
}

/** The game, and the same game with a memory. */
function enginesOf(game: Game): [Engine, Engine] {
	const engine = engineOf(game)
	return [engine, { ...engineOf(memoised(game)), weights: engine.weights }]
}

/** Plays a scenario's text `games` times, half of them under other settings, and keeps the traces. */
function agreeOn(text: string, games: number, seed: number): Trace[] {
	const raw = parse(text) as RawScenario
	const scenario = load(text)
	// Doctrines of some players only: the others' plies have no weights under them.
	const doctrines = Object.entries(raw.doctrines ?? {}).flatMap(([id, { by }]) => (by === undefined ? [id] : []))
	const traces: Trace[] = []
	let settings: Settings = {}
	let left = raw
	let game = createGame(scenario)
	let engines = enginesOf(game)
	let referee = interpret(raw)
	for (let n = 0; n < games; n++) {
		const random = randomFrom(seed * 1009 + n)
		if (n === Math.ceil(games / 2)) {
			settings = drawSettings(raw, random)
			const without = drawWithout(raw, random)
			const pairs = Object.entries(settings).map(([name, value]) => ({ name, value }))
			game = createGame(scenario, readSettings(scenario, pairs, without))
			engines = enginesOf(game)
			left = leaveOut(raw, without)
			referee = interpret(left, settings)
		}
		const trace = agreeOnOneGame(engines[n % engines.length]!, referee, doctrines, random)
		traces.push(trace)
		if (played.length < 2_500) {
			played.push({ rules: game.rules, raw: left, settings, doctrines, trace })
		}
	}
	return traces
}

beforeAll(() => {
	fc.assert(
		fc.property(scenarios(), fc.nat(1_000_000), (raw, seed) => {
			const text = yamlOf(raw)
			try {
				for (const trace of agreeOn(text, GAMES_EACH, seed)) {
					generatedShares.add(trace, raw.clock.rounds)
				}
			} catch (error) {
				throw new Error(`${(error as Error).message}\n\n${text}`, { cause: error })
			}
		}),
		{ seed: SEED, numRuns: GENERATED, includeErrorInReport: true, endOnFailure: !shrinks },
	)
}, LONGEST)

describe('XState and the interpreter', () => {
	test('agree on every move of generated scenarios', () => {
		expect(generatedShares.games).toBeGreaterThanOrEqual(GENERATED * GAMES_EACH)
	})

	test('agree on what the machine itself would take, with nothing before it that refuses', () => {
		for (const { rules, trace } of played.filter((_, n) => n % 12 === 0)) {
			const machine = buildMachine(rules)
			const events = [...new Set(trace.moves.flatMap(({ legal }) => legal))]
			for (const { before, legal } of trace.moves) {
				const context = { ...before, settling: false }
				const position = { value: machineValue(rules, before), context }
				const snapshot = machine.resolveState(position as Parameters<typeof machine.resolveState>[0])
				const taken = events.filter((event) => snapshot.can({ type: event }))
				expect(new Set(taken)).toEqual(new Set(legal))
			}
		}
	})

	test.each(SHIPPED)(
		'agree on every move of %s',
		(id, few, many) => {
			const text = readFileSync(new URL(`../../scenarios/${id}.yaml`, import.meta.url), 'utf8')
			const games = isDeep ? many : few
			const shares = new Shares()
			for (const trace of agreeOn(text, games, SEED)) {
				shares.add(trace, (parse(text) as RawScenario).clock.rounds)
			}
			console.log(`${id}: ${shares.report()}`)
			expect(shares.games).toBe(games)
		},
		LONGEST,
	)
})

describe('the generated scenarios', () => {
	test.each<Share>([
		'two or more legal moves',
		'the chart moved',
		'a clamp bit',
		'an outcome',
		'a rule changed something',
		'an `always` was taken',
		'an ending before the last round',
	])('exercise: %s', (share) => {
		expect(generatedShares.of(share)).toBeGreaterThanOrEqual(0.1)
	})

	test('are reported', () => {
		console.log(`generated: ${generatedShares.report()}`)
	})

	test.each(mutations)('would catch the mistake: %s', (mutation) => {
		const isCaught = played.some(({ raw, settings, doctrines, trace }) =>
			departsFrom(trace, interpret(raw, settings), interpret(raw, settings, mutation), doctrines),
		)
		expect(isCaught, MUTATIONS[mutation]).toBe(true)
	})
})
