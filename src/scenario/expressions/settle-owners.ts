import type { Owner, Tree } from '../expression.js'
import { choice } from './choice.js'

/** The tree with `self` and `rival` replaced by the players they mean. A `rival` that there is not stays as it is. */
export function settleOwners(tree: Tree, self: string, rival: string | null): Tree {
	const owner = (of: Owner): Owner => (of === 'self' ? self : of === 'rival' ? (rival ?? of) : of)
	const settle = (part: Tree): Tree => {
		switch (part.op) {
			case 'integer':
			case 'boolean':
			case 'parameter':
			case 'round':
				return part
			case 'variable':
			case 'region':
				return { ...part, owner: owner(part.owner) }
			case 'not':
			case 'negate':
			case 'abs':
				return { ...part, of: settle(part.of) }
			case 'min':
			case 'max':
				return { ...part, of: part.of.map(settle) }
			case 'clamp':
				return { ...part, of: settle(part.of), low: settle(part.low), high: settle(part.high) }
			case '?:':
				return choice(settle(part.test), settle(part.then), settle(part.else))
			case 'in':
				return { ...part, of: settle(part.of), values: part.values.map(settle) }
			default:
				return { ...part, left: settle(part.left), right: settle(part.right) }
		}
	}
	return settle(tree)
}
