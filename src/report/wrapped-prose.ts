import stringWidth from 'string-width'

/** What stands before a line's first word; further lines hang below that word. */
const LEAD = /^\s*(?:- )?/
/** A table has columns; a command is copied whole. */
const isProse = (line: string): boolean => !/\S {2,}\S/.test(line) && !line.startsWith('detente ')

/** Lines of prose broken at blanks, so that none is wider than `width` unless one of its words is; tables and commands stay as they are. */
export const wrappedProse = (text: string, width: number): string =>
	text
		.split('\n')
		.map((line) => (stringWidth(line) > width && isProse(line) ? wrapped(line, width) : line))
		.join('\n')

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
