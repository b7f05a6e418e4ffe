import * as Plot from '@observablehq/plot'
import { CHART_WIDTH, drawChart, HALO, LETTERS, linesIn, roomFor, rowLabels } from './draw-chart.js'

export interface Panel {
	readonly title: string
	/** A bar for each row, or nothing where it has no value. */
	readonly values: readonly {
		readonly value: number
		readonly low?: number | undefined
		readonly high?: number | undefined
		readonly text: string
	}[]
	/** A line across all rows to compare them with. */
	readonly reference?: number
}

export interface PanelChart {
	readonly rows: readonly string[]
	readonly panels: readonly Panel[]
	readonly axis: string
	readonly percent?: boolean
	/** Ends that the axis has, whatever the values. */
	readonly domain?: readonly [number, number]
}

const COLUMNS = 3
const TITLE = 34
const LETTERS_AT_BARS = 12

/** Below this everywhere, an ending is left to the table. */
const WORTH_A_PANEL = 0.005

/** Panels of shares that are more than next to nothing somewhere; and what a caption has to say of the others. */
export function panelsWorthDrawing(panels: readonly Panel[]): {
	readonly panels: readonly Panel[]
	readonly left: string
} {
	const seen = panels.filter((p) => [...p.values.map((v) => v.value), p.reference ?? 0].some((v) => v >= WORTH_A_PANEL))
	if (seen.length === 0 || seen.length === panels.length) return { panels, left: '' }
	const others = panels.filter((p) => !seen.includes(p)).map((p) => p.title)
	return { panels: seen, left: ` Below half a percent everywhere, and so in the table only: ${others.join(', ')}.` }
}

/** The same rows for each of several things, side by side: every panel has its title, all have one scale. */
export function panelChart(alternative: string, { rows, panels, axis, percent = false, domain }: PanelChart): string {
	const room = roomFor(rows, 210)
	const row = 8 + 17 * linesIn(rows, room)
	const columns = Math.min(COLUMNS, panels.length)
	const lines = Math.ceil(panels.length / columns)
	const titles = panels.map((panel, n) => ({ ...panel, fx: n % columns, fy: Math.floor(n / columns) }))
	const bars = titles.flatMap(({ values, fx, fy }) =>
		values.map((v, y) => ({ ...v, fx, fy, y, end: Math.max(v.value, v.high ?? 0, 0) })),
	)
	const whiskers = bars.filter((b) => b.low !== undefined && b.high !== undefined)
	const [least, most] = domain ?? [
		bars.reduce((a, b) => Math.min(a, b.value, b.low ?? 0), 0),
		bars.reduce((a, b) => Math.max(a, b.end), 0),
	]
	const scale = percent ? 100 : 1
	// Beyond the longest bar stands its number.
	const width = (CHART_WIDTH - room - 20) / columns - 14
	const share = Math.min(0.5, 62 / width)
	const over = (most - least) * (share / (1 - share))
	const facet = { fx: 'fx', fy: 'fy' } as const
	return drawChart(alternative, {
		height: lines * (row * rows.length + TITLE + 8) + 56,
		marginLeft: room,
		marginRight: 20,
		marginTop: 4,
		marginBottom: 52,
		fx: { axis: null, domain: Array.from({ length: columns }, (_, n) => n), padding: 0.06 },
		fy: { axis: null, domain: Array.from({ length: lines }, (_, n) => n), padding: 0 },
		x: { percent, domain: least < most ? [least * scale, (most + over) * scale] : [0, 1] },
		y: { label: null, type: 'band', domain: rows.map((_, n) => n), padding: 0.25, insetTop: TITLE },
		marks: [
			Plot.axisX(ticksIn(least, most), {
				fontSize: 12,
				label: axis,
				labelAnchor: 'center',
				labelArrow: 'none',
				tickFormat: (at: number) => String(Number((at * scale).toPrecision(6))).replace('-', '−'),
			}),
			rowLabels(rows, room),
			Plot.text(titles, {
				...facet,
				text: 'title',
				frameAnchor: 'top-left',
				dy: 12,
				fontSize: LETTERS,
				fontWeight: 'bold',
				lineWidth: Math.max(8, width / LETTERS / 1.1),
				textOverflow: 'ellipsis',
			}),
			Plot.ruleX(titles, { ...facet, x: () => 0, insetTop: TITLE }),
			Plot.barX(bars, { ...facet, x: 'value', y: 'y', fill: 'var(--bar)' }),
			Plot.ruleX(
				titles.filter((t) => t.reference !== undefined),
				{ ...facet, x: 'reference', insetTop: TITLE, strokeDasharray: '3 3' },
			),
			Plot.ruleY(whiskers, { ...facet, x1: 'low', x2: 'high', y: 'y', strokeWidth: 2 }),
			Plot.text(bars, {
				...facet,
				x: 'end',
				y: 'y',
				text: 'text',
				dx: 5,
				textAnchor: 'start',
				fontSize: LETTERS_AT_BARS,
				...HALO,
			}),
		],
	})
}

/** At most five round numbers within an axis. */
function ticksIn(least: number, most: number): number[] {
	if (!(least < most)) return [0]
	const rough = (most - least) / 4
	const power = 10 ** Math.floor(Math.log10(rough))
	const step = power * [1, 2, 5, 10].find((s) => s * power >= rough * (1 - 1e-9))!
	const first = Math.ceil(least / step - 1e-9)
	const last = Math.floor(most / step + 1e-9)
	return Array.from({ length: last - first + 1 }, (_, n) => Number(((first + n) * step).toPrecision(12)))
}
