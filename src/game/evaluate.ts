import type { Owner, Tree } from '../scenario/expression.js'
import { partsOf } from '../scenario/expressions/tree-parts.js'
import { type Layout, ownKey } from './layout.js'
import type { State } from './state.js'

/** What an expression reads of a state. */
export type Reading = Pick<State, 'chart' | 'variables' | 'round'>
export type IntegerOf = (state: Reading) => number
export type BooleanOf = (state: Reading) => boolean

/** What `self` and `rival` mean, and the parameters' values. */
export interface Binding {
	readonly layout: Layout
	readonly parameters: ReadonlyMap<string, number>
	readonly self: string | null
	readonly rival: string | null
}

export function ownerOf(owner: Owner, binding: Binding): string | null {
	if (owner === 'self') return binding.self
	if (owner === 'rival') return binding.rival
	return owner
}

/** The tree as a closure over a state. The loader has typed it, so an integer's tree gives an integer. */
export function integerOf(tree: Tree, binding: Binding): IntegerOf {
	const compile = (t: Tree): IntegerOf => integerOf(t, binding)
	switch (tree.op) {
		case 'integer': {
			const { value } = tree
			return () => value
		}
		case 'variable': {
			const key = ownKey(ownerOf(tree.owner, binding), tree.id)
			binding.layout.variable(key)
			return (s) => s.variables[key]!
		}
		case 'parameter': {
			const value = binding.parameters.get(tree.id)
			if (value === undefined) throw new Error(`there is no parameter ${tree.id}`)
			return () => value
		}
		case 'round':
			return (s) => s.round
		case 'negate': {
			const of = compile(tree.of)
			return (s) => 0 - of(s)
		}
		case '+':
		case '-':
		case '*': {
			const left = compile(tree.left)
			const right = compile(tree.right)
			if (tree.op === '+') return (s) => left(s) + right(s)
			if (tree.op === '-') return (s) => left(s) - right(s)
			return (s) => left(s) * right(s) + 0
		}
		case '?:': {
			const test = booleanOf(tree.test, binding)
			const then = compile(tree.then)
			const otherwise = compile(tree.else)
			return (s) => (test(s) ? then(s) : otherwise(s))
		}
		case 'min':
		case 'max': {
			const of = tree.of.map(compile)
			const pick = tree.op === 'min' ? Math.min : Math.max
			return (s) => of.reduce((best, f) => pick(best, f(s)), of[0]!(s))
		}
		case 'clamp': {
			const of = compile(tree.of)
			const low = compile(tree.low)
			const high = compile(tree.high)
			return (s) => Math.max(low(s), Math.min(high(s), of(s)))
		}
		case 'abs': {
			const of = compile(tree.of)
			return (s) => Math.abs(of(s))
		}
		default:
			throw new Error(`${tree.op} is no integer`)
	}
}

const BOOLEAN = new Set<Tree['op']>(['boolean', 'region', 'not', '==', '!=', '<', '<=', '>', '>=', '&&', '||', 'in'])

/** Whether the tree's value is a boolean. */
export const isBoolean = (tree: Tree): boolean => (tree.op === '?:' ? isBoolean(tree.then) : BOOLEAN.has(tree.op))

export function booleanOf(tree: Tree, binding: Binding): BooleanOf {
	const compile = (t: Tree): BooleanOf => booleanOf(t, binding)
	switch (tree.op) {
		case 'boolean': {
			const { value } = tree
			return () => value
		}
		case 'region': {
			const slot = binding.layout.region(ownKey(ownerOf(tree.owner, binding), tree.id))
			const leaves = new Set(tree.states.flatMap((name) => slot.states.get(name)?.leaves ?? []))
			const { key } = slot
			return (s) => leaves.has(s.chart[key]!)
		}
		case 'not': {
			const of = compile(tree.of)
			return (s) => !of(s)
		}
		case '&&':
		case '||': {
			const left = compile(tree.left)
			const right = compile(tree.right)
			return tree.op === '&&' ? (s) => left(s) && right(s) : (s) => left(s) || right(s)
		}
		case '?:': {
			const test = compile(tree.test)
			const then = compile(tree.then)
			const otherwise = compile(tree.else)
			return (s) => (test(s) ? then(s) : otherwise(s))
		}
		case 'in': {
			const of = integerOf(tree.of, binding)
			const values = tree.values.map((t) => integerOf(t, binding))
			return (s) => {
				const value = of(s)
				return values.some((v) => v(s) === value)
			}
		}
		case '==':
		case '!=':
		case '<':
		case '<=':
		case '>':
		case '>=':
			return comparison(tree.op, tree.left, tree.right, binding)
		default:
			throw new Error(`${tree.op} is no boolean`)
	}
}

function comparison(
	op: '==' | '!=' | '<' | '<=' | '>' | '>=',
	leftTree: Tree,
	rightTree: Tree,
	binding: Binding,
): BooleanOf {
	const sideOf = (t: Tree): ((s: Reading) => number | boolean) =>
		isBoolean(t) ? booleanOf(t, binding) : integerOf(t, binding)
	const left = sideOf(leftTree)
	const right = sideOf(rightTree)
	switch (op) {
		case '==':
			return (s) => left(s) === right(s)
		case '!=':
			return (s) => left(s) !== right(s)
		case '<':
			return (s) => left(s) < right(s)
		case '<=':
			return (s) => left(s) <= right(s)
		case '>':
			return (s) => left(s) > right(s)
		case '>=':
			return (s) => left(s) >= right(s)
	}
}

/** Whether any part of the tree reads `round`. */
export const readsRound = (tree: Tree): boolean => tree.op === 'round' || partsOf(tree).some(readsRound)
