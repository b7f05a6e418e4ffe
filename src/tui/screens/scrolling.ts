import { type AppState, LONGEST, placeOf, type Writing } from '../app-state.js'
import { FRAME } from '../panels/frame.js'
import { movesOnTable, pageText } from '../panels/page-lines.js'
import { cutLine, type Line, span, WIDEST_TEXT, wrap } from '../styled-text.js'
import { branchesOf } from '../view/what-if.js'
import { playerName } from '../view/wording.js'

/** Rows that are not the page's: the one the root leaves free, title, footer, and what is told above the keys. */
const around = (state: AppState): number => 3 + noticeLines(state).length

/** Rows of a page that are on the screen at once. */
export const pageHeight = (state: AppState): number => Math.max(1, state.size.rows - around(state) - FRAME.rows)

/** A map is as wide as the window, and so are the tables of the review. */
export const pageWidth = (state: AppState): number =>
	Math.min(
		state.page === 'map' || state.page === 'review' ? Number.POSITIVE_INFINITY : WIDEST_TEXT,
		Math.max(10, state.size.columns - FRAME.columns),
	)

/** The furthest that what is open can be scrolled. */
export function mostScroll(state: AppState): number {
	const text = pageText(state, pageWidth(state))
	return text ? Math.max(0, text.lines.length - pageHeight(state)) : 0
}

/** The first heading below the first row that is seen; the beginning when there is none, or the end is seen already. */
export function nextPart(state: AppState): number {
	const text = pageText(state, pageWidth(state))
	if (!text || state.scroll >= mostScroll(state)) return 0
	const isHeading = (line: Line | undefined): boolean =>
		line !== undefined && line.length > 0 && line.every((s) => s.tone === 'accent')
	const next = text.lines.findIndex((l, n) => n > state.scroll && isHeading(l) && !isHeading(text.lines[n - 1]))
	return Math.max(0, next)
}

/** What is asked for while something is being written. */
function promptOf({ writing, size }: AppState): string {
	if (writing?.purpose !== 'reasons') return PROMPTS[writing?.purpose ?? 'note']
	if (writing.isAskedAgain)
		return size.columns < 80 ? 'No reasons? ⏎ again:' : 'No reasons? ⏎ again plays it without. Why?'
	return size.columns < 80 ? 'Why?' : 'Why? A line of reasons:'
}

const PROMPTS = { note: 'Your note:', branch: 'Its name:', seed: 'The seed:', reasons: 'Why?' } as const

/** Said once nothing more can be written. */
const limitText = ({ purpose, text }: Writing): string =>
	Array.from(text).length < LONGEST[purpose] ? '' : ` (${LONGEST[purpose]} letters: no more fit)`

/** What a branch is called by itself, above the name that is being written for it. */
function automaticTitle({ game, row, size, writing }: AppState): Line[] {
	const branch = game && writing?.purpose === 'branch' ? branchesOf(game.table, game.playthrough)[row] : undefined
	if (!branch || branch.isNamed) return []
	return [cutLine([span(' Called by itself: ', 'faint'), span(branch.name, 'faint')], size.columns)]
}

/** Whose move it is that reasons are written for, and which, above them. */
function decisionTitle(state: AppState): Line[] {
	const { game, writing, cursor, seat, size } = state
	const move = game && writing?.purpose === 'reasons' ? movesOnTable(state)[cursor] : undefined
	if (!game || !move) return []
	const name = playerName(game.table.game.scenario, seat ?? '')
	return [cutLine([span(` ${name}: `, 'faint'), span(move.title, 'strong')], size.columns)]
}

/** What stands above the keys, if anything, in at most four rows. */
export function noticeLines(state: AppState): Line[] {
	const { message, unsaved, size, writing } = state
	if (writing !== null)
		return [
			...automaticTitle(state),
			...decisionTitle(state),
			...wrap([span(`${writing.text}▏`, 'strong'), span(limitText(writing), 'changed')], size.columns, [
				span(` ${promptOf(state)} `, 'accent'),
			]).slice(-3),
		]
	const text = message?.text ?? (unsaved !== null && placeOf(state) !== 'home' ? `Not saved: ${unsaved}` : null)
	if (text === null) return []
	const isWarning = message?.kind !== 'information'
	const lead = [span(isWarning ? ' ! ' : ' · ', 'changed')]
	return wrap([span(text, isWarning ? 'bad' : 'strong')], size.columns, lead).slice(0, 3)
}
