import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { createActor } from 'xstate'
import { createGame } from '../../src/game/create-game.js'
import { policiesOf, weightedMoves } from '../../src/game/draw.js'
import type { Game } from '../../src/game/game.js'
import { fmix32 } from '../../src/game/luck.js'
import { readSettings } from '../../src/game/settings.js'
import { ExportRefusal, exportXstate } from '../../src/report/exports/export-xstate.js'
import { FAULTS, faulty, SOUND } from '../analysis/proving/faults.js'
import { DEEP, drawSettings, generated } from '../kernel/generated-games.js'
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

describe('the XState module', () => {
	it.each(['two-blows', 'iran-pakistan-2024', 'chicken', '_template'])('plays %s as the game does', async (id) => {
		const game = createGame(shipped(id))
		expect(sideBySide(game, await load(game), id === 'two-blows' ? 40 : 15)).toBeGreaterThan(50)
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
