import { describe, expect, test } from 'vitest'
import { bigLetters } from '../../src/tui/big-letters.js'
import { widthOf } from '../../src/tui/styled-text.js'
import { Stage, setUp } from './stage.js'

const SIZES = [
	[120, 36],
	[80, 24],
	[60, 20],
] as const

/** A game to its end, and what would have been had its first decision been another. */
function branched(stage: Stage): Stage {
	stage.begin('ardania')
	while (stage.state.screen === 'table') stage.press('up', 'enter')
	stage.press('w')
	while (stage.state.row > 0) stage.press('up')
	return stage.press('enter', 'enter')
}

/** The letters are there at once. */
function inBigType(stage: Stage): Stage {
	stage.press('z').store.dispatch({ kind: 'letters', letters: bigLetters })
	return stage
}

function inClass(stage: Stage): Stage {
	stage.store.dispatch({ kind: 'begin', setUp: { ...setUp, asksReasons: true }, people: ['ardania'] })
	return stage
}

/** Screens by the keys that lead to them from a fresh stage. */
const SCREENS: Readonly<Record<string, (stage: Stage) => Promise<unknown> | unknown>> = {
	home: async (s) => {
		s.host.waiting = [
			{
				file: '/games/border-post-1.jsonl',
				name: 'border-post-1',
				title: 'The border post',
				where: 'round 2 of 4 · Wednesday',
				who: 'Ardania',
				isOver: false,
				isSolvedFor: false,
				problem: null,
			},
			{
				file: '/games/border-post-2.jsonl',
				name: 'border-post-2',
				title: 'The border post',
				where: 'The bridge is open · round 3 of 4 · Thursday',
				who: 'Belmark',
				isOver: true,
				isSolvedFor: false,
				problem: null,
			},
		]
		s.store.dispatch({ kind: 'listed', scenarios: await s.host.scenarios(), games: await s.host.games() })
	},
	briefing: (s) => s.begin('ardania').press('b'),
	sides: async (s) => {
		s.store.dispatch({ kind: 'listed', scenarios: await s.host.scenarios(), games: [] })
		await s.ask('enter', 'enter', 'right')
	},
	'set-up-for-a-class': async (s) => {
		s.store.dispatch({ kind: 'listed', scenarios: await s.host.scenarios(), games: [] })
		await s.ask('enter', 'enter', 'o', 'c', 's', ...Array.from('group'))
	},
	pause: (s) => s.begin('ardania').press('enter', 'p'),
	'pause-in-big-type': (s) => inBigType(s.begin('ardania')).press('enter', 'p'),
	'big-type': (s) => inBigType(s.begin('ardania')).press('1', 'enter', 'down'),
	'big-type-closed-moves': (s) => inBigType(s.begin('ardania')).press('x'),
	'reasons-asked-for': (s) => inClass(s).press('2', 'enter', ...Array.from('We'), 'space', ...Array.from('ask')),
	'record-with-reasons': (s) => inClass(s).press('2', 'enter', ...Array.from('Calm!'), 'enter', 'enter', 'enter', 'r'),
	'review-warns': (s) => s.begin('ardania').press('enter', 'a'),
	'branch-being-named': (s) =>
		branched(s).press('enter', 't', 'up', 'n', ...Array.from('Ours'), 'enter', 'n', ...Array.from('2')),
	opening: (s) => s.begin('ardania'),
	'table-after-a-round': (s) => s.begin('ardania').press('1', 'enter'),
	'table-second-move-chosen': (s) => s.begin('belmark').press('enter', '2'),
	'closed-moves': (s) => s.begin('ardania').press('x'),
	'move-details': (s) => s.begin('ardania').press('2', 'd'),
	record: (s) => s.begin('ardania').press('enter', 'enter', 'r'),
	ladder: (s) => s.begin('ardania').press('enter', 'l'),
	help: (s) => s.begin('ardania').press('?'),
	handover: (s) => s.begin('ardania', 'belmark').press('enter', 'enter'),
	message: (s) => s.begin('ardania').press('u'),
	'closed-move-chosen': (s) => s.begin('ardania').press('x', 'enter'),
	'what-if-plies': (s) => s.begin('ardania').press('3', 'enter', 'enter', 'w'),
	'what-if-moves': (s) => s.begin('ardania').press('3', 'enter', 'enter', 'w', 'enter', '2', 'down'),
	'what-if-beside': (s) => branched(s),
	branches: (s) => branched(s).press('enter', 't'),
	chart: (s) => s.begin('ardania').press('1', 'enter', 'c'),
	'note-being-written': (s) =>
		s.begin('ardania').press('n', ...Array.from('The papers'), 'space', ...Array.from('can wait')),
	'record-with-notes': (s) => s.begin('ardania').press('n', ...Array.from('Calm!'), 'enter', '3', 'enter', 'r'),
	'cards-to-lay': (s) => s.begin('ardania').press('i'),
	review: async (s) => {
		branched(s).press('escape')
		await s.ask('a')
	},
	'review-further-down': async (s) => {
		branched(s).press('escape')
		await s.ask('a')
		s.press('pagedown')
	},
	'table-with-map': (s) => s.beginOnTheMap('pakistan'),
	'map-page': async (s) => (await s.beginOnTheMap('pakistan')).press('4', 'enter', 'm'),
	'offer-waits': async (s) => (await s.beginOnTheMap('pakistan')).press('4', 'enter'),
	'wire-scrolled': async (s) => (await s.beginOnTheMap('pakistan')).press('4', 'enter', '2', 'enter', 'pageup'),
	'situation-scrolled': async (s) => (await s.beginOnTheMap('pakistan')).press(']'),
	ending: async (s) => {
		s.begin('ardania')
		while (s.state.screen === 'table') s.press('up', 'enter')
		await s.ask()
	},
}

/** The same with the odds shown. */
const WITH_ODDS: typeof SCREENS = {
	'odds-beside-the-moves': async (s) => (await s.begin('ardania').ask('2')).state,
	'odds-over-the-rounds': async (s) => (await s.begin('ardania').ask('1', 'enter', 'enter')).press('2'),
	'card-preview': async (s) => s.begin('ardania').ask('i', 'down'),
	'odds-page': async (s) => (await s.begin('ardania').ask('1')).press('o'),
}

describe.each(SIZES)('%i×%i', (columns, rows) => {
	test.each([...Object.keys(SCREENS), ...Object.keys(WITH_ODDS)])('%s', async (name) => {
		const stage = new Stage({ columns, rows }, name in WITH_ODDS)
		await (SCREENS[name] ?? WITH_ODDS[name])!(stage)
		const frame = stage.frame()
		const lines = frame.trimEnd().split('\n')
		expect(lines.length).toBeLessThan(rows)
		for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(columns)
		await expect(frame).toMatchFileSnapshot(`../frames/${name}-${columns}x${rows}.txt`)
	})
})

test('every size from 40×12 up draws whole rows, and smaller ones say what they need', () => {
	const stage = () => inBigType(new Stage().begin('ardania')).press('z', 'enter', 'x')
	everySize(stage(), 23, 7)
	for (const keys of [['z'], ['p'], ['z', 'p']]) everySize(stage().press(...keys), 47, 12)
})

function everySize(stage: Stage, wider: number, higher: number): void {
	for (let columns = 20; columns <= 200; columns += wider)
		for (let rows = 5; rows <= 70; rows += higher) {
			const lines = stage.resize(columns, rows).frame().trimEnd().split('\n')
			const fits = columns >= 40 && rows >= 12
			expect(lines.length).toBeLessThan(rows)
			for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(columns)
			expect(lines.join(' ').includes('is too small')).toBe(!fits)
			if (fits) expect(lines.at(-1)).toMatch(/\? help {3}q quit$|any key goes on$/)
		}
}
