import type { Owner, Tree } from '../scenario/expression.js'

/** Binding strength, as in CEL: a weaker operator inside a stronger one needs parentheses. */
const STRENGTH: Partial<Record<Tree['op'], number>> = {
	'?:': 1,
	'||': 2,
	'&&': 3,
	'==': 4,
	'!=': 4,
	'<': 4,
	'<=': 4,
	'>': 4,
	'>=': 4,
	in: 4,
	'+': 5,
	'-': 5,
	'*': 6,
	not: 7,
	negate: 7,
}

const owned = (owner: Owner, id: string): string => (owner === null ? id : `${owner}.${id}`)

/** A checked tree as an expression again: what a part of an author's expression says. Reading it gives an equal tree. */
export function treeText(tree: Tree): string {
	const inside = (t: Tree, least: number): string => {
		const text = treeText(t)
		return strengthOf(t) < least ? `(${text})` : text
	}
	const own = strengthOf(tree)
	switch (tree.op) {
		case 'integer':
			return tree.name ?? String(tree.value)
		case 'boolean':
			return String(tree.value)
		case 'variable':
			return owned(tree.owner, tree.id)
		case 'parameter':
			return tree.id
		case 'round':
			return 'round'
		case 'region': {
			const name = owned(tree.owner, tree.id)
			if (tree.states.length === 1) return `${name} == "${tree.states[0]}"`
			return `${name} in [${tree.states.map((s) => `"${s}"`).join(', ')}]`
		}
		case 'not':
			if (tree.of.op === 'region' && tree.of.states.length === 1)
				return `${owned(tree.of.owner, tree.of.id)} != "${tree.of.states[0]}"`
			return `!${inside(tree.of, own)}`
		case 'negate':
			return `-${inside(tree.of, own)}`
		case '?:':
			return `${inside(tree.test, own + 1)} ? ${treeText(tree.then)} : ${treeText(tree.else)}`
		case 'in':
			return `${inside(tree.of, own)} in [${tree.values.map(treeText).join(', ')}]`
		case 'min':
		case 'max':
			return `${tree.op}(${tree.of.map(treeText).join(', ')})`
		case 'clamp':
			return `clamp(${[tree.of, tree.low, tree.high].map(treeText).join(', ')})`
		case 'abs':
			return `abs(${treeText(tree.of)})`
		case '&&':
		case '||':
			return `${inside(tree.left, own)} ${tree.op} ${inside(tree.right, own)}`
		default:
			return `${inside(tree.left, own)} ${tree.op} ${inside(tree.right, own + 1)}`
	}
}

function strengthOf(tree: Tree): number {
	if (tree.op === 'not' && tree.of.op === 'region' && tree.of.states.length === 1) return 4
	if (tree.op === 'region') return 4
	return STRENGTH[tree.op] ?? 9
}

/** The conditions that must all hold for a tree to hold: its parts between `&&`. */
export const conjuncts = (tree: Tree): readonly Tree[] =>
	tree.op === '&&' ? [...conjuncts(tree.left), ...conjuncts(tree.right)] : [tree]
