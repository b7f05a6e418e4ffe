import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { AppState, Place } from '../../src/tui/app-state.js'
import { keyNames } from '../../src/tui/key-names.js'
import { activeBindings, bindings, labelOf } from '../../src/tui/keys.js'
import { keysReference } from '../../src/tui/keys-reference.js'
import { Stage, setUp } from './stage.js'

const NO_KEY = {
	upArrow: false,
	downArrow: false,
	leftArrow: false,
	rightArrow: false,
	pageUp: false,
	pageDown: false,
	home: false,
	end: false,
	return: false,
	escape: false,
	tab: false,
	ctrl: false,
	backspace: false,
	delete: false,
}

/** Every place, with something on it that each of its keys can change. */
const PLACES: Readonly<Record<Place, () => Promise<Stage>>> = {
	home: async () => {
		const stage = new Stage({ columns: 60, rows: 20 })
		stage.store.dispatch({ kind: 'listed', scenarios: await stage.host.scenarios(), games: [] })
		return stage
	},
	briefing: async () => {
		const stage = new Stage({ columns: 60, rows: 20 })
		stage.store.dispatch({ kind: 'opened', setUp })
		return stage.press('down')
	},
	sides: async () => {
		const stage = new Stage({ columns: 60, rows: 20 })
		stage.store.dispatch({ kind: 'opened', setUp })
		return stage.press('enter')
	},
	handover: async () => new Stage({ columns: 60, rows: 20 }).begin('ardania', 'belmark'),
	table: async () => new Stage({ columns: 60, rows: 20 }).begin('ardania').press('3', 'enter', '2'),
	ending: async () => {
		const stage = new Stage({ columns: 60, rows: 20 }).begin('ardania')
		while (stage.state.screen === 'table') stage.press('enter')
		return stage.press('down')
	},
	page: async () => new Stage({ columns: 60, rows: 20 }).begin('ardania').press('b', 'down'),
	paused: async () => new Stage({ columns: 60, rows: 20 }).begin('ardania').press('p'),
	writing: async () => new Stage({ columns: 60, rows: 20 }).begin('ardania').press('n', 'a'),
	list: async () => new Stage({ columns: 60, rows: 20 }).begin('ardania').press('enter', 'enter', 'w'),
	beside: async () =>
		new Stage({ columns: 40, rows: 12 })
			.begin('ardania')
			.press('4', 'enter', 'enter', 'w', 'k', 'k', 'k', 'enter', 'enter', 'down'),
}

const seen = (state: AppState) =>
	JSON.stringify([
		state.screen,
		state.page,
		state.cursor,
		state.scroll,
		state.wireScroll,
		state.situationScroll,
		state.row,
		state.writing,
		state.message,
		state.showsClosed,
		state.setUp?.policies,
		state.setUp?.seed,
		state.setUp?.showsOdds,
		state.setUp?.asksReasons,
		state.opponent,
		state.paused,
		state.bigType,
		state.showsOdds,
		state.revealing,
		state.game?.playthrough.current,
	])

describe('the table of keys', () => {
	test('a key means one thing in a place', () => {
		for (const place of Object.keys(PLACES) as Place[]) {
			const keys = bindings.filter((b) => b.places.includes(place)).flatMap((b) => b.keys)
			expect(keys, place).toEqual([...new Set(keys)])
		}
	})

	test.each(Object.keys(PLACES) as Place[])('every key of "%s" does something', async (place) => {
		for (const binding of activeBindings((await PLACES[place]()).state))
			for (const key of binding.keys) {
				const stage = await PLACES[place]()
				const before = seen(stage.state)
				await stage.ask(key)
				const idle = seen(stage.state) === before && stage.left === 0
				// A number chooses its own row, which may be the chosen one, or none.
				if (binding.intent !== 'pick') expect(idle, `${place}: ${key} (${labelOf(binding, place)})`).toBe(false)
			}
	})

	test('docs/keys.md is this table', () => {
		expect(readFileSync('docs/keys.md', 'utf8')).toBe(keysReference())
	})

	test('the parser’s words become names', () => {
		expect(keyNames('', { ...NO_KEY, upArrow: true })).toEqual(['up'])
		expect(keyNames('\r', { ...NO_KEY, return: true })).toEqual(['enter'])
		expect(keyNames('c', { ...NO_KEY, ctrl: true })).toEqual(['ctrl+c'])
		expect(keyNames('2\r ?', NO_KEY)).toEqual(['2', 'enter', 'space', '?'])
		expect(keyNames('a\u007F', NO_KEY)).toEqual(['a', 'backspace'])
	})
})
