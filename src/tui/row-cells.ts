import { isSingle } from './styled-text.js'

/** What stands in one column of a row. Of cells that are alike there is one. */
export interface Cell {
	/** A character with the marks on it; empty for the right half of a wide one. */
	readonly text: string
	/** The numbers that select its style, ordered, with semicolons between; empty for none. */
	readonly style: string
}

/** Characters that take two columns in every terminal: ideographs, kana, Hangul, and the forms made to go with them. */
const WIDE = /^[\u3041-\u3096\u30A1-\u30FA\u3400-\u4DBF\u4E00-\u9FFF\uAC00-\uD7A3\uFF01-\uFF60]$/
/** Marks that go onto the character before them. */
const MARK = /^[\u0300-\u036F]$/
const STYLE = /\u001B\[([\d;]*)m/y

/** The cell beyond a row's end: the one blank without a style. */
export const blankCell: Cell = { text: ' ', style: '' }

/** A row of text, and its cells when somebody asks. */
export class Row {
	readonly text: string
	#cells: readonly Cell[] | null | undefined

	constructor(text: string) {
		this.text = text
	}

	/** As `cellsOf` has them. */
	get cells(): readonly Cell[] | null {
		if (this.#cells === undefined) this.#cells = cellsOf(this.text)
		return this.#cells
	}
}

/**
 * The cells of a row of text with its styles, a column each, blanks at its end left off. Null for a row that terminals
 * might lay out in more than one way, or that does more than to write: of it nothing is known but where it begins.
 */
export function cellsOf(row: string): readonly Cell[] | null {
	const cells: Cell[] = []
	const pen = new Pen()
	let kept = keptIn('')
	for (let at = 0; at < row.length; at++) {
		const sign = row[at]!
		const known = kept.get(sign)
		if (known) cells.push(known)
		else if (sign === '\u001B') {
			STYLE.lastIndex = at
			const codes = STYLE.exec(row)
			if (!codes || !pen.select(codes[1]!)) return null
			kept = keptIn(pen.style)
			at = STYLE.lastIndex - 1
		} else if (isSingle(sign)) cells.push(keep(kept, sign, sign, pen.style))
		else if (WIDE.test(sign))
			cells.push(keep(kept, `${sign} left`, sign, pen.style), keep(kept, `${sign} right`, '', pen.style))
		else if (MARK.test(sign)) {
			const last = cells.pop()
			// Two cells back, or in another style than the character's, a mark is not everywhere the same.
			if (!last || last.text === '' || last.style !== pen.style) return null
			cells.push(keep(kept, last.text + sign, last.text + sign, pen.style))
		} else return null
	}
	if (pen.style !== '') return null
	while (cells.at(-1) === blankCell) cells.pop()
	return cells
}

/** The cells that there are, by style and by what they are. Beyond so many they are begun anew: cells alike then count as different, once. */
const all = new Map<string, Map<string, Cell>>()
const MOST = 20_000
let count = 0

function keptIn(style: string): Map<string, Cell> {
	const known = all.get(style)
	if (known) return known
	const made = new Map(style === '' ? [[' ', blankCell]] : [])
	all.set(style, made)
	return made
}

function keep(kept: Map<string, Cell>, key: string, text: string, style: string): Cell {
	const known = kept.get(key)
	if (known) return known
	if (++count > MOST) {
		all.clear()
		count = 0
	}
	const cell = { text, style }
	kept.set(key, cell)
	return cell
}

/** What each code turns on, and which code turns it off. */
const ON: readonly (readonly [kind: string, codes: RegExp])[] = [
	['bold', /^1$/],
	['dim', /^2$/],
	['italic', /^3$/],
	['underline', /^4$/],
	['inverse', /^7$/],
	['strike', /^9$/],
	['front', /^(3[0-7]|9[0-7])$/],
	['back', /^(4[0-7]|10[0-7])$/],
]
const OFF: Readonly<Record<string, readonly string[]>> = {
	22: ['bold', 'dim'],
	23: ['italic'],
	24: ['underline'],
	27: ['inverse'],
	29: ['strike'],
	39: ['front'],
	49: ['back'],
}

/** Follows the codes of a row. */
class Pen {
	readonly #on = new Map<string, string>()
	style = ''

	/** False for a code that it does not know. */
	select(codes: string): boolean {
		const list = codes === '' ? ['0'] : codes.split(';')
		for (let n = 0; n < list.length; n++) {
			const code = list[n]!
			if (code === '38' || code === '48') {
				const length = list[n + 1] === '5' ? 3 : list[n + 1] === '2' ? 5 : 0
				const colour = list.slice(n, n + length)
				if (length === 0 || colour.length < length || colour.includes('')) return false
				this.#on.set(code === '38' ? 'front' : 'back', colour.join(';'))
				n += length - 1
			} else if (!this.#take(code)) return false
		}
		this.style = [...this.#on]
			.sort(byKind)
			.map(([, value]) => value)
			.join(';')
		return true
	}

	#take(code: string): boolean {
		if (code === '' || Number(code) === 0) {
			this.#on.clear()
			return true
		}
		const off = OFF[code]
		for (const kind of off ?? []) this.#on.delete(kind)
		const on = ON.find(([, codes]) => codes.test(code))
		if (on) this.#on.set(on[0], code)
		return off !== undefined || on !== undefined
	}
}

const byKind = ([a]: readonly [string, string], [b]: readonly [string, string]): number => (a < b ? -1 : 1)
