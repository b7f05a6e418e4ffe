/** Characters that look like a space and are none. */
export const BLANKS = /[\u00a0\u2000-\u200b\u202f\u3000\ufeff]/

/** `a non-breaking space (U+00A0)`, with a capital. */
export function blankName(char: string): string {
	const code = `U+${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`
	return `${char === '\u00a0' || char === '\u202f' ? 'A non-breaking space' : 'A special space'} (${code})`
}
