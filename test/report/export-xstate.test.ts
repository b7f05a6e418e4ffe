import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { createActor } from 'xstate'
import { scriptMoves } from '../../src/analysis/likelihood.js'
import { createGame } from '../../src/game/create-game.js'
import { drawMove, policiesOf, weightedMoves } from '../../src/game/draw.js'
import type { Game, State } from '../../src/game/game.js'
import { fmix32, luckOf } from '../../src/game/luck.js'
import { readSettings } from '../../src/game/settings.js'
import { ExportRefusal, exportXstate } from '../../src/report/exports/export-xstate.js'
import { FAULTS, faulty, SOUND } from '../analysis/proving/faults.js'
import { DEEP, drawSettings, generated } from '../kernel/generated-games.js'
import { told } from '../scenario-content/told-playthrough.js'
import { scenarioOf, shipped } from '../scenarios.js'
import { TWO_COINS } from '../small-scenario.js'

// Beside node_modules, so that the written module finds xstate as a user's would.
const cache = fileURLToPath(new URL('../../node_modules/.cache/', import.meta.url))
mkdirSync(cache, { recursive: true })
const folder = mkdtempSync(join(cache, 'detente-export-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Written {
	readonly machine: Parameters<typeof createActor>[0]
	legalMoves(context: unknown): string[]
	weights(context: unknown): number[]
}

let written = 0
async function load(game: Game): Promise<Written> {
	const file = join(folder, `module-${written++}.mjs`)
	writeFileSync(file, exportXstate(game))
	return (await import(/* @vite-ignore */ pathToFileURL(file).href)) as Written
}

/** Plays random games through the written module and the referee, side by side. */
function sideBySide(game: Game, module: Written, games: number): number {
	const policies = policiesOf(game)
	let word = 1
	let plies = 0
	for (let n = 0; n < games; n++) {
		const actor = createActor(module.machine)
		actor.start()
		let state = game.initialState()
		for (;;) {
			const { settling: _, ...context } = actor.getSnapshot().context as Record<string, unknown>
			expect(context).toEqual(state)
			const legal = game.legalMoves(state)
			expect(module.legalMoves(context)).toEqual(legal.map((m) => m.id))
			if (legal.length === 0) break
			const { weights, even } = weightedMoves(game, policies, state)
			if (!even) expect(module.weights(context)).toEqual(weights)
			word = fmix32(word + n + 0x9e3779b9)
			const move = legal[word % legal.length]!
			actor.send({ type: 'no-such-event' })
			actor.send({ type: move.id })
			state = game.apply(state, move)
			plies++
		}
		actor.stop()
	}
	return plies
}

/** The game with the written module in the referee's place: it makes one game, move after move. */
function playedBy(game: Game, module: Written): Game {
	const actor = createActor(module.machine)
	actor.start()
	const context = (): State => {
		const { settling: _, ...state } = actor.getSnapshot().context as State & { settling: unknown }
		return state
	}
	return {
		...game,
		initialState: context,
		apply(_, { id }) {
			actor.send({ type: id })
			return context()
		},
	}
}

describe('the XState module', () => {
	it.each(['two-blows', 'iran-pakistan-2024', 'chicken', '_template'])('plays %s as the game does', async (id) => {
		const game = createGame(shipped(id))
		expect(sideBySide(game, await load(game), id === 'two-blows' ? 40 : 15)).toBeGreaterThan(50)
	})
	it.each(['record', 'press-account'])('plays the recorded game %s, word for word', async (name) => {
		const game = createGame(shipped('iran-pakistan-2024'))
		const script = game.scenario.scripts.find((s) => s.id === name)!
		const moves = scriptMoves(script).map((m) => m.id)
		const golden = readFileSync(new URL(`../playthroughs/${name}.txt`, import.meta.url), 'utf8')
		const played = told(playedBy(game, await load(game)), [`Script ${name}: ${script.title}`], moves, script.steps)
		expect(played).toBe(golden)
	})
	it.each([
		['two-blows', 'two-blows', 17, {}],
		['two-hawks', 'iran-pakistan-2024', 13, { iran: 'hawk', pakistan: 'hawk' }],
		['hawk-and-grit', 'iran-pakistan-2024', 35, { iran: 'hawk', pakistan: 'grit' }],
	] as const)('plays the recorded game %s, word for word', async (name, id, run, policies) => {
		const game = createGame(shipped(id))
		const golden = readFileSync(new URL(`../playthroughs/${name}.txt`, import.meta.url), 'utf8')
		const moves: string[] = []
		for (let state = game.initialState(); state.ending === null; ) {
			const move = drawMove(game, policiesOf(game, policies), state, luckOf('playthroughs', run))
			moves.push(move.id)
			state = game.apply(state, move)
		}
		const [, heading] = golden.split('\n')
		expect(told(playedBy(game, await load(game)), [heading!], moves, [])).toBe(golden)
	})
	it('plays small games as the game does', async () => {
		const texts = [TWO_COINS, SOUND, ...FAULTS.slice(0, 5).map(faulty)]
		for (const text of texts) {
			const game = createGame(scenarioOf(text))
			sideBySide(game, await load(game), 10)
		}
	})
	it('plays generated games as the game does', async () => {
		let plies = 0
		for (const { scenario, random } of generated(DEEP ? 300 : 40, 99)) {
			let game = createGame(scenario, drawSettings(scenario, random))
			try {
				exportXstate(game)
			} catch (error) {
				if (!(error instanceof ExportRefusal)) throw error
				game = createGame(scenario)
			}
			plies += sideBySide(game, await load(game), 6)
		}
		expect(plies).toBeGreaterThan(500)
	})
	it('keeps settings, and cards that were taken out', async () => {
		const scenario = shipped('two-blows')
		const set = [
			{ name: 'rung', value: 4 },
			{ name: 'strikes_back', value: 40 },
			{ name: 'relations', value: 'strike' },
		]
		const game = createGame(scenario, readSettings(scenario, set, ['pakistan.limited-strike']))
		sideBySide(game, await load(game), 20)
	})
	it('is a module that imports xstate alone and has no name of the scenario as code', () => {
		const text = exportXstate(createGame(shipped('two-blows')))
		expect([...text.matchAll(/^import .*$/gm)].map((m) => m[0])).toEqual([
			'import { assign, createMachine, raise } from "xstate"',
		])
		expect(text).not.toMatch(/require\(|\beval\b|new Function/)
	})
	it('refuses a start that the machine could not make by itself', () => {
		const text = SOUND.replace('      fallen: {}', '      fallen: { initial: flat, states: { flat: {}, burnt: {} } }')
		const scenario = scenarioOf(text)
		const inside = createGame(scenario, readSettings(scenario, [{ name: 'fence', value: 'burnt' }]))
		expect(() => exportXstate(inside)).toThrow(ExportRefusal)
	})
})
