import type { Playthrough, Table } from '../game/playthrough.js'
import type { CardPreview, GameEntry, OddsFrom, OlderGames, OpenGame, ReviewOfGame, ScenarioEntry } from './host.js'
import type { Atlas } from './map/atlas.js'

export type Screen = 'home' | 'briefing' | 'sides' | 'handover' | 'table' | 'ending'

/** A page of text over the screen. */
export type Page =
	| 'help'
	| 'move'
	| 'record'
	| 'ladder'
	| 'briefing'
	| 'odds'
	| 'map'
	| ListPage
	| 'beside'
	| 'review'
	| 'chart'

/** A page with a chosen row: the plies of the line, the moves instead of one of them, the lines of the game, the decks' cards. */
export type ListPage = 'plies' | 'instead' | 'branches' | 'cards'

const LIST_PAGES: readonly Page[] = ['plies', 'instead', 'branches', 'cards'] satisfies ListPage[]

/** Where a key is pressed: the page if one is open, else the screen. */
export type Place = Screen | 'page' | 'list' | 'beside' | 'writing' | 'paused'

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
	readonly showsOdds: boolean
	/** Class mode: every decision is asked for its reasons. */
	readonly asksReasons: boolean
}

/** A line that is being written: a remark, why the chosen move is played, the name of the chosen branch, or a seed. */
export interface Writing {
	readonly purpose: 'note' | 'reasons' | 'branch' | 'seed'
	readonly text: string
	/** Of reasons: whether ⏎ was pressed with nothing written, so that it is asked once more. */
	readonly isAskedAgain?: true
}

/** How many letters may be written. */
export const LONGEST: Readonly<Record<Writing['purpose'], number>> = { note: 400, reasons: 400, branch: 80, seed: 60 }

/** A text in capitals several rows high, as rows of one width; null for a text that has no such letters. */
export type Letters = (text: string, size: 'large' | 'small') => readonly string[] | null

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
	/** Rows that the table's wire is scrolled up from its end, and its situation down from its beginning. */
	readonly wireScroll: number
	readonly situationScroll: number
	/** The chosen row of a list that is open as a page. */
	readonly row: number
	/** Digits just typed, to which another may be added: `1` on the way to row 12. */
	readonly digits: string
	/** The number just typed that no row has: the ⏎ that comes with it takes none. Empty else. */
	readonly astray: string
	/** Entry of the decision that is to be changed; null unless one was chosen. */
	readonly changing: number | null
	/** Last entry of the branch that stands beside the game. */
	readonly branch: number | null
	readonly scenarios: readonly ScenarioEntry[]
	readonly games: readonly GameEntry[]
	/** Games that are saved beside those; null where there are none. */
	readonly older: OlderGames | null
	readonly setUp: SetUp | null
	readonly game: OpenGame | null
	/** Who sits at the keyboard; null before the first decision. */
	readonly seat: string | null
	readonly showsClosed: boolean
	/** Chances of outcomes, and odds of the endings, beside the moves. */
	readonly showsOdds: boolean
	/** What it is for whoever has not chosen yet. */
	readonly oddsByDefault: boolean
	/** Who chose at the table whether they see odds: by player. */
	readonly oddsBySeat: Readonly<Record<string, boolean>>
	/** The latest odds, or why there are none, and of which playthrough; null until they are known. */
	readonly odds: { readonly at: Playthrough; readonly from: OddsFrom | string } | null
	/** Odds of the branch that stands beside the game, or why there are none, and of which entry of which playthrough. */
	readonly besideOdds: { readonly at: Playthrough; readonly branch: number; readonly from: OddsFrom | string } | null
	/** The latest review, or why there is none, and of which playthrough; null until it is known. */
	readonly review: { readonly at: Playthrough; readonly from: ReviewOfGame | string } | null
	/** What the latest card that was looked at would do, or why that is not known, and of which playthrough. */
	readonly preview: { readonly at: Playthrough; readonly card: string; readonly from: CardPreview | string } | null
	/** Null unless something is being written. */
	readonly writing: Writing | null
	/** Whether the table is covered while people talk. */
	readonly paused: boolean
	/** The table for the back row of a room. */
	readonly bigType: boolean
	/** Null until they are loaded. */
	readonly letters: Letters | null
	/** What maps are drawn from; null until it is loaded, which happens once a game with places is on the table. */
	readonly atlas: Atlas | null
	/** Which of the opponents has its doctrine changed while a game is set up, from 0. */
	readonly opponent: number
	/** True once the review of a game with hidden odds was asked for; until the next key. */
	readonly revealing: boolean
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
	wireScroll: 0,
	situationScroll: 0,
	row: 0,
	digits: '',
	astray: '',
	changing: null,
	branch: null,
	scenarios: [],
	games: [],
	older: null,
	setUp: null,
	game: null,
	seat: null,
	showsClosed: false,
	showsOdds,
	oddsByDefault: showsOdds,
	oddsBySeat: {},
	odds: null,
	besideOdds: null,
	review: null,
	preview: null,
	writing: null,
	paused: false,
	bigType: false,
	letters: null,
	atlas: null,
	opponent: 0,
	revealing: false,
	message: null,
	unsaved: null,
	warned: false,
})

export function placeOf({ page, screen, writing, paused }: AppState): Place {
	if (paused) return 'paused'
	if (writing !== null) return 'writing'
	if (page === null) return screen
	if (page === 'beside') return 'beside'
	return LIST_PAGES.includes(page) ? 'list' : 'page'
}
