import type { Rules } from '../game/rules.js'
import { NO_CARD } from '../kernel/graph.js'
import {
	type Column,
	EVENT_TAGS,
	FORCE,
	NULL,
	plyColumns,
	plyTexts,
	type Rows,
	runColumns,
	sharedVariables,
} from './columns.js'
import type { PlyVisitor, RunPlayer } from './run-player.js'

/** Gathers rows while runs are played. */
export interface RowWriter {
	/** The run that has just been played. */
	add(run: number, player: RunPlayer): void
	/** What was gathered since the last time. */
	take(): Rows
}

/** A table that grows. Rows are written in place: the caller fills what `next` makes room for. */
class Table {
	readonly columns: readonly Column[]
	values: Int32Array
	runs: Float64Array
	count = 0
	constructor(columns: readonly Column[], room: number) {
		this.columns = columns
		this.values = new Int32Array(room * columns.length)
		this.runs = new Float64Array(room)
	}
	/** Where the row of `run` begins. */
	next(run: number): number {
		if (this.count === this.runs.length) {
			const values = new Int32Array(this.values.length * 2)
			values.set(this.values)
			this.values = values
			const runs = new Float64Array(this.runs.length * 2)
			runs.set(this.runs)
			this.runs = runs
		}
		this.runs[this.count] = run
		return this.count++ * this.columns.length
	}
	take(): Rows {
		const { columns, values, runs, count } = this
		this.count = 0
		return { columns, values: values.subarray(0, count * columns.length), runs: runs.subarray(0, count), count }
	}
}

const ROOM = 1024

/** One row a run: how it ended, the final state, highest values, and key events. */
export function runRows(rules: Rules, seed: string): RowWriter {
	const table = new Table(runColumns(rules, seed), ROOM)
	const state = rules.layout.variables.length + rules.layout.regions.length
	const shared = sharedVariables(rules).map((v) => rules.layout.variables.indexOf(v))
	const start = shared.map((n) => rules.resolved.variables.get(rules.layout.variables[n]!.key)!)
	const highest = new Int32Array(shared.length)
	const watch = eventWatch(rules)
	const see: PlyVisitor = (round, slot, card, _outcome, cells, at) => {
		for (let n = 0; n < shared.length; n++) {
			const value = cells[at + shared[n]!]!
			if (value > highest[n]!) highest[n] = value
		}
		watch.see(round, slot, card, cells, at)
	}
	return {
		add(run, player) {
			highest.set(start)
			watch.begin()
			player.plies(see)
			let at = table.next(run) + 1
			const { values } = table
			values[at++] = 0
			values[at++] = player.ending()
			values[at++] = player.round()
			for (let n = 0; n < state; n++) values[at++] = player.cells[n]!
			for (let n = 0; n < highest.length; n++) values[at++] = highest[n]!
			for (let n = 0; n < watch.values.length; n++) values[at++] = watch.values[n]!
		},
		take: () => table.take(),
	}
}

/** Finds key events. `values` are in the order of `EVENTS`. */
function eventWatch(rules: Rules): {
	readonly values: Int32Array
	begin(): void
	see(round: number, slot: number, card: number, cells: Int32Array, at: number): void
} {
	const values = new Int32Array(3 + EVENT_TAGS.length)
	const { players } = rules.scenario
	const bits = (tags: readonly string[]): number =>
		EVENT_TAGS.reduce((sum, tag, n) => (tags.includes(tag) ? sum | (1 << n) : sum), 0)
	const cards = rules.slots.map((s) => Int32Array.from(s.cards, (c) => bits(c.card.tags)))
	const force = rules.slots.map((s) => s.cards.map((c) => s.deckOf === null && c.card.tags.includes(FORCE)))
	const playerOf = rules.slots.map((s) => players.findIndex((p) => p.id === s.actor))
	const offset = rules.layout.variables.length
	const regions = rules.layout.regions
		.map((region, n) => ({
			cell: offset + n,
			bits: Int32Array.from(region.leaves, (leaf) =>
				bits(region.states.get(leaf)!.path.flatMap((id) => region.states.get(id)!.node.tags)),
			),
		}))
		.filter((r) => r.bits.some((b) => b > 0))
	return {
		values,
		begin: () => values.fill(NULL),
		see(round, slot, card, cells, at) {
			let seen = card === NO_CARD ? 0 : cards[slot]![card]!
			for (const region of regions) seen |= region.bits[cells[at + region.cell]!]!
			for (let n = 0; seen !== 0; n++, seen >>>= 1) if (seen & 1 && values[3 + n] === NULL) values[3 + n] = round
			if (card === NO_CARD || !force[slot]![card]) return
			if (values[0] === NULL) {
				values[0] = round
				values[1] = playerOf[slot]!
			} else if (values[2] === NULL && values[1] !== playerOf[slot]) values[2] = round - values[0]!
		},
	}
}

/** One row a ply: who did what, and the state after it. */
export function plyRows(rules: Rules): RowWriter {
	const table = new Table(plyColumns(rules), ROOM)
	const state = rules.layout.variables.length + rules.layout.regions.length
	const { actors, cards, outcomes } = plyTexts(rules)
	const actorOf = rules.slots.map((s) => actors.indexOf(s.actor))
	const noneOf = rules.slots.map((s) => cards.indexOf(s.deckOf === null ? 'pass' : 'nothing', cards.length - 2))
	const cardOf = rules.slots.map((s) => s.cards.map((c) => cards.indexOf(c.card.id)))
	const outcomeOf = rules.slots.map((s) => s.cards.map((c) => c.card.outcomes.map((o) => outcomes.indexOf(o.id))))
	let run = 0
	let ply = 0
	const see: PlyVisitor = (round, slot, card, outcome, cells, from) => {
		let at = table.next(run) + 1
		const { values } = table
		values[at++] = ++ply
		values[at++] = round
		values[at++] = actorOf[slot]!
		values[at++] = card === NO_CARD ? noneOf[slot]! : cardOf[slot]![card]!
		values[at++] = card === NO_CARD ? NULL : (outcomeOf[slot]![card]![outcome] ?? NULL)
		for (let n = from; n < from + state; n++) values[at++] = cells[n]!
	}
	return {
		add(number, player) {
			run = number
			ply = 0
			player.plies(see)
		},
		take: () => table.take(),
	}
}
