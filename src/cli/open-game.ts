import { openGraph, policiesByName, rationalityOf } from '../analysis/named-chain.js'
import { createGame } from '../game/create-game.js'
import type { Policies } from '../game/draw.js'
import type { Game } from '../game/game.js'
import { memoised } from '../game/memoised.js'
import { readSettings } from '../game/settings.js'
import type { Scenario } from '../scenario/scenario.js'
import type { Pair } from './arguments.js'
import { graphFile } from './graph-folder.js'
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
	return Object.assign(openPolicies(game, chosen), { scenario, game })
}

/** Policies by any name; those that have to be solved for are, when they are first asked for. @throws PolicyError */
export function openPolicies(
	game: Game,
	chosen: Readonly<Record<string, string>>,
): Pick<OpenGame, 'policies' | 'policyNames'> {
	const open = once(() => policiesByName(game, chosen, () => openGraph(game, { cacheFile: graphFile })))
	const plain = Object.entries(chosen).every(([, name]) => rationalityOf(name) === undefined)
	if (plain) open()
	return {
		get policies() {
			return open()
		},
		policyNames: everyPolicy(game.scenario, chosen),
	}
}

function once<T>(make: () => T): () => T {
	let made: { value: T } | undefined
	return () => {
		made ??= { value: make() }
		return made.value
	}
}

/** The policy of every player by name, `cards` for those without one. */
export const everyPolicy = (
	scenario: Scenario,
	chosen: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> => Object.fromEntries(scenario.players.map((p) => [p.id, chosen[p.id] ?? 'cards']))
