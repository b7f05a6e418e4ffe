import * as Plot from '@observablehq/plot'
import { parseHTML } from 'linkedom'
import stringWidth from 'string-width'
import { escapedHtml } from '../escaped-html.js'

/** Width of every chart, in the units of its `viewBox`; a page scales it down where it is narrower. */
export const CHART_WIDTH = 880
/** Of all letters in charts, in the same units. */
export const LETTERS = 14
/** Room that a letter takes, generously: fonts differ. */
const LETTER_WIDTH = 8.4

/** Rows, lines or cells beyond which nobody can read a chart. */
export const MOST_ROWS = 60

/** Room for the longest of these texts, which are wrapped beyond `most`. */
export const roomFor = (texts: readonly string[], most = 230): number =>
	Math.min(most, 12 + LETTER_WIDTH * texts.reduce((width, text) => Math.max(width, stringWidth(text)), 0))

/** How long a line of a label may be in so much room, in ems. */
const emsIn = (room: number): number => Math.max(4, (room - 12) / LETTERS / 1.06)

/** Lines of a label; what would need more is clipped. */
const MOST_LINES = 3

function clipped(label: string, room: number): string {
	const most = Math.floor(0.8 * MOST_LINES * ((room - 12) / LETTER_WIDTH))
	return label.length > most ? `${label.slice(0, most - 1)}…` : label
}

/** How many lines the longest label needs in so much room, at most three. */
export const linesIn = (texts: readonly string[], room: number): number =>
	Math.min(
		MOST_LINES,
		texts.reduce((lines, text) => Math.max(lines, Math.ceil((stringWidth(text) * LETTER_WIDTH * 1.1) / room)), 1),
	)

/** Under a text, so that no line strikes it out. */
export const HALO = { fill: 'currentColor', stroke: 'var(--paper)', strokeWidth: 4 } as const

/** Labels at the left of rows that are called 0, 1, …: scales never see the texts, so two rows may be called alike. */
export const rowLabels = (labels: readonly string[], room: number): Plot.Markish =>
	Plot.axisY({
		tickSize: 0,
		tickPadding: 8,
		fontSize: LETTERS,
		lineWidth: emsIn(room),
		tickFormat: (row: number) => clipped(labels[row] ?? '', room),
	})

/**
 * The chart as an `svg` element that stands in a page by itself: no style sheet, no script, no ids, so that the same
 * options always give the same text. Colours are the page's, as `var(--…)` and `currentColor`.
 *
 * @param alternative what the chart shows, for those who don't see it
 */
export function drawChart(alternative: string, options: Plot.PlotOptions): string {
	const { document } = parseHTML('<!doctype html><html lang="en"><body></body></html>')
	const svg = Plot.plot({ width: CHART_WIDTH, ...options, document: document as never }) as unknown as SvgElement
	svg.querySelector('style')?.remove()
	for (const name of ['class', 'style', 'font-family', 'font-size']) svg.removeAttribute(name)
	return svg.outerHTML.replace(
		/^<svg/,
		`<svg role="img" aria-label="${escapedHtml(alternative)}" xmlns="http://www.w3.org/2000/svg" font-size="${LETTERS}"`,
	)
}

/** What is needed of an element: the program has no DOM of its own. */
interface SvgElement {
	readonly outerHTML: string
	querySelector(selector: string): { remove(): void } | null
	removeAttribute(name: string): void
}
