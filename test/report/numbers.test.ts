import { describe, expect, it } from 'vitest'
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
	it('leave a confidence as it was asked for', () => {
		expect([plainPercent(0.95), plainPercent(0.999)]).toEqual(['95 %', '99.9 %'])
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
