import { expect, test } from 'vitest'
import { scriptMoves } from '../../src/analysis/likelihood.js'
import { createGame } from '../../src/game/create-game.js'
import { begin, Table } from '../../src/game/playthrough.js'
import type { AppState } from '../../src/tui/app-state.js'
import { pageText } from '../../src/tui/panels/page-lines.js'
import { endingText } from '../../src/tui/plain-text.js'
import { textOf } from '../../src/tui/styled-text.js'
import { shipped } from '../scenarios.js'

const scenario = shipped('iran-pakistan-2024')

function recorded() {
	const table = new Table(createGame(scenario))
	const from = begin(table.game, { seed: 'a', run: 1, people: ['iran', 'pakistan'] })
	const record = scenario.scripts.find((s) => s.id === 'record')!
	const moves = scriptMoves(record)
	const playthrough = moves.reduce((p, { id }) => table.step(p, id, 'person'), from)
	expect(table.state(playthrough).ending).toBe('thaw')
	return { table, playthrough }
}

/** 36, less 5 for each of two steps of trust; officers at the border, trade open, nobody brokered it. */
const ODDS = 'Outlook: 26 in 100 that it begins again.'

test('a game that ends says how likely it is to begin again, line by line', () => {
	const { table, playthrough } = recorded()
	const lines = endingText(table, playthrough, 72)
	expect(lines[0]).toMatch(/^The end, in round 6/)
	expect(lines).toContain(ODDS)
	expect(lines.join(' ')).toMatch(/within five years.*Source: ICB/)
	for (const line of lines) expect(line.length).toBeLessThanOrEqual(72)
})

test('and on the screen of the ending', () => {
	const state = {
		screen: 'ending',
		page: null,
		writing: null,
		changing: null,
		branch: null,
		game: recorded(),
	} as unknown as AppState
	const lines = pageText(state, 72)!.lines.map(textOf)
	expect(lines).toContain(ODDS)
	expect(lines.join(' ')).toMatch(/within five years.*Source: ICB/)
})
