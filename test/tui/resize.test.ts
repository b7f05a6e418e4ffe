import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import seedrandom from 'seedrandom'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { placeOf } from '../../src/tui/app-state.js'
import { PseudoTerminal } from './pseudo-terminal.js'
import { Stage } from './stage.js'

const RESIZES = 200
const LEAST = { columns: 20, rows: 8 }
const MOST = { columns: 200, rows: 60 }
/** Keys by the place where they are pressed; elsewhere Esc leads on. None of them asks for what the two worlds differ in. */
const KEYS: Readonly<Record<string, readonly string[]>> = {
	table: ['down', 'up', 'enter', 'enter', 'x', 'l', 'r', 'c', 't', 'w', 'd', 'u', 'p', 'b', '?', 'z', 'n'],
	ending: ['down', 'u', 'r', 't', 'w', 'l'],
	page: ['pagedown', 'escape'],
	list: ['down', 'enter', 'escape'],
	beside: ['down', 'enter', 'escape'],
	writing: ['a', 'space', 'enter'],
}

let home: string

beforeEach(() => {
	home = mkdtempSync(join(tmpdir(), 'detente-'))
})

afterEach(() => {
	rmSync(home, { recursive: true, force: true })
})

const trimmed = (text: string): string =>
	text
		.split('\n')
		.map((row) => row.trimEnd())
		.join('\n')
		.trimEnd()

test(`${RESIZES} resizes while playing leave the very screen that a fresh drawing gives`, async () => {
	const random = seedrandom('resizes')
	const between = (low: number, high: number): number => low + Math.floor(random() * (high - low + 1))
	const size = { columns: 100, rows: 30 }
	const args = ['play', 'test/tui/border-post.yaml', '--as', 'ardania', '--seed', 'ford']
	const t = new PseudoTerminal(args, { ...size, env: { DETENTE_HOME: home } })
	const twin = new Stage(size).begin('ardania')
	const matches = async (after: string): Promise<void> => {
		const fresh = trimmed(twin.frame())
		await t
			.until((text) => trimmed(text) === fresh)
			.catch(() => expect(trimmed(t.text()), `after ${after}`).toBe(fresh))
	}
	await matches('the start')
	const keys: string[] = []
	for (let n = 1; n <= RESIZES; n++) {
		const columns = between(LEAST.columns, MOST.columns)
		const rows = between(LEAST.rows, MOST.rows)
		const place = placeOf(twin.state)
		// Where a text scrolls, how far depends on the window: the key has to be heard before that changes.
		const heardFirst = n % 4 !== 0 || place !== 'table'
		const choices = heardFirst ? (KEYS[place] ?? ['escape']) : ['down', 'up', 'x']
		const key = n % 2 === 0 ? choices[between(0, choices.length - 1)]! : null
		if (key !== null) {
			t.press(key)
			await twin.ask(key)
			if (key === 'z') await loaded(twin)
			keys.push(key)
			if (heardFirst) await matches(`keys ${keys.join(' ')}`)
		}
		t.resize(columns, rows)
		twin.resize(columns, rows)
		await matches(`resize ${n} to ${columns}×${rows}, keys ${keys.join(' ')}`)
	}
	t.press('ctrl+c')
	expect(await t.exitCode()).toBe(0)
})

/** Until the letters of the big type are there. */
async function loaded(stage: Stage): Promise<void> {
	while (stage.state.letters === null) await new Promise((resolve) => setTimeout(resolve, 5))
}
