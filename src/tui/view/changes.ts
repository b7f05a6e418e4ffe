import type { Game, State } from '../../game/game.js'
import { folded } from '../../game/rules.js'
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
 * In file order: variables, then regions. What a card did to a variable and what each rule then did to it are changes
 * of their own; rules that leave it as the card did are left out.
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
	const steps = rulesBetween(game, before, after, left)
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
		let from = left[key]!
		const undone = from === after.variables[key]!
		const byRules = (undone ? [] : steps).flatMap(({ rule, variables }) => {
			const [was, to] = [from, variables[key]!]
			from = to
			return change(was, to, rule)
		})
		return [...change(before.variables[key]!, left[key]!, null), ...byRules]
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

/**
 * The rules that led from what the ply left to the state after it, and the variables after each. They read the chart
 * between its answer to the card and what it then settled to: of these two, which are known, the one from which the
 * rules lead to the state after it; where neither does, one step of no rule's name.
 */
function rulesBetween(
	{ rules }: Game,
	before: State,
	after: State,
	left: State['variables'],
): readonly { readonly rule: string | null; readonly variables: State['variables'] }[] {
	const keys = Object.keys(left)
	const same = (a: State['variables'], b: State['variables']): boolean => keys.every((k) => a[k] === b[k])
	if (same(left, after.variables)) return []
	const lastPly = before.ply === rules.slots.length - 1
	for (const { chart } of [after, before]) {
		const steps = folded(rules, { ...before, chart, variables: left }, lastPly)
		if (same(steps.at(-1)?.variables ?? left, after.variables))
			return steps.map(({ rule, variables }) => ({ rule: rule.title, variables }))
	}
	return [{ rule: null, variables: after.variables }]
}
