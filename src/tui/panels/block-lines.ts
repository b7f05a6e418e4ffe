import type { Block } from '../../report/document.js'
import { fittedTable } from '../../report/text-table.js'
import { blank, type Line, line, span, WIDEST_TEXT, widthOf, wrap, wrapText } from '../styled-text.js'

/** Pieces of a report as rows of the screen: prose no wider than is read with ease, tables as wide as there is room; one too wide for it is told row by row. */
export const blockLines = (blocks: readonly Block[], width: number): Line[] =>
	blocks.flatMap((block) => [
		...linesOf(block, block.kind === 'table' ? width : Math.min(width, WIDEST_TEXT)),
		...(block.kind === 'heading' ? [] : [blank]),
	])

function linesOf(block: Block, width: number): Line[] {
	switch (block.kind) {
		case 'heading':
			return wrapText(block.text, width, 'accent')
		case 'text':
			return block.text.split('\n').flatMap((text) => wrapText(text, width))
		case 'list':
			return block.items.flatMap((item) => wrap([span(item)], width, [span('• ', 'strong')]))
		case 'table': {
			const rows = fittedTable(block.rows, block.right, width)
			if (!rows) return toldRows(block.rows, Math.min(width, WIDEST_TEXT))
			return [...rows.head.map((text) => line(text, 'faint')), ...rows.body.map((text) => line(text))]
		}
	}
}

/** A number with its interval stays in one row; words may break. */
const MOST_GLUED = 24

/** `Title: head value · head value`, a row each; empty cells are left out. */
function toldRows([head = [], ...rows]: readonly (readonly string[])[], width: number): Line[] {
	return rows.flatMap((cells) => {
		const [first = '', ...others] = cells
		const items = others.flatMap((cell, n): Line[] => {
			if (cell === '') return []
			const name = head[n + 1] ?? ''
			return [
				[
					span(name === '' ? '' : `${name} `, 'faint'),
					span(name === '' ? `(${cell})` : widthOf(cell) > MOST_GLUED ? cell : cell.replaceAll(' ', '\u00A0')),
				],
			]
		})
		const text = items.flatMap((item, n): Line => [span(n === 0 ? ': ' : ' · ', 'faint'), ...item])
		return wrap([span(first, 'strong'), ...text], width, [span('  ')], [span('    ')])
	})
}
