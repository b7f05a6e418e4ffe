import { bounds } from '../scenario/bounds.js'
import type { Ending, Scenario } from '../scenario/scenario.js'

/** Between what a player's payoffs lie, over all endings and whatever state each may come in. */
export interface PayoffRange {
	readonly least: { readonly value: number; readonly ending: Ending }
	readonly most: { readonly value: number; readonly ending: Ending }
}

const known = new WeakMap<Scenario, Map<string, PayoffRange | null>>()

/** Null for a player without payoffs. @throws RangeError when there is no such player */
export function payoffRange(scenario: Scenario, player: string): PayoffRange | null {
	const ofScenario = known.get(scenario) ?? new Map<string, PayoffRange | null>()
	known.set(scenario, ofScenario)
	const range = ofScenario.has(player) ? ofScenario.get(player)! : workedOut(scenario, player)
	ofScenario.set(player, range)
	return range
}

function workedOut(scenario: Scenario, player: string): PayoffRange | null {
	const found = scenario.players.find((p) => p.id === player)
	if (!found) throw new RangeError(`there is no player "${player}"`)
	const all = found.payoffs.map(({ ending, value }) => {
		const { low, high } = typeof value === 'number' ? { low: value, high: value } : bounds(value.tree, scenario)
		return { low, high, ending: scenario.endings.find((e) => e.id === ending)! }
	})
	if (all.length === 0) return null
	const worst = all.reduce((a, b) => (b.low < a.low ? b : a))
	const best = all.reduce((a, b) => (b.high > a.high ? b : a))
	return { least: { value: worst.low, ending: worst.ending }, most: { value: best.high, ending: best.ending } }
}
