import type { AppState } from '../app-state.js'
import type { Atlas, MapDrawing } from '../map/atlas.js'
import { remembered } from '../remembered.js'
import { blank, type Line, type Span, span, type Tone, widthOf, wrap, wrapText } from '../styled-text.js'
import { type MapPlace, sidesOf } from '../view/places.js'

/** A cell of the map; `text` is empty in the second column of a wide sign. */
interface Cell {
	text: string
	tone: Tone | undefined
	/** Whether a mark or a name of a place holds it. */
	isTaken: boolean
}

const MARK = { lit: '●', quiet: '○' } as const

/**
 * The map with its places marked, the lit ones with another sign and in bold, and names where they fit: `width` × `height`.
 * @param sides countries that are named before all others, even across a border or shortened
 */
export const mapLines = (
	atlas: Atlas,
	places: readonly MapPlace[],
	width: number,
	height: number,
	sides: readonly string[] = [],
): readonly Line[] =>
	maps(places, `${width} ${height} ${sides.join()}`, () => marked(atlas, places, width, height, sides))

const maps = remembered<readonly Line[]>()

/** A drawing in the middle of `width` columns, with nothing to its sides. */
function centred(drawing: MapDrawing, width: number): MapDrawing {
	const left = Math.floor((width - drawing.width) / 2)
	const inside = (column: number): boolean => column >= left && column < left + drawing.width
	return {
		width,
		height: drawing.height,
		sign: (column, row) => (inside(column) ? drawing.sign(column - left, row) : ' '),
		isCoast: (column, row) => inside(column) && drawing.isCoast(column - left, row),
		country: (column, row) => (inside(column) ? drawing.country(column - left, row) : null),
		cell(point) {
			const at = drawing.cell(point)
			return at && { column: at.column + left, row: at.row }
		},
	}
}

function marked(
	atlas: Atlas,
	places: readonly MapPlace[],
	width: number,
	height: number,
	sides: readonly string[],
): Line[] {
	if (width < 1 || height < 1 || places.length === 0) return []
	const drawing = centred(atlas.draw(places, width, height), width)
	const cells = Array.from({ length: height }, (_, row) =>
		Array.from({ length: width }, (_, column): Cell => {
			const tone = drawing.isCoast(column, row) ? undefined : 'faint'
			return { text: drawing.sign(column, row), tone, isTaken: false }
		}),
	)
	// What is lit is marked last, over others in its cell, and named first.
	const inOrder = [...places.filter((p) => !p.isLit), ...places.filter((p) => p.isLit)]
	for (const place of inOrder) {
		const at = drawing.cell(place)
		if (at)
			cells[at.row]![at.column] = {
				text: place.isLit ? MARK.lit : MARK.quiet,
				tone: place.isLit ? 'changed' : 'strong',
				isTaken: true,
			}
	}
	for (const place of places.filter((p) => p.isLit).reverse()) named(cells, drawing, place)
	for (const side of sides) sideNamed(cells, drawing, side)
	for (const place of places.filter((p) => !p.isLit).reverse()) named(cells, drawing, place)
	countries(cells, drawing, sides)
	return cells.map(lineOf)
}

/** Writes a place's name beside its mark, where nothing else of a place stands: right, left, then above and below. */
function named(cells: Cell[][], drawing: MapDrawing, place: MapPlace): void {
	const at = drawing.cell(place)
	if (!at) return
	const wide = widthOf(place.title)
	const { column, row } = at
	const beside = [
		{ column: column + 2, row },
		{ column: column - 1 - wide, row },
	]
	const around = [-1, 1].flatMap((by) => [
		{ column: column + 1, row: row + by },
		{ column: column - Math.floor(wide / 2), row: row + by },
		{ column: column - wide, row: row + by },
	])
	// A cell left free on both sides keeps names apart.
	const free = [...beside, ...around].find(
		(to) =>
			to.column >= 0 && to.column + wide <= drawing.width && isFree(cells, to.row, to.column - 1, wide + 2, column),
	)
	if (!free) return
	write(cells, free, place.title, wide, place.isLit ? 'changed' : undefined, true)
	const between = free.column > column ? column + 1 : column - 1
	const isBeside = free.row === row && !cells[row]![between]!.isTaken
	if (isBeside) cells[row]![between] = { text: ' ', tone: undefined, isTaken: true }
}

/** @param own the column of the place's own mark, which may stand beside its name */
function isFree(cells: Cell[][], row: number, column: number, width: number, own: number): boolean {
	const line = cells[row]
	if (!line) return false
	for (let n = column; n < column + width; n++) if (n !== own && line[n]?.isTaken) return false
	return true
}

function write(
	cells: Cell[][],
	{ column, row }: { column: number; row: number },
	text: string,
	wide: number,
	tone: Tone | undefined,
	isTaken: boolean,
): void {
	const line = cells[row]!
	line[column] = { text, tone, isTaken }
	for (let n = 1; n < wide; n++) line[column + n] = { text: '', tone, isTaken }
}

/** Of a name that lies across a border: each foreign cell counts as much as so many signs written over. */
const FOREIGN = 3
/** And each column away from the country's middle as much as this; a row is two. */
const AWAY = 0.3

/** Writes the name of one side's country, in capitals, where it hides least, at least half of it in its land; shortened where it has no room. */
function sideNamed(cells: Cell[][], drawing: MapDrawing, name: string): void {
	const own = cells.flatMap((line, row) =>
		line.flatMap((_, column) => (drawing.country(column, row) === name ? [{ column, row }] : [])),
	)
	if (own.length === 0) return
	const middle = {
		column: own.reduce((sum, c) => sum + c.column, 0) / own.length,
		row: own.reduce((sum, c) => sum + c.row, 0) / own.length,
	}
	const full = name.toUpperCase()
	for (const text of [full, `${full.slice(0, 3)}.`]) {
		const wide = widthOf(text)
		let best: { column: number; row: number; cost: number } | null = null
		for (let row = 0; row < drawing.height; row++)
			for (let column = 0; column + wide <= drawing.width; column++) {
				if (!isFree(cells, row, column - 1, wide + 2, -1)) continue
				const under = Array.from({ length: wide }, (_, n) => column + n)
				const foreign = under.filter((c) => drawing.country(c, row) !== name).length
				if (foreign * 2 > wide) continue
				const hidden = under.filter((c) => cells[row]![c]!.text !== ' ').length
				const away = Math.abs(column + wide / 2 - middle.column) + 2 * Math.abs(row - middle.row)
				const cost = hidden + FOREIGN * foreign + AWAY * away
				if (best === null || cost < best.cost) best = { column, row, cost }
			}
		if (best === null) continue
		write(cells, best, text, wide, 'strong', true)
		return
	}
}

/** Writes each other country's name once, in capitals, in the widest free run of its land, the one nearest to its middle. */
function countries(cells: Cell[][], drawing: MapDrawing, sides: readonly string[]): void {
	const runs = new Map<string, { column: number; row: number; size: number }[]>()
	for (let row = 0; row < drawing.height; row++)
		for (let column = 0; column < drawing.width; ) {
			const name = landAt(cells, drawing, column, row)
			let end = column + 1
			while (name !== null && end < drawing.width && landAt(cells, drawing, end, row) === name) end++
			if (name !== null && !sides.includes(name))
				runs.set(name, [...(runs.get(name) ?? []), { column, row, size: end - column }])
			column = end
		}
	for (const [name, free] of runs) {
		const text = name.toUpperCase()
		const wide = widthOf(text)
		const rows = free.map((r) => r.row)
		const middle = (Math.min(...rows) + Math.max(...rows)) / 2
		const best = free
			.filter((r) => r.size >= wide + 2)
			.sort((a, b) => Math.abs(a.row - middle) - Math.abs(b.row - middle) || b.size - a.size)[0]
		if (best)
			write(cells, { ...best, column: best.column + Math.floor((best.size - wide) / 2) }, text, wide, 'faint', false)
	}
}

/** Whose land a cell without a sign is. */
function landAt(cells: Cell[][], drawing: MapDrawing, column: number, row: number): string | null {
	return cells[row]![column]!.text === ' ' ? drawing.country(column, row) : null
}

/** Neighbours of one tone become one span. */
function lineOf(cells: readonly Cell[]): Line {
	const spans: Span[] = []
	let text = ''
	let tone: Tone | undefined
	for (const cell of cells) {
		if (cell.tone !== tone && text !== '' && cell.text !== ' ' && cell.text !== '') {
			spans.push(span(text, tone))
			text = ''
		}
		if (cell.text !== ' ' && cell.text !== '') tone = cell.tone
		text += cell.text
	}
	return [...spans, span(text, tone)]
}

/** What the signs mean, and whose map it is. */
const LEGEND: Line = [
	span(`${MARK.lit} `, 'changed'),
	span('since your last decision · ', 'faint'),
	span(`${MARK.quiet} `, 'strong'),
	span('other places · coasts and borders: Natural Earth (what states hold, not what they claim)', 'faint'),
]

/** Rows of the screen that are not a page's: the root's free one, title, frame and footer. */
const AROUND = 5

/** The map as large as the page, and under it what happened where. */
export function mapPageLines(state: AppState, places: readonly MapPlace[], width: number): Line[] {
	const sides = state.game ? sidesOf(state.game.table.game.scenario) : []
	const lit = places.filter((p) => p.isLit)
	const told = lit.flatMap((p) =>
		wrap([span(p.events.join('; '))], width, [span(`${MARK.lit} ${p.title} – `, 'changed')], [span('  ')]),
	)
	const below = [...wrap(LEGEND, width), ...told]
	if (!state.atlas) return [...wrapText('The map is not there yet.', width, 'faint'), blank, ...told]
	const height = Math.max(LEAST_HEIGHT, state.size.rows - AROUND - below.length)
	return [...mapLines(state.atlas, places, width, height, sides), ...below]
}

/** Fewer rows show nothing: then what is below the map is scrolled to. */
const LEAST_HEIGHT = 10
