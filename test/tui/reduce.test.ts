import { describe, expect, test } from 'vitest'
import { initialState } from '../../src/tui/app-state.js'
import { pageText } from '../../src/tui/panels/page-lines.js'
import { type Action, reduce } from '../../src/tui/reduce.js'
import { mostScroll, pageWidth } from '../../src/tui/screens/scrolling.js'
import { borderPost, Stage, setUp } from './stage.js'

const key = (name: string): Action => ({ kind: 'key', key: name })

describe('the reducer', () => {
	test('leaves its argument as it was', () => {
		const before = Object.freeze(initialState({ columns: 80, rows: 24 }, false))
		const { state } = reduce(before, { kind: 'begin', setUp, people: ['ardania'] })
		expect(before.game).toBeNull()
		expect(state.game?.playthrough.people).toEqual(['ardania'])
	})

	test('ignores keys that mean nothing on the screen', () => {
		const stage = new Stage().begin('ardania')
		const before = stage.state
		for (const name of ['n', 'left', 'z', 'ctrl+x', '', '9'])
			expect(reduce(before, key(name)).state.screen).toBe('table')
		expect(stage.press('n', 'left', 'z', '9').state.cursor).toBe(0)
	})

	test('a number chooses, and only enter plays', () => {
		const stage = new Stage().begin('ardania')
		const { entries } = stage.state.game!.playthrough
		stage.press('2')
		expect(stage.state.cursor).toBe(1)
		expect(stage.state.game!.playthrough.entries).toBe(entries)
		stage.press('enter')
		expect(stage.state.game!.playthrough.entries.length).toBeGreaterThan(entries.length)
		expect(stage.state.cursor).toBe(0)
	})

	test('Tab goes down a page from heading to heading, and from the end to the beginning', () => {
		const stage = new Stage({ columns: 60, rows: 14 }).begin('ardania').press('?')
		const headings = (pageText(stage.state, pageWidth(stage.state))?.lines ?? []).flatMap((l, n) =>
			l.length > 0 && l.every((s) => s.tone === 'accent') ? [n] : [],
		)
		expect(headings.length).toBeGreaterThan(5)
		const seen: number[] = []
		while (seen.length < 50 && stage.press('tab').state.scroll > 0) seen.push(stage.state.scroll)
		const most = mostScroll(stage.state)
		const inReach = headings.filter((n) => n > 0 && n < most)
		expect(seen.slice(0, inReach.length)).toEqual(inReach)
		expect(seen.slice(inReach.length)).toEqual(headings.some((n) => n >= most) ? [most] : [])
		expect(stage.state.scroll).toBe(0)
	})

	test('the cursor goes round', () => {
		const stage = new Stage().begin('ardania').press('up')
		expect(stage.state.cursor).toBe(2)
		expect(stage.press('down').state.cursor).toBe(0)
	})

	test('what is played is saved before it is seen', () => {
		const stage = new Stage().begin('ardania')
		let seen = 0
		stage.store.subscribe(() => {
			seen++
			expect(stage.host.saved.at(-1)!.playthrough).toBe(stage.state.game!.playthrough)
		})
		stage.press('1', 'enter')
		expect(seen).toBe(2)
		expect(stage.state.game!.file).toBe('/games/border-post-1.jsonl')
	})

	test('takes back to the last decision, and another decision meets the same luck', () => {
		const stage = new Stage().begin('ardania')
		const line = () => borderPost.line(stage.state.game!.playthrough).map((e) => (e.kind === 'ply' ? e.move : ''))
		stage.press('3', 'enter')
		const first = line()
		stage.press('u', '3', 'enter')
		expect(line()).toEqual(first)
		stage.press('u')
		expect(stage.state.game!.playthrough.current).toBe(0)
		expect(stage.press('u').state.message?.text).toContain('Nothing to take back')
	})

	test('a whole game reaches its ending, which can be taken back', () => {
		const stage = new Stage().begin('ardania')
		for (let n = 0; n < 4 && stage.state.screen === 'table'; n++) stage.press('enter')
		expect(stage.state.screen).toBe('ending')
		expect(stage.press('u').state.screen).toBe('table')
	})

	test('⏎ at the end opens the review and comes back from it; the game is left by its own key', () => {
		const stage = new Stage().begin('ardania')
		for (let n = 0; n < 4 && stage.state.screen === 'table'; n++) stage.press('enter')
		expect(stage.press('enter').state).toMatchObject({ screen: 'ending', page: 'review' })
		expect(stage.press('enter').state).toMatchObject({ screen: 'ending', page: null })
		expect(stage.press('h').state.screen).toBe('home')
	})

	test('hot seat hands the keyboard over between players', () => {
		const stage = new Stage().begin('ardania', 'belmark')
		expect([stage.state.screen, stage.state.seat]).toEqual(['handover', 'ardania'])
		stage.press('enter', 'enter')
		expect([stage.state.screen, stage.state.seat]).toEqual(['handover', 'belmark'])
		expect(stage.press('enter').state.screen).toBe('table')
		stage.press('u')
		expect([stage.state.screen, stage.state.seat]).toEqual(['handover', 'ardania'])
	})

	test('a page opens over the table and closes again', () => {
		const stage = new Stage().begin('ardania')
		for (const [open, page] of [
			['?', 'help'],
			['d', 'move'],
			['r', 'record'],
			['l', 'ladder'],
			['c', 'chart'],
			['b', 'briefing'],
		] as const) {
			expect(stage.press(open).state.page).toBe(page)
			expect(stage.press('escape').state.page).toBeNull()
			expect(stage.press(open, 'enter').state.page).toBeNull()
		}
	})

	test('asks what if: the branch is in the game’s tree and in its file, the game stays where it is', () => {
		const stage = new Stage().begin('ardania').press('3', 'enter', '3', 'enter')
		const before = stage.state.game!.playthrough
		stage.press('w')
		expect(stage.state.page).toBe('plies')
		while (stage.state.row > 0) stage.press('up')
		stage.press('enter')
		expect(stage.state.page).toBe('instead')
		stage.press('enter')
		const { page, branch, game } = stage.state
		expect(page).toBe('beside')
		expect(game!.playthrough.current).toBe(before.current)
		expect(game!.playthrough.entries.slice(0, before.entries.length)).toEqual(before.entries)
		expect(stage.host.saved.at(-1)!.playthrough).toBe(game!.playthrough)
		const name = game!.playthrough.entries.find((e) => e.kind === 'note' && e.names === 'branch')
		expect(name).toMatchObject({ parent: 0, text: expect.stringContaining('Round 1, Ardania: “Close the river') })
		expect(stage.press('escape').state.page).toBeNull()
		expect(stage.state.game!.playthrough.current).toBe(before.current)
		// Asked again it is the same branch.
		stage.press('w')
		while (stage.state.row > 0) stage.press('up')
		stage.press('enter', 'enter')
		expect(stage.state.game!.playthrough.entries).toHaveLength(game!.playthrough.entries.length)
		stage.press('enter')
		expect(stage.state.game!.playthrough.current).toBe(branch)
	})

	test('a branch is decided anew from the change on, and every line can be walked', () => {
		const stage = new Stage().begin('ardania').press('3', 'enter', '3', 'enter')
		const first = stage.state.game!.playthrough.current
		stage.press('w')
		while (stage.state.row > 0) stage.press('up')
		stage.press('enter', 'enter', 'f')
		const { table, playthrough } = stage.state.game!
		expect(stage.state.screen).toBe('table')
		expect(table.line(playthrough).filter((e) => e.kind === 'ply' && e.by === 'person')).toHaveLength(1)
		stage.press('t')
		expect(stage.state.page).toBe('branches')
		while (stage.state.row > 0) stage.press('up')
		expect(stage.press('enter').state.game!.playthrough.current).toBe(first)
	})

	test('what-if changes decisions, and says so of luck', () => {
		const stage = new Stage().begin('ardania')
		expect(stage.press('w').state.message?.text).toContain('Nobody has decided')
		stage.press('enter', 'w', 'down')
		expect(stage.press('enter').state.page).toBe('plies')
		expect(stage.state.message?.text).toMatch(/keeps its luck|follows its policy/)
		stage.press('up', 'enter')
		expect(stage.press('enter').state.message?.text).toBe('That is what was played.')
		expect(stage.press('escape').state.page).toBe('plies')
	})

	test('the review comes when its page is open, and is written beside the game', async () => {
		const stage = new Stage().begin('ardania')
		while (stage.state.screen === 'table') stage.press('enter')
		stage.press('a')
		expect(stage.frame()).toContain('is being worked out')
		await stage.ask('down')
		expect(stage.state.review?.at).toBe(stage.state.game!.playthrough)
		await stage.ask('e')
		expect(stage.state.message?.text).toBe('Written to /games/border-post-1.jsonl-review.md')
		stage.host.refusal = 'the disk of /games is full'
		expect((await stage.ask('e')).state.message?.text).toBe('the disk of /games is full')
		expect(stage.press('escape').state.screen).toBe('ending')
	})

	test('a note is written letter by letter, and lies before its decision', () => {
		const stage = new Stage().begin('ardania')
		stage.press('n', 'q', '?', '2', 'space', 'x', 'backspace')
		expect(stage.state.writing?.text).toBe('q?2 ')
		stage.press('enter')
		const { current, entries } = stage.state.game!.playthrough
		expect(entries[current]).toMatchObject({ kind: 'note', text: 'q?2' })
		expect(stage.host.saved.at(-1)!.playthrough.current).toBe(current)
		stage.press('enter', 'r')
		expect(stage.state.game!.playthrough.entries[current + 1]).toMatchObject({ kind: 'ply', parent: current })
		expect(stage.press('g').frame()).toContain('Note: q?2')
		stage.press('escape', 'n', 'a', 'escape')
		expect(stage.state.writing).toBeNull()
	})

	test('a card laid face up falls at its deck’s next ply, apart from what luck gave', () => {
		const stage = new Stage().begin('ardania').press('i')
		expect(stage.state.page).toBe('cards')
		stage.press('enter')
		expect(stage.state.page).toBeNull()
		expect(stage.state.message?.text).toContain('“Fog on the river” lies face up')
		expect(stage.host.saved.at(-1)!.playthrough.entries.at(-1)).toMatchObject({ kind: 'inject', card: 'weather.fog' })
		stage.press('3', 'enter')
		const plies = stage.state.game!.playthrough.entries
		expect(plies.find((e) => e.kind === 'ply' && e.by === 'inject')).toMatchObject({ move: 'weather.fog' })
		expect(stage.press('r', 'g').frame()).toContain('Laid face up: Fog on the river')
	})

	test('scrolling stops at both ends', () => {
		const stage = new Stage({ columns: 60, rows: 20 }).begin('ardania').press('b')
		stage.press('up', 'pageup')
		expect(stage.state.scroll).toBe(0)
		stage.press('G')
		const end = stage.state.scroll
		expect(end).toBeGreaterThan(0)
		expect(stage.press('down', 'space', 'pagedown').state.scroll).toBe(end)
		expect(stage.press('g').state.scroll).toBe(0)
	})

	test('from the list to the table, and back to the list', async () => {
		const stage = new Stage()
		stage.store.dispatch({ kind: 'listed', scenarios: await stage.host.scenarios(), games: [] })
		await stage.ask('enter')
		expect(stage.state.screen).toBe('briefing')
		stage.press('enter')
		expect(stage.state.screen).toBe('sides')
		await stage.ask('n')
		expect(stage.state.setUp?.seed).toBe('heron')
		stage.press('2', 'enter')
		expect([stage.state.screen, stage.state.seat]).toEqual(['table', 'belmark'])
		await stage.ask('h')
		expect([stage.state.screen, stage.state.game]).toEqual(['home', null])
	})

	test('a scenario that does not load, and a game that does not verify, say why', async () => {
		const stage = new Stage()
		const torn = {
			file: 'torn.jsonl',
			name: 'torn',
			title: 'x',
			where: 'round 1',
			who: 'Ardania',
			isOver: false,
			isSolvedFor: false,
			problem: null,
		}
		stage.store.dispatch({ kind: 'listed', scenarios: await stage.host.scenarios(), games: [torn] })
		await stage.ask('2', 'enter')
		expect(stage.state.message?.text).toContain('torn.yaml:3:1')
		await stage.ask('3', 'enter')
		expect(stage.state.message?.text).toContain('torn.jsonl:4')
		expect(stage.state.screen).toBe('home')
	})

	test('the opponent can follow a doctrine', () => {
		const stage = new Stage()
		stage.store.dispatch({ kind: 'opened', setUp })
		stage.press('enter', 'right')
		expect(stage.state.setUp?.policies).toEqual({ belmark: 'uniform' })
		stage.press('right')
		expect(stage.state.setUp?.policies).toEqual({ belmark: 'patient' })
		stage.press('right')
		expect(stage.state.setUp?.policies).toEqual({ belmark: 'best' })
		stage.press('right')
		expect(stage.state.setUp?.policies).toEqual({})
		stage.press('left', 'left', 'enter')
		expect(stage.state.game?.playthrough.policies).toEqual({ belmark: 'patient' })
	})

	test('a game that cannot be saved goes on, says so, and warns before it is lost', () => {
		const stage = new Stage()
		stage.host.refusal = 'the disk of /games is full'
		stage.begin('ardania').press('enter')
		expect(stage.state.unsaved).toBe('the disk of /games is full')
		expect(stage.frame()).toContain('Not saved: the disk of /games is full')
		stage.press('q')
		expect(stage.left).toBe(0)
		expect(stage.state.message?.text).toContain('will be lost')
		expect(stage.press('q').left).toBe(1)
	})

	test('q and ctrl+c leave', () => {
		expect(new Stage().begin('ardania').press('q').left).toBe(1)
		expect(new Stage().begin('ardania').press('?', 'ctrl+c').left).toBe(1)
	})
})

test('the hand-over tells what followed one’s decision, not the decision', () => {
	const stage = new Stage({ columns: 120, rows: 36 }).begin('ardania', 'belmark').press('enter', '1', 'enter', 'enter')
	stage.press('1', 'enter')
	expect(stage.state).toMatchObject({ screen: 'handover', seat: 'ardania' })
	expect(new Stage().begin('ardania', 'belmark').press('enter', '1', 'enter').frame()).toContain(
		'What has happened so far',
	)
	const [, told] = stage.frame().split('Since your last decision')
	expect(told).toContain('BELMARK')
	expect(told).not.toContain('ARDANIA: Close the river')
})

test('the home screen says what is above and below, and how many games it does not list', async () => {
	const stage = new Stage()
	const games = Array.from({ length: 9 }, (_, n) => ({
		file: `${n}`,
		name: `${n}`,
		title: `Game ${n}`,
		where: 'round 2 of 4',
		who: 'Ardania',
		isOver: false,
		isSolvedFor: false,
		problem: null,
	}))
	const older = { count: 13, folder: '/games' }
	stage.store.dispatch({ kind: 'listed', scenarios: await stage.host.scenarios(), games, older })
	expect(stage.frame()).toMatch(/What shall it be\? · ↓ \d+ rows/)
	expect(stage.press('up').frame()).toMatch(/What shall it be\? · ↑ \d+ rows/)
	expect(stage.frame()).toMatch(/And 13 older ones in \/games: detente play --resume NAME opens one\./)
	await stage.begin('ardania').ask('h')
	expect(stage.frame()).not.toMatch(/older/)
})

describe('a row’s number', () => {
	test('has two digits from 10 on, and another key ends it', async () => {
		const stage = new Stage()
		stage.host.waiting = Array.from({ length: 12 }, (_, n) => ({
			file: `${n}`,
			name: `${n}`,
			title: `Game ${n}`,
			where: '',
			who: '',
			isOver: false,
			isSolvedFor: false,
			problem: null,
		}))
		stage.store.dispatch({ kind: 'listed', scenarios: await stage.host.scenarios(), games: await stage.host.games() })
		const at = (...keys: string[]) => stage.press('home', ...keys).state.cursor
		expect(at('1')).toBe(0)
		expect(at('1', '0')).toBe(9)
		expect(at('1', '2')).toBe(11)
		expect(at('2')).toBe(1)
		expect(at('1', 'down', '2')).toBe(1)
		expect(at('5', '1')).toBe(0)
		expect(stage.press('9', '0').state.message?.text).toMatch(/^There is no row 0; there are 1 to 1\d\.$/)
	})

	test('chooses among the decisions that can be changed, the moves instead of one, and the branches', () => {
		const stage = new Stage().begin('ardania').press('1', 'enter', '2', 'enter', 'w', '1')
		expect(stage.state.row).toBe(0)
		expect(stage.frame()).toMatch(/▸ 1 Round 1, Ardania: /)
		expect(stage.press('2').frame()).toMatch(/▸ 2 Round 2, Ardania: /)
		expect(stage.press('9').state.message?.text).toBe('There is no row 9; there are 1 to 2.')
		expect(stage.press('1', 'enter', '3').state.row).toBe(2)
		expect(stage.press('enter', 'escape', 't', '1').state.row).toBe(0)
	})
})
