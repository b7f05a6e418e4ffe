import type { AppState } from '../app-state.js'
import type { OpenGame } from '../host.js'
import { abreastLines } from '../panels/abreast-lines.js'
import { roadLine, titleLine } from '../panels/heading.js'
import { listHeights } from '../panels/move-lines.js'
import { oddsRows } from '../panels/odds-bars.js'
import { latestOdds } from '../panels/odds-lines.js'
import { waitingLines } from '../panels/offer-lines.js'
import { viewerOf } from '../panels/page-lines.js'
import { wireHeights, wireLines } from '../panels/record-lines.js'
import { ladderLine, ladderWidth, situationLines, situationText, tableRows } from '../panels/standing-lines.js'
import { blank, type Line, span } from '../styled-text.js'
import { accountOf, type Happening } from '../view/account.js'
import { type Consequences, consequencesOf } from '../view/consequences.js'
import { type Ladder, ladderOf } from '../view/ladder.js'
import { closedMoves, type OfferedMove, openMoves } from '../view/offered-moves.js'
import { type MapPlace, placesOf } from '../view/places.js'
import { roadOf } from '../view/road.js'
import { type Situation, situationOf } from '../view/situation.js'
import { noticeLines } from './scrolling.js'
import { type TableLayout, tableLayout } from './table-layout.js'

/** Everything the table shows, measured nowhere yet. */
export interface Shown {
	readonly game: OpenGame
	/** Title, road, and the offers that wait. */
	readonly head: readonly Line[]
	/** Rows of the head that the offers are. */
	readonly offers: number
	readonly ladder: Ladder | null
	readonly situation: Situation
	readonly places: readonly MapPlace[]
	readonly open: readonly OfferedMove[]
	readonly closed: readonly OfferedMove[]
	readonly chosen: OfferedMove
	/** Null for a move that is not open. */
	readonly consequences: Consequences | null
	readonly wire: readonly Happening[]
}

export function shownOf(state: AppState, game: OpenGame): Shown {
	const { table, playthrough } = game
	const { columns } = state.size
	const viewer = viewerOf(state)
	const at = table.state(playthrough)
	const open = openMoves(table, at)
	const closed = state.showsClosed ? closedMoves(table, at, viewer) : []
	const all = [...open, ...closed]
	const chosen = all[Math.min(state.cursor, all.length - 1)]!
	const road = roadOf(table, playthrough)
	const offers = waitingLines(table, playthrough, viewer, columns)
	return {
		game,
		head: [
			titleLine(game, state.seat, columns),
			...(road.length > 0 ? [[span(' '), ...roadLine(road, columns - 1)]] : []),
			...offers,
		],
		offers: offers.length,
		ladder: ladderOf(table, playthrough, viewer),
		situation: situationOf(table, playthrough, viewer),
		places: placesOf(table, playthrough, viewer),
		open,
		closed,
		chosen,
		consequences: chosen.reason === null ? consequencesOf(table.game, at, chosen.id, viewer) : null,
		wire: accountOf(table, playthrough, viewer),
	}
}

const ENDLESS = Number.POSITIVE_INFINITY

/** Where the panes lie in the window as it is. */
export function layoutOf(state: AppState, shown: Shown): TableLayout {
	const { ladder, situation, open, closed, wire, head, places, game } = shown
	const { endings } = game.table.game.scenario
	const always = state.size.rows - 2 - (head.length - shown.offers)
	const now = always - shown.offers - noticeLines(state).length
	return tableLayout(
		state.size,
		{ always, now },
		{
			ladder: ladder && { rows: ladder.rungs.length, width: ladderWidth(ladder) },
			situation: (width) => situationLines(situation, width, ENDLESS).length,
			table: (width) => tableRows(situation, width),
			abreast: (width) => abreastLines(situation, width).length,
			moves: (width) => listHeights(open, closed, width),
			wire: (width) => wireHeights(wire, width),
			odds: state.showsOdds
				? (columns) => ({
						now: oddsRows(latestOdds(state), endings, columns),
						most: oddsRows(null, endings, columns),
					})
				: null,
			places: places.length > 0,
			map: state.atlas !== null && places.length > 0,
		},
	)
}

/** A pane that may hold more than it shows. */
export interface Pane {
	/** Says how much is above and below, and by which keys one gets there. */
	readonly title: string
	readonly lines: readonly Line[]
	/** The furthest that it can be scrolled. */
	readonly most: number
}

/** What is above and below of a pane, each with its key; nothing where all is on the screen. */
function hidden(above: number, below: number, [up, down]: readonly [string, string]): string {
	if (above + below === 0) return ''
	const parts = [above > 0 ? `${up} ↑ ${above}` : '', below > 0 ? `${down} ↓ ${below}` : ''].filter(Boolean)
	return `${parts.join(' ')} ${above + below === 1 ? 'row' : 'rows'}`
}

const WIRE_KEYS = ['PgUp', 'PgDn'] as const
const SITUATION_KEYS = ['[', ']'] as const

const titled = (title: string, note: string): string => (note === '' ? title : `${title} · ${note}`)

/** The wire, the latest at its foot. @param height without frame or heading */
export function wirePane({ wire }: Shown, scroll: number, width: number, height: number): Pane {
	const all = wireLines(wire, width, ENDLESS)
	const most = Math.max(0, all.length - height)
	if (scroll === 0 || most === 0)
		return { title: titled('Wire', hidden(most, 0, WIRE_KEYS)), lines: wireLines(wire, width, height), most }
	const first = Math.max(0, most - scroll)
	const note = hidden(first, all.length - first - height, WIRE_KEYS)
	return { title: titled('Wire', note), lines: all.slice(first, first + height), most }
}

const abreastWithin = (situation: Situation, width: number, height: number): readonly Line[] =>
	abreastLines(situation, width).slice(0, height)

/** The situation, with the ladder lying over it where it has no place of its own. @param height without frame or heading */
export function situationPane(
	{ ladder, situation }: Shown,
	scroll: number,
	size: { width: number; height: number },
	parts: { readonly ladder: boolean; readonly form: 'table' | 'text' | 'abreast' },
): Pane {
	const { width } = size
	const top = parts.ladder && ladder ? [ladderLine(ladder, width)] : []
	const height = Math.max(0, size.height - top.length)
	const told = { table: situationLines, text: situationText, abreast: abreastWithin }[parts.form]
	const roomy = told(situation, width, ENDLESS)
	// What separates is the first to go.
	const all = roomy.length > height ? roomy.filter((l) => l !== blank) : roomy
	const most = Math.max(0, all.length - height)
	if (scroll === 0 || most === 0)
		return {
			title: titled('Situation', hidden(0, most, SITUATION_KEYS)),
			lines: [...top, ...told(situation, width, height)],
			most,
		}
	const first = Math.min(scroll, most)
	const note = hidden(first, most - first, SITUATION_KEYS)
	return { title: titled('Situation', note), lines: [...top, ...all.slice(first, first + height)], most }
}

/** Without their frames: how large the wire and the situation are, and in what form the situation is told. */
export function paneSizes(layout: TableLayout) {
	if (layout.kind === 'column') {
		const { width } = layout
		return {
			wire: { width, height: layout.wire - 1 },
			situation: { width: width - 1, height: layout.situation },
			parts: { ladder: true, form: 'text' as const },
		}
	}
	const { left, right, ladder, beside, underMoves } = layout
	const isUpright = beside === 'situation'
	return {
		wire: { width: (underMoves === 'wire' ? right : left) - 4, height: layout.wire - 2 },
		situation: { width: left - (isUpright ? ladder : 0) - 4, height: layout.situation - 2 },
		parts: { ladder: ladder === 0, form: isUpright ? ('table' as const) : ('abreast' as const) },
	}
}

/** The furthest that the wire and the situation can be scrolled, and by how much at once. */
export function paneScrolls(state: AppState) {
	if (!state.game) return { wire: { most: 0, step: 1 }, situation: { most: 0, step: 1 } }
	const shown = shownOf(state, state.game)
	const { wire, situation, parts } = paneSizes(layoutOf(state, shown))
	return {
		wire: { most: wirePane(shown, 0, wire.width, wire.height).most, step: Math.max(1, wire.height - 1) },
		situation: {
			most: situationPane(shown, 0, situation, parts).most,
			step: Math.max(1, situation.height - (parts.ladder ? 2 : 1)),
		},
	}
}
