import { rationalityOf } from '../analysis/named-chain.js'
import { createGame } from '../game/create-game.js'
import { policiesOf } from '../game/draw.js'
import type { Game } from '../game/game.js'
import { readSettings } from '../game/settings.js'
import type { Scenario } from '../scenario/scenario.js'
import { everyPolicy, type GameOptions } from './open-game.js'
import { openScenario } from './open-scenario.js'

export interface BatchGame {
	readonly scenario: Scenario
	readonly game: Game
	/** By player; every player is there. */
	readonly policyNames: Readonly<Record<string, string>>
	/** URL of the module that solves for policies, for batches that need it. */
	readonly policyModule: string | null
}

/** The module that knows `best` and `quantal`, when one of the names is such; else null. @throws PolicyError for `quantal` without a number */
export const policyModuleFor = (names: Iterable<string>): string | null =>
	[...names].some((name) => rationalityOf(name) !== undefined)
		? new URL('../analysis/batch-policies.js', import.meta.url).href
		: null

/** That there are such players, and such policies but for those that are solved for: they are checked where that is done. @throws PolicyError */
export function checkPolicies(game: Game, chosen: Readonly<Record<string, string>>): void {
	const plain = Object.entries(chosen).map(([player, name]) => [player, rationalityOf(name) ? 'cards' : name])
	policiesOf(game, Object.fromEntries(plain))
}

/** A scenario under the options, for a batch that its workers play. @throws BadInput, SettingsError, PolicyError */
export async function openBatchGame(name: string, { set, without, policy = [] }: GameOptions): Promise<BatchGame> {
	const scenario = await openScenario(name)
	const game = createGame(scenario, readSettings(scenario, set ?? [], without ?? []))
	const chosen = Object.fromEntries(policy.map((p) => [p.name, p.value]))
	checkPolicies(game, chosen)
	return {
		scenario,
		game,
		policyNames: everyPolicy(scenario, chosen),
		policyModule: policyModuleFor(Object.values(chosen)),
	}
}
