import * as Plot from '@observablehq/plot'
import { drawChart, HALO, LETTERS, linesIn, roomFor, rowLabels } from './draw-chart.js'

export interface Bar {
	readonly label: string
	readonly value: number
	/** The ends of its interval, where it has one. */
	readonly low?: number | undefined
	readonly high?: number | undefined
	/** Something to compare it with, shown as a diamond. */
	readonly beside?: number | undefined
	/** The number in words, at the end of the bar. */
	readonly text: string
}

export interface BarChart {
	readonly bars: readonly Bar[]
	/** What the lengths are, with their unit. */
	readonly axis: string
	/** Lengths are shares, shown in percent. */
	readonly percent?: boolean
	/** Lengths are counts: the axis has whole numbers only. */
	readonly whole?: boolean
}

/** A bar from zero for each row, with whiskers where there are intervals. */
export function barChart(alternative: string, { bars, axis, percent = false, whole = false }: BarChart): string {
	const labels = bars.map((b) => b.label)
	const room = roomFor(labels)
	const row = 14 + 18 * Math.max(linesIn(labels, room), 1)
	const rows = bars.map((bar, y) => ({ ...bar, y, end: Math.max(bar.value, bar.high ?? 0, bar.beside ?? 0, 0) }))
	const whiskers = rows.flatMap(({ y, low, high }) =>
		low === undefined || high === undefined ? [] : [{ y, low, high }],
	)
	const most = rows.reduce((end, r) => Math.max(end, r.end), 0)
	const least = rows.reduce((end, r) => Math.min(end, r.value, r.low ?? 0), 0)
	return drawChart(alternative, {
		height: row * bars.length + 62,
		marginLeft: room,
		marginRight: roomFor(
			bars.map((b) => b.text),
			320,
		),
		marginTop: 8,
		marginBottom: 54,
		x: {
			label: axis,
			labelAnchor: 'center',
			labelArrow: 'none',
			percent,
			domain: most === least ? [0, 1] : [least, most].map((end) => (percent ? end * 100 : end)),
			nice: true,
		},
		y: { label: null, type: 'band', domain: rows.map((r) => r.y), padding: 0.28 },
		marks: [
			Plot.gridX({ strokeOpacity: 0.18, ticks: whole ? Math.min(6, Math.ceil(most)) : 6 }),
			Plot.axisX({
				fontSize: LETTERS,
				label: axis,
				labelAnchor: 'center',
				labelArrow: 'none',
				ticks: whole ? Math.min(6, Math.ceil(most)) : 6,
			}),
			rowLabels(labels, room),
			Plot.barX(rows, { x: 'value', y: 'y', fill: 'var(--bar)' }),
			Plot.ruleX([0]),
			Plot.ruleY(whiskers, { x1: 'low', x2: 'high', y: 'y', strokeWidth: 2 }),
			Plot.tickX(whiskers, { x: 'low', y: 'y', inset: 5, strokeWidth: 2 }),
			Plot.tickX(whiskers, { x: 'high', y: 'y', inset: 5, strokeWidth: 2 }),
			Plot.dot(
				rows.filter((r) => r.beside !== undefined),
				{ x: 'beside', y: 'y', symbol: 'diamond', r: 6, fill: 'var(--paper)', stroke: 'currentColor', strokeWidth: 2 },
			),
			Plot.text(rows, { x: 'end', y: 'y', text: 'text', dx: 10, textAnchor: 'start', fontSize: LETTERS, ...HALO }),
		],
	})
}
