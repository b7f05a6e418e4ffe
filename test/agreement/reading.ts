import { evaluateText } from './cel.js'
import type { Mutation } from './mutations.js'
import type { RawCondition, RawNode, RawRegion, RawScenario } from './raw-scenario.js'

/** Parameters, start values (`rung`, `iran.pressure`) and first states of regions (`relations`, `iran.envoy`). */
export type Settings = Readonly<Record<string, number | string>>

export interface State {
	readonly chart: Readonly<Record<string, string>>
	readonly variables: Readonly<Record<string, number>>
	readonly round: number
	readonly ply: number
	readonly pending: string | null
	readonly ending: string | null
}

/** A region of the chart, or one player's copy of it. */
export interface Region {
	readonly key: string
	readonly owner: string | undefined
	readonly root: RawRegion
}

/** A state's name with the state; the region itself has no name. */
export type Place = readonly [name: string | null, node: RawNode]

export type Reading = ReturnType<typeof readScenario>

/** What may stand alone or in a list, as a list. */
export const list = <T>(value: T | readonly T[] | undefined): readonly T[] =>
	value === undefined ? [] : Array.isArray(value) ? value : [value as T]

/** The states around a state of a region, from the state itself outwards, with the region last. */
export function around(root: RawNode, name: string): Place[] {
	const search = (node: RawNode, id: string | null): Place[] | undefined => {
		if (id === name) {
			return [[id, node]]
		}
		for (const [child, inner] of Object.entries(node.states ?? {})) {
			const found = search(inner ?? {}, child)
			if (found !== undefined) {
				return [...found, [id, node]]
			}
		}
		return undefined
	}
	const found = search(root, null)
	if (found === undefined) {
		throw new Error(`no state ${name}`)
	}
	return found
}

/** Where one stands after entering a state: down its `initial`s. */
export function leafOf(root: RawNode, name: string): string {
	const node = around(root, name)[0]![1]
	return node.states === undefined ? name : leafOf(root, node.initial!)
}

/** What the names of a scenario mean: regions and variables player by player, and the value of an expression in a state. */
export function readScenario(raw: RawScenario, settings: Settings, mutated: (name: Mutation) => boolean) {
	const players = Object.keys(raw.players)
	const rivalOf = (player: string | undefined) => raw.players[player ?? '']?.rival

	const regions = Object.entries(raw.chart ?? {}).flatMap(([id, root]): Region[] =>
		root.per === 'player'
			? players.map((owner) => ({ key: `${owner}.${id}`, owner, root }))
			: [{ key: id, owner: undefined, root }],
	)
	const ranges: Record<string, [number, number]> = {}
	const starts: Record<string, number> = {}
	const constants: Record<string, bigint> = {}
	for (const [id, variable] of Object.entries(raw.variables ?? {})) {
		for (const player of variable.per === 'player' ? players : [undefined]) {
			const key = player === undefined ? id : `${player}.${id}`
			const start = typeof variable.start === 'object' ? variable.start[player!]! : variable.start
			ranges[key] = variable.range
			starts[key] = Number(settings[key] ?? start)
		}
		for (const [index, name] of (variable.names ?? []).entries()) {
			constants[name] = BigInt(variable.range[0] + index)
		}
	}
	for (const [id, parameter] of Object.entries(raw.parameters ?? {})) {
		constants[id] = BigInt(settings[id] ?? parameter.value)
	}
	const firstLeaves = Object.fromEntries(
		regions.map(({ key, root }) => [key, leafOf(root, String(settings[key] ?? root.initial))]),
	)

	/** Every name that an expression may read. A region is the list of the states it is in. */
	function namesIn(state: State, self: string | undefined): object {
		const names: Record<string, unknown> = { ...constants }
		const belongings: Record<string, Record<string, unknown>> = {}
		for (const player of players) {
			belongings[player] = {}
			names[player] = belongings[player]
		}
		const put = (key: string, value: unknown) => {
			const [first = '', second] = key.split('.')
			if (second === undefined) {
				names[first] = value
			} else {
				belongings[first]![second] = value
			}
		}
		for (const [key, value] of Object.entries(state.variables)) {
			put(key, BigInt(value))
		}
		for (const { key, root } of regions) {
			const inside = around(root, state.chart[key]!).flatMap(([name]) => (name === null ? [] : [name]))
			put(key, mutated('compound-is-not-inside') ? inside.slice(0, 1) : inside)
		}
		names.round = BigInt(state.round - (mutated('round-from-zero') ? 1 : 0))
		names.self = belongings[self ?? '']
		names.rival = belongings[rivalOf(self) ?? '']
		return names
	}

	const known = new WeakMap<State, Map<string | undefined, object>>()

	function namesOnce(state: State, self: string | undefined): object {
		const ofState = known.get(state) ?? new Map<string | undefined, object>()
		known.set(state, ofState)
		const names = ofState.get(self) ?? namesIn(state, self)
		ofState.set(self, names)
		return names
	}

	function evaluate(state: State, text: number | boolean | string, self?: string): number | boolean {
		if (typeof text !== 'string') {
			return text
		}
		const value = evaluateText(text, namesOnce(state, self))
		return typeof value === 'bigint' ? Number(value) : value
	}

	/** What is not written holds. */
	const holds = (state: State, when: RawCondition | undefined, self?: string): boolean =>
		when === undefined || evaluate(state, when, self) === true

	return { raw, players, rivalOf, regions, ranges, starts, firstLeaves, evaluate, holds, mutated }
}
