import { type Column, NULL, type Rows } from './columns.js'

/** The first line of a CSV file. */
export const csvHeader = (columns: readonly Column[]): string => `${columns.map((c) => csvField(c.name)).join(',')}\n`

/** Lines as RFC 4180 has them, but that they end in a line feed; no value is an empty field. */
export function csvRows(rows: Rows): Uint8Array {
	const texts = rows.columns.map((c) => c.texts?.map(csvField) ?? null)
	return lines(rows, (row) => {
		let line = String(rows.runs[row])
		for (let c = 1, at = row * texts.length + 1; c < texts.length; c++, at++) {
			const value = rows.values[at]!
			line += value === NULL ? ',' : `,${texts[c] ? texts[c]![value] : value}`
		}
		return line
	})
}

/** One JSON object a line; no value is null. */
export function jsonRows(rows: Rows): Uint8Array {
	const texts = rows.columns.map((c) => c.texts?.map((t) => JSON.stringify(t)) ?? null)
	const names = rows.columns.map((c) => `${JSON.stringify(c.name)}:`)
	return lines(rows, (row) => {
		let line = `{${names[0]}${rows.runs[row]}`
		for (let c = 1, at = row * texts.length + 1; c < texts.length; c++, at++) {
			const value = rows.values[at]!
			line += `,${names[c]}${value === NULL ? 'null' : texts[c] ? texts[c]![value] : value}`
		}
		return `${line}}`
	})
}

/** A field in quotes where it needs them. */
export const csvField = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** Rows whose text is encoded at a time: a string for a whole chunk would be kept twice. */
const BLOCK = 4096

function lines(rows: Rows, line: (row: number) => string): Uint8Array {
	const parts: Buffer[] = []
	for (let from = 0; from < rows.count; from += BLOCK) {
		let text = ''
		for (let row = from; row < Math.min(rows.count, from + BLOCK); row++) text += `${line(row)}\n`
		parts.push(Buffer.from(text, 'utf8'))
	}
	return Buffer.concat(parts)
}
