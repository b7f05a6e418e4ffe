import type { Scope } from '../expressions/scope.js'
import type { Location } from '../location.js'
import type { Card, Claim, Deck, MoveCard, Outcome } from '../scenario.js'
import { IDENTIFIER } from '../scenario-schema.js'
import { type Entry, entryOf } from '../source/yaml-node.js'
import type { Reading } from './context.js'
import { unknown } from './declared.js'
import { Fields } from './fields.js'
import { readPlaceOf } from './read-places.js'
import { spaced } from './spaced.js'

/** The players that `by` names, in file order of `by`; every player when there is no `by` and `all` says so. */
export function readBy(fields: Fields, reading: Reading, all: boolean): string[] {
	const { players } = reading.names
	if (all && !fields.has('by')) return [...players.keys()]
	const by: string[] = []
	for (const node of fields.texts('by')) {
		if (by.includes(node.text)) reading.findings.error('duplicate-name', node.at, `"${node.text}" stands twice in "by"`)
		else if (players.has(node.text)) by.push(node.text)
		// The schema says what is wrong with such a name.
		else if (!IDENTIFIER.test(node.text)) continue
		else unknown(reading.findings, 'player', node.text, players.keys(), node.at)
	}
	return by
}

export function readMove(entry: Entry, reading: Reading): MoveCard {
	const fields = new Fields(entry.value, entry.keyAt)
	const by = readBy(fields, reading, false)
	const scope = reading.owned(by, 'this card')
	return {
		...readCard(entry, fields, scope, by, reading),
		title: fields.text('title') ?? '',
		by,
	}
}

export function readDeck(entry: Entry, reading: Reading): Deck {
	const fields = new Fields(entry.value, entry.keyAt)
	return {
		id: entry.key,
		title: fields.text('title') ?? spaced(entry.key),
		text: fields.text('text'),
		of: fields.integer('of') ?? 0,
		cards: fields.entries('cards').map((card) => {
			const own = new Fields(card.value, card.keyAt)
			return { ...readCard(card, own, reading.shared, null, reading), title: own.text('title') ?? spaced(card.key) }
		}),
		at: entry.keyAt,
	}
}

/** @param by the players who have the card; `null` for a deck's */
function readCard(
	entry: Entry,
	fields: Fields,
	scope: Scope,
	by: readonly string[] | null,
	reading: Reading,
): Omit<Card, 'title'> {
	const of = fields.integer('of')
	const outcomes = fields.entries('outcomes').map((outcome) => readOutcome(outcome, scope, by, reading))
	checkRest(fields, of, reading)
	return {
		id: entry.key,
		text: fields.text('text'),
		signal: fields.text('signal'),
		claims: readClaims(fields),
		tags: fields.texts('tags').map((n) => n.text),
		code: fields.scalar('code')?.text ?? null,
		source: fields.text('source'),
		when: reading.expression(fields.child('when'), 'boolean', scope),
		weight: reading.expression(fields.child(by ? 'weight' : 'chance'), 'integer', { ...scope, rates: true }),
		effects: reading.effects(fields.child('effects'), scope),
		of,
		outcomes,
		places: readPlaceOf(fields, by, reading),
		at: entry.keyAt,
	}
}

function readOutcome(entry: Entry, scope: Scope, by: readonly string[] | null, reading: Reading): Outcome {
	const fields = new Fields(entry.value, entry.keyAt)
	return {
		id: entry.key,
		title: fields.text('title'),
		text: fields.text('text'),
		claims: readClaims(fields),
		source: fields.text('source'),
		chance: fields.flag('rest')
			? null
			: reading.expression(fields.child('chance'), 'integer', { ...scope, rates: true }),
		effects: reading.effects(fields.child('effects'), scope),
		places: readPlaceOf(fields, by, reading),
		at: entry.keyAt,
	}
}

function checkRest(fields: Fields, of: number | null, reading: Reading): void {
	const { findings } = reading
	const outcomes = fields.entries('outcomes')
	const based = fields.has('of')
	if (fields.has('outcomes') && outcomes.length === 0 && fields.child('outcomes')?.kind === 'map')
		findings.error(
			'outcome-rest',
			fields.keyAt('outcomes'),
			'"outcomes" is empty. Leave it out when chance decides nothing',
		)
	if (based && !fields.has('outcomes'))
		findings.error(
			'outcome-rest',
			fields.keyAt('of'),
			'"of" is the base of the outcomes’ chances, and there are no outcomes',
		)
	let first: Location | null = null
	for (const outcome of outcomes) {
		if (outcome.value.kind === 'broken') return
		const own = new Fields(outcome.value, outcome.keyAt)
		const rest = entryOf(outcome.value, 'rest')
		if (rest && own.has('chance'))
			findings.error('outcome-rest', rest.keyAt, 'An outcome has a "chance" or takes the "rest", not both')
		if (!rest && !own.has('chance'))
			findings.error(
				'outcome-rest',
				outcome.keyAt,
				`"${outcome.key}" has no chance. Give it "chance: …"${based ? ', or "rest: true" to take what the others leave' : ''}`,
			)
		if (!rest) continue
		if (!based)
			findings.error(
				'outcome-rest',
				rest.keyAt,
				'"rest" takes what is left of a base: give the card one, such as "of: 100"',
			)
		else if (first)
			findings.error(
				'outcome-rest',
				rest.keyAt,
				`Only one outcome takes the rest; the one on line ${first.line} does already`,
			)
		first ??= rest.keyAt
	}
	if (based && of !== null && outcomes.length > 0 && !first)
		findings.error(
			'outcome-rest',
			fields.keyAt('outcomes'),
			`The chances are out of ${of}, so one outcome needs "rest: true" to take what the others leave`,
		)
}

export function readClaims(fields: Fields): Claim[] {
	return fields.entries('claims').flatMap((entry) => {
		const { value } = entry
		return value.kind === 'scalar' && typeof value.value === 'string' ? [{ by: entry.key, text: value.text }] : []
	})
}
