import stringWidth from 'string-width'

/** A table with a head wider than this has its head in several lines. */
const WIDE = 100

/**
 * Columns that line up, two spaces apart; `right` names those (from 0) that hold numbers. No line ends in a space.
 * The first row is the head; where the table would be wide, its words stand below each other. One that is wider than
 * `width` has its texts broken too and, where that is not enough, is told row by row.
 */
export function headedTable(
	[head = [], ...body]: readonly (readonly string[])[],
	right: readonly number[] = [],
	width = Number.POSITIVE_INFINITY,
): string {
	const columns = head.map((cell, n) => [cell, ...body.map((row) => row[n] ?? '')])
	const widest = (cells: readonly string[]): number => Math.max(0, ...cells.map((c) => stringWidth(c)))
	const whole = columns.reduce((sum, cells) => sum + widest(cells) + GAP.length, 0)
	if (whole - GAP.length <= Math.min(WIDE, width)) return textTable([head, ...body], right)
	const heads = columns.map(([cell, ...cells]) => brokenAt(cell!, widest([...cells, ...cell!.split(' ')])))
	const height = Math.max(...heads.map((h) => h.length))
	const rows = Array.from({ length: height }, (_, n) => heads.map((h) => h[n - height + h.length] ?? ''))
	const table = textTable([...rows, ...body], right)
	if (widest(table.split('\n')) <= width) return table
	const fitted = fittedTable([head, ...body], right, width)
	return fitted ? [...fitted.head, ...fitted.body].join('\n') : toldTable([head, ...body], right, width)
}

/** Row by row, under what heads their names: a row's name, then its other cells, each on a line of its own with what heads it. */
function toldTable(
	[head = [], ...body]: readonly (readonly string[])[],
	right: readonly number[],
	width: number,
): string {
	const left = width - HANG.length - Math.max(0, ...head.slice(1).map((h) => stringWidth(h))) - GAP.length
	const told = body.map(([_, ...cells]) =>
		cells.flatMap((cell, n) =>
			cell === ''
				? []
				: (right.includes(n + 1) ? [cell] : brokenAt(cell, left)).map((part, at) => [
						at === 0 ? `${HANG}${head[n + 1] ?? ''}` : '',
						part,
					]),
		),
	)
	const areNumbers = head.every((_, n) => n === 0 || right.includes(n))
	const lines = textTable(told.flat(), areNumbers ? [1] : []).split('\n')
	const rows = body.flatMap(([name = ''], n) => [name, ...lines.splice(0, told[n]!.length)])
	return [...(head[0] ? [`${head[0]}:`] : []), ...rows].join('\n')
}

/** Text is broken into no narrower a column than this. */
const NARROWEST = 14
/** Before the further lines of a row's name, so that they are not taken for another row. */
const HANG = '  '

/**
 * A table with its head, and the texts of its other columns, broken into as many lines as it takes to be no wider than
 * `width`; numbers stay whole, on the first line of their row. Null where that can't be done with columns one would read.
 */
export function fittedTable(
	[head = [], ...body]: readonly (readonly string[])[],
	right: readonly number[],
	width: number,
): { readonly head: readonly string[]; readonly body: readonly string[] } | null {
	const widest = (cells: readonly string[]): number => Math.max(0, ...cells.map((c) => stringWidth(c)))
	const columns = head.map((cell, n) => ({ cell, cells: body.map((row) => row[n] ?? '') }))
	const words = (text: string): number => widest(text.split(' '))
	const whole = columns.map(({ cell, cells }) => widest([cell, ...cells]))
	const least = columns.map(({ cell, cells }, n) =>
		right.includes(n)
			? Math.max(words(cell), widest(cells))
			: Math.min(whole[n]!, Math.max(NARROWEST, words(cell), ...cells.map(words)) + (n === 0 ? HANG.length : 0)),
	)
	let left = width - GAP.length * (head.length - 1) - least.reduce((a, b) => a + b, 0)
	if (left < 0) return null
	const widths = least.map((n) => n)
	// What is left goes to the texts first, a column at a time to the one that lacks most.
	for (const kinds of [head.map((_, n) => n).filter((n) => !right.includes(n)), [...right]])
		for (; left > 0; left--) {
			const short = kinds.reduce((a, b) => (lack(b) > lack(a) ? b : a), kinds[0] ?? 0)
			if (kinds.length === 0 || lack(short) <= 0) break
			widths[short]!++
		}
	function lack(n: number): number {
		return whole[n]! - widths[n]!
	}
	const laid = (cells: readonly string[], atBottom: boolean): string[][] => {
		const broken = cells.map((cell, n) => brokenAt(cell, widths[n]!, n === 0 && !atBottom ? HANG : ''))
		const height = Math.max(1, ...broken.map((b) => b.length))
		return Array.from({ length: height }, (_, row) =>
			broken.map((lines) => lines[atBottom ? row - height + lines.length : row] ?? ''),
		)
	}
	const heads = laid(head, true)
	const rows = textTable([...heads, ...body.flatMap((cells) => laid(cells, false))], right).split('\n')
	return { head: rows.slice(0, heads.length), body: rows.slice(heads.length) }
}

/** Lines of whole words, no wider than `width` unless a word is; those after the first begin with `hang`. */
function brokenAt(text: string, width: number, hang = ''): string[] {
	const lines: string[] = []
	for (const word of text.split(' ')) {
		const last = lines.at(-1)
		if (last !== undefined && stringWidth(last) + 1 + stringWidth(word) <= width)
			lines[lines.length - 1] = `${last} ${word}`
		else lines.push(last === undefined ? word : `${hang}${word}`)
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
