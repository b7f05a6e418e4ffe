import { blank, cut, type Line, pad, type Span, span, type Tone, widthOf, wrap } from './styled-text.js'

/** `**strong**`, `*stressed*`, `` `code` `` and `[text](url)` within a paragraph. */
const INLINE = /\*\*(.+?)\*\*|\*([^*\s][^*]*?)\*|`([^`]+)`|\[([^\]]+)\]\(([^)]+)\)/g

function inline(text: string, tone?: Tone): Span[] {
	const spans: Span[] = []
	let at = 0
	for (const match of text.matchAll(INLINE)) {
		if (match.index > at) spans.push(span(text.slice(at, match.index), tone))
		const [all, strong, stressed, code, label, url] = match
		if (label !== undefined) spans.push(span(label, 'strong'), span(` (${url!})`, 'faint'))
		else spans.push(span(strong ?? stressed ?? code ?? all, 'strong'))
		at = match.index + all.length
	}
	if (at < text.length) spans.push(span(text.slice(at), tone))
	return spans
}

const unmarked = (text: string): string =>
	inline(text)
		.map((s) => s.text)
		.join('')

interface Block {
	readonly kind: 'heading' | 'item' | 'paragraph' | 'row'
	/** `1.` or `•` */
	readonly lead: string
	readonly depth: number
	text: string
}

function blocksOf(markdown: string): Block[] {
	const blocks: Block[] = []
	let open: Block | null = null
	for (const raw of markdown.split('\n')) {
		const row = raw.trimEnd()
		const heading = /^#{1,6}\s+(.*)$/.exec(row)
		const item = /^(\s*)(?:([-*+])|(\d+)[.)])\s+(.*)$/.exec(row)
		const cells = /^\s*\|(.*)\|\s*$/.exec(row)
		if (row.trim() === '') open = null
		else if (cells) {
			if (!/^[\s|:-]*$/.test(cells[1]!)) blocks.push({ kind: 'row', lead: '', depth: 0, text: cells[1]! })
			open = null
		} else if (heading) {
			blocks.push({ kind: 'heading', lead: '', depth: 0, text: heading[1]! })
			open = null
		} else if (item) {
			const lead = item[3] === undefined ? '•' : `${item[3]}.`
			open = { kind: 'item', lead, depth: Math.floor(item[1]!.length / 2), text: item[4]! }
			blocks.push(open)
		} else if (open) open.text += ` ${row.trim()}`
		else {
			open = { kind: 'paragraph', lead: '', depth: 0, text: row.trim() }
			blocks.push(open)
		}
	}
	return blocks
}

/** The part of Markdown that briefings are written in: headings, paragraphs, lists, and what stands out within them. */
export function markdownLines(markdown: string, width: number): Line[] {
	const lines: Line[] = []
	let before: Block['kind'] | null = null
	const blocks = blocksOf(markdown)
	for (const [n, block] of blocks.entries()) {
		const { kind, lead, depth, text } = block
		if (before !== null && !(kind === before && (kind === 'item' || kind === 'row'))) lines.push(blank)
		if (kind === 'heading') lines.push(...wrap(inline(text, 'accent'), width))
		else if (kind === 'item') {
			const indent = '  '.repeat(depth)
			lines.push(
				...wrap(
					inline(text),
					width,
					[span(`${indent}${lead} `, 'strong')],
					[span(' '.repeat(indent.length + lead.length + 1))],
				),
			)
		} else if (kind === 'row') {
			if (before !== 'row') lines.push(...tableLines(tableAt(blocks, n), width))
		} else lines.push(...wrap(inline(text), width))
		before = kind
	}
	return lines
}

/** The rows of the table that begins at `n`, a cell each. */
function tableAt(blocks: readonly Block[], n: number): string[][] {
	const end = blocks.findIndex((b, at) => at > n && b.kind !== 'row')
	return blocks.slice(n, end < 0 ? undefined : end).map((b) => b.text.split('|').map((cell) => cell.trim()))
}

/** The first row is the heading; the last column takes what the others leave. */
function tableLines(written: readonly (readonly string[])[], width: number): Line[] {
	const table = written.map((row) => row.map((cell, n) => (n < row.length - 1 ? unmarked(cell) : cell)))
	const columns = Math.max(...table.map((row) => row.length))
	const widths = Array.from({ length: columns - 1 }, (_, n) =>
		Math.min(Math.floor(width / columns), Math.max(...table.map((row) => widthOf(row[n] ?? '')))),
	)
	return table.flatMap((row, n) => {
		const lead = widths.map((w, c) => pad(cut(row[c] ?? '', w), w + 2)).join('')
		const tone = n === 0 ? 'faint' : undefined
		return wrap(
			inline(row[columns - 1] ?? '', tone),
			width,
			[span(lead, tone ?? 'strong')],
			[span(' '.repeat(widthOf(lead)))],
		)
	})
}
