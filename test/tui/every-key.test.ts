import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Place } from '../../src/tui/app-state.js'
import { bindings } from '../../src/tui/keys.js'
import { PseudoTerminal } from './pseudo-terminal.js'

const CROWD = 'test/tui/crowd.yaml'
const SOLO = ['play', CROWD, '--as', 'anvar', '--seed', 'hall']
const TABLE = /Your move/
const WITHOUT_CLOSED = { test: (text: string) => !text.includes('✗ Adjourn') } as RegExp

/** What was pressed in a real terminal, with what was seen to come of it: `table enter`. */
const pressed = new Set<string>()
const homes: string[] = []
/** A folder with games to go on with: more rows on the home screen than there are digits. */
let library: string

function newHome(): string {
	const home = mkdtempSync(join(tmpdir(), 'detente-'))
	homes.push(home)
	return home
}

beforeAll(() => {
	library = newHome()
	const env = { ...process.env, DETENTE_HOME: library }
	spawnSync(process.execPath, ['dist/cli/main.js', ...SOLO, '--plain'], { input: 'save\n', env })
	const games = join(library, 'games')
	const [first] = readdirSync(games)
	for (let n = 1; n <= 8; n++) copyFileSync(join(games, first!), join(games, `copy-${n}.jsonl`))
})

afterAll(() => {
	for (const home of homes) rmSync(home, { recursive: true, force: true })
})

const terminal = (args: readonly string[], home = newHome()) =>
	new PseudoTerminal(args, { columns: 80, rows: 24, env: { DETENTE_HOME: home } })

/** Presses keys in a place one by one; each has to change the screen into what is said. */
async function press(t: PseudoTerminal, place: Place, ...steps: readonly (readonly [string, RegExp])[]): Promise<void> {
	for (const [key, effect] of steps) {
		const before = t.text()
		t.press(key)
		await t
			.until((text) => text !== before && effect.test(text))
			.catch((error: Error) => {
				throw new Error(`${place}: ${key} should have shown ${effect}\n${error.message}`)
			})
		pressed.add(`${place} ${key}`)
	}
}

const chosen = (n: number): RegExp => new RegExp(`▸ ${n} `)
/** Where there are fewer rows, one is told so. */
const DIGITS = [2, 3, 4, 5, 6, 7, 8, 9, 1, 0, 1].map(
	(n) => [String(n), new RegExp(`▸ ${n === 0 ? 10 : n} |There is no (?:move|row) \\d*${n}`)] as const,
)
const ROWS = [
	['down', chosen(2)],
	['j', chosen(3)],
	['k', chosen(2)],
	['up', chosen(1)],
] as const

/** Up and down a text that is longer than its window; `top` stands only in its first rows. */
async function scroll(t: PseudoTerminal, place: Place, top: RegExp): Promise<void> {
	const away = { test: (text: string) => !top.test(text) } as RegExp
	const any = /./
	await press(t, place, ['down', any], ['j', any], ['k', any], ['up', top])
	await press(t, place, ['pagedown', away], ['pageup', top], ['space', away], ['home', top])
	await press(t, place, ['end', /\(the end\)/], ['g', top], ['G', /\(the end\)/], ['home', top])
}

describe.concurrent('every key, in a real terminal', () => {
	test('of the home screen, the briefing and the set-up', async () => {
		const t = terminal([], library)
		await t.until(/Games to go on with/)
		await press(t, 'home', ...ROWS, ...DIGITS, ['?', /┌ Keys/])
		t.press('escape')
		await t.until(/What shall it be/)
		await press(t, 'home', ['enter', /choose a side/])
		await press(t, 'briefing', ['escape', /What shall it be/])
		t.press('enter')
		await t.until(/choose a side/)
		await press(t, 'briefing', ['h', /What shall it be/])
		t.press('ctrl+c')
		expect(await t.exitCode()).toBe(0)
		pressed.add('home ctrl+c')
	})

	test('of a briefing that is longer than its window, and of a set-up with many sides', async () => {
		const t = terminal(['play', CROWD, '--seed', 'hall'])
		await t.until(/Chair number 1 /)
		await scroll(t, 'briefing', /Eight delegations/)
		await press(t, 'briefing', ['?', /┌ Keys/])
		t.press('escape')
		await t.until(/Chair/)
		await press(t, 'briefing', ['enter', /Whom do you play/])
		await press(t, 'sides', ...ROWS, ...DIGITS)
		await press(t, 'sides', ['right', /Berin decides.*◂.At random/], ['left', /Berin decides.*◂.By chance/])
		await press(t, 'sides', ['tab', /Calda decides/], ['n', /Seed: (?!hall)/], ['o', /Odds: shown/])
		await press(t, 'sides', ['c', /Class mode: on/], ['s', /The seed:/])
		t.press('h', 'a', 'm')
		await t.until(/The seed: ham/)
		await press(t, 'writing', ['backspace', /The seed: ha▏/], ['enter', /Seed: ha/])
		await press(t, 'sides', ['?', /┌ Keys/])
		t.press('escape')
		await t.until(/Whom do you play/)
		await press(t, 'sides', ['escape', /Chair/])
		t.press('enter')
		await t.until(/Whom do you play/)
		await press(t, 'sides', ['enter', TABLE])
		t.press('q')
		expect(await t.exitCode()).toBe(0)
		const again = terminal(['play', CROWD, '--seed', 'hall'])
		await again.until(/Chair number 1 /)
		again.press('enter')
		await again.until(/Whom do you play/)
		await press(again, 'sides', ['h', /What shall it be/])
		again.press('q')
		expect(await again.exitCode()).toBe(0)
		pressed.add('home q')
	})

	test('of handing over the keyboard, and of the pause', async () => {
		const t = terminal(['play', CROWD, '--as', 'anvar,berin', '--seed', 'hall'])
		await t.until(/Hand the keyboard to Anvar/)
		await press(t, 'handover', ['?', /┌ Keys/])
		t.press('escape')
		await t.until(/Hand the keyboard/)
		for (const key of ['enter', 'space', 'escape', 'p']) {
			await press(t, 'handover', ['p', /┌ Pause/])
			await press(t, 'paused', [key, /Hand the keyboard/])
		}
		await press(t, 'handover', ['h', /What shall it be/])
		// It waits at the end of the list.
		await t.until(/round 1 of 3/)
		t.press('up')
		await t.until(/▸ \d+ The conference/)
		t.press('enter')
		await t.until(/Hand the keyboard/)
		await press(t, 'handover', ['enter', /Anvar's move/])
		t.press('q')
		expect(await t.exitCode()).toBe(0)
	})

	test('of the table', async () => {
		const t = terminal([...SOLO, '--odds'])
		await t.until(/Odds, exact/)
		await press(t, 'table', ...ROWS, ...DIGITS)
		await press(t, 'table', ['u', /Nothing to take back/], ['w', /Nobody has decided anything/], ['s', /Saved in/])
		await press(t, 'table', ['x', /✗ Adjourn/], ['escape', WITHOUT_CLOSED], ['O', /odds are hidden/])
		t.press('O', '1')
		await t.until(chosen(1))
		for (const [key, title] of [
			['?', /┌ Keys/],
			['d', /┌ Wait/],
			['r', /┌ The record so far/],
			['l', /┌ Where things stand/],
			['o', /┌ Odds from here/],
			['c', /┌ The chart of states/],
			['b', /Chair number/],
			['t', /┌ The branches of this game/],
			['i', /┌ Lay a card face up/],
			['a', /┌ After-action review/],
			['m', /┌ .*[Mm]ap/],
		] as const) {
			await press(t, 'table', [key, title])
			t.press('escape')
			await t.until(TABLE)
		}
		await press(t, 'table', ['n', /Your note:/])
		t.press('a')
		await t.until(/Your note: a/)
		await press(t, 'writing', ['escape', TABLE])
		await press(t, 'table', ['p', /┌ Pause/])
		t.press('x')
		await t.until(TABLE)
		await press(t, 'table', ['z', /██/])
		t.press('z')
		await t.until(TABLE)
		await press(t, 'table', ['enter', /round 2 of 3/])
		await t.until(/Odds, exact/)
		await press(t, 'table', ['pageup', /./], ['pagedown', /./], ['pageup', /./], ['space', /./])
		await press(t, 'table', [']', /./])
		await t.play('down')
		await press(t, 'table', ['[', /./])
		await press(t, 'table', ['h', /What shall it be/])
		t.press('q')
		expect(await t.exitCode()).toBe(0)
	})

	test('of the ending', async () => {
		const home = newHome()
		const t = terminal(SOLO, home)
		await t.until(TABLE)
		await t.play('enter', 'enter', 'enter')
		await t.until(/┌ The end/)
		await scroll(t, 'ending', /Everybody goes home/)
		for (const [key, title] of [
			['?', /┌ Keys/],
			['w', /┌ What if: which decision/],
			['t', /┌ The branches of this game/],
			['a', /┌ After-action review/],
			['r', /┌ The record so far/],
			['l', /┌ Where things stand/],
			['c', /┌ The chart of states/],
			['b', /Chair number/],
			['m', /┌ .*[Mm]ap/],
		] as const) {
			await press(t, 'ending', [key, title])
			t.press('escape')
			await t.until(/┌ The end/)
		}
		await press(t, 'ending', ['s', /Saved in/], ['u', /Taken back/])
		t.press('enter')
		await t.until(/┌ The end/)
		await press(t, 'ending', ['enter', /┌ After-action review/])
		t.press('enter')
		await t.until(/┌ The end/)
		await press(t, 'ending', ['h', /Finished games/])
		t.press('q')
		expect(await t.exitCode()).toBe(0)
		const again = terminal(['play', '--resume', readdirSync(join(home, 'games'))[0]!], home)
		await again.until(/┌ The end/)
		await press(again, 'ending', ['h', /What shall it be/])
		again.press('q')
		expect(await again.exitCode()).toBe(0)
	})

	test('of pages and lists, and of a branch beside the game', async () => {
		const home = newHome()
		const t = terminal([...SOLO, '--odds'], home)
		await t.until(TABLE)
		t.press('b')
		await t.until(/Chair/)
		await scroll(t, 'page', /Eight delegations/)
		await press(t, 'page', ['?', /┌ Keys/], ['escape', TABLE])
		t.press('b')
		await t.until(/Chair/)
		await press(t, 'page', ['enter', TABLE])
		t.press('i')
		await t.until(/with it laid/)
		await press(t, 'list', ['O', /odds are hidden/i])
		t.press('O')
		await t.until(/with it laid/)
		t.press('escape')
		await t.until(TABLE)
		await t.play('enter')
		await t.until(/round 2 of 3/)
		t.press('a')
		await t.until(/About the numbers|To talk about/)
		await press(t, 'page', ['tab', /next part/], ['e', /Written to/])
		t.press('escape')
		await t.until(TABLE)
		t.press('w')
		await t.until(/which decision/)
		await press(t, 'list', ['enter', /Choose what to do instead/], ['?', /┌ Keys/])
		t.press('escape')
		await t.until(TABLE)
		await t.play('w', 'enter')
		await t.until(/Choose what to do instead/)
		await press(t, 'list', ...ROWS, ...DIGITS)
		await press(t, 'list', ['escape', /which decision/])
		await t.play('enter', 'down', 'down', 'enter')
		await t.until(/What if, beside the game/)
		await scroll(t, 'beside', /are the same|ply is the same|at the first ply/)
		await press(t, 'beside', ['?', /┌ Keys/])
		t.press('escape')
		await t.until(TABLE)
		t.press('t')
		await t.until(/The branches of this game/)
		await press(t, 'list', ['n', /Its name:/])
		t.press('X', '\r')
		await t.until(/called “.*X”/)
		t.press('up')
		await t.until(/▸ \d ○/)
		await press(t, 'list', ['v', /beside the game/])
		await press(t, 'beside', ['escape', TABLE])
		t.press('t')
		await t.until(/The branches of this game/)
		t.press('up')
		await t.until(/▸ \d ○/)
		t.press('v')
		await t.until(/beside the game/)
		await press(t, 'beside', ['f', TABLE])
		t.press('t')
		await t.until(/The branches of this game/)
		t.press('up')
		await t.until(/▸ \d ○/)
		t.press('v')
		await t.until(/beside the game/)
		await press(t, 'beside', ['enter', TABLE])
		t.press('q')
		expect(await t.exitCode()).toBe(0)
	})

	/** Each place from which one can leave, by the keys that lead there. */
	const LEAVING: readonly (readonly [Place, readonly string[], readonly string[], RegExp])[] = [
		['briefing', ['play', CROWD], [], /Chair/],
		['sides', ['play', CROWD], ['enter'], /Whom do you play/],
		['handover', ['play', CROWD, '--as', 'anvar,berin'], [], /Hand the keyboard/],
		['table', SOLO, [], TABLE],
		['ending', SOLO, ['enter', 'enter', 'enter'], /┌ The end/],
		['page', SOLO, ['b'], /Chair/],
		['list', SOLO, ['t'], /The branches of this game/],
		['beside', SOLO, ['enter', 'w', 'enter', 'down', 'enter'], /beside the game/],
		['writing', SOLO, ['n'], /Your note/],
		['paused', SOLO, ['p'], /┌ Pause/],
	]

	test.each(LEAVING)('of leaving: %s', async (place, args, way, seen) => {
		for (const key of bindings.some((b) => b.intent === 'quit' && b.places.includes(place))
			? ['q', 'ctrl+c']
			: ['ctrl+c']) {
			const t = terminal(args)
			await t.until(/┌/)
			await t.play(...way)
			await t.until(seen)
			t.press(key)
			expect(await t.exitCode(), `${place}: ${key}`).toBe(0)
			expect(t.isAlternate).toBe(false)
			pressed.add(`${place} ${key}`)
		}
	})
})

describe('the table of keys', () => {
	test('has no key that was not pressed in a real terminal', () => {
		const all = bindings.flatMap((b) => b.places.flatMap((place) => b.keys.map((key) => `${place} ${key}`)))
		expect(all.filter((key) => !pressed.has(key))).toEqual([])
	})
})
