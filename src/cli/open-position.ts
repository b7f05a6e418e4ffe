import { open, readFile } from 'node:fs/promises'
import { createGame } from '../game/create-game.js'
import type { Policies } from '../game/draw.js'
import type { Game, State } from '../game/game.js'
import { memoised } from '../game/memoised.js'
import type { Playthrough, Table } from '../game/playthrough.js'
import { HIDDEN_FROM_ALL, type OddsShown, readGame, SavedGameError, verifyGame } from '../game/saved-game.js'
import type { Scenario } from '../scenario/scenario.js'
import { BadInput } from './bad-input.js'
import { type GameOptions, type OpenGame, openGame, openPolicies } from './open-game.js'
import { openScenario } from './open-scenario.js'
import { openTable } from './open-table.js'

export interface SavedPosition {
	readonly scenario: Scenario
	readonly game: Game
	readonly table: Table
	readonly playthrough: Playthrough
	/** How the game names its scenario: an id, or a path. */
	readonly source: string
	/** Who saw odds when it was left. */
	readonly odds: OddsShown
}

/**
 * Reads a saved game and plays it again.
 * @param scenario the scenario it is of, by id or path; by default what the game itself names
 * @param prepare what is to be done before it is played again
 * @throws BadInput with `file:line` when the game is not what was saved, or cannot have been played
 */
export async function openSavedGame(
	file: string,
	scenario?: string,
	prepare: (table: Table, playthrough: Playthrough) => Promise<void> | void = () => {},
): Promise<SavedPosition> {
	const text = await readFile(file, 'utf8')
	try {
		const { playthrough, source, odds = HIDDEN_FROM_ALL } = readGame(text)
		const loaded = await openScenario(scenario ?? source)
		const game = memoised(createGame(loaded, playthrough.settings))
		const table = openTable(game)
		await prepare(table, playthrough)
		verifyGame(table, playthrough)
		return { scenario: loaded, game, table, playthrough, source, odds }
	} catch (error) {
		if (!(error instanceof SavedGameError)) throw error
		throw new SavedGameFault(file, error.line, error.message)
	}
}

/** Whether a saved game is of another scenario, by its id and its rules. A file that can't be read as a game is of none. */
export async function isOfOther(file: string, { id, rulesHash }: Scenario): Promise<boolean> {
	try {
		const { playthrough } = readGame(await readFile(file, 'utf8'))
		return playthrough.scenario !== id && playthrough.rulesHash !== rulesHash
	} catch (error) {
		if (!(error instanceof SavedGameError)) throw error
		return false
	}
}

/** A saved game that is not to be trusted, and the line where it shows. */
export class SavedGameFault extends BadInput {
	readonly file: string
	readonly line: number
	readonly reason: string
	constructor(file: string, line: number, reason: string) {
		super(`${file}:${line}: ${reason}`)
		this.file = file
		this.line = line
		this.reason = reason
	}
}

export interface OpenPosition extends OpenGame {
	readonly from: State
	/** The saved game's. */
	readonly seed: string | undefined
}

/** A scenario's first state, or where a saved game stands. @throws BadInput, SettingsError, PolicyError */
export async function openPosition(
	name: string | undefined,
	saved: string | undefined,
	options: GameOptions,
): Promise<OpenPosition> {
	if (saved === undefined) {
		if (name === undefined) throw new BadInput('name a scenario, or a saved game with --after')
		const open = await openGame(name, options)
		return Object.assign(open, { from: open.game.initialState(), seed: undefined })
	}
	const { scenario, game, table, playthrough } = await openSavedGame(saved, name)
	const opened = policiesFor(game, playthrough, options)
	return Object.assign(opened, { scenario, game, from: table.state(playthrough), seed: playthrough.seed })
}

/** A saved game's policies, those that the options name in their place. @throws BadInput when options would change its settings */
export function policiesFor(
	game: Game,
	playthrough: Playthrough,
	{ set = [], without = [], policy = [] }: GameOptions,
): { policies: Policies; policyNames: Readonly<Record<string, string>> } {
	if (set.length > 0 || without.length > 0)
		throw new BadInput("a saved game has its settings: --set and --without don't go with it")
	const chosen = {
		...playthrough.policies,
		...Object.fromEntries(policy.map(({ name, value }) => [name, value])),
	}
	return openPolicies(game, chosen)
}

/** Whether there is such a file, and it begins as a saved game does. */
export async function isSavedGame(name: string): Promise<boolean> {
	const file = await open(name).catch(() => null)
	if (!file) return false
	try {
		const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(20), position: 0 })
		return buffer.toString('utf8', 0, bytesRead).startsWith('{"detente":"game"')
	} catch {
		return false
	} finally {
		await file.close()
	}
}
