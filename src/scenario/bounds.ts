import type { Tree } from './expression.js'
import type { Region, Scenario, StateNode } from './scenario.js'

/** Combinations of values that a proof may try. */
export const BUDGET = 200_000
/** All values lie strictly between -LIMIT and LIMIT. */
export const LIMIT = 2 ** 31

/** What bounds depend on. */
export type Ranges = Pick<Scenario, 'parameters' | 'variables' | 'chart' | 'clock'>

export interface Bounds {
	/** Least and greatest value; of a condition 0 for false and 1 for true. */
	readonly low: number
	readonly high: number
	/** The least and the greatest of all numbers on the way to it, its own included. */
	readonly least: number
	readonly greatest: number
	/** Whether both ends are known to be taken, rather than only not to be passed: then every combination was tried. */
	readonly exact: boolean
	/** What is read, where the ends are taken; `null` where that is not known. Regions are left out. */
	readonly lowAt: ReadonlyMap<string, number> | null
	readonly highAt: ReadonlyMap<string, number> | null
}

/** Something an expression reads, and the values it can have. */
export interface Dimension {
	readonly key: string
	/** Numbers from `low` to `high`; for a region, indices of its leaves. */
	readonly low: number
	readonly high: number
}

/** What is known of what an expression reads while its bounds are taken. */
type Known = ReadonlyMap<string, { readonly low: number; readonly high: number }>

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

/** Calls `see` with the tree and everything in it, outside first. */
export function visit(tree: Tree, see: (node: Tree) => void): void {
	see(tree)
	for (const part of partsOf(tree)) visit(part, see)
}

function partsOf(tree: Tree): readonly Tree[] {
	switch (tree.op) {
		case 'integer':
		case 'boolean':
		case 'variable':
		case 'parameter':
		case 'round':
		case 'region':
			return []
		case 'not':
		case 'negate':
		case 'abs':
			return [tree.of]
		case 'min':
		case 'max':
			return tree.of
		case 'clamp':
			return [tree.of, tree.low, tree.high]
		case '?:':
			return [tree.test, tree.then, tree.else]
		case 'in':
			return [tree.of, ...tree.values]
		default:
			return [tree.left, tree.right]
	}
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

function rangeOf(node: Tree, ranges: Ranges): { low: number; high: number } {
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

function byId<T extends { readonly id: string }>(list: readonly T[], id: string): T {
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

/** Bounds by interval arithmetic alone: never too narrow, often too wide, since it takes each name anew. */
export function intervalBounds(tree: Tree, ranges: Ranges, known: Known = new Map()): Bounds {
	return new Intervals(ranges, known).bounds(tree)
}

/** How `bounds` tries combinations. */
export interface Trial {
	/** Plain intervals suffice when they satisfy this. */
	readonly enough?: (bounds: Bounds) => boolean
	/** The first combination that does not satisfy this ends the trial, and its bounds are the result. */
	readonly each?: (bounds: Bounds) => boolean
	/** What is held at one value. */
	readonly fixed?: ReadonlyMap<string, number>
	/** Combinations to try at most; default `BUDGET`. */
	readonly budget?: number
	/** Told how many combinations were tried. */
	readonly spent?: (combinations: number) => void
}

/**
 * Bounds as tight as the budget allows: every combination of what is read, smallest ranges first, while the
 * combinations stay within the budget; what is left over stays an interval.
 */
export function bounds(tree: Tree, ranges: Ranges, trial: Trial = {}): Bounds {
	const { enough, each, fixed = new Map<string, number>(), budget = BUDGET, spent } = trial
	const known = new Map([...fixed].map(([key, value]) => [key, { low: value, high: value }]))
	const plain = intervalBounds(tree, ranges, known)
	if (enough?.(plain)) return plain
	const open = dimensionsOf([tree], ranges)
		.filter((d) => !fixed.has(d.key))
		.sort((a, b) => a.high - a.low - (b.high - b.low))
	const tried: Dimension[] = []
	let combinations = 1
	for (const dimension of open) {
		const size = dimension.high - dimension.low + 1
		if (combinations * size > budget) break
		combinations *= size
		tried.push(dimension)
	}
	const exact = tried.length === open.length
	const regions = regionKeys(tree)
	const place = (): ReadonlyMap<string, number> | null =>
		exact ? new Map(open.filter((d) => !regions.has(d.key)).map((d) => [d.key, known.get(d.key)!.low])) : null
	const intervals = new Intervals(ranges, known)
	let all: Bounds | undefined
	let count = 0
	eachCombination(tried, (values) => {
		count++
		tried.forEach((d, i) => {
			const value = values[i]!
			known.set(d.key, { low: value, high: value })
		})
		const here = intervals.bounds(tree)
		if (each && !each(here)) {
			all = { ...here, exact, lowAt: place(), highAt: place() }
			return false
		}
		if (!all) {
			all = { ...here, exact, lowAt: place(), highAt: place() }
			return true
		}
		if (here.low < all.low) all = { ...all, low: here.low, lowAt: place() }
		if (here.high > all.high) all = { ...all, high: here.high, highAt: place() }
		if (here.least < all.least || here.greatest > all.greatest)
			all = { ...all, least: Math.min(all.least, here.least), greatest: Math.max(all.greatest, here.greatest) }
		return true
	})
	spent?.(count)
	return all ?? plain
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

function regionKeys(tree: Tree): Set<string> {
	const keys = new Set<string>()
	visit(tree, (node) => {
		if (node.op === 'region') keys.add(dimensionKey(node)!)
	})
	return keys
}

/** Whether bounds keep to what integers of 32 bits hold. */
export const withinLimit = (b: Bounds): boolean => b.least > -LIMIT && b.greatest < LIMIT

/** Whether bounds are a weight's: never below zero, always within the limit. */
export const isWeight = (b: Bounds): boolean => b.low >= 0 && withinLimit(b)

/**
 * The greatest value a weight or a chance can have in any state, under any values of the parameters within their
 * `low`..`high`: the width of its cell in coupled luck. By intervals where these prove that the weight keeps
 * between 0 and 2^31, else by trying values. Depends on nothing but the tree and the declared ranges.
 */
export function greatest(tree: Tree, ranges: Ranges): number {
	return bounds(tree, ranges, { enough: isWeight }).high
}

class Intervals {
	readonly #ranges: Ranges
	readonly #known: Known
	readonly #declared = new Map<string, { low: number; high: number }>()
	readonly #inside = new Map<string, readonly boolean[]>()
	#least = 0
	#greatest = 0

	constructor(ranges: Ranges, known: Known) {
		this.#ranges = ranges
		this.#known = known
	}

	bounds(tree: Tree): Bounds {
		this.#least = Number.POSITIVE_INFINITY
		this.#greatest = Number.NEGATIVE_INFINITY
		const [low, high] = this.#of(tree)
		return { low, high, least: this.#least, greatest: this.#greatest, exact: low === high, lowAt: null, highAt: null }
	}

	#of(tree: Tree): readonly [number, number] {
		const result = this.#raw(tree)
		if (result[0] < this.#least) this.#least = result[0]
		if (result[1] > this.#greatest) this.#greatest = result[1]
		return result
	}

	#raw(tree: Tree): readonly [number, number] {
		switch (tree.op) {
			case 'integer':
				return [tree.value, tree.value]
			case 'boolean':
				return tree.value ? [1, 1] : [0, 0]
			case 'variable':
			case 'parameter':
			case 'round':
				return this.#read(tree)
			case 'region':
				return this.#region(tree)
			case 'not': {
				const [low, high] = this.#of(tree.of)
				return [1 - high, 1 - low]
			}
			case 'negate': {
				const [low, high] = this.#of(tree.of)
				return [0 - high, 0 - low]
			}
			case '+':
			case '-':
			case '*':
				return arithmetic(tree.op, this.#of(tree.left), this.#of(tree.right))
			case '==':
			case '!=':
			case '<':
			case '<=':
			case '>':
			case '>=':
				return comparison(tree.op, this.#of(tree.left), this.#of(tree.right))
			case '&&': {
				const left = this.#of(tree.left)
				if (left[1] === 0) return [0, 0]
				const right = this.#of(tree.right)
				return [Math.min(left[0], right[0]), Math.min(left[1], right[1])]
			}
			case '||': {
				const left = this.#of(tree.left)
				if (left[0] === 1) return [1, 1]
				const right = this.#of(tree.right)
				return [Math.max(left[0], right[0]), Math.max(left[1], right[1])]
			}
			case '?:': {
				const test = this.#of(tree.test)
				if (test[0] === 1) return this.#of(tree.then)
				if (test[1] === 0) return this.#of(tree.else)
				const then = this.#of(tree.then)
				const otherwise = this.#of(tree.else)
				return [Math.min(then[0], otherwise[0]), Math.max(then[1], otherwise[1])]
			}
			case 'in': {
				const of = this.#of(tree.of)
				const each = tree.values.map((value) => comparison('==', of, this.#of(value)))
				return [Math.max(...each.map((b) => b[0])), Math.max(...each.map((b) => b[1]))]
			}
			case 'min':
			case 'max': {
				const of = tree.of.map((t) => this.#of(t))
				const pick = tree.op === 'min' ? Math.min : Math.max
				return [pick(...of.map((b) => b[0])), pick(...of.map((b) => b[1]))]
			}
			case 'clamp': {
				const of = this.#of(tree.of)
				const low = this.#of(tree.low)
				const high = this.#of(tree.high)
				return [Math.max(low[0], Math.min(high[0], of[0])), Math.max(low[1], Math.min(high[1], of[1]))]
			}
			case 'abs': {
				const [low, high] = this.#of(tree.of)
				if (low >= 0) return [low, high]
				return high <= 0 ? [0 - high, 0 - low] : [0, Math.max(0 - low, high)]
			}
		}
	}

	#read(tree: Tree): readonly [number, number] {
		const key = dimensionKey(tree)!
		let range = this.#known.get(key) ?? this.#declared.get(key)
		if (!range) {
			range = rangeOf(tree, this.#ranges)
			this.#declared.set(key, range)
		}
		return [range.low, range.high]
	}

	#region(tree: Tree & { op: 'region' }): readonly [number, number] {
		const range = this.#known.get(dimensionKey(tree)!)
		const cache = `${tree.id} ${tree.states.join(' ')}`
		let inside = this.#inside.get(cache)
		if (!inside) {
			inside = leavesOf(byId(this.#ranges.chart, tree.id)).map((leaf) => tree.states.some((s) => leaf.inside.has(s)))
			this.#inside.set(cache, inside)
		}
		if (range && range.low === range.high) return inside[range.low] ? [1, 1] : [0, 0]
		return [inside.every(Boolean) ? 1 : 0, inside.some(Boolean) ? 1 : 0]
	}
}

function arithmetic(
	op: '+' | '-' | '*',
	a: readonly [number, number],
	b: readonly [number, number],
): readonly [number, number] {
	if (op === '+') return [a[0] + b[0], a[1] + b[1]]
	if (op === '-') return [a[0] - b[1], a[1] - b[0]]
	const products = [a[0] * b[0], a[0] * b[1], a[1] * b[0], a[1] * b[1]]
	return [Math.min(...products) + 0, Math.max(...products) + 0]
}

function comparison(op: string, a: readonly [number, number], b: readonly [number, number]): readonly [number, number] {
	const [always, never] = {
		'==': [a[0] === a[1] && b[0] === b[1] && a[0] === b[0], a[1] < b[0] || b[1] < a[0]],
		'!=': [a[1] < b[0] || b[1] < a[0], a[0] === a[1] && b[0] === b[1] && a[0] === b[0]],
		'<': [a[1] < b[0], a[0] >= b[1]],
		'<=': [a[1] <= b[0], a[0] > b[1]],
		'>': [a[0] > b[1], a[1] <= b[0]],
		'>=': [a[0] >= b[1], a[1] < b[0]],
	}[op] as [boolean, boolean]
	return [always ? 1 : 0, never ? 0 : 1]
}
