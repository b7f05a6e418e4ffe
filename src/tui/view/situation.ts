import type { State } from '../../game/game.js'
import type { RegionSlot, VariableSlot } from '../../game/layout.js'
import type { Playthrough, Table } from '../../game/playthrough.js'
import { stateBefore } from './account.js'
import { changeMark } from './changes.js'
import { ladderSlot } from './ladder.js'
import { isFlag, regionTitle, stateTitle, type Viewer, valueName, variableTitle } from './wording.js'

/** One value of the situation: where a region is, or how much there is of a variable. */
export interface Standing {
	readonly value: string
	/** Filled and all cells of a gauge; null for what has no size. */
	readonly gauge: { readonly filled: number; readonly of: number } | null
	/** How it differs from the viewer's last decision: `▲`, `▼`, `◆`. */
	readonly mark: string | null
	readonly was: string | null
}

export interface SharedRow {
	readonly title: string
	readonly standing: Standing
}

/** What every player has one of; `standings` in file order of the players. */
export interface PlayerRow {
	readonly title: string
	readonly standings: readonly Standing[]
}

export interface Situation {
	readonly shared: readonly SharedRow[]
	readonly players: readonly { readonly id: string; readonly name: string }[]
	readonly perPlayer: readonly PlayerRow[]
}

const MOST_CELLS = 6

function variableStanding(slot: VariableSlot, now: State, before: State): Standing {
	const value = now.variables[slot.key]!
	const was = before.variables[slot.key]!
	const size = slot.high - slot.low
	const named = slot.variable.names.length > 0
	return {
		value: named || isFlag(slot.variable) ? valueName(slot.variable, value) : `${value} of ${slot.high}`,
		gauge: isFlag(slot.variable) || size > MOST_CELLS ? null : { filled: value - slot.low, of: size },
		mark: value === was ? null : changeMark[value > was ? 'up' : 'down'],
		was: value === was ? null : valueName(slot.variable, was),
	}
}

function regionStanding(slot: RegionSlot, now: State, before: State): Standing {
	const value = stateTitle(slot, now.chart[slot.key]!)
	const was = stateTitle(slot, before.chart[slot.key]!)
	const changed = now.chart[slot.key] !== before.chart[slot.key]
	return { value, gauge: null, mark: changed ? changeMark.other : null, was: changed ? was : null }
}

/** Regions first, then variables, in file order; the ladder has a place of its own. */
export function situationOf(table: Table, p: Playthrough, viewer: Viewer): Situation {
	const { layout, scenario } = table.game.rules
	const now = table.state(p)
	const before = stateBefore(table, p, viewer)
	const ladder = ladderSlot(table.game)
	const regions = layout.regions.map((slot) => ({
		id: slot.region.id,
		owner: slot.owner,
		title: regionTitle(slot),
		standing: regionStanding(slot, now, before),
	}))
	const variables = layout.variables
		.filter((slot) => slot !== ladder)
		.map((slot) => ({
			id: slot.variable.id,
			owner: slot.owner,
			title: variableTitle(slot.variable),
			standing: variableStanding(slot, now, before),
		}))
	const all = [...regions, ...variables]
	const owned = [...new Set(all.filter((r) => r.owner !== null).map((r) => r.id))]
	return {
		shared: all.filter((r) => r.owner === null).map(({ title, standing }) => ({ title, standing })),
		players: scenario.players.map(({ id, name }) => ({ id, name })),
		perPlayer: owned.map((id) => {
			const rows = all.filter((r) => r.id === id && r.owner !== null)
			return {
				title: rows[0]!.title,
				standings: scenario.players.map((player) => rows.find((r) => r.owner === player.id)!.standing),
			}
		}),
	}
}
