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
	/** The standing rule that did it, by its title, when it was not the card itself. */
	readonly because: string | null
}

export const changeMark = { up: '▲', down: '▼', other: '◆' } as const

/**
 * In file order: variables, then regions. What a card did to a variable and what a rule then did to it are two changes.
 * @param left the variables as the card and its outcome left them: from there on it was a rule
 */
export function changesBetween(
	game: Game,
	before: State,
	after: State,
	viewer: Viewer,
	left: State['variables'],
): Change[] {
	const { layout, scenario } = game.rules
	const variables = layout.variables.flatMap((slot): Change[] => {
		const { key } = slot
		const change = (from: number, to: number, because: string | null): Change[] =>
			from === to
				? []
				: [
						{
							key,
							title: ownedTitle(scenario, slot, viewer),
							before: valueName(slot.variable, from),
							after: valueName(slot.variable, to),
							direction: to > from ? 'up' : 'down',
							because,
						},
					]
		const [from, between, to] = [before.variables[key]!, left[key]!, after.variables[key]!]
		return [
			...change(from, between, null),
			...change(between, to, between === to ? null : ruleBehind(game, key, { ...before, variables: left }, after)),
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
