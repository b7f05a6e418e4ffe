import type { Tree } from './expression.js'
import { type Dimension, dimensionKey, dimensionsOf, eachCombination, type Ranges } from './expressions/dimensions.js'
import { type Bounds, Intervals, intervalBounds } from './expressions/intervals.js'
import { visit } from './expressions/tree-parts.js'

export type { Bounds, Ranges }

/** Combinations of values that a proof may try. */
export const BUDGET = 200_000
/** All values lie strictly between -LIMIT and LIMIT. */
export const LIMIT = 2 ** 31

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
