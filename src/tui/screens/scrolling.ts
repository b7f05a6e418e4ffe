import { type AppState, placeOf } from '../app-state.js'
import { FRAME } from '../panels/frame.js'
import { pageText } from '../panels/page-lines.js'

/** Rows that are not the page's: the one the root leaves free, title, footer, and the message when there is one. */
const around = (state: AppState): number => 3 + (noticeOf(state) === null ? 0 : 1)

/** Longer rows than this are hard to read. */
const WIDEST_TEXT = 96

/** Rows of a page that are on the screen at once. */
export const pageHeight = (state: AppState): number => Math.max(1, state.size.rows - around(state) - FRAME.rows)

export const pageWidth = (state: AppState): number =>
	Math.min(WIDEST_TEXT, Math.max(10, state.size.columns - FRAME.columns))

/** The furthest that what is open can be scrolled. */
export function mostScroll(state: AppState): number {
	const text = pageText(state, pageWidth(state))
	return text ? Math.max(0, text.lines.length - pageHeight(state)) : 0
}

/** What the line above the keys says, if anything. */
export function noticeOf(state: AppState): string | null {
	if (state.message) return state.message.text
	if (state.unsaved !== null && placeOf(state) !== 'home') return `Not saved: ${state.unsaved}`
	return null
}
