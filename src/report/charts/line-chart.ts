import * as Plot from '@observablehq/plot'
import { drawChart, LETTERS, roomFor } from './draw-chart.js'
import { encodingOf } from './encoding.js'

export interface Line {
	readonly label: string
	/** One for each place on the x axis. */
	readonly values: readonly number[]
	/** The ends of the intervals, where there are any. */
	readonly low?: readonly number[] | undefined
	readonly high?: readonly number[] | undefined
}

export interface LineChart {
	/** Probabilities; the n-th is drawn as the n-th ending everywhere. */
	readonly lines: readonly Line[]
	readonly x: {
		readonly label: string
		readonly values: readonly number[]
		/** Where there are many, only some of them are shown. */
		readonly ticks: readonly { readonly at: number; readonly text: string }[]
	}
	readonly y: string
	/** The value holds from one place to the next, and then changes at once. */
	readonly steps?: boolean
	/** Places that are pointed out, with what stands above them. */
	readonly marked?: readonly { readonly at: number; readonly text: string }[]
}

const HEIGHT = 400
/** Room for what the y axis shows, and for what stands above marked places. */
const [TOP, MARKED_TOP] = [44, 88]
const BOTTOM = 54
/** Between the labels of two lines, in the units of the chart. */
const GAP = 19
const MOST_SYMBOLS = 9
const MOST_TICKS = 16
/** Share of the width within which two marks would run into each other, and how many are set above each other then. */
const CLOSE = 0.05
const LEVELS = 3

/** Lines with their names at their ends, each with dashes and a symbol of its own. */
export function lineChart(alternative: string, { lines, x, y, steps = false, marked = [] }: LineChart): string {
	const greatest = lines.reduce((most, l) => [...l.values, ...(l.high ?? [])].reduce((a, b) => Math.max(a, b), most), 0)
	const top = greatest > 0 ? niceTop(greatest) : 1
	const room = marked.length > 0 ? MARKED_TOP : TOP
	const height = Math.max(HEIGHT, room + BOTTOM + GAP * lines.length)
	const ends = spacedEnds(lines, (GAP / (height - room - BOTTOM)) * top, top)
	const last = x.values.at(-1)!
	const curve = steps ? 'step-after' : 'linear'
	const apart = Math.ceil(x.ticks.length / MOST_TICKS)
	const each = Math.max(1, Math.ceil(x.values.length / MOST_SYMBOLS))
	return drawChart(alternative, {
		height,
		marginLeft: 62,
		marginRight:
			42 +
			roomFor(
				lines.map((l) => l.label),
				250,
			),
		marginTop: room,
		marginBottom: BOTTOM,
		x: { domain: [x.values[0]!, last === x.values[0] ? last + 1 : last], type: 'linear' },
		y: { domain: [0, top * 100], percent: true },
		marks: [
			Plot.gridY({ strokeOpacity: 0.18, ticks: 5 }),
			Plot.axisY({ fontSize: LETTERS, label: null, ticks: 5 }),
			Plot.text([y], { frameAnchor: 'top-left', dx: -56, dy: 14 - room, textAnchor: 'start', fontSize: LETTERS }),
			Plot.axisX(
				x.ticks.filter((_, n) => n % apart === 0).map((t) => t.at),
				{
					fontSize: LETTERS,
					label: x.label,
					labelAnchor: 'center',
					labelArrow: 'none',
					tickFormat: (at: number) => x.ticks.find((t) => t.at === at)?.text ?? '',
				},
			),
			Plot.ruleX(marked, { x: 'at', strokeDasharray: '3 3', strokeOpacity: 0.7 }),
			...raisedMarks(marked, last - x.values[0]!).map(({ at, text, dy }) =>
				Plot.text([at], { x: (d: number) => d, text: () => text, frameAnchor: 'top', dy, fontSize: LETTERS }),
			),
			...lines.flatMap((line, n) => {
				const { colour, dashes, symbol } = encodingOf(n)
				const points = x.values.map((at, i) => ({
					at,
					value: line.values[i]!,
					low: line.low?.[i],
					high: line.high?.[i],
				}))
				const shown = points.filter((_, i) => (i + n) % each === 0)
				return [
					...(line.low && line.high
						? [Plot.areaY(points, { x: 'at', y1: 'low', y2: 'high', curve, fill: colour, fillOpacity: 0.16 })]
						: []),
					Plot.line(points, { x: 'at', y: 'value', curve, stroke: colour, strokeWidth: 2, strokeDasharray: dashes }),
					Plot.dot(shown, { x: 'at', y: 'value', symbol, r: 4, fill: colour, stroke: colour }),
					Plot.dot([ends[n]], { x: last, y: (d: number) => d, dx: 22, symbol, r: 5, fill: colour, stroke: colour }),
					Plot.text([ends[n]], {
						x: last,
						y: (d: number) => d,
						dx: 33,
						text: () => line.label,
						textAnchor: 'start',
						fontSize: LETTERS,
						lineWidth: 17,
						textOverflow: 'ellipsis',
					}),
				]
			}),
			Plot.ruleY([0]),
		],
	})
}

/** Where the names of the lines stand: beside their ends, but `gap` apart and within 0 and `top`. */
function spacedEnds(lines: readonly Line[], gap: number, top: number): number[] {
	const order = lines.map((l, n) => ({ n, at: l.values.at(-1) ?? 0 })).sort((a, b) => a.at - b.at || b.n - a.n)
	let floor = Number.NEGATIVE_INFINITY
	const raised = order.map(({ n, at }) => {
		floor = Math.max(at, floor + gap)
		return { n, at: floor }
	})
	let ceiling = top + gap
	for (const end of raised.reverse()) {
		ceiling = Math.min(end.at, ceiling - gap)
		end.at = ceiling
	}
	return lines.map((_, n) => raised.find((end) => end.n === n)!.at)
}

/** Above the frame, higher where the one before is close. */
function raisedMarks(
	marked: NonNullable<LineChart['marked']>,
	width: number,
): { readonly at: number; readonly text: string; readonly dy: number }[] {
	let level = 0
	const sorted = [...marked].sort((a, b) => a.at - b.at)
	return sorted.map(({ at, text }, n) => {
		const close = n > 0 && (at - sorted[n - 1]!.at) / width < CLOSE
		level = close ? (level + 1) % LEVELS : 0
		return { at, text, dy: -12 - 17 * level }
	})
}

/** The next of 1, 1.5, 2, 3, 4, 5, 8, 10 times a power of ten, at most 1. */
function niceTop(value: number): number {
	const power = 10 ** Math.floor(Math.log10(value))
	const step = [1, 1.5, 2, 3, 4, 5, 8, 10].find((s) => s * power >= value * (1 - 1e-9)) ?? 10
	return Math.min(1, step * power)
}
