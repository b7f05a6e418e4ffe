const ESCAPE = /^\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|\r?\n|[\s\S])/
const BLANK_ESCAPES = new Set(['\\n', '\\t', '\\ ', '\\r', '\\v', '\\f', '\\_', '\\N', '\\L', '\\P', '\\\t'])
const isBlank = (char: string): boolean => /\s/.test(char)

/**
 * Where each character of a scalar's value stands in the file. Folding, indentation, escapes and doubled quotes
 * change only white space and the length of single characters, so the visible characters of the value and of the
 * source follow each other in step; white space is placed behind the visible character before it.
 *
 * @param raw the scalar as written, with its quotes, or with the header line of a block
 * @param value the text it stands for
 * @param start offset of `raw` in the file
 * @returns `value.length + 1` offsets into the file; the last is the end of the last visible character
 */
export function scalarOffsets(raw: string, value: string, start: number): number[] {
	const spans = visibleSpans(raw)
	const offsets: number[] = []
	let next = 0
	let after = spans.length > 0 ? spans[0]![0] : Math.min(1, raw.length)
	for (const char of value.split('')) {
		const span = spans[next]
		if (isBlank(char)) {
			offsets.push(start + Math.min(after, raw.length))
			after++
		} else if (span) {
			offsets.push(start + span[0])
			after = span[1]
			next++
		} else offsets.push(start + raw.length)
	}
	const last = spans[next - 1]
	offsets.push(start + (last ? last[1] : raw.length))
	return offsets
}

/** Start and end of everything in `raw` that gives a visible UTF-16 unit of the value. */
function visibleSpans(raw: string): [number, number][] {
	const first = raw[0]
	if (first === '"') return doubleQuoted(raw)
	const block = first === '|' || first === '>'
	const from = block ? raw.indexOf('\n') + 1 || raw.length : first === "'" ? 1 : 0
	const to = first === "'" && raw.length > 1 ? raw.length - 1 : raw.length
	const spans: [number, number][] = []
	for (let i = from; i < to; i++) {
		if (isBlank(raw[i]!)) continue
		if (first === "'" && raw[i] === "'" && raw[i + 1] === "'") {
			spans.push([i, i + 2])
			i++
		} else spans.push([i, i + 1])
	}
	return spans
}

function doubleQuoted(raw: string): [number, number][] {
	const spans: [number, number][] = []
	for (let i = 1; i < raw.length - 1; i++) {
		const char = raw[i]!
		if (char === '\\') {
			const sequence = ESCAPE.exec(raw.slice(i))?.[0] ?? char
			const code = /^\\[xuU]/.test(sequence) ? Number.parseInt(sequence.slice(2), 16) : undefined
			const blank =
				code === undefined
					? BLANK_ESCAPES.has(sequence) || /^\\\r?\n$/.test(sequence)
					: code <= 0xffff && isBlank(String.fromCharCode(code))
			if (!blank) {
				spans.push([i, i + sequence.length])
				if (code !== undefined && code > 0xffff) spans.push([i, i + sequence.length])
			}
			i += sequence.length - 1
		} else if (!isBlank(char)) spans.push([i, i + 1])
	}
	return spans
}
