import type { Tree } from '../expression.js'
import { byId, dimensionKey, leavesOf, type Ranges, rangeOf } from './dimensions.js'

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

/** What is known of what an expression reads while its bounds are taken. */
type Known = ReadonlyMap<string, { readonly low: number; readonly high: number }>

/** Bounds by interval arithmetic alone: never too narrow, often too wide, since it takes each name anew. */
export function intervalBounds(tree: Tree, ranges: Ranges, known: Known = new Map()): Bounds {
	return new Intervals(ranges, known).bounds(tree)
}

/** The same for many trees and changing knowledge: what the ranges say is looked up once. */
export class Intervals {
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
