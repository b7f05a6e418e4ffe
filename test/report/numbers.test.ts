import { describe, expect, it } from 'vitest'
import {
	EXACTLY,
	estimateCell,
	evened,
	movedCell,
	percentCell,
	pointsCell,
	pointsSpanCell,
	spanCell,
} from '../../src/report/number-cell.js'
import { percent, plainPercent, points, whole } from '../../src/report/percent.js'
import { textTable } from '../../src/report/text-table.js'

describe('numbers for people', () => {
	it.each([
		[0, '0 %'],
		[1, '100 %'],
		[0.5, '50.0 %'],
		[0.0999, '9.99 %'],
		[0.00042, '0.042 %'],
		[0.0000004, '0.000040 %'],
		[0.99996, '99.9960 %'],
	])('say how near to never and always %d is', (probability, text) => {
		expect(percent(probability)).toBe(text)
	})
	it('never round to never or to always', () => {
		for (let n = 1; n < 12; n++) {
			expect(Number.parseFloat(percent(10 ** -n))).toBeGreaterThan(0)
			expect(Number.parseFloat(percent(1 - 10 ** -n))).toBeLessThan(100)
		}
	})
	it('give a difference its sign', () => {
		expect([points(0.125), points(-0.0043), points(0)]).toEqual(['+12.5', '−0.43', '0'])
	})
	it('take what sums leave over for none', () => {
		expect([percent(1e-16), percent(1 - 2e-16), percent(-1e-17), points(-3e-17), points(1e-15)]).toEqual([
			'0 %',
			'100 %',
			'0 %',
			'0',
			'0',
		])
	})
	it('leave a confidence as it was asked for', () => {
		expect([plainPercent(0.95), plainPercent(0.999)]).toEqual(['95 %', '99.9 %'])
	})
})

describe('the numbers of a table', () => {
	const column = (cells: Parameters<typeof evened>[0][number], most?: number) =>
		evened(
			cells.map((cell) => [cell]),
			most,
		).flat()
	it('have as many decimals as the one that needs most', () => {
		expect(column(['probability', ...[0.5, 0.0815, 0.9314, 1, 0].map(percentCell)])).toEqual([
			'probability',
			'50.00 %',
			'8.15 %',
			'93.14 %',
			'100 %',
			'0 %',
		])
		expect(column([0.5, 0.12].map(percentCell))).toEqual(['50.0 %', '12.0 %'])
		expect(column([0.068, -0.0048, 0, 1e-15].map(pointsCell))).toEqual(['+6.80', '−0.48', '0', '0'])
		expect(column([0.068, -0.24].map(movedCell))).toEqual(['6.8', '−24.0'])
	})
	it('never round to never or to always', () => {
		expect(column([0.5, 0.00001, 0.99999].map(percentCell))).toEqual(['50.00 %', '<0.01 %', '>99.99 %'])
		expect(column([0.5, 0.00001].map(percentCell), EXACTLY)).toEqual(['50.0000 %', '0.0010 %'])
		expect(column([0.5, 0.00001].map(pointsCell))).toEqual(['+50.00', '0.00'])
	})
	it('count those of intervals', () => {
		expect(column([spanCell(0.02, 0.4), spanCell(0.2, 0.3)])).toEqual(['2.00 % to 40.00 %', '20.00 % to 30.00 %'])
		expect(column([estimateCell({ value: 0.2, low: 0.1, high: 0.3 }), estimateCell({ value: 0.25 })])).toEqual([
			'20.0 % (10.0 %–30.0 %)',
			'25.0 %',
		])
		expect(column([pointsSpanCell(-0.2, 0.1)])).toEqual(['−20.0 to +10.0'])
	})
	it('are alike in all columns, percentages and points each for themselves', () => {
		expect(
			evened([
				['a', percentCell(0.5), percentCell(0.05), pointsCell(0.3)],
				['b', 'cannot come', percentCell(0.5), pointsCell(-0.1)],
			]),
		).toEqual([
			['a', '50.00 %', '5.00 %', '+30.0'],
			['b', 'cannot come', '50.00 %', '−10.0'],
		])
	})
})

describe('a table', () => {
	it('lines up what is wider than it is long', () => {
		const text = textTable(
			[
				['名前', '1'],
				['Zoë', '23'],
			],
			[1],
		)
		expect(text).toBe('名前   1\nZoë   23')
	})
})

describe('whole numbers', () => {
	it.each([0, 7, 999, 1000, 9999, 12_345, 999_999, 1_000_000, 1_234_567_890])(
		'are grouped as English does: %d',
		(n) => {
			expect(whole(n)).toBe(n.toLocaleString('en'))
		},
	)
})
