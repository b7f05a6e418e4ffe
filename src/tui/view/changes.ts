import type { Game, State } from '../../game/game.js'
import { ownedTitle, stateTitle, type Viewer, valueName } from './wording.js'

/** One variable or region that two states differ in. */
export interface Change {
	/** `rung`, `iran.envoy`. */
	readonly key: string
	/** `Escalation`, `your pressure at home`. */
	readonly title: string
	readonly before: string
	readonly after: string
	/** Which way a variable went; regions only change. */
	readonly direction: 'up' | 'down' | 'other'
}

export const changeMark = { up: '▲', down: '▼', other: '◆' } as const

/** In file order: variables, then regions. */
export function changesBetween(game: Game, before: State, after: State, viewer: Viewer): Change[] {
	const { layout, scenario } = game.rules
	const variables = layout.variables.flatMap((slot): Change[] => {
		const from = before.variables[slot.key]!
		const to = after.variables[slot.key]!
		if (from === to) return []
		return [
			{
				key: slot.key,
				title: ownedTitle(scenario, slot, viewer),
				before: valueName(slot.variable, from),
				after: valueName(slot.variable, to),
				direction: to > from ? 'up' : 'down',
			},
		]
	})
	const regions = layout.regions.flatMap((slot): Change[] => {
		const from = before.chart[slot.key]!
		const to = after.chart[slot.key]!
		if (from === to) return []
		return [
			{
				key: slot.key,
				title: ownedTitle(scenario, slot, viewer),
				before: stateTitle(slot, from),
				after: stateTitle(slot, to),
				direction: 'other',
			},
		]
	})
	return [...variables, ...regions]
}
