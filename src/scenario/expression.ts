import type { Location } from './location.js'

/** Whose value a per-player name means: `null` for what all share; `self` and `rival` are settled once a card's or a region's owner is known. */
export type Owner = null | 'self' | 'rival' | (string & {})

export type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>='

/**
 * A checked expression: integers and booleans only, every name resolved to what it means.
 * Booleans and integers never mix: the checker has typed every node.
 */
export type Tree =
	| { readonly op: 'integer'; readonly value: number; readonly name?: string }
	| { readonly op: 'boolean'; readonly value: boolean }
	| { readonly op: 'variable'; readonly id: string; readonly owner: Owner }
	| { readonly op: 'parameter'; readonly id: string }
	| { readonly op: 'round' }
	/** True when the region's active leaf is one of `states` or lies inside one of them. */
	| { readonly op: 'region'; readonly id: string; readonly owner: Owner; readonly states: readonly string[] }
	| { readonly op: 'not'; readonly of: Tree }
	| { readonly op: 'negate'; readonly of: Tree }
	| { readonly op: '+' | '-' | '*'; readonly left: Tree; readonly right: Tree }
	/** Both sides integers; `==` and `!=` also take two booleans. */
	| { readonly op: Comparison; readonly left: Tree; readonly right: Tree }
	| { readonly op: '&&' | '||'; readonly left: Tree; readonly right: Tree }
	| { readonly op: '?:'; readonly test: Tree; readonly then: Tree; readonly else: Tree }
	| { readonly op: 'in'; readonly of: Tree; readonly values: readonly Tree[] }
	| { readonly op: 'min' | 'max'; readonly of: readonly Tree[] }
	| { readonly op: 'clamp'; readonly of: Tree; readonly low: Tree; readonly high: Tree }
	| { readonly op: 'abs'; readonly of: Tree }

export interface Expression {
	/** As the author wrote it, for hashes, exports and messages. */
	readonly text: string
	readonly tree: Tree
	readonly at: Location
}

/** One line of `effects`. The right-hand side reads the state before the move; the result is clamped to the variable's range. */
export interface Assignment {
	readonly variable: string
	readonly owner: Owner
	readonly operator: '=' | '+=' | '-='
	readonly value: Expression
	readonly at: Location
}
