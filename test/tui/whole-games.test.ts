import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readGame, verifyGame } from '../../src/game/saved-game.js'
import { branchesOf } from '../../src/tui/view/what-if.js'
import { PseudoTerminal } from './pseudo-terminal.js'
import { borderPost } from './stage.js'

const SCENARIO = 'test/tui/border-post.yaml'
const TABLE = /(Your|'s) move/
const END = /┌ The end/

let home: string

beforeEach(() => {
	home = mkdtempSync(join(tmpdir(), 'detente-'))
})

afterEach(() => {
	rmSync(home, { recursive: true, force: true })
})

const terminal = (...args: string[]) => new PseudoTerminal(args, { env: { DETENTE_HOME: home } })
const files = () => readdirSync(join(home, 'games'))
const text = (ending: string) =>
	readFileSync(join(home, 'games', files().find((name) => name.endsWith(ending))!), 'utf8')

/** The game in the file, every branch of it played again. */
function saved() {
	const { playthrough } = readGame(text('.jsonl'))
	expect(() => verifyGame(borderPost, playthrough)).not.toThrow()
	return playthrough
}

/** Reads the page that is open to its end. */
async function readThrough(t: PseudoTerminal): Promise<string> {
	let all = t.text()
	while (/\(\d+ of \d+ rows\)/.test(t.text())) all += await t.play('pagedown')
	return all
}

async function left(t: PseudoTerminal): Promise<void> {
	t.press('q')
	expect(await t.exitCode()).toBe(0)
}

test('a class in hot seat: reasons for every decision, a pause, odds for one of the two, and the review', async () => {
	const t = terminal('play', SCENARIO, '--as', 'ardania,belmark', '--seed', 'ford', '--class')
	await t.until(/Hand the keyboard to Ardania/)
	await t.play('enter', 'O')
	await t.until(/Odds, exact/)
	await t.play('p')
	expect(t.text()).not.toMatch(/%/)
	await t.play('enter')
	let decisions = 0
	while (!END.test(t.text())) {
		const seat = /at the keyboard: (\w+)/.exec(t.text())![1]!
		if (!TABLE.test(t.text())) await t.play('enter')
		if (seat === 'Belmark') expect(t.text()).not.toContain('Odds, exact')
		await t.play('enter')
		await t.until(/Why\?/)
		await t.play(`${seat} says ${++decisions}`, 'enter')
		await t.until((now) => END.test(now) || /Hand the keyboard/.test(now))
	}
	t.press('a')
	await t.until(/About the numbers|To talk about/)
	const review = await readThrough(t)
	await t.play('e')
	await t.until(/Written to/)
	await left(t)
	const { entries, asksReasons, people } = saved()
	const own = entries.filter((e) => e.kind === 'ply' && e.by === 'person')
	expect({ asksReasons, people }).toEqual({ asksReasons: true, people: ['ardania', 'belmark'] })
	expect(own).toHaveLength(decisions)
	for (const [n, e] of own.entries()) expect(e).toMatchObject({ reasons: expect.stringContaining(`says ${n + 1}`) })
	expect(review).toContain('Ardania says 1')
	expect(text('-review.md')).toContain('Reasons: “Belmark says 2”')
})

test('with an inject: what it shifts is seen before it is laid, and the review keeps it apart', async () => {
	const t = terminal('play', SCENARIO, '--as', 'ardania', '--seed', 'ford', '--odds')
	await t.until(/Odds, exact/)
	await t.play('i')
	const preview = await t.until(/now → with it laid/)
	expect(preview).toMatch(/Shots at the ford\s\d+\s→\s\d+\s%/)
	await t.play('enter')
	await t.until((now) => /lies face up/.test(now) && /Odds, exact/.test(now))
	while (!END.test(t.text())) {
		await t.play('enter')
		await t.until((now) => END.test(now) || /Odds, exact/.test(now))
	}
	await t.play('r')
	await t.until(/The record so far/)
	if (/\(the end\)/.test(t.text())) await t.play('g')
	expect(await readThrough(t)).toMatch(
		/Laid face up: Fog on the river[\s\S]*WEATHER: Fog on the river \(laid face up\)/,
	)
	await t.play('escape', 'a')
	await t.until(/About the numbers|To talk about/)
	const review = await readThrough(t)
	expect(review).toContain('Cards laid down by hand')
	expect(review).toContain('laid down by hand')
	await left(t)
	expect(saved().entries.filter((e) => e.kind === 'ply' && e.by === 'inject')).toHaveLength(1)
})

test('with a what-if: the branch gets a name, is left, found again after a restart, and set beside the game', async () => {
	const t = terminal('play', SCENARIO, '--as', 'ardania', '--seed', 'ford')
	await t.until(TABLE)
	while (!END.test(t.text())) await t.play('enter')
	await t.play('w')
	await t.until(/which decision/)
	await t.play('enter', 'down', 'enter')
	await t.until(/What they came to|Where they stand so far/)
	await t.play('enter')
	await t.until((now) => TABLE.test(now) || END.test(now))
	await t.play('t', 'n')
	for (let n = 0; n < 80; n++) t.press('backspace')
	await t.until(/Its name: ▏/)
	await t.play('The other road', 'enter')
	await t.until(/called “The other road”/)
	await t.play('up', 'enter')
	await t.until(END)
	await left(t)
	const names = branchesOf(borderPost, saved()).map((b) => b.name)
	expect(names).toEqual(['As first played', 'The other road'])
	const again = terminal('play', '--resume', files()[0]!)
	await again.until(END)
	await again.play('t', 'down', 'v')
	await again.until(/beside the game/)
	expect(again.text()).toContain('The other road')
	expect(again.text()).toMatch(/▸ /)
	await again.play('enter')
	await again.until((now) => TABLE.test(now) || END.test(now))
	await left(again)
	expect(branchesOf(borderPost, saved()).map((b) => b.isCurrent)).toEqual([false, true])
})
