import { type Column, NULL, type Rows } from './columns.js'

/** The first line of a CSV file. */
export const csvHeader = (columns: readonly Column[]): string => `${columns.map((c) => csvField(c.name)).join(',')}\n`

/** Writes rows as text. What it gives holds until it is asked again: the memory is used over and over. */
export type TextRows = (rows: Rows) => Uint8Array

/** Lines as RFC 4180 has them, but that they end in a line feed; no value is an empty field. */
export function csvRows(): TextRows {
	return lines((columns) => {
		const texts = columns.map((c) => c.texts?.map((t) => `,${csvField(t)}`) ?? null)
		return ({ runs, values }, row) => {
			let line = String(runs[row])
			for (let c = 1, at = row * texts.length + 1; c < texts.length; c++, at++) {
				const value = values[at]!
				line += value === NULL ? ',' : (texts[c]?.[value] ?? `,${value}`)
			}
			return line
		}
	})
}

/** One JSON object a line; no value is null. */
export function jsonRows(): TextRows {
	return lines((columns) => {
		const texts = columns.map((c) => c.texts?.map((t) => JSON.stringify(t)) ?? null)
		const names = columns.map((c) => `${JSON.stringify(c.name)}:`)
		return ({ runs, values }, row) => {
			let line = `{${names[0]}${runs[row]}`
			for (let c = 1, at = row * texts.length + 1; c < texts.length; c++, at++) {
				const value = values[at]!
				line += `,${names[c]}${value === NULL ? 'null' : (texts[c]?.[value] ?? value)}`
			}
			return `${line}}`
		}
	})
}

/** A field in quotes where it needs them. */
export const csvField = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** Rows whose text is encoded at a time. */
const BLOCK = 256

type Line = (rows: Rows, row: number) => string

function lines(lineOf: (columns: Rows['columns']) => Line): TextRows {
	let line: Line | null = null
	let memory = Buffer.allocUnsafeSlow(1 << 20)
	return (rows) => {
		line ??= lineOf(rows.columns)
		let end = 0
		for (let from = 0; from < rows.count; from += BLOCK) {
			let text = ''
			for (let row = from; row < Math.min(rows.count, from + BLOCK); row++) text += `${line(rows, row)}\n`
			// A character of UTF-16 takes at most three bytes of UTF-8.
			if (end + 3 * text.length > memory.byteLength) {
				const larger = Buffer.allocUnsafeSlow(2 * (end + 3 * text.length))
				memory.copy(larger, 0, 0, end)
				memory = larger
			}
			end += memory.write(text, end, 'utf8')
		}
		return memory.subarray(0, end)
	}
}
