import stringWidth from 'string-width'

/** What stands before a line's first word; further lines hang below that word. */
const LEAD = /^\s*(?:- )?/
/** A table has columns; a command is copied whole. */
const isProse = (line: string): boolean => !/\S {2,}\S/.test(line) && !/^ *(\$ )?(detente|prism) /.test(line)

/** Lines of prose broken at blanks, so that none is wider than `width` unless one of its words is; tables and commands stay as they are. */
export const wrappedProse = (text: string, width: number): string =>
	text
		.split('\n')
		.map((line) => (stringWidth(line) > width && isProse(line) ? wrapped(line, width) : line))
		.join('\n')

/** The same of text whose prose was broken before: a line that goes on in the next is put together with it first. */
export function rewrappedProse(text: string, width: number): string {
	const lines: string[] = []
	for (const line of text.split('\n')) {
		const last = lines.at(-1)
		if (last && !/[.:]$/.test(last) && /^([a-z(]|--[a-z])/.test(line) && isProse(last) && isProse(line))
			lines[lines.length - 1] = `${last} ${line}`
		else lines.push(line)
	}
	return wrappedProse(lines.join('\n'), width)
}

function wrapped(line: string, width: number): string {
	const lead = LEAD.exec(line)![0]
	const indent = ' '.repeat(lead.length)
	const rows: string[] = []
	let row = lead
	for (const word of line.slice(lead.length).split(' ')) {
		const begun = rows.length === 0 ? lead : indent
		if (row !== begun && stringWidth(row) + 1 + stringWidth(word) > width) {
			rows.push(row)
			row = indent + word
		} else row += row === begun ? word : ` ${word}`
	}
	return [...rows, row].join('\n')
}
