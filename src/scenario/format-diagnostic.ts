import { codeFrameColumns } from '@babel/code-frame'
import type { Diagnostic } from './diagnostic.js'

/** Longer lines are shown in part. */
const WIDEST = 160

/**
 * A diagnostic as text: `file:line:column: error rule: message`, then the lines around it with a caret below the place.
 *
 * @param text the file's text; without it there is no frame
 * @param options.color whether to colour the frame for a terminal; default no
 */
export function formatDiagnostic(
	diagnostic: Diagnostic,
	text?: string,
	options: { readonly color?: boolean } = {},
): string {
	const { at, file, message, rule, severity } = diagnostic
	const head = `${printable(file)}:${at.line}:${at.column}: ${severity} ${rule}: ${printable(message)}`
	if (!text || rule === 'file-unreadable') return head
	const first = Math.max(1, at.line - 1)
	const from = at.column <= WIDEST ? 0 : at.column - WIDEST / 2
	const lines = text
		.split('\n', at.line + 1)
		.slice(first - 1)
		.map((line) => shown(line, from))
	const column = at.column - from
	const frame: Parameters<typeof codeFrameColumns>[2] & { startLine: number } = {
		startLine: first,
		linesAbove: 1,
		linesBelow: 1,
		highlightCode: false,
		forceColor: options.color === true,
	}
	const end = Math.min(Math.max(at.endColumn - from, column + 1), WIDEST + 1)
	const place = { start: { line: at.line, column }, end: { line: at.line, column: Math.max(end, column + 1) } }
	return `${head}\n\n${codeFrameColumns(lines.join('\n'), place, frame)}\n`
}

function shown(line: string, from: number): string {
	const part = line.slice(from, from + WIDEST)
	return `${from > 0 ? `…${part.slice(1)}` : part}${line.length > from + WIDEST ? '…' : ''}`
		.replace(/\r$/, '')
		.replaceAll(CONTROL, '\ufffd')
}

/** Control characters would upset a terminal. */
const CONTROL = /[\x00-\x08\x0a-\x1f\x7f-\x9f]/g
const printable = (text: string): string => text.replaceAll(CONTROL, '\ufffd')
