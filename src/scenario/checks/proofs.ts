import { BUDGET, bounds } from '../bounds.js'
import type { Tree } from '../expression.js'
import type { Ranges } from '../expressions/dimensions.js'
import type { Bounds } from '../expressions/intervals.js'

/** Combinations that one file's proofs may try together, so that no file takes long to refuse; and what each may try at least. */
const BUDGET_IN_ALL = 500_000
const BUDGET_AT_LEAST = 500

/** Bounds of a file's expressions, within a budget that all of them share. */
export class Proofs {
	readonly ranges: Ranges
	readonly #done = new Map<Tree, { readonly holds: (bounds: Bounds) => boolean; readonly bounds: Bounds }>()
	#left = BUDGET_IN_ALL

	constructor(ranges: Ranges) {
		this.ranges = ranges
	}

	/**
	 * Bounds that `holds` is true of, where that can be proved: by plain intervals, else by trying combinations.
	 * Where it cannot, bounds that it is false of: those of the first combination that fails.
	 */
	bounds(tree: Tree, holds: (bounds: Bounds) => boolean, fixed?: ReadonlyMap<string, number>): Bounds {
		const done = fixed ? undefined : this.#done.get(tree)
		if (done?.holds === holds) return done.bounds
		const found = bounds(tree, this.ranges, {
			enough: holds,
			each: holds,
			...(fixed && { fixed }),
			budget: this.budget(),
			spent: (tried) => this.spend(tried),
		})
		if (!fixed) this.#done.set(tree, { holds, bounds: found })
		return found
	}

	/** What one proof may try now. */
	budget(): number {
		return Math.min(BUDGET, this.#left)
	}

	spend(tried: number): void {
		this.#left = Math.max(BUDGET_AT_LEAST, this.#left - tried)
	}
}

/** Where a value is reached: ` (at tension = 3, round = 1)`, or that it is only not excluded. */
export function witness(where: ReadonlyMap<string, number> | null): string {
	if (where === null) return ', as far as can be proved'
	const all = [...where].map(([key, value]) => `${key} = ${value}`)
	return all.length === 0 ? '' : ` (at ${all.join(', ')})`
}
