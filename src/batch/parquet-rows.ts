import { ByteWriter, type KeyValue, ParquetWriter, type SchemaElement } from 'hyparquet-writer'
import { writeMetadata } from 'hyparquet-writer/src/metadata.js'
import type { Encoded, RowGroup } from './batch.js'
import { type Column, NULL, type Rows } from './columns.js'

/** What a Parquet file begins with. */
const PARQUET_MAGIC = Buffer.from('PAR1')

function schemaOf(columns: readonly Column[]): SchemaElement[] {
	return [
		{ name: 'root', num_children: columns.length },
		...columns.map(({ name, texts, nullable }, n): SchemaElement => {
			const repetition_type = nullable ? 'OPTIONAL' : 'REQUIRED'
			if (texts) return { name, type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type }
			return { name, type: n === 0 ? 'INT64' : 'INT32', repetition_type }
		}),
	]
}

/**
 * Writes rows as one row group, whose bytes don't know where in the file they will stand. They hold until it is
 * asked again: the memory is used over and over.
 */
export function parquetRows(): (rows: Rows) => Encoded {
	const writer = new ByteWriter(1 << 20)
	return (rows) => {
		writer.index = 0
		writer.offset = 0
		return rowGroup(writer, rows)
	}
}

function rowGroup(writer: ByteWriter, { columns, count, values, runs }: Rows): Encoded {
	const parquet = new ParquetWriter({ writer, schema: schemaOf(columns) })
	const start = writer.offset
	const width = columns.length
	parquet.write({
		columnData: columns.map(({ name, texts, nullable }, c) => ({
			name,
			// Made when it is written, so that no more than one column stands in memory as a list.
			get data() {
				return c === 0 ? runColumn(runs) : column(values, c, width, count, texts, nullable)
			},
			offsetIndex: false,
		})),
		rowGroupSize: Math.max(1, count),
		pageSize: 0,
	})
	const bytes = writer.getBytes().subarray(start)
	return { bytes, group: count === 0 ? null : moved(parquet.row_groups[0]!, -start) }
}

const runColumn = (runs: Float64Array): BigInt64Array => BigInt64Array.from(runs, (run) => BigInt(run))

function column(
	values: Int32Array,
	c: number,
	width: number,
	count: number,
	texts: readonly string[] | null,
	nullable: boolean,
): Int32Array | (string | number | null)[] {
	if (!texts && !nullable) {
		const numbers = new Int32Array(count)
		for (let row = 0, at = c; row < count; row++, at += width) numbers[row] = values[at]!
		return numbers
	}
	const list = new Array<string | number | null>(count)
	for (let row = 0, at = c; row < count; row++, at += width) {
		const value = values[at]!
		list[row] = value === NULL ? null : texts ? texts[value]! : value
	}
	return list
}

/**
 * A row group as the file's footer lists it: how many rows it has, and in base64 what the footer says; empty for
 * one without rows. It is all that a batch has to keep of a group.
 * @param group see `Encoded`
 * @param offset of its first byte in the file
 */
export function footerEntry(columns: readonly Column[], group: RowGroup | null, offset: number): string {
	if (!group) return ''
	const list = groupList(columns, 0n, [])
	const one = metadata(columns, 0n, [], [moved(group, offset)])
	const entry = one.subarray(list.at + 1, one.length - list.after.length)
	return `${group.num_rows} ${Buffer.from(entry).toString('base64')}`
}

/** What a Parquet file ends with. @param entries of its groups, in their order */
export function parquetFooter(
	columns: readonly Column[],
	entries: readonly string[],
	about: readonly KeyValue[],
): Uint8Array {
	const filled = entries.filter((entry) => entry !== '').map((entry) => entry.split(' ') as [string, string])
	const rows = filled.reduce((sum, [count]) => sum + BigInt(count), 0n)
	const { before, after } = groupList(columns, rows, about)
	const writer = new ByteWriter()
	writer.appendBytes(before)
	writer.appendUint8((Math.min(filled.length, LONG_LIST) << 4) | STRUCTS)
	if (filled.length >= LONG_LIST) writer.appendVarInt(filled.length)
	for (const [, entry] of filled) writer.appendBytes(Buffer.from(entry, 'base64'))
	writer.appendBytes(after)
	writer.appendUint32(writer.offset)
	writer.appendBytes(PARQUET_MAGIC)
	return writer.getBytes()
}

/** Thrift's compact protocol: a list's header is its length and its type; from here on the length follows. */
const LONG_LIST = 15
const STRUCTS = 12

/** The footer around the list of its groups. `at` is where the list's header stands. */
function groupList(columns: readonly Column[], rows: bigint, about: readonly KeyValue[]) {
	const none = metadata(columns, rows, about, [])
	const one = metadata(columns, rows, about, [{ columns: [], total_byte_size: 0n, num_rows: 0n }])
	const at = none.findIndex((byte, n) => byte !== one[n])
	return { at, before: none.subarray(0, at), after: none.subarray(at + 1) }
}

/** A footer, without its length. */
function metadata(
	columns: readonly Column[],
	rows: bigint,
	about: readonly KeyValue[],
	groups: RowGroup[],
): Uint8Array {
	const writer = new ByteWriter()
	writeMetadata(writer, {
		version: 2,
		created_by: 'detente',
		schema: schemaOf(columns),
		num_rows: rows,
		row_groups: groups,
		key_value_metadata: [...about],
		metadata_length: 0,
	})
	return writer.getBytes().subarray(0, -LENGTH_BYTES)
}

const LENGTH_BYTES = 4

/** The row group as it is when its bytes stand `by` further on. */
function moved(group: RowGroup, by: number): RowGroup {
	const distance = BigInt(by)
	return {
		...group,
		columns: group.columns.map(({ meta_data, ...chunk }) => ({
			...chunk,
			file_offset: chunk.file_offset + distance,
			...(meta_data && {
				meta_data: {
					...meta_data,
					data_page_offset: meta_data.data_page_offset + distance,
					...(meta_data.dictionary_page_offset !== undefined && {
						dictionary_page_offset: meta_data.dictionary_page_offset + distance,
					}),
				},
			}),
		})),
	}
}
