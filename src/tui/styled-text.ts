import stringWidth from 'string-width'

/** What a piece of text is, not how it looks: the theme decides that, and no meaning hangs on colour alone. */
export type Tone = 'strong' | 'faint' | 'accent' | 'good' | 'mixed' | 'bad' | 'changed' | 'chosen' | 'frame'

export interface Span {
	readonly text: string
	readonly tone?: Tone
}

/** Rows of prose longer than this are hard to read. */
export const WIDEST_TEXT = 96

/** One row of the screen; never holds a line break. */
export type Line = readonly Span[]

export const span = (text: string, tone?: Tone): Span => (tone ? { text, tone } : { text })
export const line = (text: string, tone?: Tone): Line => [span(text, tone)]

/** Letters and signs of one column each, that most texts are made of: counting them is all there is to measure. */
const SINGLE = /^[ -~\u00A0-\u00AC\u00AE-\u02FF–—‘’“”•…─-╿▀-▟▰▱▲▼◀◁▸◂◆○●✓✗←↑→↓⏎×⚑⠀-⣿]*$/

/** Whether every character takes one column, in every terminal. */
export const isSingle = (text: string): boolean => SINGLE.test(text)

const textWidth = (text: string): number => (isSingle(text) ? text.length : stringWidth(text))

/** Columns that the text takes. */
export function widthOf(text: string | Line): number {
	return typeof text === 'string' ? textWidth(text) : text.reduce((sum, s) => sum + textWidth(s.text), 0)
}

export const textOf = (spans: Line): string => spans.map((s) => s.text).join('')

const BLANK: Line = [{ text: '' }]
export const blank = BLANK

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** The text's beginning in at most `width` columns, with `…` where something was left off. */
export function cut(text: string, width: number): string {
	if (widthOf(text) <= width) return text
	let kept = ''
	let used = 0
	for (const { segment } of graphemes.segment(text)) {
		const wide = widthOf(segment)
		if (used + wide > width - 1) break
		kept += segment
		used += wide
	}
	return width < 1 ? '' : `${kept.trimEnd()}…`
}

/** The line in at most `width` columns. */
export function cutLine(spans: Line, width: number): Line {
	if (widthOf(spans) <= width) return spans
	const kept: Span[] = []
	let left = width
	for (const s of spans) {
		const wide = widthOf(s.text)
		if (wide > left - 1) {
			kept.push({ ...s, text: cut(`${s.text} `.padEnd(left + 1, ' '), left) })
			break
		}
		kept.push(s)
		left -= wide
	}
	return kept
}

/** The line filled with blanks to `width` columns. */
export function padLine(spans: Line, width: number): Line {
	const missing = width - widthOf(spans)
	return missing > 0 ? [...spans, { text: ' '.repeat(missing) }] : spans
}

export const pad = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - widthOf(text)))

interface Word {
	readonly spans: Span[]
	width: number
}

/** The line's words; a word that changes its tone halfway is still one word. */
function wordsOf(spans: Line): Word[] {
	const words: Word[] = []
	let open = false
	for (const s of spans) {
		const parts = s.text.split(/ +/)
		for (const [n, part] of parts.entries()) {
			if (n > 0) open = false
			if (part === '') continue
			const piece = { ...s, text: part }
			if (open) {
				const word = words.at(-1)!
				word.spans.push(piece)
				word.width += widthOf(part)
			} else words.push({ spans: [piece], width: widthOf(part) })
			open = true
		}
	}
	return words
}

/** A word too long for any row, in pieces that fit. */
function broken(word: Word, width: number): Word[] {
	if (word.width <= width) return [word]
	const pieces: Word[] = [{ spans: [], width: 0 }]
	for (const s of word.spans)
		for (const { segment } of graphemes.segment(s.text)) {
			const wide = widthOf(segment)
			if (pieces.at(-1)!.width + wide > width) pieces.push({ spans: [], width: 0 })
			const piece = pieces.at(-1)!
			piece.spans.push({ ...s, text: segment })
			piece.width += wide
		}
	return pieces
}

/**
 * Breaks a line at its blanks into rows of at most `width` columns; runs of blanks become one.
 * @param first goes before the first row, `rest` (by default as many blanks) before the others; both count
 */
export function wrap(spans: Line, width: number, first: Line = [], rest?: Line): Line[] {
	const hanging = rest ?? (widthOf(first) > 0 ? [span(' '.repeat(widthOf(first)))] : [])
	let room = Math.max(1, width - widthOf(first))
	const later = Math.max(1, width - widthOf(hanging))
	const rows: Span[][] = [[]]
	let used = 0
	for (const word of wordsOf(spans).flatMap((w) => broken(w, Math.min(room, later)))) {
		if (used > 0 && used + 1 + word.width > room) {
			rows.push([])
			used = 0
			room = later
		}
		const row = rows.at(-1)!
		if (used > 0) {
			const tone = row.at(-1)!.tone
			row.push(tone && tone === word.spans[0]!.tone ? { text: ' ', tone } : { text: ' ' })
			used++
		}
		row.push(...word.spans)
		used += word.width
	}
	return rows.map((row, n) => joined([...(n === 0 ? first : hanging), ...row]))
}

export const wrapText = (text: string, width: number, tone?: Tone): Line[] => wrap(line(text, tone), width)

/** Neighbours of one tone as one span: fewer nodes to draw. */
function joined(spans: Line): Line {
	const out: { text: string; tone?: Tone }[] = []
	for (const s of spans) {
		const last = out.at(-1)
		if (last && last.tone === s.tone) last.text += s.text
		else out.push({ ...s })
	}
	return out
}
