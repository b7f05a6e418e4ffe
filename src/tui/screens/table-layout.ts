import type { Size } from '../app-state.js'

/** How the table is laid out: panes in two columns, wide or folded, or one below the other. Rows and columns count frames. */
export type TableLayout =
	| {
			readonly kind: 'wide' | 'folded'
			readonly left: number
			readonly right: number
			/** Rows of the situation. */
			readonly top: number
			/** Rows of the odds below it, and in how many columns they stand; 0 where they have no pane. */
			readonly odds: number
			readonly oddsColumns: 1 | 2
			readonly wire: number
			/** Rows of the map below the wire, or above the moves; 0 where it has no pane. */
			readonly lowMap: number
			readonly highMap: number
			/** Columns of the ladder of its own; 0 when it lies in the situation. */
			readonly ladder: number
			readonly list: number
			readonly details: number
	  }
	| {
			readonly kind: 'column'
			readonly width: number
			readonly situation: number
			readonly wire: number
			readonly list: number
			readonly details: number
	  }

export const LEAST: Size = { columns: 40, rows: 12 }
const WIDE: Size = { columns: 108, rows: 30 }
const FOLDED: Size = { columns: 80, rows: 22 }
const WIDEST_LADDER = 34

/** What the panes would fill, without their frames, if they were `width` columns wide. */
export interface Wanted {
	readonly ladder: { readonly rows: number; readonly width: number } | null
	readonly situation: (width: number) => number
	/** The list of moves with their signals, and without. */
	readonly moves: (width: number) => { readonly roomy: number; readonly tight: number }
	/** Everything that happened; what is new, in full; what is new, in short. */
	readonly wire: (width: number) => { readonly all: number; readonly full: number; readonly short: number }
	/** The endings' odds in so many columns; null where they are not shown. */
	readonly odds: ((columns: 1 | 2) => number) | null
	/** Whether there is something to draw a map of. */
	readonly map: boolean
}

const FRAME_ROWS = 2
const FRAME_COLUMNS = 4
/** A map in fewer rows says nothing, in more it takes what others need. */
const MAP = { least: 9, high: 11, most: 18, width: 40 }
/** The details beside a map above the moves. */
const LEAST_DETAILS = 12
const LEAST_WIRE = 6
/** In so many rows the wire says what happened, if not all that it changed: the situation marks that, and the wire can be scrolled. */
const ENOUGH_WIRE = 8
/** Columns in which two bars beside each other lose nothing. */
const TWO_WIDE = 84

/** @param rows what the table has for its panes, between title and footer */
export function tableLayout({ columns, rows: screen }: Size, rows: number, wanted: Wanted): TableLayout {
	const isWide = columns >= WIDE.columns && screen >= WIDE.rows
	if (!isWide && !(columns >= FOLDED.columns && screen >= FOLDED.rows)) return columnLayout(columns, rows, wanted)
	const left = isWide ? Math.round(columns * 0.56) : Math.floor(columns / 2)
	const right = columns - left
	const ladder = isWide && wanted.ladder ? Math.min(WIDEST_LADDER, wanted.ladder.width + FRAME_COLUMNS) : 0
	const situation = wanted.situation(left - ladder - FRAME_COLUMNS) + (ladder === 0 && wanted.ladder ? 1 : 0)
	const standing = Math.max(situation, ladder > 0 ? wanted.ladder!.rows : 0)
	const top = clamp(standing + FRAME_ROWS, 6, Math.floor(rows * (isWide ? 0.58 : 0.5)))
	const { roomy, tight } = wanted.moves(right - FRAME_COLUMNS)
	const most = rows - (isWide ? 12 : 8)
	const list = clamp((roomy + FRAME_ROWS <= most ? roomy : tight) + FRAME_ROWS, 6, most)
	const spare = rows - list - LEAST_DETAILS
	const highMap =
		wanted.map && right >= MAP.width && spare >= MAP.high
			? clamp(Math.floor((rows - list) / 2), MAP.high, Math.min(spare, MAP.most))
			: 0
	const below = belowSituation(left, rows - top, { ...wanted, map: wanted.map && highMap === 0 }, isWide)
	return {
		kind: isWide ? 'wide' : 'folded',
		left,
		right,
		top,
		...below,
		highMap,
		ladder,
		list,
		details: rows - list - highMap,
	}
}

/** The left column below the situation: the odds as they fit, then the wire, and a map where the wire leaves room for one. */
function belowSituation(left: number, rows: number, wanted: Wanted, isWide: boolean) {
	const wire = wanted.wire(left - FRAME_COLUMNS)
	const need = Math.max(LEAST_WIRE, Math.min(wire.short + 1, ENOUGH_WIRE) + FRAME_ROWS)
	const oddsIn = (columns: 1 | 2) => (wanted.odds ? wanted.odds(columns) + FRAME_ROWS : 0)
	// In a wide window the odds have their pane whatever it costs the wire, which can be scrolled.
	const isRoomy = rows - oddsIn(1) >= need
	const oddsColumns = left >= TWO_WIDE || (!isRoomy && left >= 60) ? 2 : 1
	const odds =
		rows - oddsIn(oddsColumns) >= need || (isWide && rows - oddsIn(oddsColumns) >= LEAST_WIRE) ? oddsIn(oddsColumns) : 0
	const rest = rows - odds
	const lowMap =
		wanted.map && left >= MAP.width && rest - need >= MAP.least
			? clamp(rest - Math.max(need, wire.full + 1 + FRAME_ROWS), MAP.least, MAP.most)
			: 0
	return { odds, oddsColumns, wire: rest - lowMap, lowMap } as const
}

function columnLayout(columns: number, rows: number, wanted: Wanted): TableLayout {
	const standing = wanted.situation(columns - 1) + (wanted.ladder ? 1 : 0)
	const situation = clamp(standing, 2, Math.floor(rows * 0.25))
	const list = clamp(wanted.moves(columns).tight + 1, 3, Math.floor(rows * 0.45))
	const rest = rows - situation - list
	const spare = rest - wanted.wire(columns).all - 1
	const details = rest < 5 ? 0 : clamp(Math.max(Math.floor(rest / 3), spare), 1, 6)
	return { kind: 'column', width: columns, situation, wire: rest - details, list, details }
}

const clamp = (value: number, low: number, high: number): number => Math.max(Math.min(low, high), Math.min(high, value))
