import type { Tree } from '../expression.js'

/** `test ? then : otherwise` as a tree. */
export function choice(test: Tree, then: Tree, otherwise: Tree): Tree {
	return { op: '?:', test, then, else: otherwise }
}
