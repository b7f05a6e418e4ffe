import * as Plot from '@observablehq/plot'
import { drawChart, LETTERS, linesIn, roomFor, rowLabels } from './draw-chart.js'

export interface Band {
	readonly label: string
	readonly low: number
	readonly median: number
	readonly high: number
	/** Where the file's own values put it. */
	readonly value: number
	readonly text: string
}

/** Bands of shares or of their differences: a bar from end to end, a line at its median, a dot where the file is. */
export function bandChart(
	alternative: string,
	{ bands, axis, zero }: { readonly bands: readonly Band[]; readonly axis: string; readonly zero: boolean },
): string {
	const labels = bands.map((b) => b.label)
	const room = roomFor(labels)
	const rows = bands.map((band, y) => ({ ...band, y }))
	const row = 14 + 18 * Math.max(1, linesIn(labels, room))
	const ends = bands.flatMap((b) => [b.low, b.high, b.value])
	const least = ends.reduce((a, b) => Math.min(a, b), 0)
	const most = ends.reduce((a, b) => Math.max(a, b), 0)
	return drawChart(alternative, {
		height: row * bands.length + 62,
		marginLeft: room,
		marginRight:
			14 +
			roomFor(
				bands.map((b) => b.text),
				300,
			),
		marginTop: 8,
		marginBottom: 54,
		x: { percent: true, domain: least < most ? [least * 100, most * 100] : [-1, 1], nice: true },
		y: { label: null, type: 'band', domain: rows.map((r) => r.y), padding: 0.4 },
		marks: [
			Plot.gridX({ strokeOpacity: 0.18 }),
			Plot.axisX({ fontSize: LETTERS, label: axis, labelAnchor: 'center', labelArrow: 'none', ticks: 6 }),
			rowLabels(labels, room),
			Plot.barX(rows, { x1: 'low', x2: 'high', y: 'y', fill: 'var(--bar)', fillOpacity: 0.55, stroke: 'currentColor' }),
			...(zero ? [Plot.ruleX([0], { strokeOpacity: 0.8 })] : []),
			Plot.tickX(rows, { x: 'median', y: 'y', strokeWidth: 3 }),
			Plot.dot(rows, { x: 'value', y: 'y', r: 5, fill: 'var(--paper)', stroke: 'currentColor', strokeWidth: 2 }),
			Plot.text(rows, { y: 'y', text: 'text', frameAnchor: 'right', dx: 14, textAnchor: 'start', fontSize: LETTERS }),
		],
	})
}
