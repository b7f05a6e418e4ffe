import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { PseudoTerminal } from './pseudo-terminal.js'

const CRISIS = ['play', 'two-blows', '--as', 'pakistan', '--seed', 'oasis']
const TABLE = /Your move/

let home: string
beforeEach(() => {
	home = mkdtempSync(join(tmpdir(), 'detente-'))
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

const terminal = (columns: number, rows: number, env = {}, args = CRISIS) =>
	new PseudoTerminal(args, { columns, rows, env: { DETENTE_HOME: home, ...env } })

describe('the table’s panes in a terminal', () => {
	test('the map comes once the table is there, as a page too, and goes with the window', async () => {
		const t = terminal(120, 36)
		await t.until(/┌ Map .*[⠁-⣿].*● Panjgur/s)
		t.press('m')
		const page = await t.until(/┌ The map /)
		expect(page).toMatch(/● Panjgur – Iran: Strike a militant camp/)
		expect(page).toMatch(/Natural Earth/)
		t.press('escape')
		await t.until(TABLE)
		t.resize(80, 24)
		await t.until((text) => TABLE.test(text) && !/┌ Map/.test(text))
		t.press('m')
		await t.until(/┌ The map /)
		t.press('q')
		expect(await t.exitCode()).toBe(0)
	})

	test('an offer stands above the panes, and the wire and the situation scroll', async () => {
		const t = terminal(80, 24)
		await t.until(TABLE)
		await t.play('4', 'enter')
		await t.until(/⚑ .*5, 6|⚑ .*5 and 6/)
		t.press('pageup')
		await t.until(/Wire · (PgUp ↑ \d+ )?PgDn ↓ \d+ rows/)
		t.press('pagedown')
		await t.until((text) => /Wire · PgUp ↑ \d+ rows/.test(text) && !/PgDn/.test(text))
		t.press('pageup', 'space')
		await t.until((text) => /Wire · PgUp ↑ \d+ rows/.test(text) && !/PgDn/.test(text))
		t.press(']')
		await t.until(/Situation · \[ ↑ \d+|nothing to scroll/)
		t.press('[')
		await t.until((text) => !/\[ ↑/.test(text))
		t.press('q')
		expect(await t.exitCode()).toBe(0)
	})

	test('the odds have their bars, and after a round a line behind each', async () => {
		const t = terminal(120, 36, {}, [...CRISIS, '--odds'])
		await t.until(/┌ Odds from here, exact.*War by accident +[█▉▊▋▌▍▎▏]+ +\d+ % [·▁-█]{2}/s)
		await t.play('4', 'enter')
		await t.until(/round 2 of 6.*War by accident +[█▉▊▋▌▍▎▏]+ +\d+ % [·▁-█]{3}/s)
		t.press('q')
		expect(await t.exitCode()).toBe(0)
	})

	test('the lit places are heard', async () => {
		const t = terminal(120, 60, { INK_SCREEN_READER: 'true' })
		const text = await t.until(/Your move:/)
		expect(text).toMatch(/Where:\s+Panjgur – Iran: Strike a militant camp across the border/)
		expect(text).not.toMatch(/[⠁-⣿]/)
		t.press('q')
		expect(await t.exitCode()).toBe(0)
	})
})
