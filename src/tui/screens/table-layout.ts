import type { Size } from '../app-state.js'

/** How the table is laid out: three panes wide, two by two, or one below the other. */
export type TableLayout =
	| {
			readonly kind: 'wide' | 'folded'
			readonly left: number
			readonly right: number
			readonly top: number
			readonly bottom: number
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
	readonly wire: (width: number) => number
}

const FRAME_ROWS = 2
const FRAME_COLUMNS = 4

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
	return {
		kind: isWide ? 'wide' : 'folded',
		left,
		right,
		top,
		bottom: rows - top,
		ladder,
		list,
		details: rows - list,
	}
}

function columnLayout(columns: number, rows: number, wanted: Wanted): TableLayout {
	const standing = wanted.situation(columns - 1) + (wanted.ladder ? 1 : 0)
	const situation = clamp(standing, 2, Math.floor(rows * 0.25))
	const list = clamp(wanted.moves(columns).tight + 1, 3, Math.floor(rows * 0.45))
	const rest = rows - situation - list
	const spare = rest - wanted.wire(columns) - 1
	const details = rest < 5 ? 0 : clamp(Math.max(Math.floor(rest / 3), spare), 1, 6)
	return { kind: 'column', width: columns, situation, wire: rest - details, list, details }
}

const clamp = (value: number, low: number, high: number): number => Math.max(Math.min(low, high), Math.min(high, value))
