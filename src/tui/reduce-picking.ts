import { type AppState, placeOf } from './app-state.js'
import { movesOnTable } from './panels/page-lines.js'
import { information, type Step, stay } from './step.js'
import { stepsOf } from './view/what-if.js'

/** Indices of the rows that have a number, by it: of the line's plies the decisions, at the table the open moves. @param count rows of the list */
function numberedRows(state: AppState, count: number): readonly number[] {
	const all = Array.from({ length: count }, (_, n) => n)
	if (placeOf(state) === 'table') return all.slice(0, movesOnTable({ ...state, showsClosed: false }).length)
	if (state.page !== 'plies' || !state.game) return all
	const steps = stepsOf(state.game.table, state.game.playthrough)
	return all.filter((n) => steps[n]?.by === 'person')
}

/** The row with the number typed: digits add up for as long as a row has a longer number. A number that no row has chooses none. */
export function picked(state: AppState, key: string, count: number): Step {
	const rows = numberedRows(state, count)
	const digits = state.digits + key
	const row = rows[Number(digits) - 1]
	if (row === undefined) {
		const message = information(noSuchRow(state, digits, rows.length))
		return stay({ ...state, digits: '', astray: digits, message })
	}
	const chosen = placeOf(state) === 'list' ? { row } : { cursor: row }
	return stay({ ...state, ...chosen, digits: Number(digits) * 10 <= rows.length ? digits : '' })
}

/** What ⏎ does right after a number that no row has: nothing, which it says. */
export const strayed = (state: AppState): Step =>
	stay({
		...state,
		astray: '',
		message: information(
			`There is no ${rowWord(state)} ${state.astray}, so nothing was chosen. ⏎ once more takes the one that is marked.`,
		),
	})

const rowWord = (state: AppState): string => (placeOf(state) === 'table' ? 'move' : 'row')

/** `There is no move 9; there are 1 to 6.` */
function noSuchRow(state: AppState, number: string, count: number): string {
	const told = count === 0 ? 'none has a number' : count === 1 ? 'there is 1' : `there are 1 to ${count}`
	return `There is no ${rowWord(state)} ${number}; ${told}.`
}
