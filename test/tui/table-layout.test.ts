import { describe, expect, test } from 'vitest'
import { createGame } from '../../src/game/create-game.js'
import { Table } from '../../src/game/playthrough.js'
import { loadScenario } from '../../src/scenario/load-scenario.js'
import { HostProblem } from '../../src/tui/host.js'
import { abreastLines } from '../../src/tui/panels/abreast-lines.js'
import { wireHeights } from '../../src/tui/panels/record-lines.js'
import type { TableLayout } from '../../src/tui/screens/table-layout.js'
import { layoutOf, paneSizes, type Shown, shownOf, situationPane, wirePane } from '../../src/tui/screens/table-panes.js'
import { textOf, widthOf } from '../../src/tui/styled-text.js'
import { onTheMap, Stage, setUp } from './stage.js'

const crisis = new Table(createGame(loadScenario('scenarios/iran-pakistan-2024.yaml').scenario!))
const fullCrisis = { ...setUp, table: crisis, source: 'iran-pakistan-2024' }

type Panes = Exclude<TableLayout, { kind: 'column' }>

interface Turn {
	readonly layout: Panes
	readonly shown: Shown
	readonly frame: string
	/** Rows of the situation and of the news that are not on the screen. */
	readonly hidden: { readonly situation: number; readonly news: number }
}

/** Every turn of a game in which the moves are taken in turn, `step` further each time. */
async function turns(
	[columns, rows]: readonly [number, number],
	{ as, seed, step, showsOdds = false }: { as: string; seed: string; step: number; showsOdds?: boolean },
	of = fullCrisis,
): Promise<Turn[]> {
	const stage = new Stage({ columns, rows })
	stage.store.dispatch({ kind: 'begin', setUp: { ...of, seed, showsOdds }, people: [as] })
	// Its end is not looked at.
	stage.host.review = () => Promise.reject(new HostProblem('not asked for here'))
	const told: Turn[] = []
	while (stage.state.screen === 'table') {
		await new Promise((resolve) => setImmediate(resolve))
		const shown = shownOf(stage.state, stage.state.game!)
		const layout = layoutOf(stage.state, shown)
		if (layout.kind === 'column') throw new Error('these windows are wide')
		const { wire, situation, parts } = paneSizes(layout)
		const { short } = wireHeights(shown.wire, wire.width)
		told.push({
			layout,
			shown,
			frame: stage.frame(),
			hidden: {
				situation: situationPane(shown, 0, situation, parts).most,
				news: Math.max(0, short + 1 - wire.height),
			},
		})
		stage.press(String(1 + ((told.length * step) % Math.min(9, shown.open.length))), 'enter')
	}
	return told
}

const GAMES = [
	{ as: 'pakistan', seed: 'detente', step: 1 },
	{ as: 'iran', seed: 'oasis', step: 2 },
	{ as: 'pakistan', seed: '7', step: 3 },
]

describe.each([
	[120, 36],
	[160, 48],
] as const)('the full crisis at %i×%i', (columns, rows) => {
	test.each(GAMES)('shows its map in every turn, at one place ($as, seed $seed)', async (game) => {
		const all = await turns([columns, rows], game)
		expect(all.length).toBeGreaterThan(5)
		for (const { frame, hidden } of all) {
			expect(frame).toMatch(/┌ Map · /)
			expect(frame).toMatch(/[○●] Tehran/)
			expect(hidden.situation).toBe(0)
		}
		const places = all.map(({ layout: { left, ladder, top, beside, situation, map } }) =>
			[left, ladder, top, beside, situation, map].join(),
		)
		expect(new Set(places).size).toBe(1)
		// What is new has its rows, in nearly every turn with all that it changed.
		expect(Math.min(...all.map(({ layout }) => layout.wire))).toBeGreaterThanOrEqual(13)
		expect(all.filter(({ hidden }) => hidden.news > 1).length).toBeLessThanOrEqual(1)
		expect(Math.min(...all.map(({ layout }) => layout.details))).toBeGreaterThanOrEqual(8)
	})

	test('shows every ending’s odds and all of the situation, in one arrangement', async () => {
		const all = await turns([columns, rows], { ...GAMES[2]!, showsOdds: true })
		for (const { frame, hidden } of all) {
			expect(frame).toMatch(/┌ Odds from here/)
			expect(hidden.situation).toBe(0)
		}
		expect(new Set(all.map(({ layout }) => `${layout.beside} ${layout.top} ${layout.situation}`)).size).toBe(1)
	})
})

test('an offer or a notice moves no pane and leaves the map as large as it was', async () => {
	const stage = await new Stage({ columns: 120, rows: 36 }).beginOnTheMap('pakistan')
	const now = () => layoutOf(stage.state, shownOf(stage.state, stage.state.game!)) as Panes
	const before = now()
	stage.press('o')
	expect(stage.frame()).toMatch(/The odds are hidden/)
	expect(now()).toEqual({ ...before, details: before.details - 1, wire: before.wire - 1 })
	stage.press('4', 'enter')
	expect(shownOf(stage.state, stage.state.game!).offers).toBe(1)
	expect(now()).toMatchObject({ top: before.top, situation: before.situation, map: before.map })
})

test('nor does a notice of several rows in the full crisis', async () => {
	const stage = new Stage({ columns: 120, rows: 36 })
	stage.store.dispatch({ kind: 'begin', setUp: { ...fullCrisis, seed: 'detente' }, people: ['pakistan'] })
	await new Promise((resolve) => setImmediate(resolve))
	const now = () => layoutOf(stage.state, shownOf(stage.state, stage.state.game!)) as Panes
	const before = now()
	stage.store.dispatch({ kind: 'failed', problem: 'That did not work, and this is why. '.repeat(12) })
	expect(now()).toEqual({ ...before, details: before.details - 3, wire: before.wire - 3 })
	expect(stage.frame()).toMatch(/┌ Map/)
})

describe.each([
	[108, 30],
	[119, 34],
	[132, 40],
	[200, 70],
] as const)('at %i×%i', (columns, rows) => {
	test.each([
		['Two blows', { ...onTheMap }, 'pakistan'],
		['the full crisis', fullCrisis, 'iran'],
	])('%s fills the window exactly, with and without odds', async (_, of, as) => {
		for (const showsOdds of [false, true])
			for (const { layout, shown } of await turns([columns, rows], { as, seed: 'oasis', step: 1, showsOdds }, of)) {
				const { top, beside, situation, odds, map, list, wire, details, underMoves } = layout
				const above = top + (beside === 'situation' ? 0 : situation) + odds + map
				const panes = rows - 2 - shown.head.length
				expect(above + (underMoves === 'wire' ? details : wire)).toBe(panes)
				expect(list + (underMoves === 'wire' ? wire : details)).toBe(panes)
				expect(Math.min(wire, details, list)).toBeGreaterThanOrEqual(6)
			}
	})
})

test('in a small window what the sides have comes before what all share', async () => {
	const stage = new Stage({ columns: 80, rows: 24 })
	stage.store.dispatch({ kind: 'begin', setUp: { ...fullCrisis, seed: 'cold2' }, people: ['iran'] })
	const frame = stage.frame().replaceAll('\u00A0', ' ')
	for (const title of ['Ambassador', 'Pressure at home', 'Unanswered blow']) expect(frame).toContain(title)
})

test('every value of a situation in two columns keeps its place from turn to turn', async () => {
	const all = await turns([120, 36], GAMES[0]!)
	const columnsOf = ({ shown }: Turn): string =>
		shown.situation.shared
			.map(({ title }) => {
				const rows = abreastLines(shown.situation, 63).map(textOf)
				const row = rows.findIndex((text) => text.includes(`${title}: `))
				return `${title} ${row} ${rows[row]?.indexOf(`${title}: `)}`
			})
			.join()
	expect(new Set(all.map(columnsOf)).size).toBe(1)
	for (const { shown } of all)
		for (const width of [20, 40, 63, 90])
			for (const row of abreastLines(shown.situation, width)) expect(widthOf(row)).toBeLessThanOrEqual(width)
})

test('what one’s own last move came to is told as long as there are rows for what is new', async () => {
	for (const game of GAMES)
		for (const { shown } of await turns([120, 36], game)) {
			const own = shown.wire.find((h) => h.isNew && h.by === 'person' && h.outcome)
			if (!own) continue
			for (let height = 10; height < 20; height++) {
				const rows = wirePane(shown, 0, 49, height).lines.map(textOf)
				expect(rows.length).toBeLessThanOrEqual(height)
				expect(rows.join(' ').replaceAll(/ +/g, ' ').toLowerCase()).toContain(
					own.outcome!.title.replace(/\.$/, '').toLowerCase(),
				)
			}
		}
})
