import type { Place, PlaceOf } from '../scenario.js'
import { IDENTIFIER, NAME } from '../scenario-schema.js'
import type { Entry, ScalarNode } from '../source/yaml-node.js'
import type { Reading } from './context.js'
import { unknown } from './declared.js'
import { Fields } from './fields.js'
import { placeName } from './spaced.js'

export function readPlace(entry: Entry): Place {
	const fields = new Fields(entry.value, entry.keyAt)
	return {
		id: entry.key,
		title: fields.text('title') ?? placeName(entry.key),
		latitude: degreesAt(fields, 'latitude'),
		longitude: degreesAt(fields, 'longitude'),
		source: fields.text('source') ?? '',
		at: entry.keyAt,
	}
}

function degreesAt(fields: Fields, key: string): number {
	const value = fields.scalar(key)?.value
	return typeof value === 'number' ? value : 0
}

/** What a card's or an outcome's `place` says, in file order. @param by the players who have the card; `null` for a deck's */
export function readPlaceOf(fields: Fields, by: readonly string[] | null, reading: Reading): PlaceOf[] {
	if (fields.child('place')?.kind !== 'map') return known(fields.texts('place'), null, reading)
	const own = fields.fields('place')
	return fields.entries('place').flatMap((entry): PlaceOf[] => {
		const places = own.texts(entry.key)
		if (by === null) {
			reading.findings.error(
				'wrong-type',
				entry.keyAt,
				'No player lays down a deck’s card: write its place, or a list of places, behind "place:"',
			)
			return []
		}
		if (by.includes(entry.key)) return known(places, entry.key, reading)
		// The schema says what is wrong with such a name.
		if (IDENTIFIER.test(entry.key)) unknown(reading.findings, 'player with this card', entry.key, by, entry.keyAt)
		return []
	})
}

function known(nodes: readonly ScalarNode[], by: string | null, reading: Reading): PlaceOf[] {
	const { places } = reading.declared
	return nodes.flatMap(({ text, at }): PlaceOf[] => {
		if (places.has(text)) return [{ by, place: text }]
		if (NAME.test(text)) unknown(reading.findings, 'place', text, places, at)
		return []
	})
}
