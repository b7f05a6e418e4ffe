import type { Tree } from '../expression.js'
import type { Region, Scenario, StateNode } from '../scenario.js'
import { visit } from './tree-parts.js'

/** What bounds depend on. */
export type Ranges = Pick<Scenario, 'parameters' | 'variables' | 'chart' | 'clock'>

/** Something an expression reads, and the values it can have. */
export interface Dimension {
	readonly key: string
	/** Numbers from `low` to `high`; for a region, indices of its leaves. */
	readonly low: number
	readonly high: number
}

/** What a tree reads, each once. `self` and `rival` count as players of their own. */
export function dimensionsOf(trees: readonly Tree[], ranges: Ranges): Dimension[] {
	const found = new Map<string, Dimension>()
	for (const tree of trees)
		visit(tree, (node) => {
			const key = dimensionKey(node)
			if (key !== null && !found.has(key)) found.set(key, { key, ...rangeOf(node, ranges) })
		})
	return [...found.values()]
}

export function dimensionKey(node: Tree): string | null {
	switch (node.op) {
		case 'variable':
		case 'region':
			return node.owner === null ? node.id : `${node.owner}.${node.id}`
		case 'parameter':
			return node.id
		case 'round':
			return 'round'
		default:
			return null
	}
}

export function rangeOf(node: Tree, ranges: Ranges): { low: number; high: number } {
	switch (node.op) {
		case 'variable': {
			const { low, high } = byId(ranges.variables, node.id)
			return { low, high }
		}
		case 'parameter': {
			const { low, high } = byId(ranges.parameters, node.id)
			return { low, high }
		}
		case 'region':
			return { low: 0, high: leavesOf(byId(ranges.chart, node.id)).length - 1 }
		default:
			return { low: 1, high: ranges.clock.rounds }
	}
}

export function byId<T extends { readonly id: string }>(list: readonly T[], id: string): T {
	const found = list.find((entry) => entry.id === id)
	if (!found) throw new Error(`there is no ${id}`)
	return found
}

/** Leaves of a region in file order, depth first, each with its own name and those of the states around it. */
export function leavesOf(
	region: Pick<Region, 'states'>,
): { readonly leaf: string; readonly inside: ReadonlySet<string> }[] {
	const leaves: { leaf: string; inside: Set<string> }[] = []
	const walk = (states: readonly StateNode[], around: readonly string[]): void => {
		for (const state of states) {
			const inside = [...around, state.id]
			if (state.states.length === 0) leaves.push({ leaf: state.id, inside: new Set(inside) })
			else walk(state.states, inside)
		}
	}
	walk(region.states, [])
	return leaves
}

/** Calls `see` with the values of each combination, in order, until it returns false. The array is used again. */
export function eachCombination(dimensions: readonly Dimension[], see: (values: readonly number[]) => boolean): void {
	const values = dimensions.map((d) => d.low)
	for (;;) {
		if (!see(values)) return
		let i = dimensions.length - 1
		while (i >= 0 && values[i] === dimensions[i]!.high) {
			values[i] = dimensions[i]!.low
			i--
		}
		if (i < 0) return
		values[i]!++
	}
}
