import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { type Column, NULL, type Rows } from '../../src/batch/columns.js'
import { footerEntries, writeFooter } from '../../src/batch/parquet/footer.js'
import { parquetRows } from '../../src/batch/parquet/row-group.js'

const folder = mkdtempSync(join(tmpdir(), 'detente-parquet-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const connection = await (await DuckDBInstance.create(':memory:')).connect()
const query = async (sql: string) => (await connection.runAndReadAll(sql)).getRowObjectsJson()

/** Out of the order of their bytes; the last two show that a code point beyond 2^16 comes after one below. */
const TEXTS = ['thaw', 'Ärger\n"🙂"', '', 'a', 'x'.repeat(100), 'thaws', '\uffee', '🙂']
const MANY = Array.from({ length: 300 }, (_, n) => `card-${(n * 7) % 300}`)
const COLUMNS: readonly Column[] = [
	{ name: 'run', texts: null, nullable: false },
	{ name: 'small', texts: null, nullable: false },
	{ name: 'wide', texts: null, nullable: true },
	{ name: 'text', texts: TEXTS, nullable: false },
	{ name: 'a "name"', texts: MANY, nullable: true },
	{ name: 'never', texts: [], nullable: true },
	{ name: 'always', texts: ['s'], nullable: false },
]

type Row = readonly [run: number, small: number, wide: number, text: number, many: number]
const shape = (row: Row): readonly number[] => [...row, NULL, 0]

/** Rows that repeat for a while, as those of a run's plies do. */
const rowsOf = fc
	.array(
		fc.record({
			times: fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 700 })),
			step: fc.constantFrom(0, 1, 1, 1, 2, 500, 9999),
			small: fc.integer({ min: -3, max: 3 }),
			wide: fc.oneof(fc.constant(NULL), fc.integer({ min: -0x7fffffff, max: 0x7fffffff }), fc.nat(4095)),
			text: fc.nat(TEXTS.length - 1),
			many: fc.oneof(fc.constant(NULL), fc.nat(MANY.length - 1)),
			turning: fc.boolean(),
		}),
		{ maxLength: 12 },
	)
	.map((parts) => {
		const rows: Row[] = []
		let run = 0
		for (const { times, step, small, wide, text, many, turning } of parts)
			for (let n = 0; n < times; n++) {
				run += step
				const turn = turning ? n : 0
				rows.push([
					run,
					small + (turn % 3),
					wide,
					(text + turn) % TEXTS.length,
					many === NULL ? NULL : (many + turn) % 300,
				])
			}
		return rows
	})
const firstRun = fc.oneof(fc.constantFrom(1, 2 ** 31 - 1, 2 ** 32, 2 ** 53 - 90_000_000), fc.nat(100_000))
const groups = fc
	.tuple(fc.array(rowsOf, { maxLength: 4 }), firstRun)
	.map(([all, first]) => all.map((rows) => rows.map(([run, ...rest]): Row => [first + run, ...rest])))

function table(rows: readonly Row[]): Rows {
	return {
		columns: COLUMNS,
		count: rows.length,
		runs: Float64Array.from(rows, ([run]) => run),
		values: Int32Array.from(rows.flatMap(shape)),
	}
}

function fileOf(all: readonly (readonly Row[])[], about: Record<string, string> = {}): Buffer {
	const write = parquetRows()
	const entryOf = footerEntries(COLUMNS)
	const parts: Buffer[] = [Buffer.from('PAR1')]
	const entries: string[] = []
	let at = 4
	for (const rows of all) {
		const { bytes, group } = write(table(rows))
		entries.push(entryOf(group, at))
		parts.push(Buffer.from(bytes))
		at += bytes.byteLength
	}
	writeFooter(
		COLUMNS,
		() => entries,
		about,
		(bytes) => parts.push(Buffer.from(bytes)),
	)
	return Buffer.concat(parts)
}

const meaningOf = (value: number, { texts }: Column): number | string | null =>
	value === NULL ? null : texts ? texts[value]! : value

describe('Parquet', () => {
	it('is read by DuckDB as the rows that it was made of', async () => {
		let files = 0
		await fc.assert(
			fc.asyncProperty(groups, async (all) => {
				const path = join(folder, `${++files}.parquet`)
				writeFileSync(path, fileOf(all))
				const read = await query(`select * from '${path}'`)
				const expected = all
					.flat()
					.map((row) =>
						Object.fromEntries(
							shape(row).map((value, c) => [COLUMNS[c]!.name, c === 0 ? String(value) : meaningOf(value, COLUMNS[c]!)]),
						),
					)
				expect(read).toEqual(expected)
				rmSync(path)
			}),
			{ numRuns: 60 },
		)
	})
	it('says of every group between what its values lie, so that a reader may pass it over', async () => {
		const path = join(folder, 'bounds.parquet')
		const rows: Row[] = [
			[2 ** 33, -2, NULL, 3, NULL],
			[2 ** 33 + 1, 7, -9, 0, NULL],
			[2 ** 33 + 1, 0, 70_000, 2, NULL],
			[2 ** 33 + 2, 0, 70_000, 3, NULL],
		]
		writeFileSync(path, fileOf([rows]))
		const found = await query(
			`select path_in_schema as name, stats_min_value as least, stats_max_value as most, stats_null_count as nulls from parquet_metadata('${path}')`,
		)
		expect(found).toEqual([
			{ name: 'run', least: '8589934592', most: '8589934594', nulls: '0' },
			{ name: 'small', least: '-2', most: '7', nulls: '0' },
			{ name: 'wide', least: '-9', most: '70000', nulls: '1' },
			{ name: 'text', least: '', most: 'thaw', nulls: '0' },
			{ name: 'a "name"', least: null, most: null, nulls: '4' },
			{ name: 'never', least: null, most: null, nulls: '4' },
			{ name: 'always', least: 's', most: 's', nulls: '0' },
		])
		const emoji: Row[] = [7, 6, 7].map((text, n) => [n + 1, 0, 0, text, 0])
		writeFileSync(join(folder, 'emoji.parquet'), fileOf([emoji]))
		expect(
			await query(
				`select stats_min_value as least, stats_max_value as most from parquet_metadata('${join(folder, 'emoji.parquet')}') where path_in_schema = 'text'`,
			),
		).toEqual([{ least: '\uffee', most: '🙂' }])
		// A reader that trusts them finds what is there.
		for (const row of rows)
			expect(await query(`select run from '${path}' where text = '${TEXTS[row[3]]}' and run = ${row[0]}`)).toEqual([
				{ run: String(row[0]) },
			])
	})
	it('may have more groups than fit a short list, and none', async () => {
		const path = join(folder, 'many.parquet')
		const all = Array.from({ length: 400 }, (_, n): Row[] => (n % 3 === 0 ? [] : [[n + 1, n, NULL, n % 8, n % 300]]))
		writeFileSync(path, fileOf(all, { key: 'a fact 🙂', empty: '' }))
		const counted = await query(`select count(*)::int as rows, sum(small)::int as sum from '${path}'`)
		expect(counted).toEqual([{ rows: all.flat().length, sum: all.flat().reduce((sum, row) => sum + row[1], 0) }])
		expect(
			await query(`select decode(key) as key, decode(value) as value from parquet_kv_metadata('${path}')`),
		).toEqual([
			{ key: 'key', value: 'a fact 🙂' },
			{ key: 'empty', value: '' },
		])
		writeFileSync(path, fileOf([[], []]))
		expect(await query(`select count(*)::int as rows from '${path}'`)).toEqual([{ rows: 0 }])
	})
})
