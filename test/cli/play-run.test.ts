import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createGame } from '../../src/game/create-game.js'
import type { Game } from '../../src/game/game.js'
import { shipped } from '../scenarios.js'
import { detente, workFolder } from './detente.js'

const cwd = workFolder()
const SETTINGS = ['--policy', 'pakistan=hawk', '--set', 'rung=3', '--seed', '7']
const RUN = 137

type Ply = { run: number; round: number; player: string; move: string; outcome: string | null }

/** The plies of a run, out of the batch's own rows. */
function pliesOf(run: number, settings = SETTINGS): Ply[] {
	const out = mkdtempSync(join(cwd, 'batch-'))
	const args = ['simulate', 'two-blows', '--runs', String(RUN), '--out', join(out, 'runs.jsonl'), '--trace']
	expect(detente([...args, ...settings], { cwd }).status).toBe(0)
	const rows = readFileSync(join(out, 'runs.plies.jsonl'), 'utf8').trimEnd().split('\n')
	return rows.map((line) => JSON.parse(line) as Ply).filter((ply) => ply.run === run)
}

const movesOf = (plies: readonly Ply[]) =>
	plies.flatMap(({ player, move, outcome }) => {
		const id = `${player}.${move}`
		return outcome === null ? [id] : [id, `${id}.${outcome}`]
	})

/** What Iran answers with at its plies, by the numbers that it is asked for. */
function answersOf(game: Game, moves: readonly string[]): string {
	let state = game.initialState()
	const numbers: number[] = []
	for (const id of moves) {
		const legal = game.legalMoves(state).map((m) => m.id)
		if (id.startsWith('iran.') && state.pending === null) numbers.push(legal.indexOf(id) + 1)
		state = game.apply(state, { id, player: id.split('.')[0]! })
	}
	return numbers.map((n) => `${n}\n`).join('')
}

/** Saved game of the only play in this home. */
function saved(home: string) {
	const folder = join(home, 'games')
	const [file] = readdirSync(folder)
	return detente(['replay', join(folder, file!), '--json'], { cwd })
}

describe('a run of a batch', () => {
	const plies = pliesOf(RUN)
	const moves = movesOf(plies)
	it('opens in play, and goes the same way when the same is decided', () => {
		const input = answersOf(createGame(shipped('two-blows'), { variables: { rung: 3 } }), moves)
		const home = join(cwd, 'same')
		const args = ['play', 'two-blows', '--plain', '--as', 'iran', '--run', String(RUN), ...SETTINGS]
		const { status } = detente(args, { cwd, home, input })
		expect(status).toBe(0)
		const { json } = saved(home)
		expect(json).toMatchObject({ valid: true, run: RUN, seed: '7' })
		expect(json.moves).toEqual(moves)
	})
	it('is taken over at any ply: until there it is the run itself', () => {
		const last = plies.filter((p) => p.player === 'iran').at(-1)!
		const home = join(cwd, 'over')
		const args = ['play', 'two-blows', '--plain', '--run', String(RUN), '--from', `${last.round}.iran`, ...SETTINGS]
		const { status, stdout } = detente(args, { cwd, home, input: '1\nquit\n' })
		expect(status).toBe(0)
		expect(stdout).toContain(`Round ${last.round} of`)
		const { json } = saved(home)
		const upTo = moves.indexOf(`iran.${last.move}`, movesOf(plies.slice(0, plies.indexOf(last))).length)
		expect(json).toMatchObject({ valid: true })
		expect((json.moves as string[]).slice(0, upTo)).toEqual(moves.slice(0, upTo))
	})
	it('of policies that are solved for goes the same way too, and they stay what they were', () => {
		const settings = ['--policy', 'iran=quantal:1', '--policy', 'pakistan=best', '--seed', '7']
		const line = movesOf(pliesOf(RUN, settings))
		const home = join(cwd, 'solved')
		const input = answersOf(createGame(shipped('two-blows')), line)
		const args = ['play', 'two-blows', '--plain', '--run', String(RUN), '--from', '1.iran', ...settings]
		const { status, stderr } = detente(args, { cwd, home, input })
		expect(stderr).toMatch(/^Solving Two blows/)
		expect(status).toBe(0)
		const { json } = saved(home)
		expect(json).toMatchObject({ valid: true, policies: { iran: 'quantal:1', pakistan: 'best' } })
		expect(json.moves).toEqual(line)
		const later = join(cwd, 'later')
		const over = ['play', 'two-blows', '--plain', '--run', String(RUN), '--from', '3.iran', ...settings]
		expect(detente(over, { cwd, home: later, input: 'save\nquit\n' }).status).toBe(0)
		const { moves: until } = saved(later).json as { moves: string[] }
		expect(until.length).toBeGreaterThan(5)
		expect(line.slice(0, until.length)).toEqual(until)
	})
	it('is not taken over where it does not come to', () => {
		const play = (...args: string[]) =>
			detente(['play', 'two-blows', '--plain', ...args], { cwd, home: join(cwd, 'none') })
		expect(play('--run', '1', '--from', '9.iran', '--seed', '7')).toMatchObject({ status: 2 })
		expect(play('--run', '1', '--from', '2.iran').stderr).toMatch(/say of which --seed/)
	})
})

describe('the play line of a what-if', () => {
	const lineOf = (...args: string[]): string | null => {
		const { json } = detente(['whatif', 'two-blows', '--runs', '2000', '--seed', '7', '--json', ...args], { cwd })
		return (json.example as { play: string | null }).play
	}
	const opened = (line: string) => {
		const home = mkdtempSync(join(cwd, 'home-'))
		const words = line.split(' ').slice(1)
		const { status, stderr } = detente([...words, '--plain'], { cwd, home, input: 'save\nquit\n' })
		expect({ status, stderr }).toMatchObject({ status: 0 })
		return saved(home).json
	}
	it('lays the card of a deck that the changed side begins with', () => {
		const line = lineOf('--at', '2.incidents', '--instead', 'pakistanis-killed')!
		expect(line).toMatch(/--lay 2\.incidents=pakistanis-killed/)
		const { valid, moves, run } = opened(line)
		expect({ valid, run }).toEqual({ valid: true, run: Number(/--run (\d+)/.exec(line)![1]) })
		expect(moves).toContain('incidents.pakistanis-killed')
	})
	it('opens where the decision is made, though something else changed before', () => {
		const other = ['--change', 'low_salience=60'] as const
		const line = lineOf('--at', '2.incidents', '--instead', 'pakistanis-killed', ...other)!
		expect(line).toMatch(/--set low_salience=60 --as iran --from 3\.iran --lay 2\.incidents=pakistanis-killed$/)
		expect(opened(line).moves).toContain('incidents.pakistanis-killed')
		expect(lineOf('--at', '3.iran', '--instead', 'protest', ...other)).toMatch(/--as iran --from 3\.iran$/)
	})
	it('is none where nobody has a choice after the card', () => {
		expect(lineOf('--at', '6.diplomacy', '--instead', 'china-deal')).toBeNull()
		const ends = [
			'--at',
			'2.diplomacy',
			'--instead',
			'china-deal',
			'--change',
			'without=iran.warn',
			'--seed',
			'detente',
		]
		expect(lineOf(...ends)).toBeNull()
	})
	it('opens where the sides part when the decision was not made in that run', () => {
		const { json } = detente(
			['whatif', 'two-blows', '--at', '1.iran', '--instead', 'accept-china', '--change', 'low_salience=60', '--json'],
			{ cwd },
		)
		expect(json).toMatchObject({
			decided: 0,
			decisionLegal: 0,
			example: { decided: false, parting: { round: 1, ply: 0 } },
		})
		expect((json.example as { play: string }).play).toMatch(/--from 1\.iran$/)
	})
	it('follows a policy that is solved for', () => {
		const line = lineOf('--policy', 'iran=quantal:1', '--change', 'policy.pakistan=best')!
		expect(opened(line)).toMatchObject({ valid: true, policies: { iran: 'quantal:1', pakistan: 'best' } })
	})
	it('is none where a card is kept from falling: play has no such hand', () => {
		expect(lineOf('--at', '2.incidents', '--instead', 'nothing')).toBeNull()
	})
	it.each([
		['1.iran=protest', /iran is no deck; decks are incidents/],
		['2.incidents=nothing', /nothing is no card/],
		['9.incidents=runaway', /rounds go from 1 to 6/],
		['5.incidents=runaway', /lies after 3\.iran/],
		['2.incidents=terror', /incidents has no "terror"/],
	])('%s can be laid by nobody', (lay, said) => {
		const args = ['play', 'two-blows', '--plain', '--seed', '7', '--from', '3.iran', '--lay', lay]
		const { status, stderr } = detente(args, { cwd, home: join(cwd, 'none') })
		expect(status).toBe(2)
		expect(stderr).toMatch(said)
	})
})
