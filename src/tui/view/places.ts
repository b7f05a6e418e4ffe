import { cardOf } from '../../game/legality.js'
import type { Playthrough, Table } from '../../game/playthrough.js'
import { moveTitle } from '../../report/move-title.js'
import type { PlaceOf, Scenario } from '../../scenario/scenario.js'
import type { GeoPoint } from '../map/atlas.js'
import { remembered } from '../remembered.js'
import { lastDecision } from './account.js'
import { playerName, type Viewer } from './wording.js'

/** A place of the scenario, and what has happened there since the viewer's last decision, that decision included. */
export interface MapPlace extends GeoPoint {
	readonly title: string
	/** Whether anything has. */
	readonly isLit: boolean
	/** `Iran: Strike a militant camp`, in the order in which it happened. */
	readonly events: readonly string[]
}

/** Every place of the scenario in file order; empty when it names none. */
export const placesOf = (table: Table, p: Playthrough, viewer: Viewer): readonly MapPlace[] =>
	known(p, String(viewer), () => placesAt(table, p, viewer))

const known = remembered<readonly MapPlace[]>()

function placesAt(table: Table, p: Playthrough, viewer: Viewer): MapPlace[] {
	const { scenario } = table.game
	if (scenario.places.length === 0) return []
	const since = lastDecision(table, p, viewer) ?? 0
	const events = new Map<string, string[]>()
	for (const entry of table.line(p)) {
		if (entry.kind !== 'ply' || entry.id <= since) continue
		const found = cardOf(table.game.rules, entry.move)
		if (!found) continue
		const { actor } = table.game.rules.slots[table.state(p, entry.parent).ply]!
		const of: readonly PlaceOf[] = found.outcome?.outcome.places ?? found.card.card.places
		for (const { by, place } of of)
			if (by === null || by === actor) {
				const told = `${playerName(scenario, actor)}: ${moveTitle(table.game, entry.move)}`
				events.set(place, [...(events.get(place) ?? []), told])
			}
	}
	return scenario.places.map(({ id, title, latitude, longitude }) => ({
		title,
		latitude,
		longitude,
		isLit: events.has(id),
		events: events.get(id) ?? [],
	}))
}

/** A sentence for each lit place: `Panjgur – Iran: …`. */
export const litPlaces = (places: readonly MapPlace[]): string[] =>
	places.filter((p) => p.isLit).map((p) => `${p.title} – ${p.events.join('; ')}`)

/** The names of those who play, which a map may know as countries. */
export const sidesOf = ({ players }: Scenario): readonly string[] => players.map((p) => p.name)
