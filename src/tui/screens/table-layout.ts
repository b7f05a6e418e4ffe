import type { Size } from '../app-state.js'

/** How the table is laid out: panes in two columns, wide or folded, or one below the other. Rows and columns count frames. */
export type TableLayout =
	| {
			readonly kind: 'wide' | 'folded'
			readonly left: number
			readonly right: number
			/** Columns of the ladder of its own; 0 when it lies in the situation. */
			readonly ladder: number
			/** Rows of the ladder, and of what stands to its right: the situation is below both where that is something else. */
			readonly top: number
			readonly beside: 'situation' | 'map' | 'odds'
			/** Rows of the situation. */
			readonly situation: number
			/** Rows of the odds below the situation, and in how many columns they stand; 0 where they have no pane there. */
			readonly odds: number
			readonly oddsColumns: 1 | 2
			/** Rows of the map in the left column; 0 where it has no pane there. */
			readonly map: number
			readonly list: number
			/** Which of the two lies below the moves; the other one ends the left column. */
			readonly underMoves: 'details' | 'wire'
			readonly details: number
			readonly wire: number
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
	/** The situation, as a table where that fits; as a table, if it fits; with what all share in two columns. */
	readonly situation: (width: number) => number
	readonly table: (width: number) => number | null
	readonly abreast: (width: number) => number
	/** The list of moves with their signals, and without. */
	readonly moves: (width: number) => { readonly roomy: number; readonly tight: number }
	/** Everything that happened; what is new, in full; what is new, in short. */
	readonly wire: (width: number) => { readonly all: number; readonly full: number; readonly short: number }
	/** The endings' odds in so many columns, as they are and at most; null where they are not shown. */
	readonly odds: ((columns: 1 | 2) => { readonly now: number; readonly most: number }) | null
	/** Whether the scenario has places, and whether there is something to draw a map with. */
	readonly places: boolean
	readonly map: boolean
}

/** Rows between the title with the road and the keys: those of every turn, and those that offers and notices leave now. */
export interface Rows {
	readonly always: number
	readonly now: number
}

const FRAME_ROWS = 2
const FRAME_COLUMNS = 4
/** A map in fewer rows or columns says nothing, in more rows it takes what others need. */
const MAP = { least: 9, most: 18, width: 40 }
const LEAST_WIRE = 6
/** In so many rows the wire says what happened, if not all that it changed: the situation marks that, and the wire can be scrolled. */
const ENOUGH_WIRE = 8
/** Rows of the wire that no map takes from it. */
const WIRE_BESIDE_MAP = 12
/** Rows in which most moves are told with what they do; those that no map takes from them; and how few may be left. */
/** Rows of a ladder that stands beside something else than the situation. */
const MOST_BAND = 12
const DETAILS = { enough: 12, besideMap: 9, least: 8 }
/** Columns in which two bars beside each other lose nothing. */
const TWO_WIDE = 84

export function tableLayout({ columns, rows: screen }: Size, rows: Rows, wanted: Wanted): TableLayout {
	const isWide = columns >= WIDE.columns && screen >= WIDE.rows
	if (!isWide && !(columns >= FOLDED.columns && screen >= FOLDED.rows)) return columnLayout(columns, rows.now, wanted)
	const left = isWide ? Math.round(columns * 0.56) : Math.floor(columns / 2)
	const ladder = isWide && wanted.ladder ? Math.min(WIDEST_LADDER, wanted.ladder.width + FRAME_COLUMNS) : 0
	const width = { left, right: columns - left, ladder }
	return isWide && wanted.places ? mapped(width, rows, wanted) : plain(width, rows, wanted, isWide)
}

interface Width {
	readonly left: number
	readonly right: number
	readonly ladder: number
}

/** Rows of the ladder and the situation beside each other. */
function standing({ left, ladder }: Width, wanted: Wanted): number {
	const situation = wanted.situation(left - ladder - FRAME_COLUMNS) + (ladder === 0 && wanted.ladder ? 1 : 0)
	return Math.max(situation, ladder > 0 ? wanted.ladder!.rows : 0) + FRAME_ROWS
}

/** Where nothing happens anywhere, or the window is small: the wire below the situation, and what a move does below the moves. */
function plain(width: Width, rows: Rows, wanted: Wanted, isWide: boolean): TableLayout {
	const { left, right, ladder } = width
	const { all } = wanted.wire(left - FRAME_COLUMNS)
	const share = Math.floor(rows.now * (isWide ? 0.58 : 0.5))
	const free = wanted.odds ? 0 : rows.now - Math.max(LEAST_WIRE, all + FRAME_ROWS)
	const top = clamp(standing(width, wanted), 6, Math.max(share, free))
	const { roomy, tight } = wanted.moves(right - FRAME_COLUMNS)
	const most = rows.now - (isWide ? 12 : 8)
	const list = clamp((roomy + FRAME_ROWS <= most ? roomy : tight) + FRAME_ROWS, 6, most)
	const { odds, oddsColumns } = oddsBelow(left, rows.now - top, wanted, isWide)
	const spare = rows.always - top - odds - WIRE_BESIDE_MAP
	const map = wanted.map && left >= MAP.width && spare >= MAP.least ? Math.min(spare, MAP.least) : 0
	return {
		kind: isWide ? 'wide' : 'folded',
		left,
		right,
		ladder,
		top,
		beside: 'situation',
		situation: top,
		odds,
		oddsColumns,
		map,
		list,
		underMoves: 'details',
		details: rows.now - list,
		wire: rows.now - top - odds - map,
	}
}

/** The odds as they fit below the situation, with the wire under them. */
function oddsBelow(left: number, rows: number, wanted: Wanted, isWide: boolean) {
	const { short } = wanted.wire(left - FRAME_COLUMNS)
	const need = Math.max(LEAST_WIRE, Math.min(short + 1, ENOUGH_WIRE) + FRAME_ROWS)
	const oddsIn = (columns: 1 | 2) => (wanted.odds ? wanted.odds(columns).now + FRAME_ROWS : 0)
	// In a wide window the odds have their pane whatever it costs the wire, which can be scrolled.
	const isRoomy = rows - oddsIn(1) >= need
	const oddsColumns = left >= TWO_WIDE || (!isRoomy && left >= 60) ? 2 : 1
	const fits = rows - oddsIn(oddsColumns) >= (isWide ? LEAST_WIRE : need)
	return { odds: fits ? oddsIn(oddsColumns) : 0, oddsColumns } as const
}

/**
 * Where things happen somewhere: the wire below the moves, and what a move does below situation and map. What is where, and
 * how large the map is, depends on the window and the scenario, not on the turn.
 */
function mapped({ left, right, ladder }: Width, rows: Rows, wanted: Wanted): TableLayout {
	const { short } = wanted.wire(right - FRAME_COLUMNS)
	// The boundary stays where it is as long as that costs the wire nothing of what is new.
	const base = Math.min(Math.floor(rows.always / 2), rows.now - short - 1 - FRAME_ROWS)
	const { roomy, tight } = wanted.moves(right - FRAME_COLUMNS)
	const signals = roomy + FRAME_ROWS <= rows.always - WIRE_BESIDE_MAP - FRAME_ROWS
	const least = LEAST_WIRE + FRAME_ROWS
	const list = clamp(Math.max(base, (signals ? roomy : tight) + FRAME_ROWS), 6, rows.now - least)
	const stack = stacked({ left, right, ladder }, rows, wanted)
	const { top, beside, situation, odds, map } = stack
	const used = top + (beside === 'situation' ? 0 : situation) + odds + map
	return {
		kind: 'wide',
		left,
		right,
		ladder,
		...stack,
		list,
		underMoves: 'wire',
		wire: rows.now - list,
		details: rows.now - used,
	}
}

/** The left column above the details: the first of the ways that leaves them enough, with the map if it can be. */
function stacked(width: Width, { always, now }: Rows, wanted: Wanted) {
	const { left, ladder } = width
	// What offers and notices take is taken from the details, as long as those can be read at all.
	const fits = (above: number, details: number): boolean => above + details <= always && above + LEAST_WIRE <= now
	const oddsIn = (columns: 1 | 2): number => (wanted.odds ? wanted.odds(columns).most + FRAME_ROWS : 0)
	const odds = oddsIn(2)
	const table = wanted.table(left - ladder - FRAME_COLUMNS)
	const rungs = ladder > 0 ? wanted.ladder!.rows : 0
	if (table !== null) {
		const top = Math.max(table, rungs) + FRAME_ROWS
		const upright = { top, beside: 'situation', situation: top } as const
		const mapUnder = (odds: number) => clamp(always - top - odds - DETAILS.enough, MAP.least, MAP.most)
		// In one column the odds have room for how they went.
		for (const [odds, oddsColumns, details] of [
			[oddsIn(1), 1, DETAILS.enough],
			[oddsIn(2), 2, DETAILS.besideMap],
		] as const)
			if (fits(top + odds + MAP.least, details))
				return { ...upright, odds, oddsColumns, map: wanted.map ? mapUnder(odds) : 0 }
		for (const [odds, oddsColumns, details] of [
			[oddsIn(1), 1, DETAILS.enough],
			[oddsIn(2), 2, DETAILS.least],
		] as const)
			if (fits(top + odds, details)) return { ...upright, odds, oddsColumns, map: 0 }
	}
	const situation = wanted.abreast(left - FRAME_COLUMNS) + FRAME_ROWS
	const band = clamp(rungs + FRAME_ROWS, MAP.least, MOST_BAND)
	if (ladder > 0 && left - ladder >= MAP.width) {
		const top = clamp(always - situation - odds - DETAILS.enough, band, MAP.most)
		if (fits(band + situation + odds, DETAILS.besideMap))
			return { top, beside: 'map', situation, odds, oddsColumns: 2, map: 0 } as const
		const tall = Math.max(band, oddsIn(1))
		if (odds > 0 && tall <= MOST_BAND && fits(tall + situation, DETAILS.least))
			return { top: tall, beside: 'odds', situation, odds: 0, oddsColumns: 1, map: 0 } as const
	}
	const top = clamp(standing(width, wanted), 6, Math.floor(now * 0.58))
	return {
		top,
		beside: 'situation',
		situation: top,
		odds: top + odds + DETAILS.least <= now ? odds : 0,
		oddsColumns: 2,
		map: 0,
	} as const
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
