import { type Column, NULL, type Rows } from './columns.js'

/** The first line of a CSV file. */
export const csvHeader = (columns: readonly Column[]): string => `${columns.map((c) => csvField(c.name)).join(',')}\n`

/** Writes rows as text. What it gives holds until it is asked again: the memory is used over and over. */
export type TextRows = (rows: Rows) => Uint8Array<ArrayBuffer>

/** Lines as RFC 4180 has them, but that they end in a line feed; no value is an empty field. */
export const csvRows = (): TextRows =>
	lines({ opening: '', before: (_column, n) => (n === 0 ? '' : ','), text: csvField, missing: '', closing: '\n' })

/** One JSON object a line; no value is null. */
export const jsonRows = (): TextRows =>
	lines({
		opening: '{',
		before: ({ name }, n) => `${n === 0 ? '' : ','}${JSON.stringify(name)}:`,
		text: (text) => JSON.stringify(text),
		missing: 'null',
		closing: '}\n',
	})

/** A field in quotes where it needs them. */
export const csvField = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** What stands around the values of a line. */
interface Style {
	readonly opening: string
	before(column: Column, n: number): string
	text(text: string): string
	readonly missing: string
	readonly closing: string
}

/** A column's fields in bytes, with what stands before each. */
interface Fields {
	/** Of a number, which follows. */
	readonly number: Uint8Array
	readonly missing: Uint8Array
	readonly texts: readonly Uint8Array[] | null
}

/** Most characters of a whole number that a double holds exactly, sign included. */
const MOST_DIGITS = 17

/** Bytes are put together as such: texts made of texts would leave some hundred bytes of garbage a row. */
function lines(style: Style): TextRows {
	let fields: readonly Fields[] | null = null
	let longest = 0
	let memory = new Uint8Array(1 << 20)
	return (rows) => {
		fields ??= fieldsOf(rows.columns, style)
		longest ||= fields.reduce((sum, field) => sum + longestOf(field), 0)
		let end = 0
		for (let row = 0; row < rows.count; row++) {
			if (end + longest > memory.length) {
				const larger = new Uint8Array(2 * (end + longest))
				larger.set(memory)
				memory = larger
			}
			end = writeRow(memory, end, fields, rows, row)
		}
		return memory.subarray(0, end)
	}
}

/** One for each column, and the end of the line. */
function fieldsOf(columns: readonly Column[], style: Style): Fields[] {
	const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'utf8'))
	const fields = columns.map((column, n): Fields => {
		const before = `${n === 0 ? style.opening : ''}${style.before(column, n)}`
		return {
			number: bytes(before),
			missing: bytes(`${before}${style.missing}`),
			texts: column.texts?.map((text) => bytes(`${before}${style.text(text)}`)) ?? null,
		}
	})
	return [...fields, { number: bytes(''), missing: bytes(style.closing), texts: null }]
}

/** @returns where it ends */
function writeRow(memory: Uint8Array, at: number, fields: readonly Fields[], rows: Rows, row: number): number {
	const { values, runs } = rows
	const columns = fields.length - 1
	let end = writeNumber(memory, writeBytes(memory, at, fields[0]!.number), runs[row]!)
	for (let c = 1, cell = row * columns + 1; c < columns; c++, cell++) {
		const { number, missing, texts } = fields[c]!
		const value = values[cell]!
		if (value === NULL) end = writeBytes(memory, end, missing)
		else if (texts) end = writeBytes(memory, end, texts[value]!)
		else end = writeNumber(memory, writeBytes(memory, end, number), value)
	}
	return writeBytes(memory, end, fields[columns]!.missing)
}

function writeBytes(memory: Uint8Array, at: number, bytes: Uint8Array): number {
	for (let n = 0; n < bytes.length; n++) memory[at + n] = bytes[n]!
	return at + bytes.length
}

const longestOf = ({ number, missing, texts }: Fields): number =>
	Math.max(missing.length, ...(texts?.map((t) => t.length) ?? [number.length + MOST_DIGITS]))

/** A whole number in decimal digits from `at` on. @returns where it ends */
function writeNumber(memory: Uint8Array, at: number, value: number): number {
	let left = Math.abs(value)
	let end = at
	if (value < 0) memory[end++] = 45
	let size = 1
	for (let power = 10; power <= left; power *= 10) size++
	end += size
	for (let n = 1; n <= size; n++) {
		const rest = Math.floor(left / 10)
		memory[end - n] = 48 + (left - 10 * rest)
		left = rest
	}
	return end
}
