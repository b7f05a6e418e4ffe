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

/** One row group. Its bytes don't know where in the file they will stand. */
export function parquetRows(rows: Rows): Encoded {
	const { columns, count, values, runs } = rows
	const writer = new ByteWriter()
	const parquet = new ParquetWriter({ writer, schema: schemaOf(columns) })
	const start = writer.offset
	const width = columns.length
	parquet.write({
		columnData: columns.map(({ name, texts, nullable }, c) => ({
			name,
			data: c === 0 ? BigInt64Array.from(runs, (run) => BigInt(run)) : column(values, c, width, count, texts, nullable),
			offsetIndex: false,
		})),
		rowGroupSize: Math.max(1, count),
		pageSize: 0,
	})
	const bytes = writer.getBytes().slice(start)
	const group = count === 0 ? null : moved(parquet.row_groups[0]!, -start)
	return {
		bytes,
		group: JSON.stringify(group, (_, value) => (typeof value === 'bigint' ? { bigint: `${value}` } : value)),
	}
}

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
	for (const { group, offset } of groups) {
		const read = JSON.parse(group, (_, value) =>
			typeof value?.bigint === 'string' ? BigInt(value.bigint) : value,
		) as RowGroup | null
		if (read === null) continue
		parquet.row_groups.push(moved(read, offset))
		parquet.num_rows += read.num_rows
	}
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
