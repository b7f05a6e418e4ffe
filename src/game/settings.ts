import { choices } from '../scenario/closest.js'
import type { Scenario } from '../scenario/scenario.js'
import { type Layout, layOut } from './layout.js'

/** What a play changes in its scenario. Empty parts are left out, so equal settings are equal as JSON. */
export interface Settings {
	/** Parameter values, each within its `low`..`high`. */
	readonly parameters?: Readonly<Record<string, number>>
	/** Start values by key (`rung`, `iran.pressure`), each within its range. */
	readonly variables?: Readonly<Record<string, number>>
	/** First states by region key (`iran.envoy`). */
	readonly chart?: Readonly<Record<string, string>>
	/** Cards that never fall: `incidents.terror-attack`, `iran.warn`. */
	readonly without?: readonly string[]
}

export class SettingsError extends Error {
	override readonly name = 'SettingsError'
}

/** Settings with every name settled and every value checked. */
export interface ResolvedSettings {
	readonly parameters: ReadonlyMap<string, number>
	readonly variables: ReadonlyMap<string, number>
	readonly chart: ReadonlyMap<string, string>
	readonly without: ReadonlySet<string>
}

/** Every id that `without` takes: `player.move` and `deck.card`. */
export function cardIds(scenario: Scenario): string[] {
	const moves = scenario.moves.flatMap((move) => move.by.map((player) => `${player}.${move.id}`))
	return [...moves, ...scenario.decks.flatMap((deck) => deck.cards.map((card) => `${deck.id}.${card.id}`))]
}

/**
 * Reads `name=value` pairs as `--set` gives them: a parameter, a start value, or a region's first state.
 * A per-player name without its owner (`pressure=2`) sets every player's.
 * @throws SettingsError naming what is allowed
 */
export function readSettings(
	scenario: Scenario,
	pairs: readonly { readonly name: string; readonly value: number | string }[],
	without: readonly string[] = [],
): Settings {
	const layout = layOut(scenario)
	const parameters: Record<string, number> = {}
	const variables: Record<string, number> = {}
	const chart: Record<string, string> = {}
	for (const { name, value } of pairs) {
		if (scenario.parameters.some((p) => p.id === name)) parameters[name] = integer(name, value)
		else {
			const owned = layout.variables.filter((v) => v.key === name || v.variable.id === name)
			const regions = layout.regions.filter((r) => r.key === name || r.region.id === name)
			if (owned.length > 0)
				for (const v of owned) variables[v.key] = named(v.variable.names, v.low, value) ?? integer(name, value)
			else if (regions.length > 0) for (const r of regions) chart[r.key] = String(value)
			else throw new SettingsError(unknown(scenario, layout, name))
		}
	}
	const all = cardIds(scenario)
	const removed = without.flatMap((name) => {
		const found = all.filter((id) => id === name || (!name.includes('.') && id.endsWith(`.${name}`)))
		if (found.length === 0) throw new SettingsError(`there is no card "${name}"${choices(name, all, 'cards are')}`)
		return found
	})
	const settings: Settings = {
		...(Object.keys(parameters).length > 0 && { parameters }),
		...(Object.keys(variables).length > 0 && { variables }),
		...(Object.keys(chart).length > 0 && { chart }),
		...(removed.length > 0 && { without: [...new Set(removed)].sort() }),
	}
	resolveSettings(scenario, layout, settings)
	return settings
}

/** @throws SettingsError when a name is unknown or a value outside its range. */
export function resolveSettings(scenario: Scenario, layout: Layout, settings: Settings): ResolvedSettings {
	const parameters = new Map(scenario.parameters.map((p) => [p.id, p.value]))
	for (const [name, value] of Object.entries(settings.parameters ?? {})) {
		const parameter = scenario.parameters.find((p) => p.id === name)
		if (!parameter) throw new SettingsError(unknown(scenario, layout, name))
		within(name, integer(name, value), parameter.low, parameter.high)
		parameters.set(name, value)
	}
	const variables = new Map(layout.variables.map((v) => [v.key, v.start]))
	for (const [name, value] of Object.entries(settings.variables ?? {})) {
		const slot = layout.variables.find((v) => v.key === name)
		if (!slot) throw new SettingsError(unknown(scenario, layout, name))
		within(name, integer(name, value), slot.low, slot.high)
		variables.set(name, value)
	}
	const chart = new Map(layout.regions.map((r) => [r.key, r.start]))
	for (const [name, value] of Object.entries(settings.chart ?? {})) {
		const slot = layout.regions.find((r) => r.key === name)
		if (!slot) throw new SettingsError(unknown(scenario, layout, name))
		const state = slot.states.get(value)
		const names = [...slot.states.keys()]
		if (!state) throw new SettingsError(`"${value}" is no state of ${name}${choices(value, names, 'its states are')}`)
		chart.set(name, state.leaf)
	}
	const known = new Set(cardIds(scenario))
	for (const id of settings.without ?? [])
		if (!known.has(id)) throw new SettingsError(`there is no card "${id}"${choices(id, [...known], 'cards are')}`)
	return { parameters, variables, chart, without: new Set(settings.without ?? []) }
}

function integer(name: string, value: number | string): number {
	const number = typeof value === 'number' ? value : /^[+-]?\d+$/.test(value.trim()) ? Number(value) : Number.NaN
	if (!Number.isSafeInteger(number)) throw new SettingsError(`${name} takes a whole number, got "${value}"`)
	return number
}

function named(names: readonly string[], low: number, value: number | string): number | undefined {
	const index = typeof value === 'string' ? names.indexOf(value) : -1
	return index < 0 ? undefined : low + index
}

function within(name: string, value: number, low: number, high: number): void {
	if (value < low || value > high) throw new SettingsError(`${name} takes ${low} to ${high}, got ${value}`)
}

function unknown(scenario: Scenario, layout: Layout, name: string): string {
	const names = [
		...scenario.parameters.map((p) => p.id),
		...layout.variables.map((v) => v.key),
		...layout.regions.map((r) => r.key),
	]
	return `there is no parameter, variable or region "${name}"${choices(name, names)}`
}
