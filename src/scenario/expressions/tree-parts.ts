import type { Tree } from '../expression.js'

/** Calls `see` with the tree and everything in it, outside first. */
export function visit(tree: Tree, see: (node: Tree) => void): void {
	see(tree)
	for (const part of partsOf(tree)) visit(part, see)
}

/** The trees right inside a tree, in the order in which they are written; none of a leaf. */
export function partsOf(tree: Tree): readonly Tree[] {
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
