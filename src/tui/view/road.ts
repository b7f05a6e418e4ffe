import type { Playthrough, Table } from '../../game/playthrough.js'
import { stateTitle } from './wording.js'

/** A station of the road: a chart state tagged `road`. */
export interface Station {
	readonly title: string
	readonly description: string | null
	/** `now` while it is active, `been` when it was once on this branch. */
	readonly lit: 'now' | 'been' | 'ahead'
}

/** The stations in file order; empty when the scenario tags none. */
export function roadOf(table: Table, p: Playthrough): Station[] {
	const { regions } = table.game.rules.layout
	const now = table.state(p)
	const past = table.line(p).map((e) => table.state(p, e.id))
	return regions.flatMap((region) =>
		[...region.states.values()]
			.filter((slot) => slot.node.tags.includes('road'))
			.map((slot): Station => {
				const active = (chart: Readonly<Record<string, string>>) => slot.leaves.includes(chart[region.key]!)
				return {
					title: stateTitle(region, slot.node.id),
					description: slot.node.description,
					lit: active(now.chart) ? 'now' : past.some((s) => active(s.chart)) ? 'been' : 'ahead',
				}
			}),
	)
}
