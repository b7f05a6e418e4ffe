import type { Assignment, Expression } from '../expression.js'
import { parseEffects } from '../expressions/parse-effects.js'
import { parseExpression } from '../expressions/parse-expression.js'
import type { PlacedText, Scope } from '../expressions/scope.js'
import type { Findings } from '../findings.js'
import type { Location } from '../location.js'
import { childOf, type ScalarNode, type YamlNode } from '../source/yaml-node.js'
import type { Declared } from './declared.js'

const NOWHERE: Location = { line: 1, column: 1, endColumn: 2 }
/** Most expressions and lines of effects of a file. */
const MOST_EXPRESSIONS = 4000

/** Stands for an expression that cannot be read: so that a check can tell "broken" from "absent". It never leaves the loader, since it comes with an error. */
export const BROKEN: Expression = { text: '', tree: { op: 'integer', value: 1 }, at: NOWHERE }

/** What every reader of a section needs. */
export class Reading {
	readonly declared: Declared
	readonly findings: Findings
	#expressions = 0

	constructor(declared: Declared, findings: Findings) {
		this.declared = declared
		this.findings = findings
	}

	get names() {
		return this.declared.names
	}

	/** What may be read where nothing belongs to a single player. */
	get shared(): Scope {
		return { names: this.names, owners: null }
	}

	/** What may be read where something belongs to each of several players. @param thing what does: `this card` */
	owned(owners: readonly string[], thing: string): Scope {
		return { names: this.names, owners, thing }
	}

	/** The expression under a key; `null` when there is none. */
	expression(node: YamlNode | undefined, wanted: 'integer' | 'boolean', scope: Scope): Expression | null {
		if (node === undefined) return null
		if (node.kind !== 'scalar' || node.value === null || !this.#count(node.at)) return BROKEN
		return parseExpression(node, wanted, scope, this.findings) ?? BROKEN
	}

	effects(node: YamlNode | undefined, scope: Scope): readonly Assignment[] {
		if (node?.kind !== 'scalar' || typeof node.value !== 'string') return []
		if (node.text.trim() === '') {
			this.findings.error(
				'effect-syntax',
				node.at,
				'There are no effects here. Leave the key out, or write an assignment such as "rung += 1"',
			)
			return []
		}
		if (!this.#count(node.at)) return []
		return parseEffects(effectsText(node), scope, this.findings) ?? []
	}

	#count(at: Location): boolean {
		this.#expressions++
		if (this.#expressions === MOST_EXPRESSIONS + 1)
			this.findings.error(
				'too-big',
				at,
				`This is expression number ${MOST_EXPRESSIONS + 1}; a scenario may have at most ${MOST_EXPRESSIONS}`,
			)
		return this.#expressions <= MOST_EXPRESSIONS
	}
}

function effectsText(node: ScalarNode): PlacedText {
	return { text: node.text, at: node.at, place: node.place }
}

/** How many entries a list or map has, at any of the keys on the way `*`. */
export function sizeAt(node: YamlNode | undefined, path: readonly string[]): number {
	const [key, ...rest] = path
	if (node === undefined) return 0
	if (key === undefined) return node.kind === 'map' ? node.entries.length : node.kind === 'list' ? node.items.length : 0
	if (key === '*') return node.kind === 'map' ? node.entries.reduce((sum, e) => sum + sizeAt(e.value, rest), 0) : 0
	return sizeAt(childOf(node, key), rest)
}
