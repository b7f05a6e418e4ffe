import type { Settings } from '../game/settings.js'
import type { Scenario } from '../scenario/scenario.js'

/** What a number is of: the scenario with its rules' hash, what was set, and who chooses how. */
export function heading(
	scenario: Scenario,
	settings: Settings,
	policies: Readonly<Record<string, string>>,
	more: readonly string[] = [],
): string {
	const names = scenario.players.map((p) => `${p.name}: ${policyText(policies[p.id])}`)
	const set = settingsText(settings)
	return [
		[scenario.title, `rules ${scenario.rulesHash.slice(0, 12)}`, ...more].join(' · '),
		names.join(' · '),
		...(set === '' ? [] : [`set: ${set}`]),
	].join('\n')
}

const policyText = (name: string | undefined): string =>
	name === undefined || name === 'cards' ? 'the weights of the cards' : name

/** `rung=4, iran.envoy=recalled, without incidents.terror-attack`; empty when nothing is set. */
export function settingsText({ parameters, variables, chart, without }: Settings): string {
	const pairs = Object.entries({ ...parameters, ...variables, ...chart }).map(([name, value]) => `${name}=${value}`)
	return [...pairs, ...(without ?? []).map((card) => `without ${card}`)].join(', ')
}
