import stringWidth from 'string-width'

/** A table with a head wider than this has its head in several lines. */
const WIDE = 100

/**
 * Columns that line up, two spaces apart; `right` names those (from 0) that hold numbers. No line ends in a space.
 * The first row is the head of a table that would be wide: its words then stand below each other.
 */
export function headedTable(
	[head = [], ...body]: readonly (readonly string[])[],
	right: readonly number[] = [],
): string {
	const columns = head.map((cell, n) => [cell, ...body.map((row) => row[n] ?? '')])
	const widest = (cells: readonly string[]): number => Math.max(0, ...cells.map((c) => stringWidth(c)))
	const whole = columns.reduce((sum, cells) => sum + widest(cells) + GAP.length, 0)
	if (whole <= WIDE) return textTable([head, ...body], right)
	const heads = columns.map(([cell, ...cells]) => brokenAt(cell!, widest([...cells, ...cell!.split(' ')])))
	const height = Math.max(...heads.map((h) => h.length))
	const rows = Array.from({ length: height }, (_, n) => heads.map((h) => h[n - height + h.length] ?? ''))
	return textTable([...rows, ...body], right)
}

/** Lines of whole words, no wider than `width` unless a word is. */
function brokenAt(text: string, width: number): string[] {
	const lines: string[] = []
	for (const word of text.split(' ')) {
		const last = lines.at(-1)
		if (last !== undefined && stringWidth(last) + 1 + stringWidth(word) <= width)
			lines[lines.length - 1] = `${last} ${word}`
		else lines.push(word)
	}
	return lines
}

const GAP = '  '

/** The same without a head. */
export function textTable(rows: readonly (readonly string[])[], right: readonly number[] = []): string {
	const widths: number[] = []
	for (const row of rows)
		row.forEach((cell, n) => {
			widths[n] = Math.max(widths[n] ?? 0, stringWidth(cell))
		})
	return rows
		.map((row) =>
			row
				.map((cell, n) => {
					const space = ' '.repeat(widths[n]! - stringWidth(cell))
					return right.includes(n) ? space + cell : cell + space
				})
				.join(GAP)
				.trimEnd(),
		)
		.join('\n')
}
