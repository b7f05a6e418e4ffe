import { type Binding, booleanOf, integerOf, isBoolean, ownerOf } from '../game/evaluate.js'
import { ownKey } from '../game/layout.js'
import type { Tree } from '../scenario/expression.js'
import { partsOf } from '../scenario/expressions/tree-parts.js'
import type { Cells } from './cells.js'

/** A card's, rule's or guard's expression as JavaScript over the cells `s`. Booleans are 0 or 1. No name of the scenario ever enters the text: only cell numbers and integers do. */
export interface Writer {
	integer(tree: Tree): string
	boolean(tree: Tree): string
	conjuncts(tree: Tree): Conjuncts
}

/** A condition in two parts, both of which must hold. */
export interface Conjuncts {
	/** For each cell tested alone: bit n says whether it passes at its n-th value. */
	readonly tests: ReadonlyMap<number, number>
	/** All else, `1` when there is nothing. */
	readonly beside: string
	/** The least value of a cell. */
	low(cell: number): number
}

/** What a parameter becomes: its value, or a place in the array `p` for code that outlives one setting. */
export type ParameterSource = (id: string) => string

const MASK_WIDTH = 32

export function writer(cells: Cells, binding: Binding, parameter: ParameterSource): Writer {
	const cellOf = (tree: Tree & { op: 'variable' | 'region' }): number => {
		const key = ownKey(ownerOf(tree.owner, binding), tree.id)
		return tree.op === 'variable' ? cells.variable.get(key)! : cells.region.get(key)!
	}
	const leavesOf = (tree: Tree & { op: 'region' }): boolean[] => {
		const slot = binding.layout.region(ownKey(ownerOf(tree.owner, binding), tree.id))
		const active = new Set(tree.states.flatMap((name) => slot.states.get(name)?.leaves ?? []))
		return slot.leaves.map((leaf) => active.has(leaf))
	}

	const integer = (tree: Tree): string => {
		if (tree.op !== 'integer' && isConstant(tree)) return `(${integerOf(tree, binding)(NOWHERE)})`
		switch (tree.op) {
			case 'integer':
				return `(${tree.value | 0})`
			case 'variable':
				return `s[${cellOf(tree)}]`
			case 'parameter':
				return `(${parameter(tree.id)})`
			case 'round':
				return `s[${cells.round}]`
			case 'negate':
				return `(0-${integer(tree.of)})`
			case '+':
			case '-':
				return `(${integer(tree.left)}${tree.op}${integer(tree.right)}|0)`
			case '*':
				return `Math.imul(${integer(tree.left)},${integer(tree.right)})`
			case '?:':
				return among(boolean(tree.test), integer(tree.then), integer(tree.else))
			case 'min':
			case 'max':
				return tree.of.map(integer).reduce((a, b) => `Math.${tree.op}(${a},${b})`)
			case 'clamp':
				return `Math.max(${integer(tree.low)},Math.min(${integer(tree.high)},${integer(tree.of)}))`
			case 'abs':
				return `Math.abs(${integer(tree.of)})`
			default:
				throw new Error(`${tree.op} is no integer`)
		}
	}

	const general = (tree: Tree): string => {
		switch (tree.op) {
			case 'boolean':
				return bit(tree.value)
			case 'region':
				return bitSet(cellOf(tree), 0, leavesOf(tree))
			case 'not':
				return not(boolean(tree.of))
			case '&&':
				return and(boolean(tree.left), boolean(tree.right))
			case '||':
				return or(boolean(tree.left), boolean(tree.right))
			case '?:':
				return choice(boolean(tree.test), boolean(tree.then), boolean(tree.else))
			case 'in': {
				const of = integer(tree.of)
				return `(${tree.values.map((v) => `(${of}===${integer(v)}|0)`).join('|') || '0'})`
			}
			case '==':
			case '!=': {
				const side = isBoolean(tree.left) ? boolean : integer
				return `(${side(tree.left)}${tree.op}=${side(tree.right)}|0)`
			}
			case '<':
			case '<=':
			case '>':
			case '>=':
				return `(${integer(tree.left)}${tree.op}${integer(tree.right)}|0)`
			default:
				throw new Error(`${tree.op} is no boolean`)
		}
	}

	/** A test of one small variable alone is a bit set: which of its values pass is worked out here, once. */
	const boolean = (tree: Tree): string => {
		const known = conditions.get(tree)
		if (known !== undefined) return known
		const alone = isConstant(tree) ? null : testOf(tree)
		const text = isConstant(tree)
			? bit(booleanOf(tree, binding)(NOWHERE))
			: alone
				? bitSet(alone.cell, cells.low[alone.cell]!, alone.passes)
				: general(tree)
		conditions.set(tree, text)
		return text
	}
	/** A guard stands in every leaf that it is asked in, and is written out once. */
	const conditions = new Map<Tree, string>()

	/** Which values of one cell pass, where the tree reads only that one and it has few; else null. */
	const testOf = (tree: Tree): { cell: number; passes: readonly boolean[] } | null => {
		const cell = onlyCell(tree)
		if (cell === null || cells.count[cell]! > MASK_WIDTH) return null
		const low = cells.low[cell]!
		const holds = booleanOf(tree, binding)
		const { variables, regions } = binding.layout
		const variable = variables[cell]
		const region = cell === cells.round ? undefined : regions[cell - variables.length]
		const passes = Array.from({ length: cells.count[cell]! }, (_, n) =>
			holds({
				chart: region ? { [region.key]: region.leaves[n]! } : {},
				variables: variable ? { [variable.key]: low + n } : {},
				round: low + n,
			}),
		)
		return { cell, passes }
	}

	const conjuncts = (tree: Tree): Conjuncts => {
		const tests = new Map<number, number>()
		let beside = '1'
		const take = (t: Tree): void => {
			const alone = t.op === '&&' || isConstant(t) ? null : testOf(t)
			if (t.op === '&&') [t.left, t.right].forEach(take)
			else if (alone) tests.set(alone.cell, (tests.get(alone.cell) ?? -1) & bitsOf(alone.passes))
			else beside = and(beside, boolean(t))
		}
		take(tree)
		return { tests, beside, low: (cell) => cells.low[cell]! }
	}

	/** The cells that a tree reads, or null when a parameter in it is no constant here. */
	const cellsOf = (tree: Tree): ReadonlySet<number> | null => {
		const known = cellsRead.get(tree)
		if (known !== undefined) return known
		const read = ownCells(tree)
		cellsRead.set(tree, read)
		return read
	}
	const cellsRead = new Map<Tree, ReadonlySet<number> | null>()
	const ownCells = (tree: Tree): ReadonlySet<number> | null => {
		if (tree.op === 'variable' || tree.op === 'region') return new Set([cellOf(tree)])
		if (tree.op === 'round') return new Set([cells.round])
		if (tree.op === 'parameter') return /^-?\d+$/.test(parameter(tree.id)) ? new Set() : null
		const read = new Set<number>()
		for (const child of partsOf(tree)) {
			const of = cellsOf(child)
			if (of === null) return null
			for (const cell of of) read.add(cell)
		}
		return read
	}
	const onlyCell = (tree: Tree): number | null => {
		const read = cellsOf(tree)
		return read?.size === 1 ? [...read][0]! : null
	}
	const isConstant = (tree: Tree): boolean => cellsOf(tree)?.size === 0
	return { integer, boolean, conjuncts }
}

const bitsOf = (passes: readonly boolean[]): number => passes.reduce((bits, p, n) => (p ? bits | (1 << n) : bits), 0)

/** For what reads nothing of a state. */
const NOWHERE = { chart: {}, variables: {}, round: 1 }

const bit = (value: boolean): string => (value ? '1' : '0')

const not = (a: string): string => (a === '1' ? '0' : a === '0' ? '1' : `(${a}^1)`)

export function and(a: string, b: string): string {
	if (a === '0' || b === '0') return '0'
	return a === '1' ? b : b === '1' ? a : `(${a}&${b})`
}

function or(a: string, b: string): string {
	if (a === '1' || b === '1') return '1'
	return a === '0' ? b : b === '0' ? a : `(${a}|${b})`
}

export const choice = (test: string, then: string, otherwise: string): string =>
	test === '1' || then === otherwise ? then : test === '0' ? otherwise : `(${test}?${then}:${otherwise})`

/** One of two integers without a branch, where one of them is a number that stands in the text. */
function among(test: string, then: string, otherwise: string): string {
	const [a, b] = [then, otherwise].map((text) => /^\((\d+)\)$/.exec(text)?.[1])
	if (test === '1' || test === '0' || then === otherwise) return choice(test, then, otherwise)
	if (b !== undefined)
		return a === undefined ? `(${b}+(-${test}&(${then}-${b}))|0)` : `(${b}+(-${test}&${Number(a) - Number(b)}))`
	return a === undefined ? choice(test, then, otherwise) : `(${a}+(-(${test}^1)&(${otherwise}-${a}))|0)`
}

function bitSet(cell: number, low: number, passes: readonly boolean[]): string {
	if (passes.every((p) => p)) return '1'
	if (!passes.some((p) => p)) return '0'
	if (passes.length > MASK_WIDTH) {
		const values = passes.flatMap((p, n) => (p ? [low + n] : []))
		return `(${values.map((v) => `(s[${cell}]===${v}|0)`).join('|')})`
	}
	const mask = bitsOf(passes)
	const at = low === 0 ? `s[${cell}]` : `(s[${cell}]-(${low}))`
	return `((${mask >>> 0}>>>${at})&1)`
}
