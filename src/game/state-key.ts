import type { State } from './game.js'
import type { Layout } from './layout.js'

/** Wider ranges than one character holds are written out. */
const ONE_CHARACTER = 0xffff

/**
 * A text for each state of this layout, the same for two states exactly when they differ in their round at most:
 * chart, variables, ply, the pending card and the ending.
 */
export function stateKey(layout: Layout): (state: State) => string {
	const leaves = layout.regions.map((r) => ({ key: r.key, index: new Map(r.leaves.map((leaf, n) => [leaf, n])) }))
	const { variables } = layout
	return (state) => {
		let key = String.fromCharCode(state.ply)
		for (const { key: region, index } of leaves) key += String.fromCharCode(index.get(state.chart[region]!)!)
		for (const { key: name, low, high } of variables) {
			const value = state.variables[name]! - low
			key += high - low < ONE_CHARACTER ? String.fromCharCode(value) : `${value};`
		}
		if (state.pending !== null) key += `?${state.pending}`
		if (state.ending !== null) key += `!${state.ending}`
		return key
	}
}
