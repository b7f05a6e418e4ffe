import { blankCell, type Cell, type Row } from './row-cells.js'

/** Cells alike that lie between two changes are written again where to go around them would take more. */
const SHORTEST_LEAP = 6
/** So many blanks are cleared instead of written. */
const SHORTEST_CLEARING = 12

const RESET = '\u001B[m'

/**
 * What turns a row of the screen into another one: only the cells that differ, or the whole row where it can't be told
 * how a terminal lays it out. No style is selected, before and after.
 *
 * @param number of the row, from 1
 * @param columns of the terminal
 */
export function rowChanges(before: Row, row: Row, number: number, columns: number): string {
	if (before.text === row.text) return ''
	// Where nothing stands all of it is new: to take it apart would only hold up the first frame.
	if (before.text === '') return whole(row, number)
	const now = row.cells
	const then = before.cells
	if (now && then && now.length <= columns && then.length <= columns) return changedCells(then, now, number)
	return whole(row, number, '\u001B[2K')
}

const whole = ({ text }: Row, number: number, clear = ''): string =>
	`\u001B[${number};1H${clear}${text}${text.includes('\u001B') ? RESET : ''}`

function changedCells(then: readonly Cell[], now: readonly Cell[], number: number): string {
	const differs = (at: number): boolean => (then[at] ?? blankCell) !== (now[at] ?? blankCell)
	let out = ''
	let begun = false
	const goTo = (column: number): void => {
		out += begun ? `\u001B[${column + 1}G` : `\u001B[${number};${column + 1}H`
		begun = true
	}
	for (let from = 0; from < now.length; from++) {
		if (!differs(from)) continue
		let to = from + 1
		for (let at = to; at < now.length && at - to < SHORTEST_LEAP; at++) if (differs(at)) to = at + 1
		// A wide character is written whole or not at all.
		while (now[to]?.text === '') to++
		goTo(from)
		out += written(now.slice(from, to))
		from = to
	}
	if (then.length > now.length) {
		goTo(now.length)
		out += '\u001B[K'
	}
	return out
}

function written(cells: readonly Cell[]): string {
	let out = ''
	let style = ''
	for (let n = 0; n < cells.length; n++) {
		const cell = cells[n]!
		if (cell.style !== style) {
			out += selecting(style, cell.style)
			style = cell.style
		}
		const blanks = cell === blankCell ? blanksFrom(cells, n) : 0
		if (blanks >= SHORTEST_CLEARING) {
			n += blanks - 1
			out += `\u001B[${blanks}X${n + 1 < cells.length ? `\u001B[${blanks}C` : ''}`
		} else out += cell.text
	}
	return style === '' ? out : out + RESET
}

function blanksFrom(cells: readonly Cell[], from: number): number {
	let to = from
	while (cells[to] === blankCell) to++
	return to - from
}

/** From one style to another: what is added, or all anew. */
function selecting(from: string, to: string): string {
	if (to === '') return RESET
	if (from === '') return `\u001B[${to}m`
	return `\u001B[0;${to}m`
}
