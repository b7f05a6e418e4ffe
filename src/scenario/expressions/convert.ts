import type { ASTNode } from '@marcbachmann/cel-js'
import { closest } from '../closest.js'
import type { Comparison, Tree } from '../expression.js'
import type { Findings } from '../findings.js'
import type { RuleId } from '../rules.js'
import { choice } from './choice.js'
import { NameResolver, type Part, sample } from './resolve-names.js'
import { FUNCTIONS, type PlacedText, type Scope } from './scope.js'

const GREATEST = 2n ** 31n - 1n
const COMPARISONS = new Set<string>(['==', '!=', '<', '<=', '>', '>='])
const CALLED = { integer: 'a number', boolean: 'a condition', region: 'a region', text: 'text in quotes' } as const

/** Turns one parsed expression into a `Tree`, and reports everything in it that a scenario may not say. */
export class Converter {
	readonly #source: PlacedText
	readonly #scope: Scope
	readonly #findings: Findings
	readonly #resolver: NameResolver

	constructor(source: PlacedText, scope: Scope, findings: Findings) {
		this.#source = source
		this.#scope = scope
		this.#findings = findings
		this.#resolver = new NameResolver(source, scope, findings)
	}

	convert(node: ASTNode, wanted: 'integer' | 'boolean'): Tree | null {
		const part = this.#part(node)
		if (!part) return null
		if (part.type === 'integer' || part.type === 'boolean') {
			if (part.type === wanted) return part.tree
			const hint =
				wanted === 'boolean' ? '; compare it, as in "rung > 0"' : '; choose numbers by it, as in "condition ? 1 : 0"'
			return this.#error(
				'expression-type',
				node,
				`Here ${CALLED[wanted]} is expected, and this is ${CALLED[part.type]}${hint}`,
			)
		}
		if (part.type === 'region')
			return this.#error(
				'expression-type',
				node,
				`A region is compared with the names of its states, as in ${sample(part)}`,
			)
		const quoted = part.type === 'text' ? part.value : ''
		const bare = this.#scope.names.constants.has(quoted) ? `; write ${quoted} without quotes` : ''
		return this.#error('expression-type', node, `Here ${CALLED[wanted]} is expected, and this is text in quotes${bare}`)
	}

	#part(node: ASTNode): Part | null {
		switch (node.op) {
			case 'value':
				return this.#literal(node, node.args)
			case 'id':
				return this.#resolver.name(node, node.args)
			case '.':
				return this.#resolver.member(node, node.args[0], node.args[1])
			case '!_': {
				const of = this.convert(node.args, 'boolean')
				return of && { type: 'boolean', tree: { op: 'not', of } }
			}
			case '-_': {
				const of = this.convert(node.args, 'integer')
				return of && { type: 'integer', tree: { op: 'negate', of } }
			}
			case '+':
			case '-':
			case '*': {
				const [left, right] = [this.convert(node.args[0], 'integer'), this.convert(node.args[1], 'integer')]
				return left && right && { type: 'integer', tree: { op: node.op, left, right } }
			}
			case '&&':
			case '||': {
				const [left, right] = [this.convert(node.args[0], 'boolean'), this.convert(node.args[1], 'boolean')]
				return left && right && { type: 'boolean', tree: { op: node.op, left, right } }
			}
			case '?:':
				return this.#choice(node.args)
			case 'in':
				return this.#membership(node, node.args[0], node.args[1])
			case 'call':
				return this.#call(node, node.args[0], node.args[1])
			case '/':
			case '%':
				return this.#error(
					'expression-refused',
					node,
					`There is no ${node.op === '/' ? 'division' : 'remainder'}: values are whole numbers. Compare products instead, as in "2 * a >= b"`,
				)
			case 'rcall':
				return this.#error(
					'expression-refused',
					node,
					`".${node.args[0]}(…)" cannot be used; the functions are min, max, clamp and abs, as in "min(a, b)"`,
				)
			case 'list':
				return this.#error('expression-refused', node, 'A list in [ ] stands only behind "in", as in "rung in [1, 2]"')
			case 'map':
				return this.#error('expression-refused', node, 'Braces { } cannot be used in expressions')
			case '[]':
			case '[?]':
				return this.#error(
					'expression-refused',
					node,
					'Square brackets behind a name cannot be used; write iran.pressure, not iran["pressure"]',
				)
			default:
				if (COMPARISONS.has(node.op))
					return this.#comparison(node, node.op as Comparison, ...(node.args as [ASTNode, ASTNode]))
				return this.#error('expression-refused', node, `"${node.op}" cannot be used in expressions`)
		}
	}

	#literal(node: ASTNode, value: unknown): Part | null {
		if (typeof value === 'boolean') return { type: 'boolean', tree: { op: 'boolean', value } }
		if (typeof value === 'string') return { type: 'text', value }
		if (typeof value === 'bigint') {
			if (value > GREATEST)
				return this.#error('value-too-big', node, `${value} is too big; numbers stay below 2147483648`)
			if (this.#scope.rates && value > 1n)
				this.#findings.warning(
					'bare-number',
					this.#place(node),
					`${value} stands bare in a weight or a chance: make it a parameter with a range and a basis, so that it can be questioned and varied`,
				)
			return { type: 'integer', tree: { op: 'integer', value: Number(value) } }
		}
		if (typeof value === 'number')
			return this.#error(
				'expression-refused',
				node,
				`${this.#written(node)} is no whole number${this.#scope.rates ? '. Chances are whole numbers out of a base: with "of: 1000", 0.05 is 50' : '; count in smaller steps'}`,
			)
		return this.#error(
			'expression-refused',
			node,
			`${this.#written(node)} cannot be used; values are whole numbers, true and false`,
		)
	}

	#choice([test, then, otherwise]: readonly [ASTNode, ASTNode, ASTNode]): Part | null {
		const condition = this.convert(test, 'boolean')
		const first = this.#part(then)
		const second = this.#part(otherwise)
		if (!first || !second) return null
		if (first.type === 'text' || first.type === 'region') return this.convert(then, 'integer') && null
		if (first.type !== second.type) {
			this.convert(otherwise, first.type)
			return null
		}
		return condition && { type: first.type, tree: choice(condition, first.tree, second.tree) }
	}

	#comparison(node: ASTNode, op: Comparison, leftNode: ASTNode, rightNode: ASTNode): Part | null {
		const left = this.#part(leftNode)
		const right = this.#part(rightNode)
		if (!left || !right) return null
		if (left.type === 'region' && right.type === 'text')
			return this.#region(node, op, left, [{ ...right, node: rightNode }])
		if (right.type === 'region' && left.type === 'text')
			return this.#region(node, op, right, [{ ...left, node: leftNode }])
		const region = left.type === 'region' ? left : right.type === 'region' ? right : null
		if (region)
			return this.#error(
				'expression-type',
				node,
				`A region is compared only with the names of its states, as in ${sample(region)}`,
			)
		if (left.type === 'text' || right.type === 'text') {
			const quoted = left.type === 'text' ? left.value : right.type === 'text' ? right.value : ''
			const hint = this.#scope.names.constants.has(quoted) ? `; write ${quoted} without quotes` : ''
			return this.#error(
				'expression-type',
				left.type === 'text' ? leftNode : rightNode,
				`Text in quotes is compared only with a region${hint}`,
			)
		}
		if (left.type === 'region' || right.type === 'region') return null
		const ordered = op !== '==' && op !== '!='
		if (ordered && left.type === 'boolean' && ['<', '<=', '>', '>='].includes(leftNode.op))
			return this.#error('expression-type', node, 'Comparisons cannot be chained; write "1 <= a && a <= 3"')
		if (left.type !== right.type)
			return this.#error(
				'expression-type',
				node,
				`${CALLED[left.type]} is compared with ${CALLED[right.type]} here; both sides must be numbers, or both conditions`,
			)
		if (ordered && left.type === 'boolean')
			return this.#error('expression-type', node, `Conditions have no order; ${op} compares numbers`)
		return { type: 'boolean', tree: { op, left: left.tree, right: right.tree } }
	}

	#region(
		node: ASTNode,
		op: Comparison,
		region: Part & { type: 'region' },
		texts: readonly { value: string; node: ASTNode }[],
	): Part | null {
		if (op !== '==' && op !== '!=')
			return this.#error(
				'expression-type',
				node,
				`The states of a region have no order: compare with == or !=, or "in"`,
			)
		let known = true
		for (const text of texts)
			if (!region.states.has(text.value)) {
				known = false
				if (this.#findings.isRefused(text.value)) continue
				const states = [...region.states].map((state) => this.#findings.spelled(state))
				this.#error(
					'unknown-name',
					text.node,
					`"${text.value}" is no state of ${region.id}${closest(text.value, states) || `; its states are ${states.join(', ')}`}`,
				)
			}
		if (!known) return null
		const tree: Tree = {
			op: 'region',
			id: region.id,
			owner: region.owner,
			states: [...new Set(texts.map((t) => t.value))],
		}
		return { type: 'boolean', tree: op === '==' ? tree : { op: 'not', of: tree } }
	}

	#membership(node: ASTNode, of: ASTNode, list: ASTNode): Part | null {
		const value = this.#part(of)
		if (list.op !== 'list')
			return this.#error(
				'expression-refused',
				list,
				'Behind "in" stands a list in square brackets, as in "rung in [1, 2]"',
			)
		if (list.args.length === 0)
			return this.#error('expression-refused', list, 'This list is empty, so nothing is ever in it')
		if (!value) return null
		if (value.type === 'region') {
			const parts = list.args.map((entry) => ({ entry, part: this.#part(entry) }))
			const wrong = parts.find(({ part }) => part && part.type !== 'text')
			if (wrong)
				return this.#error(
					'expression-type',
					wrong.entry,
					`The states of a region stand in quotes, as in ${sample(value)}`,
				)
			const texts = parts.flatMap(({ entry, part }) =>
				part?.type === 'text' ? [{ value: part.value, node: entry }] : [],
			)
			return texts.length === parts.length ? this.#region(node, '==', value, texts) : null
		}
		if (value.type !== 'integer')
			return this.#error(
				'expression-type',
				of,
				`Before "in" stands a number or a region, and this is ${CALLED[value.type]}`,
			)
		const values = list.args.map((entry) => {
			const tree = this.convert(entry, 'integer')
			if (!tree || constant(tree)) return tree
			return this.#error(
				'expression-refused',
				entry,
				'The list behind "in" holds numbers, named values and parameters only',
			)
		})
		if (values.some((v) => v === null)) return null
		return { type: 'boolean', tree: { op: 'in', of: value.tree, values: values as Tree[] } }
	}

	#call(node: ASTNode, name: string, args: readonly ASTNode[]): Part | null {
		if (!(FUNCTIONS as readonly string[]).includes(name))
			return this.#error(
				'expression-refused',
				node,
				`There is no function "${name}"${closest(name, FUNCTIONS) || '; the functions are min, max, clamp and abs'}`,
			)
		const needed = {
			min: 'two or more numbers',
			max: 'two or more numbers',
			clamp: 'three numbers (value, low, high)',
			abs: 'one number',
		}[name]
		const fits = name === 'clamp' ? args.length === 3 : name === 'abs' ? args.length === 1 : args.length >= 2
		if (!fits) return this.#error('expression-type', node, `${name} takes ${needed}, and here are ${args.length}`)
		const of = args.map((arg) => this.convert(arg, 'integer'))
		if (of.some((t) => t === null)) return null
		const trees = of as Tree[]
		if (name === 'abs') return { type: 'integer', tree: { op: 'abs', of: trees[0]! } }
		if (name === 'clamp')
			return { type: 'integer', tree: { op: 'clamp', of: trees[0]!, low: trees[1]!, high: trees[2]! } }
		return { type: 'integer', tree: { op: name as 'min' | 'max', of: trees } }
	}

	#written(node: ASTNode): string {
		return this.#source.text.slice(node.start, node.end)
	}

	#place(node: ASTNode) {
		return this.#source.place(node.start, node.end)
	}

	#error(rule: RuleId, node: ASTNode, message: string): null {
		this.#findings.error(rule, this.#place(node), message)
		return null
	}
}

function constant(tree: Tree): boolean {
	return tree.op === 'integer' || tree.op === 'parameter' || (tree.op === 'negate' && constant(tree.of))
}
