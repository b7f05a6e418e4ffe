import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Column, NULL, type Rows } from '../../src/batch/columns.js'
import { csvRows, jsonRows } from '../../src/batch/text-rows.js'

const TEXTS = ['thaw', 'a "word", and more', 'Ärger\n🙂', '']
const COLUMNS: readonly Column[] = [
	{ name: 'run', texts: null, nullable: false },
	{ name: 'heat', texts: null, nullable: true },
	{ name: 'the "end"', texts: TEXTS, nullable: true },
]

const number = fc.oneof(
	fc.constantFrom(NULL, -0x7fffffff, -10, -1, 0, 9, 10, 99, 100, 0x7fffffff),
	fc.integer({ min: NULL, max: 0x7fffffff }),
)
const run = fc.oneof(fc.constantFrom(1, 2 ** 31, Number.MAX_SAFE_INTEGER), fc.maxSafeNat())
const rowsOf = fc.array(fc.tuple(run, number, fc.constantFrom(NULL, 0, 1, 2, 3)), { minLength: 1, maxLength: 50 })

function table(rows: readonly (readonly [number, number, number])[]): Rows {
	return {
		columns: COLUMNS,
		count: rows.length,
		runs: Float64Array.from(rows, ([r]) => r),
		values: Int32Array.from(rows.flatMap(([, heat, text]) => [0, heat, text])),
	}
}
const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8')

describe('rows as text', () => {
	it('are what JSON says of the same values, line by line', () => {
		const write = jsonRows()
		fc.assert(
			fc.property(rowsOf, (rows) => {
				const lines = rows.map(([r, heat, text]) =>
					JSON.stringify({
						run: r,
						heat: heat === NULL ? null : heat,
						'the "end"': text === NULL ? null : TEXTS[text],
					}),
				)
				expect(textOf(write(table(rows)))).toBe(lines.map((line) => `${line}\n`).join(''))
			}),
		)
	})
	it('are fields between commas, in quotes where they need them, empty where there is no value', () => {
		const rows = [
			[1, NULL, 0],
			[Number.MAX_SAFE_INTEGER, -0x7fffffff, 1],
			[10, 0, NULL],
			[2 ** 31, 1_000_000, 3],
		] as const
		expect(textOf(csvRows()(table(rows)))).toBe(
			'1,,thaw\n9007199254740991,-2147483647,"a ""word"", and more"\n10,0,\n2147483648,1000000,\n',
		)
	})
	it('fill as much memory as they need', () => {
		const rows = Array.from({ length: 60_000 }, (_, n) => [n + 1, n, 1] as const)
		const lines = textOf(csvRows()(table(rows))).split('\n')
		expect(lines).toHaveLength(60_001)
		expect(lines[59_999]).toBe('60000,59999,"a ""word"", and more"')
	})
})
