import type { State } from '../../game/game.js'
import type { RegionSlot, VariableSlot } from '../../game/layout.js'
import type { Playthrough, Table } from '../../game/playthrough.js'
import { remembered } from '../remembered.js'
import { widthOf } from '../styled-text.js'
import { stateBefore } from './account.js'
import { isChangeable } from './changeable.js'
import { changeMark } from './changes.js'
import { ladderSlot } from './ladder.js'
import { inSentence, isFlag, regionTitle, stateTitle, type Viewer, valueName, variableTitle } from './wording.js'

/** One value of the situation: where a region is, or how much there is of a variable. */
export interface Standing {
	readonly value: string
	/** Filled and all cells of a gauge; null for what has no size. */
	readonly gauge: { readonly filled: number; readonly of: number } | null
	/** How it differs from the viewer's last decision: `▲`, `▼`, `◆`. */
	readonly mark: string | null
	readonly was: string | null
	/** Columns that the longest of the values takes which it can have. */
	readonly longest: number
}

export interface SharedRow {
	readonly title: string
	readonly standing: Standing
}

/** What players have one of each; `standings` in the order of the situation's players, null for one of the others in whose it never changes. */
export interface PlayerRow {
	readonly title: string
	/** Whether nothing of it ever changes, for anybody. */
	readonly isConstant: boolean
	readonly standings: readonly (Standing | null)[]
}

export interface Situation {
	readonly shared: readonly SharedRow[]
	/** Those who sit at the keyboard, and of the others those of whom something can change. */
	readonly players: readonly { readonly id: string; readonly name: string }[]
	readonly perPlayer: readonly PlayerRow[]
	/** The others, of whom nothing ever changes, and how it stands: `ambassador in post, trust 2 of 2`. */
	readonly unchanged: readonly { readonly name: string; readonly values: string }[]
}

const MOST_CELLS = 6

function variableStanding(slot: VariableSlot, now: State, before: State): Standing {
	const value = now.variables[slot.key]!
	const was = before.variables[slot.key]!
	const size = slot.high - slot.low
	const named = slot.variable.names.length > 0
	const text = (of: number): string =>
		named || isFlag(slot.variable) ? valueName(slot.variable, of) : `${of} of ${slot.high}`
	const all =
		named || isFlag(slot.variable) ? Array.from({ length: size + 1 }, (_, n) => slot.low + n) : [slot.low, slot.high]
	return {
		value: text(value),
		gauge: isFlag(slot.variable) || size > MOST_CELLS ? null : { filled: value - slot.low, of: size },
		mark: value === was ? null : changeMark[value > was ? 'up' : 'down'],
		was: value === was ? null : valueName(slot.variable, was),
		longest: Math.max(...all.map((of) => widthOf(text(of)))),
	}
}

function regionStanding(slot: RegionSlot, now: State, before: State): Standing {
	const value = stateTitle(slot, now.chart[slot.key]!)
	const was = stateTitle(slot, before.chart[slot.key]!)
	const changed = now.chart[slot.key] !== before.chart[slot.key]
	const longest = Math.max(...slot.leaves.map((leaf) => widthOf(stateTitle(slot, leaf))))
	return { value, gauge: null, mark: changed ? changeMark.other : null, was: changed ? was : null, longest }
}

/** Regions first, then variables, in file order, and last what never changes; the ladder has a place of its own. */
export const situationOf = (table: Table, p: Playthrough, viewer: Viewer): Situation =>
	situations(p, String(viewer), () => situationAt(table, p, viewer))

const situations = remembered<Situation>()

function situationAt(table: Table, p: Playthrough, viewer: Viewer): Situation {
	const { layout, scenario } = table.game.rules
	const now = table.state(p)
	const before = stateBefore(table, p, viewer)
	const ladder = ladderSlot(table.game)
	const regions = layout.regions.map((slot) => ({
		id: slot.region.id,
		owner: slot.owner,
		title: regionTitle(slot),
		isChangeable: isChangeable(table.game.rules, slot),
		standing: regionStanding(slot, now, before),
	}))
	const variables = layout.variables
		.filter((slot) => slot !== ladder)
		.map((slot) => ({
			id: slot.variable.id,
			owner: slot.owner,
			title: variableTitle(slot.variable),
			isChangeable: isChangeable(table.game.rules, slot),
			standing: variableStanding(slot, now, before),
		}))
	const all = [...regions, ...variables]
	const owned = [...new Set(all.filter((r) => r.owner !== null).map((r) => r.id))]
	const rows = owned.map((id) => {
		const own = all.filter((r) => r.id === id && r.owner !== null)
		// What changes for nobody is told of everybody, and last: it is how the file sets the players apart.
		const isConstant = own.every((r) => !r.isChangeable)
		const told = scenario.players.map((player) => {
			const row = own.find((r) => r.owner === player.id)!
			return row.isChangeable || isConstant || p.people.includes(player.id) ? row.standing : null
		})
		return { title: own[0]!.title, isConstant, told }
	})
	const acts = (n: number): boolean => rows.length === 0 || rows.some((r) => !r.isConstant && r.told[n] !== null)
	const isShown = (n: number): boolean => acts(n) || rows.every((r) => r.isConstant)
	const shown = scenario.players.map((_, n) => n).filter(isShown)
	const valuesOf = (player: string): string =>
		all
			.filter((r) => r.owner === player)
			.map((r) => `${inSentence(r.title)} ${r.standing.value}`)
			.join(', ')
	return {
		shared: all.filter((r) => r.owner === null).map(({ title, standing }) => ({ title, standing })),
		players: shown.map((n) => ({ id: scenario.players[n]!.id, name: scenario.players[n]!.name })),
		perPlayer: [...rows.filter((r) => !r.isConstant), ...rows.filter((r) => r.isConstant)].map(
			({ title, isConstant, told }) => ({
				title,
				isConstant,
				standings: shown.map((n) => told[n]!),
			}),
		),
		unchanged: scenario.players.filter((_, n) => !isShown(n)).map(({ id, name }) => ({ name, values: valuesOf(id) })),
	}
}
