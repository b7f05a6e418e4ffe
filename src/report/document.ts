import { type Cell, evened } from './number-cell.js'
import { headedTable } from './text-table.js'

/** A piece of a report, before it is text for a terminal or Markdown for a page. */
export type Block =
	| { readonly kind: 'heading'; readonly text: string }
	| { readonly kind: 'text'; readonly text: string }
	| { readonly kind: 'list'; readonly items: readonly string[] }
	/** The first row is the head; `right` names the columns (from 0) that hold numbers. */
	| { readonly kind: 'table'; readonly rows: readonly (readonly string[])[]; readonly right: readonly number[] }

export const headingBlock = (text: string): Block => ({ kind: 'heading', text })
export const textBlock = (text: string): Block => ({ kind: 'text', text })
export const listBlock = (items: readonly string[]): Block => ({ kind: 'list', items })
export const tableBlock = (rows: readonly (readonly Cell[])[], right: readonly number[] = []): Block => ({
	kind: 'table',
	rows: evened(rows),
	right,
})

/** For a terminal; blocks stand a blank line apart. @param width that tables are made to fit */
export const plainText = (blocks: readonly Block[], width?: number): string =>
	blocks
		.filter(isFull)
		.map((block) => plain(block, width))
		.join('\n\n')

/** As Markdown, headings from the second level; what would be markup in a cell or a line is escaped. */
export const markdown = (title: string, blocks: readonly Block[]): string =>
	`${[`# ${escaped(title)}`, ...blocks.filter(isFull).map(marked)].join('\n\n')}\n`

function plain(block: Block, width?: number): string {
	switch (block.kind) {
		case 'heading':
			return block.text.toUpperCase()
		case 'text':
			return block.text
		case 'list':
			return block.items.map((item) => `- ${item}`).join('\n')
		case 'table':
			return headedTable(block.rows, block.right, width)
	}
}

function marked(block: Block): string {
	switch (block.kind) {
		case 'heading':
			return `## ${escaped(block.text)}`
		case 'text':
			return block.text.split('\n').map(escaped).join('  \n')
		case 'list':
			return block.items.map((item) => `- ${escaped(item)}`).join('\n')
		case 'table': {
			const [head = [], ...rows] = block.rows
			const rule = `| ${head.map((_, n) => (block.right.includes(n) ? '---:' : '---')).join(' | ')} |`
			const [first, ...others] = [head, ...rows].map((cells) => `| ${cells.map(cell).join(' | ')} |`)
			return [first, rule, ...others].join('\n')
		}
	}
}

const isFull = (block: Block): boolean =>
	block.kind === 'list' ? block.items.length > 0 : block.kind !== 'table' || block.rows.length > 1

const cell = (text: string): string => escaped(text).replaceAll('|', '\\|').replaceAll('\n', ' ')

const escaped = (text: string): string => text.replace(/[\\`*_<>[\]]/g, (c) => `\\${c}`).replace(/^(#|[-+] )/, '\\$1')
