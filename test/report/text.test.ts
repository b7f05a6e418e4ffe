import fc from 'fast-check'
import stringWidth from 'string-width'
import { describe, expect, it } from 'vitest'
import { headedTable, textTable } from '../../src/report/text-table.js'
import { rewrappedProse, wrappedProse } from '../../src/report/wrapped-prose.js'

const head = ['after the move', ...Array.from({ length: 8 }, (_, n) => `${n} regional entanglement`)]
const row = ['Hand over a dossier with names', ...Array.from({ length: 8 }, () => '12.3 %')]

describe('a table', () => {
	it('lines its columns up, numbers to the right', () => {
		expect(
			textTable(
				[
					['a', '1'],
					['bb', '22'],
				],
				[1],
			),
		).toBe('a    1\nbb  22')
	})
	it('keeps a head that fits in one line', () => {
		expect(
			headedTable(
				[
					['what', 'how much'],
					['a', '1'],
				],
				[1],
			),
		).toBe('what  how much\na            1')
	})
	it('that would be wide has its head in lines of whole words, the last right above the numbers', () => {
		const lines = headedTable([head, row], [1, 2, 3, 4, 5, 6, 7, 8]).split('\n')
		expect(lines).toHaveLength(3)
		expect(lines[0]).toContain('0 regional')
		expect(lines[1]).toMatch(/^after the move +entanglement {2}entanglement/)
		expect(Math.max(...lines.map((l) => stringWidth(l)))).toBeLessThan(stringWidth([...head].join('  ')))
		expect(lines[2]!.split(/ {2,}/)).toEqual(row)
	})
	it.each([140, 125, 118, 80, 60])('is no wider than a terminal of %d columns, and keeps all it says', (width) => {
		const text = headedTable([head, row, row], [1, 2, 3, 4, 5, 6, 7, 8], width)
		for (const line of text.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(width)
		expect(text.match(/12\.3 %/g)).toHaveLength(16)
		for (const word of [...head, ...row].join(' ').split(' ')) expect(text).toContain(word)
	})
	it('too narrow for its numbers is told row by row', () => {
		expect(
			headedTable(
				[
					['after', 'war', 'a peace'],
					['Strike', '12.3 %', ''],
					['Wait', '1.0 %', '99.0 %'],
				],
				[1, 2],
				15,
			),
		).toBe(['after:', 'Strike', '  war      12.3 %', 'Wait', '  war       1.0 %', '  a peace  99.0 %'].join('\n'))
	})
})

describe('prose', () => {
	it('is broken at blanks within its width, and keeps its words', () => {
		fc.assert(
			fc.property(
				fc.array(fc.stringMatching(/^[a-z]{1,9}$/), { minLength: 1 }),
				fc.integer({ min: 12, max: 40 }),
				(words, width) => {
					const text = `- ${words.join(' ')}`
					const lines = wrappedProse(text, width).split('\n')
					for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(width)
					for (const line of lines.slice(1)) expect(line).toMatch(/^ {2}\S/)
					expect(lines.map((l) => l.trim()).join(' ')).toBe(text)
				},
			),
		)
	})
	it('that was broken before is put together first', () => {
		const text = 'It says what it says\nand no more. Next:\n\none  a table\ntwo  rows\n\n  $ detente list\nthe end'
		expect(rewrappedProse(text, 24)).toBe(
			'It says what it says and\nno more. Next:\n\none  a table\ntwo  rows\n\n  $ detente list\nthe end',
		)
	})
	it('is not what a table or a command is', () => {
		const table = `${'x'.repeat(30)}  12 %  13 %`
		const command = 'detente play iran-pakistan-2024 --seed detente --run 7 --as iran'
		expect(wrappedProse(`${table}\n${command}`, 20)).toBe(`${table}\n${command}`)
	})
})
