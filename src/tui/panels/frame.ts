import { blank, cut, cutLine, type Line, padLine, span, type Tone, widthOf } from '../styled-text.js'

/** Columns that a frame takes from its width, and rows from its height. */
export const FRAME = { columns: 4, rows: 2 } as const

/** The lines in a box with its title in the upper edge: exactly `width` × `height`. Lines beyond it are left off. */
export function framed(
	title: string,
	lines: readonly Line[],
	width: number,
	height: number,
	tone: Tone = 'strong',
): Line[] {
	const inner = width - FRAME.columns
	const shown = cut(title, inner - 2)
	const edge = '─'.repeat(Math.max(0, width - widthOf(shown) - 5))
	const body = Array.from(
		{ length: Math.max(0, height - FRAME.rows) },
		(_, n): Line => [span('│ ', 'frame'), ...padLine(cutLine(lines[n] ?? blank, inner), inner), span(' │', 'frame')],
	)
	return [
		[span('┌ ', 'frame'), span(shown, tone), span(` ${edge}─┐`, 'frame')],
		...body,
		[span(`└${'─'.repeat(Math.max(0, width - 2))}┘`, 'frame')],
	]
}

/** The lines under a ruled heading, for windows too narrow for boxes: exactly `width` × `height`. */
export function ruled(title: string, lines: readonly Line[], width: number, height: number): Line[] {
	const shown = cut(title, width - 5)
	const rule = '─'.repeat(Math.max(0, width - widthOf(shown) - 4))
	const body = Array.from({ length: Math.max(0, height - 1) }, (_, n) => cutLine(lines[n] ?? blank, width))
	return [[span('── ', 'frame'), span(shown, 'strong'), span(` ${rule}`, 'frame')], ...body]
}
