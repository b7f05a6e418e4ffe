import type { Region, Scenario, StateNode, Variable } from '../scenario/scenario.js'

/** A region of one player, or of all: `iran.envoy`, `relations`. */
export interface RegionSlot {
	readonly key: string
	readonly region: Region
	readonly owner: string | null
	/** Leaves in file order, depth first. */
	readonly leaves: readonly string[]
	readonly states: ReadonlyMap<string, StateSlot>
	/** The leaf that is active at the start. */
	readonly start: string
}

export interface StateSlot {
	readonly node: StateNode
	/** From the region's own child inwards, this state last. */
	readonly path: readonly string[]
	/** Where entering this state ends: itself, or down the `initial`s. */
	readonly leaf: string
	/** Leaves at or inside this state. */
	readonly leaves: readonly string[]
}

export interface VariableSlot {
	readonly key: string
	readonly variable: Variable
	readonly owner: string | null
	readonly low: number
	readonly high: number
	readonly start: number
}

export interface Layout {
	readonly regions: readonly RegionSlot[]
	readonly variables: readonly VariableSlot[]
	region(key: string): RegionSlot
	variable(key: string): VariableSlot
}

export const ownKey = (owner: string | null, id: string): string => (owner === null ? id : `${owner}.${id}`)

function entered(node: StateNode): string {
	const child = node.states.find((s) => s.id === node.initial)
	return child ? entered(child) : node.id
}

const leavesOf = (node: StateNode): string[] => (node.states.length === 0 ? [node.id] : node.states.flatMap(leavesOf))

function collect(nodes: readonly StateNode[], path: readonly string[], into: Map<string, StateSlot>): void {
	for (const node of nodes) {
		const own = [...path, node.id]
		into.set(node.id, { node, path: own, leaf: entered(node), leaves: leavesOf(node) })
		collect(node.states, own, into)
	}
}

/** Every region and variable of every player, in file order: regions and variables in theirs, players within one. */
export function layOut(scenario: Scenario): Layout {
	const ids = scenario.players.map((p) => p.id)
	const regions = scenario.chart.flatMap((region) => {
		const states = new Map<string, StateSlot>()
		collect(region.states, [], states)
		const initial = states.get(region.initial ?? '')
		if (!initial) throw new Error(`region ${region.id} has no initial state`)
		return (region.perPlayer ? ids : [null]).map(
			(owner): RegionSlot => ({
				key: ownKey(owner, region.id),
				region,
				owner,
				states,
				leaves: region.states.flatMap(leavesOf),
				start: initial.leaf,
			}),
		)
	})
	const variables = scenario.variables.flatMap((variable) =>
		(variable.perPlayer ? ids : [null]).map(
			(owner, n): VariableSlot => ({
				key: ownKey(owner, variable.id),
				variable,
				owner,
				low: variable.low,
				high: variable.high,
				start: typeof variable.start === 'number' ? variable.start : variable.start[n]!,
			}),
		),
	)
	const regionsByKey = new Map(regions.map((r) => [r.key, r]))
	const variablesByKey = new Map(variables.map((v) => [v.key, v]))
	return {
		regions,
		variables,
		region: (key) => regionsByKey.get(key) ?? absent('region', key),
		variable: (key) => variablesByKey.get(key) ?? absent('variable', key),
	}
}

function absent(kind: string, key: string): never {
	throw new Error(`there is no ${kind} ${key}`)
}
