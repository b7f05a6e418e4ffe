import { createGame } from '../game/create-game.js'
import { type Policies, policiesOf } from '../game/draw.js'
import type { Game } from '../game/game.js'
import { memoised } from '../game/memoised.js'
import { readSettings } from '../game/settings.js'
import type { Scenario } from '../scenario/scenario.js'
import type { Pair } from './arguments.js'
import { openScenario } from './open-scenario.js'

export interface GameOptions {
	readonly set?: readonly Pair[]
	readonly without?: readonly string[]
	readonly policy?: readonly Pair[]
}

export interface OpenGame {
	readonly scenario: Scenario
	readonly game: Game
	readonly policies: Policies
	/** By player; every player is there. */
	readonly policyNames: Readonly<Record<string, string>>
}

/** Loads a scenario and sets up a game of it as the options say. @throws BadInput, SettingsError, PolicyError */
export async function openGame(name: string, options: GameOptions): Promise<OpenGame> {
	return setUp(await openScenario(name), options)
}

/** @throws SettingsError, PolicyError */
export function setUp(scenario: Scenario, { set = [], without = [], policy = [] }: GameOptions): OpenGame {
	const game = memoised(createGame(scenario, readSettings(scenario, set, without)))
	const chosen = Object.fromEntries(policy.map(({ name, value }) => [name, value]))
	const policies = policiesOf(game, chosen)
	return { scenario, game, policies, policyNames: everyPolicy(scenario, chosen) }
}

/** The policy of every player by name, `cards` for those without one. */
export const everyPolicy = (
	scenario: Scenario,
	chosen: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> => Object.fromEntries(scenario.players.map((p) => [p.id, chosen[p.id] ?? 'cards']))
