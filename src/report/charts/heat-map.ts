import * as Plot from '@observablehq/plot'
import { CHART_WIDTH, drawChart, LETTERS, roomFor, rowLabels } from './draw-chart.js'

export interface HeatMap {
	readonly across: { readonly label: string; readonly levels: readonly string[] }
	readonly down: { readonly label: string; readonly levels: readonly string[] }
	readonly cells: readonly {
		readonly column: number
		readonly row: number
		readonly value: number
		/** The number itself, written into the cell. */
		readonly text: string
	}[]
}

/** A map of two factors: the darker a cell, the more; the number stands in it. */
export function heatMap(alternative: string, { across, down, cells }: HeatMap): string {
	const room = roomFor(down.levels)
	const least = cells.reduce((a, c) => Math.min(a, c.value), Number.POSITIVE_INFINITY)
	const most = cells.reduce((a, c) => Math.max(a, c.value), Number.NEGATIVE_INFINITY)
	const width = Math.min(CHART_WIDTH - room - 20, 110 * across.levels.length)
	const longest = roomFor(across.levels, 170)
	const turned = longest > width / across.levels.length
	const bottom = turned ? 60 + 0.65 * longest : 54
	return drawChart(alternative, {
		height: 36 * down.levels.length + 38 + bottom,
		marginLeft: room,
		marginRight: CHART_WIDTH - room - width,
		marginTop: 34,
		marginBottom: bottom,
		x: { type: 'band', domain: across.levels.map((_, n) => n), padding: 0.04 },
		y: { type: 'band', domain: down.levels.map((_, n) => n), padding: 0.06, label: null },
		opacity: { domain: least < most ? [least, most] : [least, least + 1], range: [0.06, 0.6] },
		marks: [
			Plot.axisX({
				fontSize: LETTERS,
				label: across.label,
				labelAnchor: 'center',
				labelArrow: 'none',
				tickSize: 0,
				...(turned && { tickRotate: -40 }),
				labelOffset: bottom - 10,
				tickFormat: (n: number) => across.levels[n] ?? '',
			}),
			rowLabels(down.levels, room),
			Plot.text([down.label], { frameAnchor: 'top-left', dx: -room + 8, dy: -22, fontSize: LETTERS }),
			Plot.cell(cells, {
				x: 'column',
				y: 'row',
				fill: 'var(--bar)',
				fillOpacity: 'value',
				stroke: 'currentColor',
				strokeOpacity: 0.4,
			}),
			Plot.text(cells, { x: 'column', y: 'row', text: 'text', fontSize: across.levels.length > 9 ? 11 : LETTERS }),
		],
	})
}
