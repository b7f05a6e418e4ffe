import { EventEmitter } from 'node:events'
import { Row } from './row-cells.js'
import { rowChanges } from './row-changes.js'

const ENTER = '\u001B[?1049h\u001B[2J\u001B[H\u001B[?25l'
const LEAVE = '\u001B[0m\u001B[?25h\u001B[?1049l'
/** Synchronized update: a terminal that knows it shows a frame at once, others ignore it. */
const BEGIN = '\u001B[?2026h'
const END = '\u001B[?2026l'

const EMPTY = new Row('')

/** What a terminal has that frames are written to. */
export interface Target {
	readonly columns?: number
	readonly rows?: number
	write(text: string): unknown
}

/**
 * Stands in for a terminal's stream: takes whole frames and writes the cells that changed, each at its place, on the
 * alternate screen. Ink's own writer counts rows from the cursor and goes wrong when a resize reflows them.
 */
export class ScreenWriter extends EventEmitter {
	readonly isTTY = true
	readonly #target: Target
	#isOpen = false
	/** Rows on the screen; null when nothing is known of it. */
	#rows: readonly Row[] | null = null
	#frame = ''

	constructor(target: Target) {
		super()
		this.#target = target
	}

	/** A pseudo-terminal that was never told its size says 0. */
	get columns(): number {
		return this.#target.columns || 80
	}

	get rows(): number {
		return this.#target.rows || 24
	}

	/** To the alternate screen, without a cursor. */
	open(): void {
		this.#isOpen = true
		this.#rows = []
		this.#target.write(ENTER)
	}

	/** Back to what was there before; nothing is written afterwards. May be called twice. */
	close(): void {
		if (!this.#isOpen) return
		this.#isOpen = false
		this.#target.write(LEAVE)
	}

	/** A whole frame; the empty one before the first, and Ink's cursor codes, which come alone, are not for us. */
	readonly write = (frame: string): boolean => {
		if (this.#isOpen && !/^(\u001B\[\?\d+[hl])*$/.test(frame)) {
			this.#frame = frame
			this.#draw()
		}
		return true
	}

	/** Nothing on the screen counts any more: a resize has reflowed it, or the terminal was somebody else's meanwhile. */
	forget(): void {
		this.#rows = null
	}

	/** The last frame again, if none has come since the screen was forgotten. */
	redraw(): void {
		if (this.#isOpen && this.#rows === null) this.#draw()
	}

	#draw(): void {
		const before = this.#rows
		const rows = this.#frame
			.split('\n')
			.slice(0, this.rows)
			.map((text, n) => (before?.[n]?.text === text ? before[n]! : new Row(text)))
		let out = before === null ? '\u001B[0m\u001B[2J' : ''
		for (const [n, row] of rows.entries()) out += rowChanges(before?.[n] ?? EMPTY, row, n + 1, this.columns)
		if (before && before.length > rows.length) out += `\u001B[${rows.length + 1};1H\u001B[J`
		this.#rows = rows
		if (out !== '') this.#target.write(`${BEGIN}${out}${END}`)
	}
}
