import { describe, expect, test } from 'vitest'
import { createGame } from '../../src/game/create-game.js'
import { loadScenario } from '../../src/scenario/load-scenario.js'
import type { OddsFrom } from '../../src/tui/host.js'
import { oddsBars, oddsRows } from '../../src/tui/panels/odds-bars.js'
import { shiftLine, shiftsText } from '../../src/tui/panels/odds-lines.js'
import { oddsTable } from '../../src/tui/panels/odds-table.js'
import { shiftText } from '../../src/tui/panels/share-text.js'
import { textOf, widthOf } from '../../src/tui/styled-text.js'
import { borderPost, Stage } from './stage.js'

const { endings } = createGame(loadScenario('scenarios/iran-pakistan-2024.yaml').scenario!).scenario
const odds = (...values: number[]) => ({ values, low: null, high: null })
const spread = endings.map((_, n) => (n + 1) / ((endings.length * (endings.length + 1)) / 2))

describe('how odds shift', () => {
	test('is told as from one number to another, and as one number where both read alike', () => {
		expect(shiftText(odds(0.224), odds(0.12), 0)).toBe('22 → 12 %')
		expect(shiftText(odds(0.003), odds(0.1), 0)).toBe('<1 → 10 %')
		expect(shiftText(odds(0.006), odds(0.0149), 0)).toBe('1 %')
		expect(shiftText(odds(0.224), { values: [0.12], low: [0.1], high: [0.14] }, 0)).toBe('22 → 12 % [10–14]')
	})

	test('leaves those that can happen neither way to the end', () => {
		const now = odds(0, 1, ...endings.slice(2).map(() => 0))
		const text = shiftsText(endings.slice(0, 3), now, odds(0, 0.5, 0), 200)
			.map(textOf)
			.join(' ')
		expect(text.replaceAll('\u00A0', ' ')).toBe(
			`${endings[1]!.title} 100 → 50 % · 0 %: ${endings[0]!.title}, ${endings[2]!.title}`,
		)
	})

	test('is told with the same signs on the table, the details and the preview of a card', async () => {
		const stage = new Stage({ columns: 120, rows: 36 }, true).begin('ardania')
		expect((await stage.ask('2')).frame().replaceAll('\u00A0', ' ')).toMatch(/Shots at the ford <1 → 10 %/)
		expect(stage.press('d').frame().replaceAll('\u00A0', ' ')).toMatch(/Shots at the ford <1 → 10 %/)
		expect((await stage.press('escape').ask('i', 'down')).frame().replaceAll('\u00A0', ' ')).toMatch(
			/Shots at the ford <1 → 11 %/,
		)
	})

	test.each([
		[80, 24],
		[60, 20],
	])('has a row on the table even at %i×%i', async (columns, rows) => {
		const stage = new Stage({ columns, rows }, true).begin('ardania')
		expect((await stage.ask('2')).frame().replaceAll('\u00A0', ' ')).toMatch(
			/Shifts most: Shots at the ford <1 → 10 %|o: of what\)[\s\S]*60 %/,
		)
	})
})

test('where one row is left for them, it tells the greatest shifts, or that there is none', () => {
	const stage = new Stage({ columns: 80, rows: 24 }, true).begin('ardania')
	const { endings } = borderPost.game.scenario
	const shift = (now: number[], then: number[], width: number) => {
		const at = stage.state.game!.playthrough
		const from = {
			kind: 'exact' as const,
			now: odds(...now),
			moves: new Map([['m', odds(...then)]]),
			rounds: [],
			of: '',
		}
		const line = shiftLine({ ...stage.state, odds: { at, from } }, 'm', width)
		expect(widthOf(line!)).toBeLessThanOrEqual(width)
		return textOf(line!).replaceAll('\u00A0', ' ')
	}
	const [a, b, c] = endings.map((e) => e.title)
	expect(shift([0.2, 0.3, 0.5], [0.1, 0.34, 0.56], 200)).toMatch(
		new RegExp(`^Shifts most: ${a} 20 → 10 % · ${c} 50 → 56 % · ${b} 30 → 34 % · o: odds$`),
	)
	expect(shift([0.2, 0.3, 0.5], [0.2, 0.1, 0.7], 36)).toMatch(new RegExp(`${b} 30 → 10 %`))
	expect(shift([0.2, 0.3, 0.5], [0.2, 0.1, 0.7], 20)).toMatch(/…$/)
	expect(shift([0.2, 0.3, 0.5], [0.2, 0.3, 0.5], 36)).toBe('It shifts no odds · o: odds')
})

describe('bars', () => {
	const rounds = Array.from({ length: 12 }, () => odds(...spread))
	const from = (...values: number[]): OddsFrom => ({
		kind: 'exact',
		now: odds(...values),
		rounds,
		moves: new Map(),
		of: '',
	})

	test('however many rounds lie behind, names stay whole and eight signs tell them', () => {
		const rows = oddsBars(from(...spread), endings, 63, 1).map(textOf)
		for (const [n, { title }] of endings.entries()) expect(rows[n]).toContain(title)
		expect(rows.at(-1)).toMatch(/ [▁▂▃▄▅▆▇█]{8}$/)
		const beside = oddsBars(from(...spread), endings, 63, 2)
			.map(textOf)
			.join('\n')
		expect(beside).not.toContain('…')
	})

	test('endings that can no longer happen share a row', () => {
		const some = from(...spread.map((s, n) => (n < 4 ? 0 : s)))
		const rows = oddsBars(some, endings, 100, 1).map(textOf)
		expect(rows).toHaveLength(endings.length - 3)
		expect(oddsRows(some, endings, 1)).toBe(rows.length)
		expect(rows.at(-1)).toMatch(new RegExp(`^0 %: ${endings[0]!.title}, `))
		expect(oddsRows(null, endings, 1)).toBe(endings.length)
	})

	test('a nought of a sample keeps its row', () => {
		const zeros = spread.map((s, n) => (n < 4 ? 0 : s))
		const some = { ...from(...zeros), now: { values: zeros, low: zeros, high: zeros } }
		expect(oddsRows(some, endings, 1)).toBe(endings.length)
	})
})

describe('the table of moves and endings', () => {
	const moves = Array.from({ length: 13 }, (_, n) => ({
		id: `iran.move-${n}`,
		title: `Move ${'with a long name '.repeat(n % 4)}${n + 1}`,
		text: null,
		signal: null,
		tags: [],
		isAnswer: false,
		reason: null,
	}))
	const from = (off: number): OddsFrom => ({
		kind: 'exact',
		now: odds(...spread),
		rounds: [],
		moves: new Map(moves.map((m, n) => [m.id, odds(...spread.map((s) => s + n * off))])),
		of: '',
	})

	test.each([200, 116, 100, 76, 56, 36])('has every move and every ending in %i columns', (width) => {
		const rows = oddsTable(from(0.02), endings, moves, width)
		for (const row of rows) expect(widthOf(row)).toBeLessThanOrEqual(width)
		const text = rows.map(textOf).join('\n')
		for (const { title } of endings) for (const word of title.split(' ')) expect(text).toContain(word)
		for (let n = 1; n <= 13; n++) expect(text).toMatch(new RegExp(`(^|\\s)${n} `, 'm'))
		expect(text.match(/^ *\d+ Move/gm)).toHaveLength(13)
		expect(text).toMatch(/now/)
		expect(text).not.toMatch(/hardly differ/)
	})

	test('has moves down also where endings have room for a letter each, and says first what those are', () => {
		const rows = oddsTable(from(0.02), endings, moves, 76).map(textOf)
		expect(rows[0]!.replaceAll('\u00A0', ' ')).toMatch(new RegExp(`^A ${endings[0]!.title}  B `))
		expect(rows.find((row) => / A +B +C /.test(row))).toBeDefined()
		expect(rows.find((row) => /^ *1 Move/.test(row))).toMatch(/( +\d+\*?){5}/)
	})

	test('marks what differs much, not what differs', () => {
		const text = oddsTable(from(0.02), endings, moves.slice(0, 4), 116).map(textOf).join('\n')
		expect(text.split('\n').find((row) => /^ *3 /.test(row))).not.toContain('*')
		expect(text.split('\n').find((row) => /^ *4 /.test(row))).toContain('*')
	})

	test('says when the moves hardly differ', () => {
		expect(oddsTable(from(0.00001), endings, moves, 116).map(textOf).join('\n')).toMatch(/hardly differ/)
	})
})
