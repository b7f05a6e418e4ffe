import type { Column } from '../columns.js'
import { Bytes } from './bytes.js'
import { CODEC_SNAPPY, CONVERTED_UTF8, ENCODING, PARQUET_MAGIC, REPETITION, TYPE } from './format.js'
import { columnFacts, type GroupFacts } from './group-facts.js'
import { Thrift } from './thrift.js'

const CREATED_BY = 'detente'

/** Longest text that a footer gives as the least or the most of a column. */
const LONGEST_BOUND = 64

/**
 * Writes a row group as the file's footer lists it, and gives it with its number of rows before it, in base64;
 * empty for a group without rows. It is all that has to be kept of a group.
 */
export function footerEntries(columns: readonly Column[]): (group: GroupFacts | null, offset: number) => string {
	const thrift = new Thrift()
	const paths = columns.map(({ name }) => [Buffer.from(name, 'utf8')])
	const bounds = columns.map(({ texts }, c) => (texts ? textBounds(texts) : c === 0 ? longBound : wordBound))
	const writeColumn = (group: GroupFacts, c: number, offset: number): void => {
		const { plain, packed, dictionary, data, nulls, least, most } = columnFacts(group, c)
		const encoding = c === 0 ? ENCODING.DELTA_BINARY_PACKED : ENCODING.PLAIN
		thrift.element()
		thrift.i64(2, 0)
		thrift.begin(3)
		thrift.i32(1, typeOf(columns[c]!, c))
		thrift.i32s(2, dictionary < 0 ? [encoding] : [ENCODING.PLAIN, ENCODING.RLE_DICTIONARY])
		thrift.binaries(3, paths[c]!)
		thrift.i32(4, CODEC_SNAPPY)
		thrift.i64(5, group[0]!)
		thrift.i64(6, plain)
		thrift.i64(7, packed)
		thrift.i64(9, offset + data)
		if (dictionary >= 0) thrift.i64(11, offset + dictionary)
		thrift.begin(12)
		thrift.i64(3, nulls)
		if (nulls < group[0]!) {
			const [low, high] = bounds[c]!(least, most)
			if (high) thrift.binary(5, high)
			if (low) thrift.binary(6, low)
		}
		thrift.end()
		thrift.end()
		thrift.end()
	}
	return (group, offset) => {
		if (!group) return ''
		thrift.clear()
		thrift.structs(1, columns.length)
		let bytes = 0
		for (let c = 0; c < columns.length; c++) {
			writeColumn(group, c, offset)
			bytes += columnFacts(group, c).plain
		}
		thrift.i64(2, bytes)
		thrift.i64(3, group[0]!)
		thrift.end()
		return `${group[0]} ${Buffer.from(thrift.bytes.whole()).toString('base64')}`
	}
}

/** Writes what a file ends with, in pieces. @param entries of its groups, in their order; they are asked for twice */
export function writeFooter(
	columns: readonly Column[],
	entries: () => Iterable<string>,
	about: Readonly<Record<string, string>>,
	write: (bytes: Uint8Array) => void,
): void {
	let [rows, groups] = [0, 0]
	for (const entry of entries()) {
		if (entry === '') continue
		rows += Number(entry.slice(0, entry.indexOf(' ')))
		groups++
	}
	const thrift = new Thrift()
	const { bytes } = thrift
	let length = 0
	const flush = (): void => {
		write(bytes.whole())
		length += bytes.length
		bytes.clear()
	}
	thrift.i32(1, 2)
	writeSchema(thrift, columns)
	thrift.i64(3, rows)
	thrift.structs(4, groups)
	for (const entry of entries()) {
		if (entry === '') continue
		bytes.append(Buffer.from(entry.slice(entry.indexOf(' ') + 1), 'base64'))
		if (bytes.length > PIECE) flush()
	}
	const facts = Object.entries(about)
	thrift.structs(5, facts.length)
	for (const [key, value] of facts) {
		thrift.element()
		thrift.text(1, key)
		thrift.text(2, value)
		thrift.end()
	}
	thrift.text(6, CREATED_BY)
	// How bounds compare: as the column's type says.
	thrift.structs(7, columns.length)
	for (let c = 0; c < columns.length; c++) {
		thrift.element()
		thrift.begin(1)
		thrift.end()
		thrift.end()
	}
	thrift.end()
	flush()
	bytes.word(length)
	bytes.append(PARQUET_MAGIC)
	flush()
}

const PIECE = 1 << 16

function writeSchema(thrift: Thrift, columns: readonly Column[]): void {
	thrift.structs(2, columns.length + 1)
	thrift.element()
	thrift.text(4, 'root')
	thrift.i32(5, columns.length)
	thrift.end()
	columns.forEach((column, c) => {
		thrift.element()
		thrift.i32(1, typeOf(column, c))
		thrift.i32(3, column.nullable ? REPETITION.OPTIONAL : REPETITION.REQUIRED)
		thrift.text(4, column.name)
		if (column.texts) {
			thrift.i32(6, CONVERTED_UTF8)
			// The logical type STRING, an empty struct.
			thrift.begin(10)
			thrift.begin(1)
			thrift.end()
			thrift.end()
		}
		thrift.end()
	})
}

/** The first column is the run's number, which can pass 2^31. */
const typeOf = ({ texts }: Column, c: number): number => (texts ? TYPE.BYTE_ARRAY : c === 0 ? TYPE.INT64 : TYPE.INT32)

type Bounds = (least: number, most: number) => readonly [Uint8Array | null, Uint8Array | null]

function wordBound(least: number, most: number): [Uint8Array, Uint8Array] {
	const of = (value: number): Uint8Array => {
		const bytes = new Bytes(4)
		bytes.word(value)
		return bytes.whole()
	}
	return [of(least), of(most)]
}

function longBound(least: number, most: number): [Uint8Array, Uint8Array] {
	const of = (value: number): Uint8Array => {
		const bytes = Buffer.alloc(8)
		bytes.writeBigInt64LE(BigInt(value))
		return bytes
	}
	return [of(least), of(most)]
}

function textBounds(texts: readonly string[]): Bounds {
	const all = texts.map((text) => Buffer.from(text, 'utf8'))
	return (least, most) => {
		const [low, high] = [all[least]!, all[most]!]
		return [low.length > LONGEST_BOUND ? null : low, high.length > LONGEST_BOUND ? null : high]
	}
}
