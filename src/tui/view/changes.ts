import type { Game, State } from '../../game/game.js'
import type { RuleEffect } from '../../game/rules.js'
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
	/** The standing rule that did it, by its title, when it was not the card itself. */
	readonly because: string | null
}

export const changeMark = { up: '▲', down: '▼', other: '◆' } as const

/**
 * In file order: variables, then regions.
 * @param effects those of the card that was played, and of its outcome: what they don't assign, a rule did
 */
export function changesBetween(
	game: Game,
	before: State,
	after: State,
	viewer: Viewer,
	effects: readonly RuleEffect[],
): Change[] {
	const { layout, scenario } = game.rules
	const own = new Set(effects.map((e) => e.key))
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
				because: own.has(slot.key) ? null : ruleBehind(game, slot.key, before, after),
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
				because: null,
			},
		]
	})
	return [...variables, ...regions]
}

/** The first rule that assigns the variable and holds where the ply left the rest. */
function ruleBehind(game: Game, key: string, before: State, after: State): string | null {
	const met = { ...after, round: before.round, variables: { ...after.variables, [key]: before.variables[key]! } }
	const found = game.rules.standing.find((r) => r.effects.some((e) => e.key === key) && r.when(met))
	return found?.rule.title ?? null
}
