import type { Location } from '../location.js'

/** A text whose offsets can be told as lines and columns, both from 1; columns count UTF-16 units. */
export class SourceText {
	readonly text: string
	readonly #starts: number[] = [0]

	constructor(text: string) {
		this.text = text
		for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) this.#starts.push(i + 1)
	}

	get lines(): number {
		return this.#starts.length
	}

	/** The place of `start` up to `end` (exclusive); what lies on later lines is cut off, and a place is at least one column wide. */
	locate(start: number, end: number): Location {
		const offset = Math.max(0, Math.min(start, this.text.length))
		let low = 0
		let high = this.#starts.length - 1
		while (low < high) {
			const middle = (low + high + 1) >> 1
			if (this.#starts[middle]! <= offset) low = middle
			else high = middle - 1
		}
		const lineStart = this.#starts[low]!
		const next = this.#starts[low + 1]
		let lineEnd = next === undefined ? this.text.length : next - 1
		if (lineEnd > lineStart && this.text[lineEnd - 1] === '\r') lineEnd--
		const column = offset - lineStart + 1
		return { line: low + 1, column, endColumn: Math.max(column + 1, Math.min(end, lineEnd) - lineStart + 1) }
	}
}
