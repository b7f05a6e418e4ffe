import type { Game } from '../../game/game.js'
import type { VariableSlot } from '../../game/layout.js'
import type { Playthrough, Table } from '../../game/playthrough.js'
import { lastDecision } from './account.js'
import { type Viewer, valueName, variableTitle } from './wording.js'

export interface Rung {
	readonly value: number
	readonly name: string
	readonly isNow: boolean
	/** Where it stood at the viewer's last decision, when that was elsewhere. */
	readonly wasHere: boolean
	/** Rounds that ended on this rung, in order. */
	readonly rounds: readonly number[]
}

export interface Ladder {
	readonly key: string
	readonly title: string
	readonly text: string | null
	/** From the top down. */
	readonly rungs: readonly Rung[]
	readonly now: number
	readonly before: number
	readonly low: number
	readonly high: number
}

/** The ladder is the first shared variable whose values have names. */
export const ladderSlot = (game: Game): VariableSlot | undefined =>
	game.rules.layout.variables.find((v) => v.owner === null && v.variable.names.length > 0)

export function ladderOf(table: Table, p: Playthrough, viewer: Viewer): Ladder | null {
	const slot = ladderSlot(table.game)
	if (!slot) return null
	const { key, variable, low, high } = slot
	const now = table.state(p).variables[key]!
	const before = table.state(p, lastDecision(table, p, viewer) ?? 0).variables[key]!
	const ends = roundEnds(table, p, key)
	const rungs: Rung[] = []
	for (let value = high; value >= low; value--)
		rungs.push({
			value,
			name: valueName(variable, value),
			isNow: value === now,
			wasHere: value === before && before !== now,
			rounds: ends.flatMap((v, n) => (v === value ? [n + 1] : [])),
		})
	return { key, title: variableTitle(variable), text: variable.text, rungs, now, before, low, high }
}

/** The variable at the end of each finished round. */
function roundEnds(table: Table, p: Playthrough, key: string): number[] {
	const ends: number[] = []
	let state = table.state(p, 0)
	for (const entry of table.line(p)) {
		const next = table.state(p, entry.id)
		if (next.round > state.round) ends.push(next.variables[key]!)
		state = next
	}
	return ends
}
