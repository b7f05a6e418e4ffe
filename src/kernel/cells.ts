import type { State } from '../game/game.js'
import type { Rules } from '../game/rules.js'

/** The kernel can't hold this scenario exactly, and says why; it never approximates. */
export class KernelRefusal extends Error {
	override readonly name = 'KernelRefusal'
}

/**
 * A state as small integers: one cell per variable (its value), then one per region (the index of its active
 * leaf), then the round. The ply and the card pending stand beside it.
 */
export interface Cells {
	readonly size: number
	/** Least value of each cell. */
	readonly low: readonly number[]
	/** How many values each cell can have. */
	readonly count: readonly number[]
	readonly variable: ReadonlyMap<string, number>
	readonly region: ReadonlyMap<string, number>
	readonly round: number
	write(state: State, into: Int32Array): void
	/** The plain state that the cells stand for, at `ply`, nothing pending, not ended. */
	read(from: Int32Array, ply: number): State
}

export function layCells(rules: Rules): Cells {
	const { variables, regions } = rules.layout
	const variable = new Map(variables.map((v, n) => [v.key, n]))
	const region = new Map(regions.map((r, n) => [r.key, variables.length + n]))
	const round = variables.length + regions.length
	const leaves = regions.map((r) => new Map(r.leaves.map((leaf, n) => [leaf, n])))
	return {
		size: round + 1,
		low: [...variables.map((v) => v.low), ...regions.map(() => 0), 1],
		count: [
			...variables.map((v) => v.high - v.low + 1),
			...regions.map((r) => r.leaves.length),
			rules.scenario.clock.rounds,
		],
		variable,
		region,
		round,
		write(state, into) {
			variables.forEach((v, n) => {
				into[n] = state.variables[v.key]!
			})
			regions.forEach((r, n) => {
				into[variables.length + n] = leaves[n]!.get(state.chart[r.key]!)!
			})
			into[round] = state.round
		},
		read: (from, ply) => ({
			chart: Object.fromEntries(regions.map((r, n) => [r.key, r.leaves[from[variables.length + n]!]!])),
			variables: Object.fromEntries(variables.map((v, n) => [v.key, from[n]!])),
			round: from[round]!,
			ply,
			pending: null,
			ending: null,
		}),
	}
}
