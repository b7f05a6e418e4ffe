import * as Plot from '@observablehq/plot'
import { drawChart, LETTERS, linesIn, roomFor, rowLabels } from './draw-chart.js'

/** Something with a place on the axis, and an interval around it. */
export interface Dot {
	readonly value: number
	readonly low?: number | undefined
	readonly high?: number | undefined
}

export interface DotRow {
	readonly label: string
	/** A full circle. */
	readonly first: Dot
	/** A hollow diamond, in the lower half of the row. */
	readonly second?: Dot | undefined
	/** At the right of the row. */
	readonly text: string
}

export interface DotChart {
	readonly rows: readonly DotRow[]
	readonly axis: string
	/** Values are shares, or differences of shares, shown in percent or in points. */
	readonly percent?: boolean
	/** The axis holds zero, and a line there. */
	readonly zero?: boolean
	/** The two dots of a row are one thing before and after, and are tied together. */
	readonly tied?: boolean
	/** Ends that the axis has, whatever the values. */
	readonly domain?: readonly [number, number]
}

/** A dot with whiskers for each row, or two to compare. */
export function dotChart(
	alternative: string,
	{ rows, axis, percent = false, zero = false, tied = false, domain }: DotChart,
): string {
	const labels = rows.map((r) => r.label)
	const room = roomFor(labels, 290)
	const two = rows.some((r) => r.second) && !tied
	const row = Math.max(two ? 44 : 34, 14 + 18 * linesIn(labels, room))
	const placed = (key: 'first' | 'second', dy: number) =>
		rows.flatMap((r, y) => (r[key] ? [{ ...r[key], y, dy, end: r.text }] : []))
	const shift = two ? 8 : 0
	const first = placed('first', -shift)
	const second = placed('second', shift)
	const ends = [...first, ...second].flatMap(({ value, low = value, high = value }) => [value, low, high])
	const [least, most] = domain ?? [
		ends.reduce((a, b) => Math.min(a, b), zero ? 0 : Number.POSITIVE_INFINITY),
		ends.reduce((a, b) => Math.max(a, b), zero ? 0 : Number.NEGATIVE_INFINITY),
	]
	const scale = percent ? 100 : 1
	const whiskers = (dots: typeof first, dy: number): Plot.Markish[] => {
		const known = dots.filter((d) => d.low !== undefined && d.high !== undefined)
		const cap = { dy, inset: row / 2 - 9, strokeWidth: 2 }
		return [
			Plot.ruleY(known, { x1: 'low', x2: 'high', y: 'y', dy, strokeWidth: 2 }),
			Plot.tickX(known, { x: 'low', y: 'y', ...cap }),
			Plot.tickX(known, { x: 'high', y: 'y', ...cap }),
		]
	}
	const ties = tied ? first.flatMap((a, n) => (second[n] ? [{ y: a.y, from: a.value, to: second[n].value }] : [])) : []
	return drawChart(alternative, {
		height: row * rows.length + 62,
		marginLeft: room,
		marginRight:
			14 +
			roomFor(
				rows.map((r) => r.text),
				300,
			),
		marginTop: 8,
		marginBottom: 54,
		x: {
			percent,
			domain: least < most ? [least * scale, most * scale] : [least * scale - 1, least * scale + 1],
			nice: true,
		},
		y: { label: null, type: 'band', domain: rows.map((_, y) => y), padding: 0 },
		marks: [
			Plot.gridX({ strokeOpacity: 0.18 }),
			Plot.axisX({ fontSize: LETTERS, label: axis, labelAnchor: 'center', labelArrow: 'none', ticks: 6 }),
			rowLabels(labels, room),
			...(zero ? [Plot.ruleX([0], { strokeOpacity: 0.8 })] : []),
			Plot.ruleY(ties, { x1: 'from', x2: 'to', y: 'y', strokeWidth: 3, strokeOpacity: 0.45 }),
			...whiskers(first, -shift),
			...whiskers(second, shift),
			Plot.dot(second, {
				x: 'value',
				y: 'y',
				dy: shift,
				symbol: 'diamond',
				r: 6,
				fill: 'var(--paper)',
				stroke: 'currentColor',
				strokeWidth: 2,
			}),
			Plot.dot(first, { x: 'value', y: 'y', dy: -shift, r: 5, fill: 'var(--e0)', stroke: 'currentColor' }),
			Plot.text(first, { y: 'y', text: 'end', frameAnchor: 'right', dx: 14, textAnchor: 'start', fontSize: LETTERS }),
		],
	})
}
