import type { Rules } from '../game/rules.js'

/** A column of rows: whole numbers, or texts out of a list. */
export interface Column {
	readonly name: string
	/** Texts that the numbers stand for; null when the column is numbers. */
	readonly texts: readonly string[] | null
	readonly nullable: boolean
}

/** What stands for no value in a column of numbers, and in one of texts. */
export const NULL = -0x80000000

const number = (name: string, nullable = false): Column => ({ name, texts: null, nullable })

/** Tags that key events go by, of cards (their laying down) and of states (a region's coming to stand in one). */
export const EVENT_TAGS = ['mediation-offer', 'mediation-accept', 'thaw'] as const

/** Tag of the moves that are force. */
export const FORCE = 'force'

/** Columns of the row of a run, before and after those of its variables and regions. */
const BEFORE = ['run', 'seed', 'ending', 'round'] as const
export const EVENTS = [
	'first_force_round',
	'first_force_by',
	'force_answered_after',
	'mediation_offered_round',
	'mediation_accepted_round',
	'thaw_round',
] as const

/** Variables that are nobody's own: of these the highest value of the run is in its row. */
export const sharedVariables = (rules: Rules) => rules.layout.variables.filter((v) => v.owner === null)

/** The columns of a run's row, in order. A variable or region whose name is taken stands as `final.NAME`. */
export function runColumns(rules: Rules, seed: string): Column[] {
	const { scenario } = rules
	const texts: Readonly<Record<string, readonly string[]>> = {
		seed: [seed],
		ending: scenario.endings.map((e) => e.id),
		first_force_by: scenario.players.map((p) => p.id),
	}
	const of = (name: string, nullable: boolean): Column => ({ name, texts: texts[name] ?? null, nullable })
	return [
		...BEFORE.map((name) => of(name, false)),
		...stateColumns(rules, [...BEFORE, ...EVENTS]),
		...sharedVariables(rules).map((v) => number(`highest.${v.key}`)),
		...EVENTS.map((name) => of(name, true)),
	]
}

const OF_PLY = ['run', 'ply', 'round', 'player', 'move', 'outcome'] as const

/** The columns of a ply's row: who did what, and the state after it. */
export function plyColumns(rules: Rules): Column[] {
	const { actors, cards, outcomes } = plyTexts(rules)
	return [
		number('run'),
		number('ply'),
		number('round'),
		{ name: 'player', texts: actors, nullable: false },
		{ name: 'move', texts: cards, nullable: false },
		{ name: 'outcome', texts: outcomes, nullable: true },
		...stateColumns(rules, OF_PLY),
	]
}

/** The texts of a ply's columns; `pass` and `nothing` are the last two cards. */
export function plyTexts(rules: Rules): { actors: string[]; cards: string[]; outcomes: string[] } {
	const cards = [...rules.cards.values()]
	return {
		actors: [...new Set(rules.slots.map((s) => s.actor))],
		cards: [...new Set(cards.map((c) => c.card.id)), 'pass', 'nothing'],
		outcomes: [...new Set(cards.flatMap((c) => c.card.outcomes.map((o) => o.id)))],
	}
}

/** Variables, then regions, in the order of the packed cells. */
function stateColumns(rules: Rules, taken: readonly string[]): Column[] {
	// SQL takes `Round` and `round` for one name.
	const names = new Set(taken.map((name) => name.toLowerCase()))
	const free = (key: string): string => (names.has(key.toLowerCase()) ? `final.${key}` : key)
	return [
		...rules.layout.variables.map((v) => number(free(v.key))),
		...rules.layout.regions.map((r): Column => ({ name: free(r.key), texts: r.leaves, nullable: false })),
	]
}

/** Rows of one chunk, row by row: `values[row · columns + column]`. The first column, the run, is apart: it can pass 2^31. */
export interface Rows {
	readonly columns: readonly Column[]
	readonly count: number
	readonly runs: Float64Array
	readonly values: Int32Array
}
