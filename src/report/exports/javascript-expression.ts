import { type Binding, ownerOf } from '../../game/evaluate.js'
import { ownKey } from '../../game/layout.js'
import type { Tree } from '../../scenario/expression.js'

/**
 * A checked tree as JavaScript over a machine's context `c`, for a file that is read by people: variables are
 * `c.variables["rung"]`, regions `c.chart["iran.envoy"]`, parameters `p["strikes_back"]`. Every name is written as
 * a JSON string, so none can be code.
 */
export function javascriptExpression(tree: Tree, binding: Binding): string {
	const of = (t: Tree): string => javascriptExpression(t, binding)
	switch (tree.op) {
		case 'integer':
			return tree.value < 0 ? `(${tree.value})` : String(tree.value)
		case 'boolean':
			return String(tree.value)
		case 'variable':
			return `c.variables[${JSON.stringify(ownKey(ownerOf(tree.owner, binding), tree.id))}]`
		case 'parameter':
			return `p[${JSON.stringify(tree.id)}]`
		case 'round':
			return 'c.round'
		case 'region': {
			const slot = binding.layout.region(ownKey(ownerOf(tree.owner, binding), tree.id))
			const leaves = [...new Set(tree.states.flatMap((name) => slot.states.get(name)?.leaves ?? []))]
			const place = `c.chart[${JSON.stringify(slot.key)}]`
			return leaves.length === 1
				? `(${place} === ${JSON.stringify(leaves[0])})`
				: `${JSON.stringify(leaves)}.includes(${place})`
		}
		case 'not':
			return `!${of(tree.of)}`
		case 'negate':
			return `(0 - ${of(tree.of)})`
		case '+':
		case '-':
		case '*':
		case '<':
		case '<=':
		case '>':
		case '>=':
		case '&&':
		case '||':
			return `(${of(tree.left)} ${tree.op} ${of(tree.right)})`
		case '==':
		case '!=':
			return `(${of(tree.left)} ${tree.op}= ${of(tree.right)})`
		case '?:':
			return `(${of(tree.test)} ? ${of(tree.then)} : ${of(tree.else)})`
		case 'in':
			return `[${tree.values.map(of).join(', ')}].includes(${of(tree.of)})`
		case 'min':
		case 'max':
			return `Math.${tree.op}(${tree.of.map(of).join(', ')})`
		case 'clamp':
			return `Math.max(${of(tree.low)}, Math.min(${of(tree.high)}, ${of(tree.of)}))`
		case 'abs':
			return `Math.abs(${of(tree.of)})`
	}
}

/** A function of the context; `true` or 1 where the file has nothing. */
export const javascriptFunction = (tree: Tree | null, binding: Binding, otherwise: string): string =>
	`(c) => ${tree ? bare(javascriptExpression(tree, binding), tree) : otherwise}`

/** An outer pair of parentheses says nothing. */
function bare(source: string, tree: Tree): string {
	const wrapped = ['+', '-', '*', '<', '<=', '>', '>=', '&&', '||', '==', '!=', '?:', 'negate'].includes(tree.op)
	const single = tree.op === 'region' && source.startsWith('(')
	return wrapped || single ? source.slice(1, -1) : source
}
