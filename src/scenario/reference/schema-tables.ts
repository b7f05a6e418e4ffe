import type { z } from 'zod'
import * as schema from '../scenario-schema.js'

type Schema = z.core.$ZodType

/** Tables that the format reference shows, by the name its text calls them by. */
const TABLES: Readonly<Record<string, Schema>> = {
	scenario: schema.scenarioSchema,
	source: schema.sourceSchema.options[1],
	player: schema.playerSchema,
	place: schema.placeSchema,
	parameter: schema.parameterSchema,
	variable: schema.variableSchema,
	region: schema.regionSchema,
	state: schema.stateTable,
	transition: schema.transitionTable,
	move: schema.moveSchema,
	outcome: schema.outcomeSchema,
	deck: schema.deckSchema,
	'deck-card': schema.deckCardSchema,
	rule: schema.ruleSchema,
	ending: schema.endingSchema,
	outlook: schema.outlookSchema,
	doctrine: schema.doctrineSchema,
	script: schema.scriptSchema,
	step: schema.stepSchema,
	question: schema.questionSchema,
	expect: schema.expectSchema,
}

/** A Markdown table of the keys of one part of a scenario, in the schema's order; keys of parts without a table of their own follow theirs. */
export function schemaTable(name: string): string {
	const table = TABLES[name]
	if (!table) throw new Error(`there is no table "${name}"`)
	return ['| key | | value | meaning |', '| --- | --- | --- | --- |', ...rows(table, '')].join('\n')
}

/** Names of all tables: a reference that leaves one out is not complete. */
export const tableNames: readonly string[] = Object.keys(TABLES)

function rows(table: Schema, prefix: string): string[] {
	return Object.entries(shapeOf(table)).flatMap(([key, value]) => {
		const inner = unwrapped(value)
		const needed = inner === value ? 'required' : ''
		const row = `| \`${prefix}${key}\` | ${needed} | ${kind(inner)} | ${descriptionOf(value) ?? descriptionOf(inner) ?? ''} |`
		const own = defOf(inner).type === 'object' && !named(inner)
		return own ? [row, ...rows(inner, `${prefix}${key}.`)] : [row]
	})
}

interface Def {
	readonly type: string
	readonly format?: string
	readonly checks?: readonly { readonly _zod: { readonly def: { readonly pattern?: RegExp } } }[]
	readonly innerType?: Schema
	readonly shape?: Readonly<Record<string, Schema>>
	readonly options?: readonly Schema[]
	readonly element?: Schema
	readonly valueType?: Schema
	readonly items?: readonly Schema[]
	readonly entries?: Readonly<Record<string, string>>
	readonly values?: readonly unknown[]
}

const defOf = (of: Schema): Def => of._zod.def as unknown as Def
const shapeOf = (of: Schema): Readonly<Record<string, Schema>> => defOf(of).shape ?? {}
const descriptionOf = (of: Schema): string | undefined => (of as z.ZodType).description

function unwrapped(of: Schema): Schema {
	const { type, innerType } = defOf(of)
	return type === 'optional' && innerType ? unwrapped(innerType) : of
}

function named(of: Schema): string | undefined {
	return Object.entries(TABLES).find(([, table]) => table === of)?.[0]
}

/** What a value is, in a word or two. */
function kind(of: Schema): string {
	const own = named(of)
	if (own) return `[${own.replace('-', ' ')}](#${own})`
	if (of === schema.expression) return '[expression](#expressions)'
	if (of === schema.payoffValue) return 'number or [expression](#expressions)'
	if (of === schema.transitions || of === schema.always) return '[transition](#transition)'
	if (of === schema.effects) return '[effects](#effects)'
	if (of === schema.stateSchema) return '[state](#state)'
	const def = defOf(of)
	switch (def.type) {
		case 'string': {
			const patterns = (def.checks ?? []).map((check) => check._zod.def.pattern)
			if (patterns.includes(schema.IDENTIFIER)) return '[identifier](#names)'
			return patterns.includes(schema.NAME) ? '[name](#names)' : 'text'
		}
		case 'number':
			return def.format === 'safeint' ? 'whole number' : 'number'
		case 'boolean':
			return '`true` or `false`'
		case 'null':
			return 'nothing'
		case 'literal':
			return def.values!.map((v) => `\`${v}\``).join(' or ')
		case 'enum':
			return Object.values(def.entries!)
				.map((v) => `\`${v}\``)
				.join(', ')
		case 'array':
			return `list of ${kind(def.element!)}`
		case 'tuple':
			return `\`[low, high]\``
		case 'record':
			return `map of ${kind(def.valueType!)}`
		case 'object':
			return 'map'
		case 'union':
			return [...new Set(def.options!.map((o) => kind(unwrapped(o))))].join(' or ')
		default:
			throw new Error(`the format reference has no word for ${def.type}`)
	}
}
