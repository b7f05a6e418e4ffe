import type { Playthrough, Table } from '../game/playthrough.js'
import type { GameEntry, OddsFrom, OpenGame, ReviewOfGame, ScenarioEntry } from './host.js'

export type Screen = 'home' | 'briefing' | 'sides' | 'handover' | 'table' | 'ending'

/** A page of text over the screen. */
export type Page =
	| 'help'
	| 'move'
	| 'record'
	| 'ladder'
	| 'briefing'
	| 'odds'
	| ListPage
	| 'beside'
	| 'review'
	| 'chart'

/** A page with a chosen row: the plies of the line, the moves instead of one of them, the lines of the game, the decks' cards. */
export type ListPage = 'plies' | 'instead' | 'branches' | 'cards'

const LIST_PAGES: readonly Page[] = ['plies', 'instead', 'branches', 'cards'] satisfies ListPage[]

/** Where a key is pressed: the page if one is open, else the screen. */
export type Place = Screen | 'page' | 'list' | 'beside' | 'writing'

export interface Size {
	readonly columns: number
	readonly rows: number
}

/** A scenario that is about to be played. */
export interface SetUp {
	readonly table: Table
	readonly source: string
	readonly seed: string
	/** From 1. */
	readonly run: number
	/** By player; a player without one follows its cards. */
	readonly policies: Readonly<Record<string, string>>
}

export interface Message {
	readonly text: string
	readonly kind: 'information' | 'warning'
}

/** Everything a frame is drawn from. */
export interface AppState {
	readonly size: Size
	readonly screen: Screen
	readonly page: Page | null
	/** The chosen row: of the home list, the sides, the open moves. */
	readonly cursor: number
	/** First row shown of a page, of the briefing, of an ending. */
	readonly scroll: number
	/** The chosen row of a list that is open as a page. */
	readonly row: number
	/** Entry of the decision that is to be changed; null unless one was chosen. */
	readonly changing: number | null
	/** Last entry of the branch that stands beside the game. */
	readonly branch: number | null
	readonly scenarios: readonly ScenarioEntry[]
	readonly games: readonly GameEntry[]
	readonly setUp: SetUp | null
	readonly game: OpenGame | null
	/** Who sits at the keyboard; null before the first decision. */
	readonly seat: string | null
	readonly showsClosed: boolean
	/** Chances of outcomes, and odds of the endings, beside the moves. */
	readonly showsOdds: boolean
	/** The latest odds, or why there are none, and of which playthrough; null until they are known. */
	readonly odds: { readonly at: Playthrough; readonly from: OddsFrom | string } | null
	/** The latest review, or why there is none, and of which playthrough; null until it is known. */
	readonly review: { readonly at: Playthrough; readonly from: ReviewOfGame | string } | null
	/** The note that is being written; null unless one is. */
	readonly writing: string | null
	/** Until the next key. */
	readonly message: Message | null
	/** Why the game is not being saved; null while it is. */
	readonly unsaved: string | null
	/** True once `q` was pressed in a game that can't be saved. */
	readonly warned: boolean
}

export const initialState = (size: Size, showsOdds: boolean): AppState => ({
	size,
	screen: 'home',
	page: null,
	cursor: 0,
	scroll: 0,
	row: 0,
	changing: null,
	branch: null,
	scenarios: [],
	games: [],
	setUp: null,
	game: null,
	seat: null,
	showsClosed: false,
	showsOdds,
	odds: null,
	review: null,
	writing: null,
	message: null,
	unsaved: null,
	warned: false,
})

export function placeOf({ page, screen, writing }: AppState): Place {
	if (writing !== null) return 'writing'
	if (page === null) return screen
	if (page === 'beside') return 'beside'
	return LIST_PAGES.includes(page) ? 'list' : 'page'
}
