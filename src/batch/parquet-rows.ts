import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { ByteWriter, type KeyValue, ParquetWriter, type SchemaElement } from 'hyparquet-writer'
import type { Encoded } from './batch.js'
import { type Column, NULL, type Rows } from './columns.js'

/** What a Parquet file begins with. */
export const PARQUET_MAGIC = Buffer.from('PAR1')

type RowGroup = ParquetWriter['row_groups'][number]

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

/** Description of a group without rows, which a file leaves out. */
const NO_ROWS = ''

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
	return { bytes, group: count === 0 ? NO_ROWS : packed(moved(parquet.row_groups[0]!, -start)) }
}

/** How many rows a group has, and its description in little: at full length that is ten thousand characters, the same words in every group. */
function packed(group: RowGroup): string {
	const text = JSON.stringify(group, (_, value) => (typeof value === 'bigint' ? { bigint: `${value}` } : value))
	return `${group.num_rows} ${deflateRawSync(text).toString('base64')}`
}

function unpacked(group: string): RowGroup {
	const text = inflateRawSync(Buffer.from(group.slice(group.indexOf(' ') + 1), 'base64')).toString('utf8')
	return JSON.parse(text, (_, value) => (typeof value?.bigint === 'string' ? BigInt(value.bigint) : value)) as RowGroup
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

/** A list whose elements are made when it is walked, and not kept. */
class MadeList<T> extends Array<T> {
	readonly #make: (index: number) => T
	constructor(length: number, make: (index: number) => T) {
		super(length)
		this.#make = make
	}
	override *[Symbol.iterator](): ArrayIterator<T> {
		for (let n = 0; n < this.length; n++) yield this.#make(n)
	}
	override map<U>(act: (value: T, index: number, array: T[]) => U): U[] {
		return new MadeList(this.length, (n) => act(this.#make(n), n, this))
	}
}

/** What a Parquet file ends with. @param groups each with the offset of its first byte in the file, in the file's order */
export function parquetFooter(
	columns: readonly Column[],
	groups: readonly { readonly group: string; readonly offset: number }[],
	about: readonly KeyValue[],
): Uint8Array {
	const writer = new ByteWriter()
	const parquet = new ParquetWriter({
		writer,
		schema: schemaOf(columns),
		kvMetadata: [...about],
		createdBy: 'detente',
	})
	const start = writer.offset
	const filled = groups.filter(({ group }) => group !== NO_ROWS)
	const groupAt = (n: number): RowGroup => moved(unpacked(filled[n]!.group), filled[n]!.offset)
	for (const { group } of filled) parquet.num_rows += BigInt(group.slice(0, group.indexOf(' ')))
	parquet.row_groups = new MadeList(filled.length, groupAt)
	parquet.finish()
	return writer.getBytes().slice(start)
}

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
