import fc from 'fast-check'
import stringWidth from 'string-width'
import { describe, expect, test } from 'vitest'
import { markdownLines } from '../../src/tui/markdown.js'
import { cut, cutLine, line, padLine, span, textOf, widthOf, wrap, wrapText } from '../../src/tui/styled-text.js'

const text = fc.string({ unit: fc.constantFrom('a', 'é', ' ', '日', '👩‍🚀', '–', '▲', 'ﷺ', 'x\u0301') })

describe('text on the screen', () => {
	test('is as wide as a terminal shows it', () => {
		fc.assert(
			fc.property(text, (t) => {
				expect(widthOf(t)).toBe(stringWidth(t))
			}),
		)
		for (let code = 0x20; code < 0x2800; code++) {
			if (code === 0x7f) continue
			const sign = String.fromCodePoint(code)
			expect(widthOf(sign), code.toString(16)).toBe(stringWidth(sign))
		}
	})

	test('is cut within its columns, and padded to them', () => {
		fc.assert(
			fc.property(text, fc.integer({ min: 1, max: 12 }), (t, width) => {
				expect(widthOf(cut(t, width))).toBeLessThanOrEqual(width)
				const spans = cutLine([span(t, 'strong'), span(t)], width)
				expect(widthOf(spans)).toBeLessThanOrEqual(width)
				expect(widthOf(padLine(spans, width))).toBe(width)
			}),
		)
		expect(cut('patrols doubled', 9)).toBe('patrols…')
		expect(textOf(cutLine([span('guns '), span('uncovered')], 10))).toBe('guns unco…')
	})

	test('wraps at blanks, keeps every word, and stays in its columns', () => {
		fc.assert(
			fc.property(text, fc.integer({ min: 4, max: 20 }), (t, width) => {
				const rows = wrap([span('• '), span(t, 'faint')], width, [span('  ')])
				for (const row of rows) expect(widthOf(row)).toBeLessThanOrEqual(width)
				const kept = rows.map((row) => textOf(row).slice(2)).join('')
				expect(kept.replaceAll(' ', '')).toBe(`•${t}`.replaceAll(' ', ''))
			}),
		)
	})

	test('rows that hang further in than the first stay in their columns too', () => {
		fc.assert(
			fc.property(text, fc.integer({ min: 6, max: 20 }), fc.integer({ min: 0, max: 4 }), (t, width, deep) => {
				for (const row of wrap([span(t)], width, [span('  ')], [span(' '.repeat(deep))]))
					expect(widthOf(row)).toBeLessThanOrEqual(width)
			}),
		)
	})

	test('a word whose tone changes halfway is not torn', () => {
		expect(wrap([span('We are '), span('every', 'strong'), span('where'), span('.')], 14).map(textOf)).toEqual([
			'We are',
			'everywhere.',
		])
		expect(wrapText('one two', 20, 'faint')).toEqual([[{ text: 'one two', tone: 'faint' }]])
		expect(wrap(line('supercalifragilistic'), 8).map(textOf)).toEqual(['supercal', 'ifragili', 'stic'])
	})

	test('Markdown: headings, lists, emphasis, links, tables', () => {
		expect(markdownLines('| **Red** turns | *no* |\n| --- | --- |\n| `a` | **b** |', 40).map(textOf)).toEqual([
			'Red turns  no',
			'a          b',
		])
		const rows = markdownLines(
			'# Title\nA *word* and\n`another`.\n\n- one\n- two **three**\n  four\n\n2. second\n\n| a | b |\n|---|---|\n| c | d e f g h |\n\n[here](https://x.example)',
			16,
		)
		expect(rows.map(textOf)).toEqual([
			'Title',
			'',
			'A word and',
			'another.',
			'',
			'• one',
			'• two three four',
			'2. second',
			'',
			'a  b',
			'c  d e f g h',
			'',
			'here',
			'(https://x.examp',
			'le)',
		])
	})
})
