import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readGame } from '../../src/game/saved-game.js'
import { widthOf } from '../../src/tui/styled-text.js'
import { PseudoTerminal } from './pseudo-terminal.js'

let home: string

beforeEach(() => {
	home = mkdtempSync(join(tmpdir(), 'detente-'))
})

afterEach(() => {
	rmSync(home, { recursive: true, force: true })
})

const terminal = (args: readonly string[], size: { columns?: number; rows?: number } = {}, env = {}) =>
	new PseudoTerminal(args, { ...size, env: { DETENTE_HOME: home, ...env } })

const games = () => readdirSync(join(home, 'games'))
const saved = () => readGame(readFileSync(join(home, 'games', games()[0]!), 'utf8')).playthrough

const TABLE = /Your move/
const SCENARIO = 'test/tui/border-post.yaml'

function expectRestored(t: PseudoTerminal): void {
	expect(t.isAlternate).toBe(false)
	expect(t.showsCursor).toBe(true)
	expect(t.text()).not.toContain('┌')
}

/** Every row begins and ends where its frame does. */
function expectWhole(rows: readonly string[], columns: number): void {
	for (const row of rows) {
		expect(widthOf(row)).toBeLessThanOrEqual(columns)
		if (/^[│┌└]/.test(row)) expect(row, rows.join('\n')).toMatch(/[│┐┘]$/)
	}
}

describe('in a terminal', () => {
	test('from the first key to an ending, with a resize on the way', async () => {
		const t = terminal([])
		await t.until(/What shall it be\?/)
		expect(t.isAlternate).toBe(true)
		expect(t.showsCursor).toBe(false)
		await t.until(/Two blows/)
		t.press('enter')
		await t.until(/choose a side/)
		t.press('enter')
		await t.until(/Whom do you play\?/)
		t.press('enter')
		await t.until(TABLE)
		t.press('1', 'enter')
		await t.until(/round 2 of/)
		t.resize(80, 24)
		await t.until(/│ Escalation /)
		expectWhole(t.rows(), 80)
		t.resize(60, 20)
		await t.until(/── Wire /)
		t.resize(120, 36)
		await t.until(/┌ Escalation/)
		expectWhole(t.rows(), 120)
		for (let n = 0; n < 10 && !/The end/.test(t.text()); n++) await t.play('enter')
		await t.until(/The end/)
		t.press('q')
		expect(await t.exitCode()).toBe(0)
		expectRestored(t)
		expect(t.text()).toMatch(/Saved in/)
	})

	test('keys typed faster than they are read are all heard', async () => {
		const t = terminal(['play', SCENARIO, '--as', 'ardania', '--seed', 'ford'])
		await t.until(TABLE)
		t.press('jk2\r4\r')
		await t.until(/round 3 of 4/)
		t.press('q')
		await t.exitCode()
	})

	test('Ctrl-C leaves; the game is saved and goes on at the same ply', async () => {
		const t = terminal(['play', SCENARIO, '--as', 'ardania', '--seed', 'ford'])
		await t.until(TABLE)
		await t.play('2', 'enter')
		const before = await t.until(/round 2 of 4/)
		t.press('ctrl+c')
		expect(await t.exitCode()).toBe(0)
		expectRestored(t)
		expect(games()).toHaveLength(1)
		const again = terminal(['play', '--resume'])
		const after = await again.until(/round 2 of 4/)
		expect(after).toBe(before)
		again.press('q')
		expect(await again.exitCode()).toBe(0)
	})

	test.each(['SIGTERM', 'SIGHUP', 'SIGINT'] as const)('%s gives the terminal back', async (signal) => {
		const t = terminal(['play', SCENARIO, '--as', 'ardania', '--seed', 'ford'])
		await t.until(TABLE)
		t.kill(signal)
		expect(await t.exitCode()).toBe({ SIGTERM: 143, SIGHUP: 129, SIGINT: 130 }[signal])
		expectRestored(t)
	})

	test('a crash gives the terminal back, and says what happened', async () => {
		const t = new PseudoTerminal([], { program: 'test/tui/crashing.mjs' })
		await t.until(TABLE)
		t.press('enter')
		expect(await t.exitCode()).toBe(1)
		expectRestored(t)
		expect(t.text()).toContain('caught: the sky fell')
	})

	test('a place that says it is a CI is a terminal all the same', async () => {
		const t = terminal(['play', SCENARIO, '--as', 'ardania', '--seed', 'ford'], {}, { CI: 'true' })
		await t.until(TABLE)
		t.press('q')
		expect(await t.exitCode()).toBe(0)
		expectRestored(t)
	})

	test('a terminal that can show no screens is played line by line', async () => {
		const t = terminal(['play', SCENARIO, '--seed', 'ford'], {}, { TERM: 'dumb' })
		await t.until(/Your moves:/)
		expect(t.isAlternate).toBe(false)
		t.press('quit\r')
		expect(await t.exitCode()).toBe(0)
	})

	test('odds are worked out beside the screen, when they are asked for', async () => {
		const t = terminal(['play', SCENARIO, '--as', 'ardania', '--seed', 'ford', '--odds'])
		await t.until(/Odds, exact/)
		t.press('o')
		const text = await t.until(/┌ Odds from here [─(]/)
		expect(text).toMatch(/Shots at the ford +[█▉▊▋▌▍▎▏]* +\d+ %/)
		expect(text).toMatch(/rules [0-9a-f]{12}/)
		t.press('q')
		expect(await t.exitCode()).toBe(0)
	})

	test('what if: a branch beside the game, kept, and walked back from', async () => {
		const t = terminal(['play', SCENARIO, '--as', 'ardania', '--seed', 'ford'])
		await t.until(TABLE)
		await t.play('2', 'enter')
		await t.until(/round 2 of 4/)
		t.press('w')
		await t.until(/What if: which decision\?/)
		t.press('enter')
		await t.until(/Choose what to do instead/)
		t.press('enter')
		await t.until(/What they came to|Where they stand so far/)
		t.press('enter')
		await t.until((text) => TABLE.test(text) || /The end/.test(text))
		t.press('t')
		await t.until(/The branches of this game/)
		t.press('up', 'enter')
		await t.until(/round 2 of 4/)
		t.press('q')
		expect(await t.exitCode()).toBe(0)
		expect(saved().entries.some((e) => e.kind === 'note' && e.names === 'branch')).toBe(true)
	})

	test('a review at the end, written as Markdown beside the game', async () => {
		const t = terminal(['play', SCENARIO, '--as', 'ardania', '--seed', 'ford'])
		await t.until(TABLE)
		for (let n = 0; n < 10 && !/The end/.test(t.text()); n++) await t.play('enter')
		t.press('a')
		await t.until(/About the numbers|To talk about/)
		t.press('e')
		await t.until(/Written to/)
		const file = games().find((name) => name.endsWith('-review.md'))!
		expect(readFileSync(join(home, 'games', file), 'utf8')).toMatch(/^# .*: a review\n.*## Your decisions/s)
		t.press('q')
		expect(await t.exitCode()).toBe(0)
	})

	test('a card is laid face up, and falls', async () => {
		const t = terminal(['play', SCENARIO, '--as', 'ardania', '--seed', 'ford'])
		await t.until(TABLE)
		t.press('i')
		await t.until(/Lay a card face up/)
		t.press('enter')
		await t.until(/lies face up/)
		t.press('3', 'enter')
		await t.until(/round 2 of 4/)
		t.press('q')
		expect(await t.exitCode()).toBe(0)
		expect(saved().entries.some((e) => e.kind === 'ply' && e.by === 'inject')).toBe(true)
	})

	test('a note, and the chart', async () => {
		const t = terminal(['play', SCENARIO, '--as', 'ardania', '--seed', 'ford'])
		await t.until(TABLE)
		t.press('n')
		await t.until(/Your note:/)
		t.press('We are quiet?\u007F.')
		await t.until(/We are quiet\./)
		t.press('enter')
		await t.until(/Noted/)
		t.press('c')
		await t.until(/● Watched/)
		t.press('q')
		expect(await t.exitCode()).toBe(0)
		expect(saved().entries.at(-1)).toMatchObject({ kind: 'note', text: 'We are quiet.' })
	})

	test('a window too small says so, and the game waits', async () => {
		const t = terminal(['play', SCENARIO, '--as', 'ardania', '--seed', 'ford'], { columns: 30, rows: 10 })
		await t.until(/too small/)
		t.resize(80, 24)
		await t.until(TABLE)
		t.press('q')
		await t.exitCode()
	})

	test('NO_COLOR writes no colour', async () => {
		const t = terminal(['play', SCENARIO, '--as', 'ardania', '--seed', 'ford'], {}, { NO_COLOR: '1' })
		await t.until(TABLE)
		t.press('enter')
		await t.until(/round 2/)
		t.press('q')
		await t.exitCode()
		expect(t.raw).not.toMatch(/\u001B\[(3[0-7]|9[0-7]|38;[\d;]+)m/)
	})

	test('the screen reader hears text without frames', async () => {
		const t = terminal(['play', SCENARIO, '--as', 'ardania', '--seed', 'ford'], {}, { INK_SCREEN_READER: 'true' })
		const text = await t.until(/Your move:/)
		expect(text).not.toMatch(/[┌│▰█]/)
		expect(t.isAlternate).toBe(false)
		t.press('q')
		expect(await t.exitCode()).toBe(0)
	})

	test('a folder that cannot be written: the game goes on and says so', async () => {
		writeFileSync(join(home, 'games'), 'no folder')
		const t = terminal(['play', SCENARIO, '--as', 'ardania', '--seed', 'ford'])
		await t.until(/Not saved: .*is no folder/s)
		t.press('enter')
		await t.until(/round 2/)
		t.press('q')
		await t.until(/will be lost/)
		t.press('q')
		expect(await t.exitCode()).toBe(0)
		expect(t.text()).toContain('not saved')
	})

	test('a game that was changed is refused with its line', async () => {
		const first = terminal(['play', SCENARIO, '--as', 'ardania', '--seed', 'ford'])
		await first.until(TABLE)
		await first.play('enter')
		await first.until(/round 2/)
		first.press('q')
		await first.exitCode()
		const file = join(home, 'games', games()[0]!)
		const lines = readFileSync(file, 'utf8').split('\n')
		lines[2] = lines[2]!.replace('ardania.', 'belmark.')
		writeFileSync(file, lines.join('\n'))
		const t = terminal(['play', '--resume', games()[0]!])
		expect(await t.exitCode()).toBe(2)
		expect(t.text()).toContain('.jsonl:3:')
	})
})
