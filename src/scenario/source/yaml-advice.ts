import type { YAMLError } from 'yaml'
import { meantAssignment } from '../expressions/meant-assignment.js'
import type { Location } from '../location.js'

/** Longer values are not repeated in a message. */
const LONGEST = 300

/**
 * What a YAML error means to somebody who writes a scenario: what was met, and what to write instead.
 * @param lines the file's
 * @param number the line at which the error was found, from 1
 */
export function yamlAdvice(error: YAMLError, lines: readonly string[], number: number): string {
	const line = lines[number - 1] ?? ''
	const before = lines[number - 2] ?? ''
	const value = /^\s*(?:- )?([A-Za-z_][\w-]*):\s+(\S.*)$/.exec(line)
	const short = value !== null && value[2]!.length <= LONGEST
	const quoted = short ? ` write ${value[1]}: ${inQuotes(value[2]!.trim())}` : ' put the whole value in quotes'
	const glued = /^\s*([A-Za-z_][\w-]*):(\S.*)$/.exec(line)
	const misplaced = ['BLOCK_AS_IMPLICIT_KEY', 'MULTILINE_IMPLICIT_KEY', 'MISSING_CHAR', 'BAD_INDENT'].includes(
		error.code,
	)
	if (/^ *\t/.test(line))
		return 'A tab stands where the line is indented, and YAML wants spaces there. Put spaces in place of the tabs, in the whole file'
	if (misplaced && glued) return `A colon needs a space behind it: write ${glued[1]}: ${glued[2]}`
	if (misplaced && /:\s*[|>][-+\d]*\s*$/.test(before))
		return 'The lines of a block, below "|" or ">", are indented further than the key before it'
	if (misplaced && /^\s*- /.test(line))
		return 'A list entry "- …" stands among the keys of a map. Leave out the "- ", or indent the list below its key'
	switch (error.code) {
		case 'BLOCK_AS_IMPLICIT_KEY':
		case 'MULTILINE_IMPLICIT_KEY': {
			const below = /^(\s*)[\w.-]+:(?:\s|$)/.exec(lines[number] ?? '')?.[1]
			if (value && below !== undefined && below.length > line.search(/\S/))
				return `Line ${number + 1} is indented deeper than "${value[1]}", which has its value already: move it to column ${line.search(/\S/) + 1}`
			// A question mark of prose stands behind its word, that of a choice between blanks.
			if (value && /\s\?\s/.test(value[2]!))
				return `A colon followed by a space begins a new key, so YAML cannot read a "? :" here without quotes:${quoted}`
			if (value?.[1] === 'effects') {
				const effect = /^([\w.-]+)\s*:\s*(\S.*)$/.exec(value[2]!)
				if (effect)
					return `A colon followed by a space begins a new key, and effects are assignments: write effects: ${meantAssignment(effect[1]!, effect[2]!)}`
			}
			return `There is a second "key: value" on this line, or the line is indented too far. If the colon belongs to the text,${quoted}`
		}
		case 'UNEXPECTED_TOKEN':
			if (error.message.includes('at node end') && value && /^["']/.test(value[2]!))
				return `The text goes on behind its closing quote. Put all of it in one pair of quotes:${quoted}`
			if (error.message.includes('Not a YAML token'))
				return 'Text begins on the line of "|" or ">". Begin it on the next line, indented'
			if (error.message.includes('block-seq-ind'))
				return 'A list entry "- …" cannot begin on the line of its key. Begin it on the next line, or, for a negative number, write the minus sign directly before the digits'
			return 'YAML cannot read what stands here; look for a bracket too many, a missing quote, or an indentation that differs from the line before'
		case 'BAD_SCALAR_START':
			return `A value cannot begin with ${JSON.stringify(line.trim().split(/:\s+/).pop()?.[0] ?? '')}; quote it:${quoted}`
		case 'BAD_DQ_ESCAPE':
			return 'A backslash in double quotes begins an escape, and there is none like this. Use single quotes, or write \\\\ for a backslash'
		case 'BAD_INDENT':
			if (error.message.includes('Flow'))
				return 'A "{" or "[" that began before this line is not closed. Close it, or quote the value if the bracket belongs to an expression'
			return indentAdvice(lines, number)
		case 'MISSING_CHAR':
			if (error.message.includes('quote')) {
				const text = value?.[2]?.trim() ?? ''
				const mark = /^["']/.exec(text)?.[0]
				if (!mark || text.length > LONGEST) return 'A quoted text is not closed: a quote is missing at its end'
				const all =
					mark === "'" && !text.includes('"') ? `; if it belongs to the text, write ${value![1]}: "${text}"` : ''
				return `The quote ${mark} at the beginning of this value is not closed. Close it at the end, as in ${value![1]}: ${text}${mark}${all}`
			}
			if (error.message.includes('map values'))
				return 'This line has no colon: a "key: value" is expected here. If it continues a text or effects, indent it as the line before'
			return `${error.message}. Close the bracket, or quote the value if the bracket belongs to an expression`
		case 'BAD_ALIAS':
			return `A value that begins with "&" or "*" is an anchor or an alias in YAML; quote it:${quoted}`
		case 'TAB_AS_INDENT':
			return 'A tab stands where the line is indented. YAML wants spaces'
		case 'MULTIPLE_DOCS':
			return 'A line "---" begins a second document. A file holds one scenario: remove it'
		default:
			return `YAML cannot read this: ${error.message}`
	}
}

/** A line that stands deeper than an entry above it, and less deep than what is below that entry. */
function indentAdvice(lines: readonly string[], number: number): string {
	const rule = 'Entries of one map begin in the same column'
	const indent = (n: number): number => lines[n - 1]!.search(/\S/)
	const own = indent(number)
	let above = number - 1
	while (above > 0 && (indent(above) < 0 || indent(above) >= own)) above--
	const key = above > 0 ? /^\s*([\w.-]+):/.exec(lines[above - 1]!)?.[1] : undefined
	if (key === undefined) return `This line is indented differently from the keys that it belongs to. ${rule}`
	if (/[|>][-+\d]*\s*$/.test(lines[above - 1]!))
		return `This line is indented differently from the others of its block, which begins with "${key}": indent it as they are`
	if (above === number - 1)
		return `This line begins in column ${own + 1}, deeper than "${key}" before it, which has its value already: move it to column ${indent(above) + 1}`
	return `This line begins in column ${own + 1}: deeper than "${key}" on line ${above}, and not as deep as what stands below that. ${rule}: move this line, or move "${key}"`
}

/** Where a quote stands that is never closed: the error is met only where the text must end. */
export function openQuote(error: YAMLError, lines: readonly string[], met: Location): Location | undefined {
	if (error.code !== 'MISSING_CHAR' || !error.message.includes('quote')) return undefined
	for (let line = met.line; line > 0; line--) {
		const opened = /^(.*?(?::|-)\s+)(["'])/.exec(lines[line - 1] ?? '')
		if (opened && lines[line - 1]!.split(opened[2]!).length % 2 === 0) {
			const column = opened[1]!.length + 1
			return { line, column, endColumn: column + 1 }
		}
	}
	return undefined
}

/** The value in the quotes that fit it, without those that it had around it. */
function inQuotes(value: string): string {
	const mark = value[0]
	let text = value
	if ((mark === '"' || mark === "'") && value.length > 2 && value.at(-1) === mark) {
		const inner = value.slice(1, -1)
		const first = inner.indexOf(mark)
		const opens = first <= 0 || /[\s([]/.test(inner[first - 1]!)
		if (opens || inner.split(mark).length % 2 === 0) text = inner
	}
	if (!text.includes("'")) return `'${text}'`
	return /["\\]/.test(text) ? `'${text.replaceAll("'", "''")}'` : `"${text}"`
}
