import { describe, expect, it } from 'vitest'
import { lineChart } from '../../src/report/charts/line-chart.js'
import { all, chartOf, marks, numberOf, pageOf, parsed, scaleThrough, ticks } from './read-page.js'
import { SAMPLES, type SampleKind } from './sample-documents.js'

const chart = (kind: SampleKind, n = 0) => chartOf(parsed(pageOf([SAMPLES[kind]])), n)

/** Where an axis of a chart shows a value, by its ticks. */
function placed(svg: ReturnType<typeof chart>, axis: 'x' | 'y') {
	const known = ticks(svg, axis)
	return scaleThrough(known[0]!, known.at(-1)!)
}

/** The points of a path's lines; steps go first across, then up. */
const pointsOf = (d: string): number[][] => {
	const points: number[][] = []
	for (const [, command, first, second] of d.matchAll(/([MLHV])([-\d.e]+)(?:,([-\d.e]+))?/g)) {
		const [x, y] = points.at(-1) ?? [0, 0]
		if (command === 'H') points.push([Number(first), y!])
		else if (command === 'V') points.push([x!, Number(first)])
		else points.push([Number(first), Number(second)])
	}
	return points
}

describe('in a chart', () => {
	it('bars are as long as the shares, and whiskers end where the intervals do', () => {
		const svg = chart('simulate')
		const x = placed(svg, 'x')
		const bars = marks(svg, 'bar', 'rect')
		const whiskers = marks(svg, 'rule', 'line').filter((l) => l.getAttribute('y1') === l.getAttribute('y2'))
		SAMPLES.simulate.endings.forEach(({ share, low, high }, n) => {
			expect(numberOf(bars[n]!, 'x')).toBeCloseTo(x(0), 6)
			expect(numberOf(bars[n]!, 'width')).toBeCloseTo(x(share * 100) - x(0), 6)
			expect(numberOf(whiskers[n]!, 'x1')).toBeCloseTo(x(low * 100), 6)
			expect(numberOf(whiskers[n]!, 'x2')).toBeCloseTo(x(high * 100), 6)
		})
		const widths = bars.map((b) => numberOf(b, 'width'))
		expect(widths[0]! / widths[1]!).toBeCloseTo(0.31 / 0.69, 9)
	})
	it('bars of negative values go to the other side of zero', () => {
		const svg = chart('solve')
		const x = placed(svg, 'x')
		const [push, wait] = marks(svg, 'bar', 'rect')
		expect(numberOf(push!, 'x')).toBeCloseTo(x(-1.25), 6)
		expect(numberOf(push!, 'x') + numberOf(push!, 'width')).toBeCloseTo(x(0), 6)
		expect(numberOf(wait!, 'x') + numberOf(wait!, 'width')).toBeCloseTo(x(2.5), 6)
	})
	it('lines by round add up what ends in each', () => {
		const svg = chart('odds', 1)
		const y = placed(svg, 'y')
		const lines = marks(svg, 'line', 'path').map((p) => pointsOf(p.getAttribute('d')!))
		const reached = { hot: [0, 12.5, 31.25], calm: [0, 0, 68.75] }
		Object.values(reached).forEach((values, n) => {
			values.forEach((value, i) => {
				expect(lines[n]![i]![1]).toBeCloseTo(y(value), 2)
			})
		})
	})
	it('panels have a bar for each move and ending', () => {
		const svg = chart('odds', 2)
		const x = placed(svg, 'x')
		const bars = marks(svg, 'bar', 'rect').map((b) => numberOf(b, 'width'))
		const shown = [0.4, 0.05, 0.6, 0.95].map((value) => x(value * 100) - x(0))
		expect(bars).toHaveLength(4)
		bars.forEach((width, n) => {
			expect(width).toBeCloseTo(shown[n]!, 6)
		})
	})
	it('bands reach from end to end with the median in them', () => {
		const svg = chart('uncertainty')
		const x = placed(svg, 'x')
		const bars = marks(svg, 'bar', 'rect')
		const medians = marks(svg, 'tick', 'line')
		SAMPLES.uncertainty.uncertain.endings.forEach(({ low, median, high }, n) => {
			expect(numberOf(bars[n]!, 'x')).toBeCloseTo(x(low * 100), 6)
			expect(numberOf(bars[n]!, 'width')).toBeCloseTo(x(high * 100) - x(low * 100), 6)
			expect(numberOf(medians[n]!, 'x1')).toBeCloseTo(x(median * 100), 6)
		})
	})
	it('differences stand where they are, whiskers and all', () => {
		const svg = chart('whatif', 1)
		const x = placed(svg, 'x')
		const whiskers = marks(svg, 'rule', 'line').filter((l) => l.getAttribute('y1') === l.getAttribute('y2'))
		const dots = marks(svg, 'dot', 'circle')
		SAMPLES.whatif.endings.forEach(({ difference, low, high }, n) => {
			expect(numberOf(dots[n]!, 'cx')).toBeCloseTo(x(difference * 100), 6)
			expect(numberOf(whiskers[n]!, 'x1')).toBeCloseTo(x(low * 100), 6)
			expect(numberOf(whiskers[n]!, 'x2')).toBeCloseTo(x(high * 100), 6)
		})
	})
	it('the odds of a game change at the ply that changed them', () => {
		const svg = chart('review')
		const [x, y] = [placed(svg, 'x'), placed(svg, 'y')]
		const [hot] = marks(svg, 'line', 'path').map((p) => pointsOf(p.getAttribute('d')!))
		// Rounds begin at plies 0 and 2, and the ticks say which: 1 and 2.
		const ply = (at: number): number => x(1 + at / 2)
		const corners = [30, 45, 75, 100].map((value, at) => [ply(at), y(value)])
		for (const [left, top] of corners)
			expect(hot!.some(([a, b]) => Math.abs(a! - left!) < 1e-2 && Math.abs(b! - top!) < 1e-2)).toBe(true)
		const marked = all(svg, 'text').filter((t) => /^◆\d$/.test(t.textContent))
		expect(marked.map((t) => t.textContent)).toEqual(['◆1', '◆2'])
	})
	it('a map has the number in each cell, and the darkest where it is greatest', () => {
		const points = [0.1, 0.2, 0.3, 0.4].map((hot, n) => ({
			values: { rain: n % 2, 'policy.ann': n < 2 ? 'gentle' : 'fierce' },
			endings: [
				{ id: 'hot', probability: hot },
				{ id: 'calm', probability: 1 - hot },
			],
		}))
		const factors = [
			{ name: 'rain', levels: [0, 1] },
			{ name: 'policy.ann', levels: ['gentle', 'fierce'] },
		]
		const svg = chartOf(parsed(pageOf([{ ...SAMPLES.sweep, kind: 'exact', runs: null, factors, points }])), 0)
		const cells = marks(svg, 'cell', 'rect').map((c) => numberOf(c, 'fill-opacity'))
		expect(cells).toEqual([...cells].sort((a, b) => a - b))
		expect(marks(svg, 'text', 'text').map((t) => t.textContent)).toEqual(
			expect.arrayContaining(['10.0', '20.0', '30.0', '40.0']),
		)
	})
	it('own rates stand beside published ones', () => {
		const svg = chart('calibration')
		const x = placed(svg, 'x')
		expect(numberOf(marks(svg, 'dot', 'circle')[0]!, 'cx')).toBeCloseTo(x(50), 6)
		expect(marks(svg, 'dot', 'path')[0]!.getAttribute('transform')).toContain(`translate(${x(24)}`)
	})
	it('names of rows take three lines at the most', () => {
		const [first, second] = SAMPLES.simulate.endings
		const endings = [{ ...first, id: 'a very long name that goes on and on '.repeat(9) }, second]
		const svg = chartOf(parsed(pageOf([{ ...SAMPLES.simulate, endings }])), 0)
		const [long, short] = marks(svg, 'y-axis tick label', 'text')
		expect(all(long!, 'tspan')).toHaveLength(3)
		expect(long!.textContent.endsWith('…')).toBe(true)
		expect(short!.textContent).toBe('calm')
	})
	it('no two of many endings look alike, and their names do not overlap', () => {
		const lines = Array.from({ length: 20 }, (_, n) => ({ label: `ending ${n}`, values: [0.01, 0.05] }))
		const svg = parsed(
			lineChart('many', { lines, x: { label: 'x', values: [0, 1], ticks: [] }, y: 'y' }),
		).querySelector('svg')!
		const looks = marks(svg, 'line', 'path').map((p) => {
			const group = p.parentNode
			return `${group.getAttribute('stroke-dasharray')} ${group.getAttribute('stroke')}`
		})
		expect(new Set(looks).size).toBe(20)
		const heights = all(svg, 'text')
			.filter((t) => t.textContent.startsWith('ending '))
			.map((t) => Number(/,([-\d.]+)\)/.exec(t.getAttribute('transform')!)![1]))
			.sort((a, b) => a - b)
		heights.slice(1).forEach((y, n) => {
			expect(y - heights[n]!).toBeGreaterThan(15)
		})
	})
})
