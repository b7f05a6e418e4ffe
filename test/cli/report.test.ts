import { copyFileSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { all, parsed, tableOf } from '../report/read-page.js'
import { TWO_COINS } from '../small-scenario.js'
import { detente, type Ran, workFolder } from './detente.js'

const cwd = workFolder()
const home = join(cwd, 'home')
const run = (line: string, input?: string): Ran =>
	detente(line.split(' '), { cwd, home, ...(input !== undefined && { input }) })
const at = (name: string): string => join(cwd, name)
const save = (name: string, line: string): void => writeFileSync(at(name), run(`${line} --json`).stdout)
const page = (name: string) => parsed(readFileSync(at(name), 'utf8'))

writeFileSync(at('coins.yaml'), TWO_COINS)
save('runs.json', 'simulate two-blows --runs 200')
save('coins.json', 'odds coins.yaml --variables')
run('play two-blows --plain --as iran --seed 7', '1\n1\n')
copyFileSync(join(home, 'games', readdirSync(join(home, 'games'))[0]!), at('game.jsonl'))

describe('detente report', () => {
	it('makes a page of what a pipe brings', () => {
		const { stdout: json } = run('simulate two-blows --runs 300 --seed 5 --policy pakistan=hawk --json')
		const { status, stdout, stderr } = run('report - --out x.html', json)
		expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: 'wrote x.html\n' })
		const { endings } = JSON.parse(json) as { endings: { title: string; count: number }[] }
		expect(
			tableOf(page('x.html'), 'Runs by ending')
				.slice(1)
				.map(([title, count]) => ({ title, count: Number(count) })),
		).toEqual(endings.map(({ title, count }) => ({ title, count })))
		expect(all(page('x.html'), 'dl.origin code').map((c) => c.textContent)).toEqual([
			'detente simulate two-blows --runs 300 --seed 5 --policy pakistan=hawk --json',
		])
		expect(readFileSync(at('x.html'), 'utf8')).toContain('Pakistan: hawk')
	})
	it('writes to stdout without --out, and the same bytes each time', () => {
		const first = run('report runs.json coins.json')
		expect(first.stdout).toMatch(/^<!DOCTYPE html>[\s\S]*<\/html>\n$/)
		expect(run('report runs.json coins.json').stdout).toBe(first.stdout)
		run('report runs.json coins.json --out y.html')
		expect(readFileSync(at('y.html'), 'utf8')).toBe(first.stdout)
	})
	it('takes every document of the commands that it names', () => {
		const lines = [
			'odds two-blows',
			'odds two-blows --budget 10 --runs 20',
			'odds coins.yaml --uncertain 8 --sobol 4',
			'whatif coins.yaml --at 1.ann --instead wait --runs 50 --uncertain 4',
			'whatif coins.yaml --all --runs 50 --uncertain 4',
			'sweep coins.yaml --vary rain=0..2 --runs 20',
			'sweep coins.yaml --vary rain=0..2 --vary policy.ann=gentle,fierce --exact',
			'sweep coins.yaml --vary rain --vary eager --design saltelli --points 4 --exact',
			'solve chicken --robust',
			'review game.jsonl',
			'compare game.jsonl',
			'check two-blows --calibration --runs 200',
		]
		lines.forEach((line, n) => {
			save(`each-${n}.json`, line)
		})
		const files = lines.map((_, n) => `each-${n}.json`).join(' ')
		const { status, stderr } = run(`report ${files} --out each.html`)
		expect({ status, stderr }).toEqual({ status: 0, stderr: 'wrote each.html\n' })
		const titles = all(page('each.html'), 'h2').map((h) => h.textContent)
		expect(titles).toEqual(['Two blows', 'Two coins', 'Chicken'])
		const commands = all(page('each.html'), 'dl.origin code').map((c) => c.textContent)
		expect([...commands].sort()).toEqual(
			lines.map((line, n) => String(JSON.parse(readFileSync(at(`each-${n}.json`), 'utf8')).command || line)).sort(),
		)
	})
	it('reviews a saved game as detente review does', () => {
		save('review.json', 'review game.jsonl')
		expect(run('report game.jsonl').stdout).toBe(run('report review.json').stdout)
		expect(run('report game.jsonl').stdout).toContain('detente review game.jsonl --json')
	})
	it('calls things by the titles of a scenario that is named', () => {
		expect(run('report coins.json').stdout).toContain('was not at hand')
		const { stdout, stderr } = run('report coins.json --scenario coins.yaml')
		expect(stderr).toBe('')
		expect(stdout).not.toContain('was not at hand')
		expect(tableOf(parsed(stdout), 'Odds after each move').map((r) => r[0])).toEqual(['move', 'Push', 'Wait'])
		expect(stdout).toContain('1 (Monday)')
	})
	it('says when a scenario that is named has other rules now', () => {
		writeFileSync(at('changed.yaml'), TWO_COINS.replace('value: 25', 'value: 26'))
		const { status, stdout, stderr } = run('report coins.json --scenario changed.yaml')
		expect(status).toBe(0)
		expect(stderr).toBe('no result is of the rules that changed.yaml has now: its titles are not used\n')
		expect(stdout).toContain('was not at hand')
	})
	it('puts games of rules apart', () => {
		save('changed.json', 'odds changed.yaml')
		const { stdout } = run('report coins.json changed.json runs.json')
		expect(all(parsed(stdout), 'h2').map((h) => h.textContent)).toEqual(['Two coins', 'Two coins', 'Two blows'])
	})
	it('takes a title', () => {
		const { stdout } = detente(['report', 'runs.json', '--title', 'A <b>class</b>'], { cwd, home })
		expect(parsed(stdout).querySelector('h1')!.textContent).toBe('A <b>class</b>')
	})
	it('leaves whatever is at --out until the page is whole, and replaces it then', () => {
		writeFileSync(at('old.html'), 'old')
		expect(run('report nothing-here.json --out old.html').status).toBe(2)
		expect(readFileSync(at('old.html'), 'utf8')).toBe('old')
		symlinkSync(at('old.html'), at('link.html'))
		expect(run('report runs.json --out link.html').status).toBe(0)
		expect(readFileSync(at('old.html'), 'utf8')).toMatch(/^<!DOCTYPE html>/)
		expect(run('report runs.json --out /dev/null').status).toBe(0)
		expect(readdirSync(cwd).filter((name) => name.includes('.tmp'))).toEqual([])
	})
})

describe('what a report cannot show', () => {
	mkdirSync(at('folder'))
	const [document, bad] = [JSON.parse(readFileSync(at('runs.json'), 'utf8')) as Record<string, unknown>, at('bad.json')]
	const put = (change: object): string => JSON.stringify({ ...document, ...change })
	it.each([
		['broken JSON', '{"schema": ', /^bad\.json is no JSON: /],
		['no document', '{}', /^bad\.json is no document of a detente command with --json$/],
		['nothing', '', /^bad\.json is empty$/],
		['a picture', '\u0089PNG\r\n\u001a\n', /^bad\.json is no JSON: /],
		[
			'another version',
			put({ schema: { name: 'detente/simulate', version: 9 } }),
			/^bad\.json is version 9 of detente\/simulate, and this program reads version 1$/,
		],
		[
			'a document that a report has no section for',
			put({ schema: { name: 'detente/list', version: 1 } }),
			/^bad\.json is a document of detente list, and a report shows simulate, /,
		],
		['a wrong number', put({ runs: -3 }), /^bad\.json is not as detente\/simulate has to be: runs: /],
		['a saved game that was changed', '{"detente":"game"}\n', /^bad\.json:1: /],
	])('is told in one line: %s', (_, text, says) => {
		writeFileSync(bad, text)
		const { status, stdout, stderr } = run('report bad.json')
		expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
		expect(stderr.trimEnd()).toMatch(says)
		expect(stderr.trimEnd().split('\n')).toHaveLength(1)
	})
	it.each([
		['report nothing-here.json', /^there is no file nothing-here\.json$/],
		['report folder', /^folder is a folder$/],
		['report runs.json/x', /^runs\.json\/x can't be read: ENOTDIR$/],
		['report runs.json --out folder', /^folder is a folder$/],
		[
			'report runs.json --out no/such/folder.html',
			/^no\/such\/folder\.html can't be written: there is no such folder$/,
		],
		['report runs.json --out runs.json', /^runs\.json is one of the results: the page would take its place$/],
		['report runs.json --scenario no-such', /^there is no scenario "no-such"/],
		['report - -', /^standard input can be read once only/],
		['report -', /^standard input is empty$/],
	])('is told in one line: %s', (line, says) => {
		const { status, stdout, stderr } = run(line)
		expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
		expect(stderr.trimEnd()).toMatch(says)
		expect(stderr.trimEnd().split('\n')).toHaveLength(1)
	})
	it('a saved game on standard input is sent back', () => {
		const { status, stderr } = run('report -', readFileSync(at('game.jsonl'), 'utf8'))
		expect({ status, stderr }).toEqual({
			status: 2,
			stderr: 'a saved game is given by its file, not on standard input\n',
		})
	})
})
