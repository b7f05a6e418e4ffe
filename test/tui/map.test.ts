import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { GeoPoint, MapDrawing } from '../../src/tui/map/atlas.js'
import { BrailleGrid, brailleSign } from '../../src/tui/map/braille-grid.js'
import { naturalEarth } from '../../src/tui/map/natural-earth.js'
import { mapLines } from '../../src/tui/panels/map-lines.js'
import { textOf } from '../../src/tui/styled-text.js'

const at = (latitude: number, longitude: number): GeoPoint => ({ latitude, longitude })
const TEHRAN = at(35.694, 51.422)
const ISLAMABAD = at(33.721, 73.043)
const SARAVAN = at(27.371, 62.331)
const PANJGUR = at(26.972, 64.095)
const CRISIS = [TEHRAN, ISLAMABAD, at(30.283, 57.079), at(26.237, 61.399), SARAVAN, PANJGUR]

const earth = naturalEarth()

const countryAt = (drawing: MapDrawing, point: GeoPoint): string | null => {
	const cell = drawing.cell(point)
	if (!cell) throw new Error('off the map')
	return drawing.country(cell.column, cell.row)
}

/** Kilometres over the ground, by the haversine formula on a sphere of 6371 km. */
function kilometres(a: GeoPoint, b: GeoPoint): number {
	const [p, q] = [a.latitude, b.latitude].map((d) => (d * Math.PI) / 180) as [number, number]
	const turn = ((b.longitude - a.longitude) * Math.PI) / 180
	const h = Math.sin((q - p) / 2) ** 2 + Math.cos(p) * Math.cos(q) * Math.sin(turn / 2) ** 2
	return 2 * 6371 * Math.asin(Math.sqrt(h))
}

describe('a grid of dots', () => {
	test('has the eight dots where Unicode has them', () => {
		const grid = new BrailleGrid(1, 1)
		const signs = [0, 1, 2, 3].flatMap((y) =>
			[0, 1].map((x) => {
				const one = new BrailleGrid(1, 1)
				one.dot(x, y)
				grid.dot(x, y)
				return brailleSign(one.bits(0, 0))
			}),
		)
		expect(signs.join('')).toBe('⠁⠈⠂⠐⠄⠠⡀⢀')
		expect(brailleSign(grid.bits(0, 0))).toBe('⣿')
		expect(brailleSign(0)).toBe(' ')
	})

	test('draws lines, and leaves off what lies outside', () => {
		const grid = new BrailleGrid(3, 2)
		grid.line(0, 0, 5, 0)
		grid.line(0, 7, 0, 100)
		grid.line(-9, -9, -1, -1)
		const rows = [0, 1].map((row) => [0, 1, 2].map((column) => brailleSign(grid.bits(column, row))).join(''))
		expect(rows).toEqual(['⠉⠉⠉', '⡀  '])
	})
})

describe('a map of the crisis', () => {
	const drawing = earth.draw(CRISIS, 120, 40)

	test.each([
		['Iran', TEHRAN],
		['Iran', SARAVAN],
		['Pakistan', ISLAMABAD],
		['Pakistan', PANJGUR],
		['Afghanistan', at(33.5, 66)],
		['Turkmenistan', at(37.6, 60)],
		['India', at(27, 71.2)],
	])('has land of %s where that is', (country, point) => {
		expect(countryAt(drawing, point)).toBe(country)
	})

	test('is blank in the open sea', () => {
		const { column, row } = drawing.cell(at(23.8, 62))!
		expect(drawing.country(column, row)).toBeNull()
		expect(drawing.sign(column, row)).toBe(' ')
		expect(drawing.country(column + 1, row)).toBeNull()
	})

	test('has the border between Saravan and Panjgur, and a coast south of both', () => {
		const [from, to] = [drawing.cell(SARAVAN)!, drawing.cell(PANJGUR)!]
		const between = Array.from({ length: to.column - from.column - 1 }, (_, n) => from.column + n + 1)
		expect(between.some((column) => drawing.sign(column, from.row) !== ' ')).toBe(true)
		const south = Array.from({ length: drawing.height - to.row }, (_, n) => to.row + n)
		expect(south.some((row) => drawing.isCoast(to.column, row))).toBe(true)
	})

	test('has a line wherever the country changes', () => {
		for (let row = 0; row < drawing.height; row++)
			for (let column = 1; column < drawing.width; column++) {
				const [left, right] = [drawing.country(column - 1, row), drawing.country(column, row)]
				if (left === right) continue
				const near = [-1, 0, 1].flatMap((by) => [drawing.sign(column - 1, row + by), drawing.sign(column, row + by)])
				expect(
					near.some((sign) => sign !== ' ' && sign !== undefined),
					`${row}, ${column}: ${left} | ${right}`,
				).toBe(true)
			}
	})

	test('has north above, east to the right, and one scale both ways', () => {
		const [tehran, islamabad, panjgur] = [TEHRAN, ISLAMABAD, PANJGUR].map((p) => drawing.cell(p)!) as [
			{ column: number; row: number },
			{ column: number; row: number },
			{ column: number; row: number },
		]
		expect(tehran.column).toBeLessThan(islamabad.column)
		expect(islamabad.row).toBeLessThan(panjgur.row)
		// A cell is as high as two are wide.
		const cells = (a: typeof tehran, b: typeof tehran) => Math.hypot(a.column - b.column, 2 * (a.row - b.row))
		const scales = [
			kilometres(TEHRAN, ISLAMABAD) / cells(tehran, islamabad),
			kilometres(TEHRAN, PANJGUR) / cells(tehran, panjgur),
			kilometres(ISLAMABAD, PANJGUR) / cells(islamabad, panjgur),
		]
		expect(Math.max(...scales) / Math.min(...scales)).toBeLessThan(1.06)
	})

	test('keeps every place on it at any size', () => {
		for (const [width, height] of [
			[1, 1],
			[20, 30],
			[90, 4],
			[61, 9],
			[200, 60],
		] as const)
			for (const point of CRISIS) expect(earth.draw(CRISIS, width, height).cell(point)).not.toBeNull()
	})
})

describe('a map anywhere', () => {
	test('of one place shows what lies around it', () => {
		const drawing = earth.draw([at(47.37, 8.54)], 60, 20)
		expect(countryAt(drawing, at(47.37, 8.54))).toBe('Switzerland')
		expect(countryAt(drawing, at(48.2, 8.5))).toBe('Germany')
	})

	test('goes across the date line', () => {
		const [suva, apia] = [at(-18.1, 178.4), at(-13.8, -171.8)]
		const drawing = earth.draw([suva, apia], 60, 20)
		expect(drawing.cell(suva)!.column).toBeLessThan(drawing.cell(apia)!.column)
		expect(drawing.cell(suva)!.column).toBeLessThan(20)
	})

	test.each([
		['places that face one another across the Earth', [at(10, 20), at(-10, -160)]],
		['both poles', [at(90, 0), at(-90, 0)]],
		['three capitals of 1962', [at(38.9, -77), at(55.75, 37.6), at(23.1, -82.4)]],
		['one place twice', [at(0, 0), at(0, 0)]],
	])('has room for %s', (_, points) => {
		const drawing = earth.draw(points, 40, 12)
		for (const point of points) expect(drawing.cell(point)).not.toBeNull()
	})

	test('has room for any places', () => {
		const point = fc.record({
			latitude: fc.double({ min: -90, max: 90, noNaN: true }),
			longitude: fc.double({ min: -180, max: 180, noNaN: true }),
		})
		fc.assert(
			fc.property(fc.array(point, { minLength: 1, maxLength: 6 }), (points) => {
				const drawing = earth.draw(points, 30, 10)
				return points.every((p) => drawing.cell(p) !== null)
			}),
			{ numRuns: 40 },
		)
	}, 60_000)

	test('goes around a pole', () => {
		const drawing = earth.draw([at(90, 0), at(82.5, -62.3), at(78.2, 15.6)], 60, 30)
		expect(countryAt(drawing, at(82.3, -62.3))).toBe('Canada')
		expect(drawing.cell(at(90, 0))).not.toBeNull()
	})
})

describe('marks and names', () => {
	const place = (title: string, point: GeoPoint, isLit = false) => ({ title, ...point, isLit, events: [] })
	const rowsOf = (places: ReturnType<typeof place>[], width = 63, height = 11) =>
		mapLines(earth, places, width, height).map(textOf)

	test('lit places have another sign, whatever the colours', () => {
		const rows = rowsOf([place('Tehran', TEHRAN), place('Panjgur', PANJGUR, true), place('Islamabad', ISLAMABAD)])
		expect(rows.join('\n')).toMatch(/○ Tehran/)
		expect(rows.join('\n')).toMatch(/● Panjgur/)
		expect(rows.join('')).toMatch(/IRAN/)
		expect(rows.join('').match(/●/g)).toHaveLength(1)
		expect(rows.every((row) => Array.from(row).length === 63)).toBe(true)
	})

	test('the sides’ own countries are named, however small the map, and before any other', () => {
		const places = [
			place('Tehran', TEHRAN, true),
			place('Islamabad', ISLAMABAD),
			place('Kerman', CRISIS[2]!),
			place('Rask', CRISIS[3]!),
			place('Saravan', SARAVAN),
			place('Panjgur', PANJGUR, true),
		]
		for (const [width, height] of [
			[36, 7],
			[48, 7],
			[63, 7],
			[63, 9],
			[86, 7],
			[86, 14],
			[48, 16],
		] as const) {
			const text = mapLines(earth, places, width, height, ['Iran', 'Pakistan']).map(textOf).join('\n')
			expect(text, `${width} × ${height}`).toMatch(/IRAN/)
			expect(text, `${width} × ${height}`).toMatch(/PAK(ISTAN|\.)/)
		}
	})

	test('a wide pane is left blank at its sides rather than filled with what lies far away', () => {
		const rows = mapLines(
			earth,
			CRISIS.map((p, n) => place(`P${n}`, p)),
			90,
			6,
			['Iran', 'Pakistan'],
		).map(textOf)
		expect(rows.join('')).not.toMatch(/LIBYA|EGYPT|CHINA/)
		expect(rows.every((row) => Array.from(row).length === 90)).toBe(true)
		expect(rows.every((row) => row.startsWith(' '.repeat(15)) && row.endsWith(' '.repeat(15)))).toBe(true)
	})

	test('the lit one of two in a cell is seen and named', () => {
		const text = rowsOf([
			place('Near', at(27.371, 62.335)),
			place('Saravan', SARAVAN, true),
			place('Tehran', TEHRAN),
		]).join('\n')
		expect(text).toMatch(/Saravan ●|● Saravan/)
	})

	test('names that do not fit are left off, marks never', () => {
		const crowd = Array.from({ length: 8 }, (_, n) => place(`Village ${n}`, at(27 + n / 100, 62 + n)))
		const text = rowsOf(crowd, 24, 4).join('\n')
		expect(text.match(/○/g)!.length).toBeGreaterThan(4)
		expect(text.match(/Village/g)!.length).toBeLessThan(8)
	})

	test('a name in two-column letters keeps the row as wide as it is', () => {
		const rows = rowsOf([place('北京', at(39.9, 116.4)), place('Tianjin', at(39.1, 117.2))], 40, 8)
		expect(rows.join('')).toMatch(/北京/)
	})
})
