import { describe, expect, test } from 'vitest'
import { begin, type Playthrough } from '../../src/game/playthrough.js'
import { initialState } from '../../src/tui/app-state.js'
import { endingLines } from '../../src/tui/panels/ending-lines.js'
import { endingText } from '../../src/tui/plain-text.js'
import { textOf } from '../../src/tui/styled-text.js'
import { type OfferedMove, openMoves, restingRow } from '../../src/tui/view/offered-moves.js'
import { borderPost, onTheMap, opening, Stage } from './stage.js'

const moves = (...tags: string[]): OfferedMove[] =>
	tags.map((tag) => ({ id: '', title: '', signal: null, text: null, tags: [tag], isAnswer: false, reason: null }))

describe('a key pressed once too often', () => {
	test('meets a move that does little: a quiet one, or one without force, as long as there is one', () => {
		expect(restingRow(moves('force', 'words', 'quiet'))).toBe(2)
		expect(restingRow(moves('force', 'words', 'peace'))).toBe(1)
		expect(restingRow(moves('force', 'force'))).toBe(0)
		expect(restingRow([])).toBe(0)
	})

	test('on every turn of a game', async () => {
		const stage = await new Stage().beginOnTheMap('iran')
		let armed = 0
		for (let n = 0; n < 20 && stage.state.screen === 'table'; n++) {
			const { table, playthrough } = stage.state.game!
			const open = openMoves(table, table.state(playthrough))
			if (open[0]!.tags.includes('force')) armed++
			expect(open[stage.state.cursor]!.tags).toEqual(['quiet'])
			stage.press('enter')
		}
		expect(armed).toBeGreaterThan(0)
	})

	test('also after the closed moves were looked at, and after a move was taken back', async () => {
		const stage = await new Stage().beginOnTheMap('iran')
		const { cursor } = stage.state
		expect(cursor).toBeGreaterThan(0)
		expect(stage.press('x', 'x').state.cursor).toBe(cursor)
		expect(stage.press('enter', 'u').state.cursor).toBe(cursor)
	})
})

describe('a number that no move has', () => {
	test('is told, and the ⏎ after it plays nothing', () => {
		const stage = new Stage().begin('ardania').press('9')
		const { playthrough } = stage.state.game!
		expect(stage.state.message?.text).toBe('There is no move 9; there are 1 to 3.')
		stage.press('enter')
		expect(stage.state.game!.playthrough).toBe(playthrough)
		expect(stage.state.message?.text).toMatch(/^There is no move 9, so nothing was chosen\. ⏎ once more/)
		expect(stage.press('enter').state.game!.playthrough).not.toBe(playthrough)
	})

	test('nor with two digits; a number that there is, or any other key, ends it', () => {
		const stage = new Stage().begin('ardania').press('9', '9', 'enter')
		const { playthrough } = stage.state.game!
		expect(playthrough.entries).toHaveLength(1)
		expect(stage.press('9', '2', 'enter').state.game!.playthrough).not.toBe(playthrough)
		const other = new Stage().begin('ardania').press('9', 'down', 'enter')
		expect(other.state.game!.playthrough.entries.length).toBeGreaterThan(1)
	})

	test('is told in lists too', () => {
		const stage = new Stage().begin('ardania').press('1', 'enter', 'w', '7')
		expect(stage.state.message?.text).toBe('There is no row 7; there is 1.')
		expect(stage.press('enter').state.page).toBe('plies')
		expect(stage.press('enter').state.page).toBe('instead')
	})
})

test('the review of a game that goes on warns that it tells what really followed, odds or no odds', async () => {
	const stage = await new Stage({ columns: 120, rows: 36 }).beginOnTheMap('iran')
	expect(stage.press('a').state).toMatchObject({ page: null, revealing: true })
	expect(stage.state.message?.text).toMatch(/^The review shows the odds, .* and tells what really followed\. Press a/)
	expect(stage.press('O', 'a').state.message?.text).toMatch(
		/^The review tells what really followed\. Press a once more/,
	)
	expect(stage.press('a').state.page).toBe('review')
	// A crisis that never was has nothing to give away but odds.
	const made = new Stage({ columns: 80, rows: 24 }, true).begin('ardania').press('a')
	expect(made.state.page).toBe('review')
})

describe('a game that is left as it was begun', () => {
	const left = (...keys: string[]) => new Stage().begin('ardania').press(...keys).host.discarded

	test('is not kept, whichever way it is left', () => {
		for (const key of ['q', 'ctrl+c']) expect(left(key)).toEqual(['/games/border-post-1.jsonl'])
		expect(left('r', 'escape', 'down', 'q')).toHaveLength(1)
		// From the home screen it can still be gone on with.
		expect(left('h')).toEqual([])
		expect(left('h', 'q')).toHaveLength(1)
	})

	test('is kept once somebody has done something in it, or has asked for it to be saved', () => {
		for (const key of ['enter', 'O', 's']) expect(left(key, 'q')).toEqual([])
		expect(left('i', 'enter', 'q')).toEqual([])
		expect(left('n', 'x', 'enter', 'q')).toEqual([])
	})

	test('is kept when it was there before', () => {
		const stage = new Stage()
		const game = {
			table: borderPost,
			playthrough: opening(['belmark']),
			source: 'border-post',
			file: '/games/old.jsonl',
		}
		stage.store.dispatch({ kind: 'resumed', game, odds: { byDefault: false, bySeat: {} } })
		expect(stage.press('q').host.discarded).toEqual([])
	})
})

test('a game that is over early says how one plays on, or begins again', () => {
	const { table } = onTheMap
	const lines = (p: Playthrough) => [
		endingLines(initialState({ columns: 120, rows: 36 }, false), { table, playthrough: p, source: '', file: null }, 300)
			.map(textOf)
			.join(' '),
		endingText(table, p, 300).join(' '),
	]
	const early = table.play(begin(table.game, { seed: 'x', run: 1, people: ['iran'] }), 'iran.limited-strike')
	expect(table.state(early)).toMatchObject({ round: 1, ending: 'war' })
	for (const text of lines(early)) expect(text).toContain('There was time left')
	const late = table.advance(begin(table.game, { seed: 'x', run: 2, people: [] }))
	expect(table.state(late).round).toBeGreaterThan(2)
	for (const text of lines(late)) expect(text).not.toContain('There was time left')
})
