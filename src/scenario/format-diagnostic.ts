import { codeFrameColumns } from '@babel/code-frame'
import type { Diagnostic } from './diagnostic.js'

/**
 * A diagnostic as text: `file:line:column: error rule: message`, then the lines around it with a caret below the place.
 *
 * @param text the file's text; without it, or when it is empty, there is no frame
 * @param options.color whether to colour the frame for a terminal; default no
 */
export function formatDiagnostic(
	diagnostic: Diagnostic,
	text?: string,
	options: { readonly color?: boolean } = {},
): string {
	const { at, file, message, rule, severity } = diagnostic
	const head = `${file}:${at.line}:${at.column}: ${severity} ${rule}: ${message}`
	if (!text || rule === 'file-unreadable') return head
	const place = {
		start: { line: at.line, column: at.column },
		end: { line: at.line, column: Math.max(at.endColumn, at.column + 1) },
	}
	const frame = codeFrameColumns(readable(text), place, {
		linesAbove: 1,
		linesBelow: 1,
		highlightCode: false,
		forceColor: options.color === true,
	})
	return `${head}\n\n${frame}\n`
}

/** Very long lines are cut, and control characters shown as such, so that no file can upset the terminal. */
function readable(text: string): string {
	return text.replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/g, (char) => (char === '\r' ? '' : '\ufffd'))
}
