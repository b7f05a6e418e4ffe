import { closest } from '../closest.js'
import { type Names, RESERVED, ROLES } from '../expressions/scope.js'
import type { Findings } from '../findings.js'
import type { Location } from '../location.js'
import { IDENTIFIER, MOST_ROUNDS } from '../scenario-schema.js'
import type { Entry, YamlNode } from '../source/yaml-node.js'
import { Fields, integerOf, textOf } from './fields.js'

/** Everything the file declares by name, however well: broken entries keep their names, so that what refers to them is not called unknown. */
export interface Declared {
	readonly names: Names
	/** Each player's move cards, and each deck's cards, with the outcomes they have. */
	readonly moves: ReadonlyMap<string, CardNames>
	readonly decks: ReadonlyMap<string, ReadonlyMap<string, CardNames>>
	readonly endings: ReadonlySet<string>
	readonly doctrines: ReadonlyMap<string, { readonly by: readonly string[] | null }>
	readonly scripts: ReadonlySet<string>
	readonly places: ReadonlySet<string>
	readonly tags: ReadonlySet<string>
	readonly order: readonly string[]
	/** `null` where it cannot be read. */
	readonly rounds: number | null
}

export interface CardNames {
	/** Players who have it; `null` for a deck's card, or where it cannot be read. */
	readonly by: readonly string[] | null
	readonly outcomes: ReadonlySet<string>
}

export function collectDeclared(root: YamlNode, findings: Findings): Declared {
	const top = new Fields(root, root.at)
	const unsure = new Set<string>()
	const identifiers = new Identifiers(findings)
	const players = new Map<string, { rival: string | null }>()
	for (const entry of top.entries('players')) {
		if (!identifiers.add(entry.key, 'player', entry.keyAt)) unsure.add(entry.key)
		players.set(entry.key, { rival: new Fields(entry.value, entry.keyAt).text('rival') })
		if (entry.value.kind !== 'map') unsure.add(entry.key)
	}
	const parameters = new Map<string, { low: number; high: number }>()
	for (const entry of top.entries('parameters')) {
		if (!identifiers.add(entry.key, 'parameter', entry.keyAt)) unsure.add(entry.key)
		const fields = new Fields(entry.value, entry.keyAt)
		const whole = fields.flag('switch')
		const low = whole ? 0 : fields.integer('low')
		const high = whole ? 1 : fields.integer('high')
		parameters.set(entry.key, { low: low ?? 0, high: high ?? 0 })
		if (fields.integer('value') === null || low === null || high === null || low > high) unsure.add(entry.key)
	}
	const constants = new Map<string, number>()
	const variables = new Map<string, { perPlayer: boolean; low: number; high: number }>()
	for (const entry of top.entries('variables')) {
		if (!identifiers.add(entry.key, 'variable', entry.keyAt)) unsure.add(entry.key)
		const fields = new Fields(entry.value, entry.keyAt)
		const [low, high] = fields.items('range').map(integerOf)
		if (low === undefined || high === undefined || low === null || high === null || low > high || !perIsRight(fields))
			unsure.add(entry.key)
		variables.set(entry.key, { perPlayer: fields.has('per'), low: low ?? 0, high: high ?? low ?? 0 })
	}
	const regions = new Map<string, { perPlayer: boolean; states: Set<string> }>()
	for (const entry of top.entries('chart')) {
		if (!identifiers.add(entry.key, 'region', entry.keyAt)) unsure.add(entry.key)
		const fields = new Fields(entry.value, entry.keyAt)
		const states = new Map<string, Location>()
		collectStates(fields, states, entry.key, findings)
		if (states.size === 0 || !perIsRight(fields)) unsure.add(entry.key)
		regions.set(entry.key, { perPlayer: fields.has('per'), states: new Set(states.keys()) })
	}
	for (const entry of top.entries('variables')) valueNames(entry, constants, identifiers, unsure, findings)
	const written = top.fields('clock').integer('rounds')
	const rounds = written !== null && written >= 1 && written <= MOST_ROUNDS ? written : null
	if (rounds === null) unsure.add('round')
	const moves = collectCards(top.entries('moves'))
	const decks = new Map(
		top.entries('decks').map((deck) => [deck.key, collectCards(new Fields(deck.value, deck.keyAt).entries('cards'))]),
	)
	reportMoveNames(top, identifiers, findings)
	const tags = new Set<string>()
	for (const entry of top.entries('moves'))
		for (const tag of new Fields(entry.value, entry.keyAt).texts('tags')) tags.add(tag.text)
	const doctrines = top.entries('doctrines').map((entry) => {
		const fields = new Fields(entry.value, entry.keyAt)
		return [entry.key, { by: fields.has('by') ? fields.texts('by').map((n) => n.text) : null }] as const
	})
	return {
		names: { players, parameters, variables, regions, constants, unsure, used: new Set() },
		moves,
		decks,
		endings: new Set(top.entries('endings').map((e) => e.key)),
		doctrines: new Map(doctrines),
		scripts: new Set(top.entries('scripts').map((e) => e.key)),
		places: new Set(top.entries('places').map((e) => e.key)),
		tags,
		order: top.child('order')?.kind === 'list' ? top.texts('order').map((n) => n.text) : [],
		rounds,
	}
}

const perIsRight = (fields: Fields): boolean => !fields.has('per') || fields.text('per') === 'player'

function collectStates(fields: Fields, into: Map<string, Location>, region: string, findings: Findings): void {
	for (const entry of fields.entries('states')) {
		const first = into.get(entry.key)
		if (first)
			findings.error(
				'duplicate-name',
				entry.keyAt,
				`Region "${region}" has a state "${entry.key}" already, on line ${first.line}. Names of states are unique within a region at any depth`,
			)
		else into.set(entry.key, entry.keyAt)
		collectStates(new Fields(entry.value, entry.keyAt), into, region, findings)
	}
}

function collectCards(entries: readonly Entry[]): Map<string, CardNames> {
	return new Map(
		entries.map((entry) => {
			const fields = new Fields(entry.value, entry.keyAt)
			const by = fields.has('by') && fields.node?.kind === 'map' ? fields.texts('by').map((n) => n.text) : null
			return [entry.key, { by, outcomes: new Set(fields.entries('outcomes').map((e) => e.key)) }] as const
		}),
	)
}

/** `pass` and `nothing` are the language's; players, moves and decks may not share a name, since events begin with either. */
function reportMoveNames(top: Fields, identifiers: Identifiers, findings: Findings): void {
	const seen = new Map<string, { kind: string; at: Location }>()
	for (const entry of top.entries('players')) seen.set(entry.key, { kind: 'player', at: entry.keyAt })
	for (const [kind, section] of [
		['deck', 'decks'],
		['move', 'moves'],
	] as const)
		for (const entry of top.entries(section)) {
			const first = seen.get(entry.key)
			if (first)
				findings.error(
					'duplicate-name',
					entry.keyAt,
					`"${entry.key}" is the name of a ${first.kind} already, on line ${first.at.line}; players, decks and moves need different names`,
				)
			else seen.set(entry.key, { kind, at: entry.keyAt })
			if (ROLES.has(entry.key))
				findings.error('reserved-name', entry.keyAt, `"${entry.key}" is a word of the language; choose another name`)
			else if (Object.hasOwn(Object.prototype, entry.key)) identifiers.reserved(entry.key, entry.keyAt)
		}
	for (const deck of top.entries('decks'))
		for (const card of new Fields(deck.value, deck.keyAt).entries('cards'))
			if (card.key === 'nothing' || card.key === 'pass')
				findings.error(
					'reserved-name',
					card.keyAt,
					card.key === 'nothing'
						? '"nothing" is what the chances leave over, and every deck has it already; remove this card'
						: '"pass" is a word of the language; choose another name',
				)
}

function valueNames(
	variable: Entry,
	constants: Map<string, number>,
	identifiers: Identifiers,
	unsure: Set<string>,
	findings: Findings,
): void {
	const fields = new Fields(variable.value, variable.keyAt)
	const low = integerOf(fields.items('range')[0])
	const own = new Map<string, Location>()
	fields.items('names').forEach((node, index) => {
		const name = textOf(node)
		if (name === null) return
		const twice = own.get(name)
		if (twice) findings.error('duplicate-name', node.at, `Two values of "${variable.key}" are called "${name}"`)
		own.set(name, node.at)
		if (!IDENTIFIER.test(name)) return
		if (low === null) {
			unsure.add(name)
			return
		}
		const value = low + index
		const known = constants.get(name)
		if (known === undefined) {
			if (identifiers.add(name, 'value', node.at)) constants.set(name, value)
			else unsure.add(name)
		} else if (known !== value && !twice)
			findings.error(
				'duplicate-name',
				node.at,
				`"${name}" is ${value} here and ${known} in another variable; one name means one number in expressions`,
			)
	})
}

/** The one namespace of players, parameters, variables, regions and value names. */
class Identifiers {
	readonly #findings: Findings
	readonly #seen = new Map<string, { kind: string; at: Location }>()

	constructor(findings: Findings) {
		this.#findings = findings
	}

	/** @returns whether the name may be used */
	add(id: string, kind: string, at: Location): boolean {
		const first = this.#seen.get(id)
		if (first) {
			this.#findings.error(
				'duplicate-name',
				at,
				`"${id}" is the name of a ${first.kind} already, on line ${first.at.line}; players, parameters, variables, regions and values share their names, since expressions use them all`,
			)
			return false
		}
		this.#seen.set(id, { kind, at })
		// The schema says what is wrong with such a name.
		if (!IDENTIFIER.test(id)) return false
		const role = (kind === 'player' || kind === 'region') && ROLES.has(id)
		if (!RESERVED.has(id) && !role) return true
		this.reserved(id, at)
		return false
	}

	reserved(id: string, at: Location): void {
		this.#findings.error(
			'reserved-name',
			at,
			`"${id}" is a word that the language keeps for itself; choose another name, such as "${id.replace(/^_+|_+$/g, '')}_1"`,
		)
	}
}

/** Reports a reference to a name that is not there. */
export function unknown(findings: Findings, kind: string, id: string, known: Iterable<string>, at: Location): void {
	if (findings.isRefused(id)) return
	const all = [...new Set([...known].map((name) => findings.spelled(name)))]
	const shown = all.length > 12 ? `${all.slice(0, 12).join(', ')}, …` : all.join(', ')
	findings.error(
		'unknown-name',
		at,
		`There is no ${kind} "${id}"${closest(id, all) || (all.length > 0 ? `; there are ${shown}` : '')}`,
	)
}
