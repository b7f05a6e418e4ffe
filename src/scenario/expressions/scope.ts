import type { Location } from '../location.js'

/** Every name that the file declares for expressions. */
export interface Names {
	/** In file order. */
	readonly players: ReadonlyMap<string, { readonly rival: string | null }>
	readonly parameters: ReadonlyMap<string, { readonly low: number; readonly high: number }>
	readonly variables: ReadonlyMap<string, { readonly perPlayer: boolean; readonly low: number; readonly high: number }>
	readonly regions: ReadonlyMap<string, { readonly perPlayer: boolean; readonly states: ReadonlySet<string> }>
	/** Names of variables' values that are identifiers. */
	readonly constants: ReadonlyMap<string, number>
	/** Names whose declaration cannot be read: nothing is said of expressions for their sake. */
	readonly unsure: ReadonlySet<string>
	/** Parameters and variables that some expression reads. Filled while expressions are parsed. */
	readonly used: Set<string>
}

/** What an expression at one place of the file may read. */
export interface Scope {
	readonly names: Names
	/** The players that `self` may be; `null` where there is no `self`. */
	readonly owners: readonly string[] | null
	/** What it is that belongs to them: `this card`. */
	readonly thing?: string
	/** Whether a number other than 0 and 1 is reported. */
	readonly rates?: boolean
}

/** A text with the place of its every part. */
export interface PlacedText {
	readonly text: string
	readonly at: Location
	place(start: number, end: number): Location
}

export const FUNCTIONS = ['min', 'max', 'clamp', 'abs'] as const

/** Words of CEL, names of its types, and words of the language, that no player, parameter, variable, region or value may be called. */
export const RESERVED: ReadonlySet<string> = new Set([
	...['true', 'false', 'null', 'in', 'as', 'break', 'const', 'continue', 'else', 'for', 'function', 'if', 'import'],
	...['let', 'loop', 'package', 'namespace', 'return', 'var', 'void', 'while', '__proto__', 'prototype'],
	...['bool', 'bytes', 'double', 'duration', 'dyn', 'int', 'list', 'map', 'null_type', 'string', 'timestamp'],
	...['type', 'uint', 'cel', 'google', 'optional', 'self', 'rival', 'round', ...FUNCTIONS],
	...Object.getOwnPropertyNames(Object.prototype),
])

/** Words that stand for somebody or something in events and states: no player, deck, move or region may be called so. */
export const ROLES: ReadonlySet<string> = new Set(['self', 'rival', 'any', 'chance', 'floor', 'pass', 'nothing'])
