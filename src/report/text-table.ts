import stringWidth from 'string-width'

/** Columns that line up, two spaces apart; `right` names those (from 0) that hold numbers. No line ends in a space. */
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
				.join('  ')
				.trimEnd(),
		)
		.join('\n')
}
