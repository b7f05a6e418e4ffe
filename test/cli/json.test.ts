import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { TWO_COINS } from '../small-scenario.js'
import { detente, workFolder } from './detente.js'

const cwd = workFolder()
writeFileSync(join(cwd, 'coins.yaml'), TWO_COINS)
const hash = expect.stringMatching(/^[0-9a-f]{64}$/)
const number = expect.any(Number)

/** What every document begins with. */
const document = (name: string, scenario: string | null, seed: string | null, policies: object | null) => ({
	schema: { name: `detente/${name}`, version: 1 },
	scenario: scenario === null ? null : { id: scenario, hash },
	seed,
	policies,
	command: expect.stringMatching(new RegExp(`^detente ${name}`)),
})

describe('documents for scripts', () => {
	it('simulate: every ending with its count, share and interval', () => {
		const args = ['simulate', 'coins.yaml', '--runs', '400', '--policy', 'ann=gentle', '--seed', 'a b', '--json']
		const { json, status, stderr } = detente(args, { cwd })
		expect([status, stderr]).toEqual([0, ''])
		const row = (id: string, title: string) => ({ id, title, count: number, share: number, low: number, high: number })
		expect(json).toMatchObject({
			...document('simulate', 'two-coins', 'a b', { ann: 'gentle', bob: 'cards' }),
			runs: 400,
			endings: [row('hot', 'Hot'), row('calm', 'Calm')],
			confidence: 0.95,
			rounds: { mean: number, median: number },
		})
		const counts = (json.endings as { count: number; share: number; low: number; high: number }[]).map((e) => {
			expect(e.share).toBe(e.count / 400)
			expect(e.low).toBeLessThanOrEqual(e.share)
			expect(e.high).toBeGreaterThanOrEqual(e.share)
			return e.count
		})
		expect(counts.reduce((a, b) => a + b, 0)).toBe(400)
		expect(json.command).toBe("detente simulate coins.yaml --runs 400 --policy ann=gentle --seed 'a b' --json")
	})
	it('simulate: the same again from the command it names, the default seed written out', () => {
		const first = detente(['simulate', 'coins.yaml', '--runs', '50', '--json'], { cwd })
		expect(first.json.command).toBe('detente simulate coins.yaml --runs 50 --json --seed detente')
		const again = detente(String(first.json.command).split(' ').slice(1), { cwd })
		expect(again.stdout).toBe(first.stdout)
	})
	it('odds: of every ending, by round, after every move', () => {
		const { json, status } = detente(['odds', 'coins.yaml', '--json'], { cwd })
		expect(status).toBe(0)
		const byEnding = { hot: number, calm: number }
		expect(json).toMatchObject({
			...document('odds', 'two-coins', null, { ann: 'cards', bob: 'cards' }),
			kind: 'exact',
			endings: [
				{ id: 'hot', probability: number },
				{ id: 'calm', probability: number },
			],
			byRound: [
				{ round: 1, endings: { hot: 9 / 64, calm: 0 } },
				{ round: 2, endings: byEnding },
			],
			moves: [
				{ id: 'ann.push', probability: 0.75, endings: byEnding },
				{ id: 'ann.wait', probability: 0.25, endings: byEnding },
			],
			states: 9,
		})
	})
	it('whatif: both sides, the paired difference, and what flipped', () => {
		const args = ['whatif', 'coins.yaml', '--at', '1.ann', '--instead', 'wait', '--runs', '300', '--json']
		const { json, status } = detente(args, { cwd })
		expect(status).toBe(0)
		const row = (id: string) => ({ id, before: number, after: number, difference: number, low: number, high: number })
		expect(json).toMatchObject({
			...document('whatif', 'two-coins', 'detente', { ann: 'cards', bob: 'cards' }),
			runs: 300,
			change: {
				decision: { at: '1.ann', before: null, instead: 'ann.wait' },
				set: [],
				policies: [],
				without: [],
			},
			endings: [row('hot'), row('calm')],
			flips: [{ from: 'hot', to: 'calm', runs: number }],
			example: { run: number },
			decided: 300,
		})
	})
	it('whatif: exactly nothing when nothing changes', () => {
		const { json } = detente(['whatif', 'coins.yaml', '--change', 'rain=25', '--runs', '200', '--json'], { cwd })
		expect(json).toMatchObject({ flips: [], example: null })
		for (const e of json.endings as { difference: number }[]) expect(e.difference).toBe(0)
	})
	it('whatif: a question of the scenario, a policy, a card left out', () => {
		const asked = detente(['whatif', 'coins.yaml', '--question', 'dry', '--runs', '100', '--json'], { cwd })
		const typed = detente(['whatif', 'coins.yaml', '--change', 'without=sky.storm', '--runs', '100', '--json'], { cwd })
		expect(asked.json.endings).toEqual(typed.json.endings)
		expect(asked.json.change).toEqual(typed.json.change)
		const fierce = detente(['whatif', 'coins.yaml', '--change', 'policy.ann=fierce', '--runs', '100', '--json'], {
			cwd,
		})
		expect(fierce.json.change).toMatchObject({ policies: [{ player: 'ann', policy: 'fierce' }] })
		expect(fierce.json.flips).not.toEqual([])
	})
	it('replay: a script, to its ending on its date', () => {
		const { json, status } = detente(['replay', '--script', 'record', 'two-blows', '--json'], { cwd })
		expect(status).toBe(0)
		expect(json).toMatchObject({
			...document('replay', 'two-blows', null, { iran: 'cards', pakistan: 'cards' }),
			valid: true,
			plies: number,
			ending: { id: 'thaw', round: number, label: expect.stringMatching(/January/) },
			likelihood: { probability: number, log10: number },
			least: { move: expect.any(String), round: number, probability: number, line: number },
		})
	})
	it('check: findings with their places, states, and how likely the scripts are', () => {
		const { json, status } = detente(['check', 'coins.yaml', '--json'], { cwd })
		expect(status).toBe(0)
		expect(json).toMatchObject({ ...document('check', 'two-coins', null, null), findings: [], states: 9 })
		const scripts = json.scripts as { id: string; likelihoods: { policies: object; log10: number | null }[] }[]
		expect(scripts.map((s) => s.id)).toEqual(['sunny', 'stormy'])
		expect(scripts[0]!.likelihoods).toHaveLength(9)
		const never = scripts[0]!.likelihoods.filter((l) => l.log10 === null).length
		const lines = detente(['check', 'coins.yaml'], { cwd }).stdout.split('\n')
		expect(lines[0]).toBe('script sunny is legal, to calm')
		expect(lines[1]).toMatch(/^ {2}Ann cards, Bob cards: 1 in /)
		expect(lines.find((l) => l.includes('pairings'))).toBe(
			`  never drawn under ${never} of 9 pairings of doctrines; --json has them all`,
		)
		writeFileSync(join(cwd, 'broken.yaml'), TWO_COINS.replace('heat == 3', 'haet == 3'))
		const broken = detente(['check', 'broken.yaml', '--json'], { cwd })
		expect(broken.status).toBe(2)
		expect(broken.json).toMatchObject({
			scenario: null,
			findings: [
				{
					rule: expect.any(String),
					severity: 'error',
					message: expect.stringContaining('heat'),
					file: 'broken.yaml',
					line: number,
					column: number,
				},
			],
			states: null,
		})
	})
	it('list: what is shipped, and where', () => {
		const { json, status } = detente(['list', '--json'], { cwd })
		expect(status).toBe(0)
		expect(json).toMatchObject(document('list', null, null, null))
		expect(json.scenarios).toContainEqual(
			expect.objectContaining({
				id: 'two-blows',
				title: 'Two blows',
				summary: expect.any(String),
				path: expect.stringMatching(/two-blows\.yaml$/),
			}),
		)
	})
	it('schema: what an editor needs to help with a scenario', () => {
		const { json, status } = detente(['schema'])
		expect(status).toBe(0)
		expect(json).toMatchObject({ type: 'object', properties: { id: {}, moves: {}, endings: {} } })
	})
})
