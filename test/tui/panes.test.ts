import { describe, expect, test } from 'vitest'
import { createGame } from '../../src/game/create-game.js'
import { begin, type Playthrough, Table } from '../../src/game/playthrough.js'
import { loadScenario } from '../../src/scenario/load-scenario.js'
import { parseScenario } from '../../src/scenario/parse-scenario.js'
import { HostProblem } from '../../src/tui/host.js'
import { oddsBars } from '../../src/tui/panels/odds-bars.js'
import { situationLines } from '../../src/tui/panels/standing-lines.js'
import { situationText } from '../../src/tui/plain-text.js'
import { textOf, widthOf } from '../../src/tui/styled-text.js'
import { openMoves } from '../../src/tui/view/offered-moves.js'
import { offersOf, offerTexts } from '../../src/tui/view/offers.js'
import { litPlaces, placesOf } from '../../src/tui/view/places.js'
import { situationOf } from '../../src/tui/view/situation.js'
import { Stage } from './stage.js'

const twoBlows = new Table(createGame(loadScenario('scenarios/two-blows.yaml').scenario!))
const borderPost = new Table(createGame(loadScenario('scenarios/_template.yaml').scenario!))

/** A playthrough in which these moves were made, one after another. */
function after(table: Table, people: readonly string[], ...moves: readonly string[]): Playthrough {
	const start = begin(table.game, { seed: 'panes', run: 1, people })
	return moves.reduce((p, move) => table.step(p, move), start)
}

describe('what is lit on the map', () => {
	const both = ['iran', 'pakistan']

	test('is what happened since the viewer’s last decision, where the card says for who played it', () => {
		const begun = begin(twoBlows.game, { seed: 'panes', run: 1, people: both })
		const struck = twoBlows.play(begun, 'iran.limited-strike')
		const p = twoBlows.play(struck, 'pakistan.recall-ambassador')
		const titles = (viewer: string | null) =>
			placesOf(twoBlows, p, viewer).flatMap((place) => (place.isLit ? [place.title] : []))
		expect(litPlaces(placesOf(twoBlows, struck, 'pakistan'))).toEqual([
			'Panjgur – Iran: Strike a militant camp across the border',
		])
		expect(titles('iran')).toEqual(['Tehran', 'Islamabad', 'Panjgur'])
		expect(titles('pakistan')).toEqual(['Tehran', 'Islamabad'])
		const answered = twoBlows.play(twoBlows.play(p, 'iran.wait'), 'pakistan.limited-strike')
		expect(litPlaces(placesOf(twoBlows, answered, 'pakistan'))).toContain(
			'Saravan – Pakistan: Strike a militant camp across the border',
		)
	})

	test('is nothing in a scenario without places, and the key for it is off', () => {
		expect(placesOf(borderPost, after(borderPost, ['north']), 'north')).toEqual([])
		const stage = new Stage().begin('ardania')
		expect(stage.press('m').state.page).toBeNull()
		expect(stage.press('?').frame()).not.toMatch(/^│ +m +/m)
	})

	test('is told in words while the map is not there, and a map that cannot be read is said to be so', async () => {
		const stage = new Stage({ columns: 120, rows: 36 })
		stage.host.atlas = () => Promise.reject(new HostProblem('The map could not be read'))
		await stage.beginOnTheMap('pakistan')
		expect(stage.frame()).toMatch(/! The map could not be read/)
		expect(stage.frame()).not.toMatch(/┌ Map/)
		expect(stage.press('m').frame()).toMatch(/not there yet.*● Panjgur – Iran: Strike/s)
	})

	test('is told in words, line by line', () => {
		const p = after(twoBlows, both, 'iran.limited-strike', 'iran.limited-strike.low-salience')
		expect(situationText(twoBlows, p, 'pakistan', 100)).toContain(
			'Where: Panjgur – Iran: Strike a militant camp across the border.',
		)
	})
})

describe('an offer that waits', () => {
	const offered = after(borderPost, ['north', 'south'], 'north.offer-talks')
	const state = borderPost.state(offered)

	test('is told to who can answer it, with the moves that it opens', () => {
		const [offer] = offersOf(borderPost, state, 'south')
		const open = openMoves(borderPost, state)
		expect(offer!.answers.map((n) => open[n - 1]!.id)).toEqual(['south.accept', 'south.decline'])
		expect(open.filter((m) => m.isAnswer).map((m) => m.id)).toEqual(['south.accept', 'south.decline'])
		expect(offerTexts(offer!)[0]).toMatch(/An offer lies on the table – waits for your answer: moves \d and \d$/)
	})

	test('is only waited for by who made it', () => {
		const waiting = borderPost.step(borderPost.step(offered, 'south.press'), 'incidents.nothing')
		const [offer] = offersOf(borderPost, borderPost.state(waiting), 'north')
		expect(offer).toMatchObject({ isOwn: true, answers: [] })
		expect(offerTexts(offer!)[0]).toMatch(/^Your offer of talks: .* – waits for its answer$/)
	})

	test('is gone once it was answered', () => {
		const answered = borderPost.step(offered, 'south.decline')
		expect(offersOf(borderPost, borderPost.state(answered), 'north')).toEqual([])
		expect(openMoves(borderPost, borderPost.state(answered)).some((m) => m.isAnswer)).toBe(false)
	})

	test('stands above the panes, in one row where one is wide enough, and marks its answers', async () => {
		const stage = await new Stage({ columns: 120, rows: 36 }).beginOnTheMap('pakistan')
		stage.press('4', 'enter')
		expect(stage.frame()).toMatch(/⚑ On the table: .* – waits for your answer: moves 5 and 6\n/)
		expect(stage.frame()).toMatch(/5 ⚑ Accept China's offer/)
		expect(stage.resize(60, 20).frame()).toMatch(/\n ⚑ China's offer, accepted by one side – .*5(, | and )6\n/)
	})
})

describe('players of whom nothing changes', () => {
	const scenario = (owner: string) => `id: by-standers
title: By-standers
summary: One acts, one is a party without a move of its own that tells, one only watches.
clock: { rounds: 2 }
players:
  ann: { name: Ann }
  bob: { name: Bob }
  cay: { name: Cay }
order: [ann, bob, cay]
variables:
  heat: { per: player, range: [0, 3], start: 1 }
  rank: { per: player, range: [0, 3], start: { ann: 1, bob: 2, cay: 3 } }
chart:
  fleet:
    per: player
    initial: home
    states:
      home: { on: { ${owner}.sail: away } }
      away: {}
moves:
  sail: { by: [ann, bob], title: Sail, when: self.rank > 0, effects: ann.heat += 1 }
  cool: { by: bob, title: Cool, effects: bob.heat -= 1 }
  wait: { by: [ann, bob, cay], title: Wait }
endings: { end: { title: End, at-end: true } }
`
	const situation = (owner: string) => {
		const table = new Table(createGame(parseScenario(scenario(owner), { file: 'x.yaml' }).scenario!))
		return situationOf(table, begin(table.game, { seed: 's', run: 1, people: ['ann'] }), 'ann')
	}

	test('have no column, and one row together', () => {
		const { players, unchanged, perPlayer } = situation('ann')
		expect(players.map((p) => p.name)).toEqual(['Ann', 'Bob', 'Cay'])
		expect(unchanged).toEqual([])
		expect(perPlayer[0]!.title).toBe('Fleet')
	})

	test('where an event is the owner’s own, only those who can make it have a cell', () => {
		const { players, unchanged, perPlayer } = situation('self')
		expect(players.map((p) => p.name)).toEqual(['Ann', 'Bob'])
		expect(unchanged).toEqual([{ name: 'Cay', values: 'fleet home, heat 1 of 3, rank 3 of 3' }])
		expect(perPlayer.map((r) => [r.title, r.standings.map((s) => s?.value ?? null)])).toEqual([
			['Fleet', ['home', 'home']],
			['Heat', ['1 of 3', '1 of 3']],
			['Rank', ['1 of 3', '2 of 3']],
		])
	})
})

test('whoever sits at the keyboard has a column with all values, also where nothing of theirs changes', () => {
	const text = `id: one-sided
title: One-sided
summary: Only the rival's face is ever lost.
clock: { rounds: 2 }
players: { usa: { name: United States }, ussr: { name: Soviet Union } }
order: [usa, ussr]
variables: { face: { title: Face at home, per: player, range: [0, 2], start: 1 } }
moves:
  wait: { by: [usa, ussr], title: Wait }
  stop: { by: ussr, title: Stop the ships, effects: self.face -= 1 }
endings: { end: { title: End, at-end: true } }
`
	const table = new Table(createGame(parseScenario(text, { file: 'x.yaml' }).scenario!))
	const as = (...people: string[]) => begin(table.game, { seed: 's', run: 1, people })
	const { players, unchanged, perPlayer } = situationOf(table, as('usa'), 'usa')
	expect(players.map((p) => p.name)).toEqual(['United States', 'Soviet Union'])
	expect(unchanged).toEqual([])
	expect(perPlayer).toMatchObject([{ title: 'Face at home', standings: [{ value: '1 of 2' }, { value: '1 of 2' }] }])
	const theirs = situationOf(table, as('ussr'), 'ussr')
	expect(theirs.players.map((p) => p.name)).toEqual(['Soviet Union'])
	const told = situationLines(theirs, 60, 10).map(textOf)
	expect(told.at(-1)).toBe('Unchanged: United States: face at home 1 of 2')
	expect(situationText(table, as('ussr'), 'ussr', 100)).toContain('Unchanged: United States: face at home 1 of 2.')
	expect(situationText(table, as('usa'), 'usa', 100)).toContain('United States: face at home 1 of 2.')
})

describe('panes that hold more than they show', () => {
	const long = (): Stage => new Stage({ columns: 60, rows: 20 }).begin('ardania').press('1', 'enter')

	test('say how much, and by which key', () => {
		expect(long().frame()).toMatch(/── Wire · PgUp ↑ \d+ rows/)
		expect(new Stage({ columns: 120, rows: 50 }).begin('ardania').frame()).not.toMatch(/PgUp/)
	})

	test('the wire goes up to its beginning and down again', () => {
		const stage = long()
		const fresh = stage.frame()
		stage.press('pageup')
		expect(stage.frame()).toMatch(/── Wire · (PgUp ↑ \d+ )?PgDn ↓ \d+ rows/)
		for (let n = 0; n < 9; n++) stage.press('pageup')
		expect(stage.frame()).toMatch(/beginning of the wire/)
		stage.press('k')
		expect(stage.frame()).toMatch(/Tuesday\n● ARDANIA: Close the river/)
		for (let n = 0; n < 9; n++) stage.press('space')
		expect(stage.state.wireScroll).toBe(0)
		expect(stage.press('1').frame()).toBe(fresh)
	})

	test('a new turn begins where the news are', () => {
		const stage = long().press('pageup')
		expect(stage.state.wireScroll).toBeGreaterThan(0)
		expect(stage.press('enter').state.wireScroll).toBe(0)
	})

	test('a window that grows shows what it can, scrolled or not', () => {
		const stage = long().press('pageup', 'pageup')
		expect(stage.resize(120, 60).frame()).toMatch(/┌ Wire ─/)
	})

	test('the situation goes down and up', async () => {
		const stage = await new Stage({ columns: 50, rows: 16 }).beginOnTheMap('pakistan')
		const before = stage.frame()
		stage.press(']')
		const below = stage.frame()
		expect(below).not.toBe(before)
		expect(stage.press('[').frame()).toBe(before)
	})
})

test('with a map, an offer and scrolled panes every size draws whole rows', async () => {
	const stage = await new Stage().beginOnTheMap('pakistan')
	stage.press('4', 'enter')
	for (const keys of [[], ['pageup', ']'], ['m']])
		for (let columns = 40; columns <= 200; columns += 31)
			for (let rows = 12; rows <= 70; rows += 9) {
				const lines = stage
					.press(...keys)
					.resize(columns, rows)
					.frame()
					.trimEnd()
					.split('\n')
				expect(lines.length).toBeLessThan(rows)
				for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(columns)
				expect(lines.at(-1)).toMatch(/\? help {3}q quit$/)
				stage.press('escape')
			}
}, 60_000)

describe('odds as bars', () => {
	const endings = twoBlows.game.scenario.endings
	const odds = (...values: number[]) => ({ values, low: null, high: null })
	const from = {
		kind: 'exact' as const,
		now: odds(0, 0.001, 0.249, 0.25, 0.5),
		rounds: [odds(0.9, 0.1, 0, 0, 0), odds(0.5, 0.5, 0, 0, 0)],
		moves: new Map(),
		of: '',
	}

	test('are as long as the shares, and what is possible is never nothing', () => {
		const rows = oddsBars(from, endings, 60, 1).map(textOf)
		const bars = rows.map((row) => (row.slice(0, -3).match(/[█▉▊▋▌▍▎▏]+/)?.[0] ?? '').length)
		expect(bars[0]).toBe(0)
		expect(bars[1]).toBe(1)
		expect(bars[4]! / bars[3]!).toBeCloseTo(2, 0)
		expect(rows.map((row) => row.slice(-3))).toEqual(['█▅·', '▁▅·', '··▂', '··▃', '··▅'])
	})

	test.each([
		[30, 1],
		[36, 1],
		[65, 2],
		[64, 2],
		[90, 2],
	] as const)('fit %i columns, %i beside each other', (width, columns) => {
		const rows = oddsBars(from, endings, width, columns)
		expect(rows).toHaveLength(Math.ceil(5 / columns))
		for (const row of rows) expect(widthOf(row)).toBeLessThanOrEqual(width)
		for (const ending of endings) expect(rows.map(textOf).join()).toContain(ending.title.slice(0, 5))
	})
})
