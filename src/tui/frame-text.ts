import type { DOMElement } from 'ink'
import { widthOf } from './styled-text.js'

/** A piece of a row: where it begins, how wide it is, and its text with its styles. */
interface Piece {
	readonly x: number
	readonly width: number
	readonly text: string
}

/** Boxes only lay out: whatever else they can do (edges, colour, clipping) is Ink's to draw. */
const isPlain = ({ borderStyle, backgroundColor, overflowX, overflowY, display }: DOMElement['style']): boolean =>
	borderStyle === undefined &&
	backgroundColor === undefined &&
	overflowX !== 'hidden' &&
	overflowY !== 'hidden' &&
	display !== 'none'

/** Line breaks, and what a terminal would obey: Ink takes that out. */
const CONTROL = /\p{Cc}/u

/**
 * What Ink makes of a laid-out tree of boxes and one-row texts, at a fraction of its time: Ink takes every character of a
 * frame apart into a cell with styles, and puts the cells together again. Null for a tree that needs that.
 */
export function frameText(root: DOMElement): string | null {
	const rows: Piece[][] = Array.from({ length: root.yogaNode?.getComputedHeight() ?? 0 }, () => [])
	if (!placed(root, 0, 0, rows)) return null
	const texts = rows.map(rowText)
	return texts.includes(null) ? null : texts.join('\n')
}

/** The pieces in their rows; false when one of them is more than a plain row of text. */
function placed(node: DOMElement, left: number, top: number, rows: readonly Piece[][]): boolean {
	const { yogaNode, childNodes, style } = node
	if (!yogaNode || !isPlain(style)) return false
	const x = left + yogaNode.getComputedLeft()
	const y = top + yogaNode.getComputedTop()
	if (node.nodeName !== 'ink-text')
		return childNodes.every((child) => child.nodeName !== '#text' && placed(child, x, y, rows))
	const { plain, styled } = squashed(node)
	if (plain === '') return true
	const width = widthOf(plain)
	const row = rows[y]
	if (!row || !Number.isInteger(x) || CONTROL.test(plain) || width > yogaNode.getComputedWidth()) return false
	row.push({ x, width, text: node.internal_transform?.(styled, 0) ?? styled })
	return true
}

/** A text with its inner styles, and without any. */
function squashed(node: DOMElement): { readonly plain: string; readonly styled: string } {
	let plain = ''
	let styled = ''
	for (const [n, child] of node.childNodes.entries()) {
		if (child.nodeName === '#text') {
			plain += child.nodeValue
			styled += child.nodeValue
		} else {
			const inner = squashed(child)
			plain += inner.plain
			styled += inner.styled === '' ? '' : (child.internal_transform?.(inner.styled, n) ?? inner.styled)
		}
	}
	return { plain, styled }
}

/** The pieces from left to right; null when they overlap. Blanks at the end are left off where no style makes them seen. */
function rowText(pieces: Piece[]): string | null {
	let text = ''
	let used = 0
	for (const { x, width, text: piece } of pieces.sort((a, b) => a.x - b.x)) {
		if (x < used) return null
		text += ' '.repeat(x - used) + piece
		used = x + width
	}
	return text.trimEnd()
}
