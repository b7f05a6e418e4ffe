import fc from 'fast-check'
import stringWidth from 'string-width'
import { expect, test } from 'vitest'
import { fittedTable } from '../../src/report/text-table.js'

const word = fc.stringMatching(/^[a-z]{1,12}$/)
const words = fc.array(word, { minLength: 1, maxLength: 6 }).map((list) => list.join(' '))
const number = fc.integer({ min: 0, max: 1000 }).map((n) => `${n} %`)
const row = fc.tuple(words, number, number, words)
const sorted = (text: string): string[] => text.split(/\s+/).filter(Boolean).sort()

test('is never wider than its room, and loses no word', () => {
	let fitted = 0
	fc.assert(
		fc.property(fc.array(row, { minLength: 2, maxLength: 6 }), fc.integer({ min: 20, max: 160 }), (rows, width) => {
			const table = fittedTable(rows, [1, 2], width)
			if (!table) return
			fitted++
			const lines = [...table.head, ...table.body]
			for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(width)
			expect(sorted(lines.join(' '))).toEqual(sorted(rows.flat().join(' ')))
			for (const [, first, second] of rows.slice(1))
				expect(table.body.some((line) => line.includes(first) && line.includes(second))).toBe(true)
		}),
	)
	expect(fitted).toBeGreaterThan(20)
})

test('hangs the further lines of a row’s name, and has its head at the bottom of its lines', () => {
	const rows = [
		['instead', 'War by accident', 'mark'],
		['Wait, and leave what is on the table', '4.03 %', 'played'],
	]
	expect(fittedTable(rows, [1], 36)).toEqual({
		head: ['                    War by', 'instead           accident  mark'],
		body: ['Wait, and leave     4.03 %  played', '  what is on the', '  table'],
	})
	expect(fittedTable(rows, [1], 20)).toBeNull()
	expect(fittedTable(rows, [1], 200)?.body).toHaveLength(1)
})
