import fc from 'fast-check'
import type { Game } from '../../src/game/game.js'
import { layOut } from '../../src/game/layout.js'
import { cardIds, type Settings } from '../../src/game/settings.js'
import { parseScenario } from '../../src/scenario/parse-scenario.js'
import type { Scenario } from '../../src/scenario/scenario.js'
import { scenarios, yamlOf } from '../agreement/generate-scenario.js'
import type { RawScenario } from '../agreement/raw-scenario.js'
import { randomFrom } from '../agreement/shares.js'

export const DEEP = process.env.DETENTE_DEEP === '1'

export interface Generated {
	readonly number: number
	readonly raw: RawScenario
	readonly text: string
	readonly scenario: Scenario
	readonly random: (below: number) => number
}

/** The first `count` generated scenarios of this seed that load. */
export function* generated(count: number, seed: number): Generator<Generated> {
	let number = 0
	for (let batch = 0; batch < 2 + count / 10; batch++)
		for (const raw of fc.sample(scenarios(), { numRuns: 30, seed: seed * 10_007 + batch })) {
			const text = yamlOf(raw)
			const { scenario } = parseScenario(text, { file: 'generated.yaml' })
			if (!scenario) continue
			yield { number, raw, text, scenario, random: randomFrom(seed * 1_000_003 + number) }
			if (++number === count) return
		}
	throw new Error(`only ${number} of ${count} generated scenarios load`)
}

/** Other parameters, start values, first states, and now and then a card less; every third time nothing at all. */
export function drawSettings(scenario: Scenario, random: (below: number) => number): Settings {
	if (random(3) === 0) return {}
	const layout = layOut(scenario)
	const some = <T>(list: readonly T[]): T[] => list.filter(() => random(3) === 0)
	const between = (low: number, high: number): number => low + random(high - low + 1)
	return {
		parameters: Object.fromEntries(some(scenario.parameters).map((p) => [p.id, between(p.low, p.high)])),
		variables: Object.fromEntries(some(layout.variables).map((v) => [v.key, between(v.low, v.high)])),
		chart: Object.fromEntries(some(layout.regions).map((r) => [r.key, [...r.states.keys()][random(r.states.size)]!])),
		without: random(4) === 0 ? some(cardIds(scenario)).slice(0, 2) : [],
	}
}

/** A policy's name for each player. */
export function drawPolicies(game: Game, random: (below: number) => number): Record<string, string> {
	return Object.fromEntries(
		game.scenario.players.map(({ id }) => {
			const names = weightPolicies(game, id)
			return [id, names[random(names.length)]!]
		}),
	)
}

/** Names of the player's policies that are weights. */
export const weightPolicies = (game: Game, player: string): string[] => [
	'cards',
	'uniform',
	...game.scenario.doctrines.filter((d) => d.by.includes(player)).map((d) => d.id),
]
