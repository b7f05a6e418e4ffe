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

/** The row with the number typed: digits add up for as long as a row has the longer number. */
export function picked(state: AppState, key: string, count: number): Step {
	const rows = numberedRows(state, count)
	const digits = rows[Number(state.digits + key) - 1] === undefined ? key : state.digits + key
	const row = rows[Number(digits) - 1]
	if (row === undefined) {
		const told = rows.length === 0 ? 'none has one' : rows.length === 1 ? 'there is 1' : `there are 1 to ${rows.length}`
		return stay({ ...state, digits: '', message: information(`No row has the number ${key}: ${told}.`) })
	}
	const chosen = placeOf(state) === 'list' ? { row } : { cursor: row }
	return stay({ ...state, ...chosen, digits: Number(digits) * 10 <= rows.length ? digits : '' })
}
