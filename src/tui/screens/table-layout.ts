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

interface Wanted {
	/** Rows of the ladder and of the situation, without frames. */
	readonly ladder: number
	/** Columns of the ladder, without its frame. */
	readonly ladderWidth: number
	readonly situation: number
	/** Rows of the list of moves, and of their titles alone. */
	readonly moves: number
	readonly titles: number
	/** Rows of the whole wire. */
	readonly wire: number
}

/** @param rows what the table has for its panes, between title and footer */
export function tableLayout({ columns, rows: screen }: Size, rows: number, wanted: Wanted): TableLayout {
	if (columns >= WIDE.columns && screen >= WIDE.rows) {
		const left = Math.round(columns * 0.56)
		const top = clamp(Math.max(wanted.ladder, wanted.situation) + 2, 8, Math.floor(rows / 2))
		const list = clamp(wanted.moves + 2, 8, rows - 10)
		return {
			kind: 'wide',
			left,
			right: columns - left,
			top,
			bottom: rows - top,
			ladder: wanted.ladder === 0 ? 0 : Math.min(WIDEST_LADDER, wanted.ladderWidth + 4),
			list,
			details: rows - list,
		}
	}
	if (columns >= FOLDED.columns && screen >= FOLDED.rows) {
		const left = Math.floor(columns / 2)
		const top = clamp(wanted.situation + 3, 6, Math.floor(rows / 2))
		const list = clamp(wanted.moves + 2, 6, rows - 8)
		return {
			kind: 'folded',
			left,
			right: columns - left,
			top,
			bottom: rows - top,
			ladder: 0,
			list,
			details: rows - list,
		}
	}
	const situation = clamp(wanted.situation, 2, Math.floor(rows * 0.25))
	const list = clamp(wanted.titles + 1, 3, Math.floor(rows * 0.45))
	const rest = rows - situation - list
	const details = rest < 5 ? 0 : clamp(Math.max(Math.floor(rest / 3), rest - wanted.wire - 1), 1, 6)
	return { kind: 'column', width: columns, situation, wire: rest - details, list, details }
}

const clamp = (value: number, low: number, high: number): number => Math.max(Math.min(low, high), Math.min(high, value))
