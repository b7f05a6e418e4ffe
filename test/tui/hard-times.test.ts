import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readGame } from '../../src/game/saved-game.js'
import { PseudoTerminal } from './pseudo-terminal.js'

const SCENARIO = 'test/tui/border-post.yaml'
const ARDANIA = ['play', SCENARIO, '--as', 'ardania', '--seed', 'ford']
const TABLE = /Your move/
const TRACE = /\n\s+at |Error:|node:internal/

let home: string

beforeEach(() => {
	home = mkdtempSync(join(tmpdir(), 'detente-'))
})

afterEach(() => {
	rmSync(home, { recursive: true, force: true })
})

const games = () => readdirSync(join(home, 'games'))

const terminal = (args: readonly string[], options: ConstructorParameters<typeof PseudoTerminal>[1] = {}) =>
	new PseudoTerminal(args, { columns: 100, rows: 30, ...options, env: { DETENTE_HOME: home, ...options.env } })

describe('killed at once', () => {
	/** Each adds something that the screen shows: a decision, a remark, a card, reasons, a name. */
	const STEPS: readonly (readonly string[])[] = [
		['2', 'enter', 'We ask.', 'enter'],
		['n', 'Too quiet.', 'enter'],
		['i', 'enter'],
		['4', 'enter', 'enter', 'enter'],
		['t', 'n', 'The long way', 'enter', 'escape'],
		['u'],
		['enter', 'Enough.', 'enter'],
		['3', 'enter', 'enter', 'enter'],
	]

	test('at every step of a game, nothing that was on the screen is lost', async () => {
		let t = terminal([...ARDANIA, '--class'])
		await t.until(TABLE)
		for (const step of STEPS) {
			await t.play(...step)
			// What was told of the last key goes, and the choice is where a table begins.
			const table = await t.play('down', 'up')
			const record = await t.play('r')
			await t.play('escape')
			const lines = await t.play('t')
			t.kill('SIGKILL')
			await t.exitCode()
			expect(games()).toHaveLength(1)
			t = terminal(['play', '--resume', games()[0]!])
			expect(await t.until(TABLE)).toBe(table)
			expect(await t.play('r')).toBe(record)
			await t.play('escape')
			expect(await t.play('t')).toBe(lines)
			await t.play('escape')
		}
		t.press('ctrl+c')
		await t.exitCode()
	})
})

/** Whether a disk of one's own can be made here without being asked for a password. */
const canMount = spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).status === 0

/** The program with `home` on a disk of its own; what is on it at the end is copied to `kept`. */
const onDisk = (how: string, kept: string): readonly string[] => [
	'unshare',
	'-rm',
	'sh',
	'-c',
	`${how}; keep=$1; shift; "$@"; left=$?; cp "$0"/games/* "$keep" 2>/dev/null; exit $left`,
	home,
	kept,
]

describe.skipIf(!canMount)('a disk', () => {
	test('that is full: the game goes on, each thing that is not kept is told, and the file is the last that was', async () => {
		const kept = join(home, 'kept')
		mkdirSync(kept)
		const inside = join(home, 'disk')
		mkdirSync(inside)
		// Two pages, and one of them is taken: the second save finds no room beside the first.
		const how = 'mount -t tmpfs -o size=8k tmpfs "$0/disk" && head -c 4096 /dev/zero > "$0/disk/filler"; set -- "$@"'
		const under = onDisk(how, kept).map((part) => part.replace('"$0"/games', '"$0"/disk/games'))
		const t = terminal([...ARDANIA, '--class'], { under, env: { DETENTE_HOME: inside } })
		await t.until(TABLE)
		expect(t.text()).not.toContain('Not saved')
		await t.play('2', 'enter', 'Because.', 'enter')
		await t.until(/Not saved: the disk of .* is full/s)
		await t.until(/round 2 of 4/)
		await t.play('n', 'A remark', 'enter')
		await t.play('t', 'n', 'A name', 'enter', 'escape')
		await t.until(TABLE)
		t.press('q')
		await t.until(/will be lost/)
		t.press('q')
		expect(await t.exitCode()).toBe(0)
		expect(t.text()).toContain('not saved')
		expect(t.text()).not.toMatch(TRACE)
		const [file, ...others] = readdirSync(kept)
		expect(others).toEqual([])
		expect(readGame(readFileSync(join(kept, file!), 'utf8')).playthrough.entries).toHaveLength(1)
	})

	test('that can only be read: the game goes on and says so', async () => {
		const kept = join(home, 'kept')
		mkdirSync(kept)
		const inside = join(home, 'disk')
		mkdirSync(inside)
		const under = onDisk('mount -t tmpfs -o ro tmpfs "$0/disk"', kept)
		const t = terminal(ARDANIA, { under, env: { DETENTE_HOME: inside } })
		await t.until(/Not saved: .*can only be read/s)
		await t.play('enter')
		await t.until(/round 2/)
		t.press('ctrl+c')
		expect(await t.exitCode()).toBe(0)
		expect(t.text()).toContain('not saved')
		expect(t.text()).not.toMatch(TRACE)
	})
})

describe('a terminal', () => {
	test('of 20 columns says what it needs, also where a line is being written, and plays on when it has it', async () => {
		const t = terminal([...ARDANIA, '--class'], { columns: 20, rows: 8 })
		await t.until(/too small/)
		t.press('2', '\r')
		t.resize(80, 24)
		await t.until(/Why\?/)
		t.resize(20, 8)
		await t.until(/too small/)
		t.resize(60, 20)
		await t.until(/Why\?/)
		t.press('\r')
		await t.until(/No reasons\?/)
		t.press('\r')
		await t.until(/round 2 of 4/)
		t.press('q')
		expect(await t.exitCode()).toBe(0)
		expect(t.text()).not.toMatch(TRACE)
	})

	test('that shows no screens asks for reasons line by line', async () => {
		const t = terminal([...ARDANIA, '--class'], { env: { TERM: 'dumb' } })
		await t.until(/Your moves:/)
		t.press('2\r')
		await t.until(/Why\?/)
		t.press('We ask.\r')
		await t.until(/Round 2/)
		t.press('quit\r')
		expect(await t.exitCode()).toBe(0)
		expect(t.text()).not.toMatch(TRACE)
	})
})
