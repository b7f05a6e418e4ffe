import { mkdirSync, readdirSync, renameSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { TWO_COINS } from '../small-scenario.js'
import { detente, workFolder } from './detente.js'

const cwd = workFolder()
const home = workFolder()
const games = join(home, 'games')
const run = (...args: string[]) => detente(args, { cwd, home })

/** Named and dated as they were played: each a minute after the one before. */
const NAMES = ['monday-a', 'monday-b', 'waiting', 'three-coins'] as const

function play(name: (typeof NAMES)[number], scenario: string, moves: string): void {
	const before = new Set(readdirSync(games))
	const args = ['play', scenario, '--plain', '--as', 'ann', '--seed', name]
	expect(detente(args, { cwd, home, input: moves }).status).toBe(0)
	const file = join(games, `${name}.jsonl`)
	renameSync(join(games, readdirSync(games).find((f) => !before.has(f))!), file)
	const minute = 1_700_000_000 + 60 * NAMES.indexOf(name)
	utimesSync(file, minute, minute)
}

beforeAll(() => {
	mkdirSync(games)
	writeFileSync(join(cwd, 'coins.yaml'), TWO_COINS)
	writeFileSync(join(cwd, 'third.yaml'), TWO_COINS.replace(/^id: .*$/m, 'id: third').replace('heat == 3', 'heat >= 2'))
	play('monday-a', './coins.yaml', '1\n1\n')
	play('monday-b', './coins.yaml', '2\n2\n')
	play('waiting', './coins.yaml', '1\n')
	play('three-coins', './third.yaml', '2\n')
})

describe('a saved game by its name', () => {
	it.each([
		['review', 'monday-a'],
		['review', 'monday-a.jsonl'],
		['replay', 'monday-a'],
		['odds', '--after', 'waiting'],
		['whatif', 'monday-a', '--at', '1.ann', '--instead', 'wait', '--runs', '20'],
		['compare', 'monday-a', 'monday-b'],
		['report', 'monday-a'],
	])('is found in the games’ folder: %s %s', (...args) => {
		const { status, stdout, stderr } = run(...args)
		expect([status, stderr]).toEqual([0, ''])
		expect(stdout).not.toBe('')
	})
	it('is the one at a path where there is such a file', () => {
		mkdirSync(join(cwd, 'here'), { recursive: true })
		writeFileSync(join(cwd, 'here', 'monday-a.jsonl'), 'nothing\n')
		const { status, stderr } = detente(['review', 'monday-a.jsonl'], { cwd: join(cwd, 'here'), home })
		expect([status, stderr]).toEqual([2, 'monday-a.jsonl:1: this is no saved game of Detente\n'])
	})
	it.each([
		['review', 'game.jsonl'],
		['replay', 'game.jsonl'],
		['odds', '--after', 'game.jsonl'],
		['compare', 'game.jsonl'],
		['report', 'game.jsonl'],
		['play', '--resume', 'game.jsonl'],
	])('that is nowhere: %s says where games are', (...args) => {
		const { status, stderr } = run(...args)
		expect(status).toBe(2)
		expect(stderr).toBe(
			`there is no saved game "game.jsonl"; games are in ${games}: three-coins, waiting, monday-b, monday-a\n`,
		)
	})
	it('that is nearly one of them', () => {
		expect(run('review', 'monday-c').stderr).toMatch(
			/^there is no saved game "monday-c", did you mean "monday-b"\? Games are/,
		)
		expect(run('replay').stderr).toMatch(/^name a saved game: games are in .*\/games: three-coins/)
	})
	it('where there is none yet', () => {
		const empty = workFolder()
		const { stderr } = detente(['review', 'x'], { cwd, home: empty })
		expect(stderr).toBe(
			`there is no saved game "x"; games are saved in ${join(empty, 'games')}, where there is none yet\n`,
		)
		expect(detente(['review'], { cwd, home: empty }).stderr).toMatch(
			/^there is no game in .*: begin one with detente play\n$/,
		)
	})
})

describe('review without a game', () => {
	it('is of the latest that has ended', () => {
		const { status, stderr, json } = run('review', '--json')
		expect([status, stderr]).toEqual([0, 'the latest game: monday-b\n'])
		expect(json).toMatchObject({ seed: 'monday-b', command: 'detente review monday-b --json' })
	})
	it('is of the latest where none has, past what can’t be read', () => {
		const other = workFolder()
		mkdirSync(join(other, 'games'))
		detente(['play', './coins.yaml', '--plain', '--as', 'ann', '--seed', 'waiting'], { cwd, home: other, input: '1\n' })
		writeFileSync(join(other, 'games', 'broken.jsonl'), 'nothing\n')
		expect(detente(['review', '--json'], { cwd, home: other }).json).toMatchObject({ seed: 'waiting', reached: null })
	})
})

describe('games that are compared', () => {
	it('are those of one scenario: of several, each is named with its games', () => {
		const { status, stderr } = run('compare')
		expect(status).toBe(2)
		expect(stderr.split('\n')).toEqual([
			'these games are of 2 scenarios, and games of one are compared; say which:',
			expect.stringMatching(/^--scenario \S+coins\.yaml: 3 games, monday-a, monday-b, waiting$/),
			expect.stringMatching(/^--scenario \S+third\.yaml: 1 game, three-coins$/),
			'',
		])
	})
	it('are those of the scenario that is named', () => {
		const { status, stderr, json } = run('compare', games, '--scenario', './coins.yaml', '--json')
		expect([status, stderr]).toEqual([0, 'left out, as games of other scenarios: three-coins\n'])
		expect((json.games as { name: string }[]).map((g) => g.name)).toEqual(['monday-a', 'monday-b', 'waiting'])
		const none = run('compare', 'monday-a', '--scenario', 'two-blows')
		expect([none.status, none.stderr]).toEqual([2, 'none of these games is of two-blows: monday-a\n'])
	})
	it('say how many of them are over', () => {
		const { stdout } = run('compare', 'monday-a', 'waiting')
		expect(stdout).toContain('Only one of the 2 games is over; what the model expects is of that one.\n\nending')
		expect(run('compare', 'waiting').stdout).toContain('The game is not over.')
		expect(run('compare', 'monday-a', 'monday-b').stdout).not.toContain('Only')
	})
})
