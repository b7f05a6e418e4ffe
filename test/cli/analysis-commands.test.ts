import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { DOCUMENTS } from '../../src/report/documents/json-schemas.js'
import { FAULTS, faulty, SOUND } from '../analysis/proving/faults.js'
import { atLeastThree, TWO_COINS } from '../small-scenario.js'
import { detente, workFolder } from './detente.js'

const cwd = workFolder()
const home = join(cwd, 'home')
writeFileSync(join(cwd, 'coins.yaml'), TWO_COINS)
writeFileSync(join(cwd, 'fence.yaml'), SOUND)
const run = (line: string, input = '') => detente(line.split(' '), { cwd, home, input })

/** Games of the fence, as a class would have saved them. */
let games: string[] = []
beforeAll(() => {
	for (const seed of ['red', 'blue']) run(`play fence.yaml --as ann --seed ${seed} --plain`, '1\n2\n1\n')
	games = readdirSync(join(home, 'games')).map((file) => join('home', 'games', file))
	expect(games).toHaveLength(2)
})

/** The document, which keeps to its published schema. */
function documentOf(line: string): Record<string, unknown> {
	const { json, status, stderr } = run(line)
	expect(status, stderr).toBe(0)
	const name = (json.schema as { name: string }).name.replace('detente/', '') as keyof typeof DOCUMENTS
	expect(DOCUMENTS[name].safeParse(json).error?.issues ?? [], line).toEqual([])
	return json
}

describe('the commands of the analysis', () => {
	it.each(['review', 'compare', 'solve', 'export'])('%s explains itself, with examples', (command) => {
		const { status, stdout } = detente([command, '--help'])
		expect(status).toBe(0)
		expect(stdout).toMatch(/Examples?:\n {2}\$ detente/)
	})

	it('review: odds, turning points and decisions, for people, for scripts and as a page', () => {
		const text = run(`review ${games[0]}`)
		expect([text.status, text.stderr]).toEqual([0, ''])
		expect(text.stdout).toContain('LUCK AND CHOICE')
		expect(text.stdout).toContain('An old feud: no in this game')
		const json = documentOf(`review ${games[0]} --json`)
		expect(json).toMatchObject({
			schema: { name: 'detente/review', version: 1 },
			kind: 'exact',
			seed: expect.any(String),
		})
		expect(json.command).toBe(`detente review ${games[0]} --json`)
		const plies = json.plies as { before: Record<string, number>; after: Record<string, number> }[]
		for (const [n, ply] of plies.entries()) {
			expect(Object.values(ply.before).reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12)
			if (n > 0) expect(ply.before).toEqual(plies[n - 1]!.after)
		}
		expect(run(`review ${games[0]} --markdown review.md`).status).toBe(0)
		expect(readFileSync(join(cwd, 'review.md'), 'utf8')).toMatch(/^# A fence: a review\n[\s\S]*\n## Luck and choice\n/)
		expect(run(`review ${games[0]} --script nope`).status).toBe(2)
		expect(run(`review ${games[0]} --policy eve=hawk`).status).toBe(2)
		expect(run('review fence.yaml').status).toBe(2)
	})

	it('compare: counts, and a table for a spreadsheet', () => {
		const json = documentOf(`compare ${games.join(' ')} --json`)
		expect(json).toMatchObject({ schema: { name: 'detente/compare' }, kind: 'exact', script: 'quiet' })
		expect(json.games).toHaveLength(2)
		expect((json.endings as { of: number }[]).every((e) => e.of === 2)).toBe(true)
		expect(run(`compare ${games.join(' ')} --csv class.csv`).status).toBe(0)
		expect(readFileSync(join(cwd, 'class.csv'), 'utf8')).toMatch(
			/^what,round,ply,player,id,.*,games,of,record,model\r\n/,
		)
		expect(run(`compare ${games.join(' ')}`).stdout).toContain('WHAT THEY PLAYED')
		expect(run('compare none.jsonl').status).toBe(2)
	})

	it('solve: values, policies and the line of play', () => {
		const json = documentOf('solve fence.yaml --robust --json')
		expect(json).toMatchObject({
			policies: { ann: 'best', bob: 'best' },
			players: {
				ann: { value: expect.any(Number), policy: 'best' },
				bob: { value: expect.any(Number), policy: 'best' },
			},
		})
		const line = json.line as { round: number; player: string; move: string }[]
		expect(line.slice(0, 3).map((p) => [p.round, p.player])).toEqual([
			[1, 'ann'],
			[1, 'bob'],
			[1, 'sky'],
		])
		expect(line.every((p) => p.move.startsWith(`${p.player}.`))).toBe(true)
		expect((json.robust as { player: string }[]).map((r) => r.player)).toEqual(['ann', 'bob'])
		expect(run('solve fence.yaml --policy bob=gentle').stdout).toContain('gentle')
		expect(run('solve coins.yaml').status).toBe(2)
		expect(run('solve fence.yaml --quantal -1').status).toBe(2)
	})

	it('whatif --all: every question, exactly', () => {
		const json = documentOf('whatif coins.yaml --all --uncertain 20 --json')
		const questions = json.questions as {
			id: string
			kind: string
			decisionLegal: number | null
			endings: { difference: number }[]
			pairs: { halfWidthRatio: number; decided: number | null; example: { run: number; from: string; play: string } }
			uncertain: object
		}[]
		expect(questions.map((q) => [q.id, q.kind])).toEqual([
			['dry', 'exact'],
			['first', 'exact'],
		])
		for (const { endings } of questions) expect(endings.reduce((sum, e) => sum + e.difference, 0)).toBeCloseTo(0, 12)
		expect(questions[0]!.uncertain).toMatchObject({ draws: 20 })
		for (const { halfWidthRatio } of questions.map((q) => q.pairs)) expect(halfWidthRatio).toBeGreaterThan(0)
		expect(questions.map((q) => [q.decisionLegal, q.pairs.decided])).toEqual([
			[null, null],
			[1, 10_000],
		])
		expect(run('whatif coins.yaml --all --runs 50').stdout).toContain(
			'Changed: Ann in round 1 (Monday) plays “Wait”. The decision could be taken in 50 of 50 runs; exactly, in 100 % of all games.',
		)
		const { run: number, play } = questions[1]!.pairs.example
		expect(play).toBe(`detente play coins.yaml --seed detente --run ${number} --as ann --from 1.ann`)
		const words = play.split(' ').slice(1)
		expect(run([...words, '--plain'].join(' ')).stdout).toContain('Your move')
		expect(run('whatif fence.yaml --all').status).toBe(2)
		expect(run('whatif coins.yaml --all --question dry').status).toBe(2)
	})

	it('whatif: the exact difference beside the sampled one', () => {
		type Row = { id: string; before: number; after: number; difference: number; low: number; high: number }
		const json = documentOf('whatif coins.yaml --question dry --runs 400 --json')
		const hot = (json.exact as Row[])[0]!
		expect(hot.before).toBeCloseTo(atLeastThree([3 / 4, 3 / 4, 1 / 4, 3 / 4, 3 / 4, 1 / 4]), 12)
		expect(hot.after).toBeCloseTo(atLeastThree([3 / 4, 3 / 4, 0, 3 / 4, 3 / 4, 0]), 12)
		const saved = documentOf(`whatif ${games[0]} --at 1.ann --instead wait --runs 400 --confidence 0.9999 --json`)
		;(saved.exact as Row[]).forEach((row, n) => {
			const { low, high } = (saved.endings as Row[])[n]!
			expect(row.difference).toBeGreaterThanOrEqual(low)
			expect(row.difference).toBeLessThanOrEqual(high)
		})
		expect(run('whatif coins.yaml --question dry --runs 100').stdout).toContain('The exact odds of both sides')
		const laid = documentOf('whatif coins.yaml --at 2.sky --instead storm --runs 400 --confidence 0.9999 --json')
		expect(laid.decisionLegal).toBeGreaterThan((laid.decided as number) / 400 - 0.1)
		;(laid.exact as Row[]).forEach((row, n) => {
			expect(row.difference).toBeGreaterThanOrEqual((laid.endings as Row[])[n]!.low)
			expect(row.difference).toBeLessThanOrEqual((laid.endings as Row[])[n]!.high)
		})
		expect(documentOf('whatif coins.yaml --question dry --uncertain 5 --json')).toMatchObject({
			uncertain: { draws: 5 },
		})
		expect(run(`whatif ${games[0]} --at 1.ann --instead wait --uncertain 5`).status).toBe(2)
	})

	it('odds --uncertain: bands and drivers, the same again from the same seed', () => {
		const json = documentOf('odds coins.yaml --uncertain 40 --seed x --json')
		const { stdout } = run('odds coins.yaml --uncertain 40 --seed x --json')
		expect(json).toMatchObject({ seed: 'x', uncertain: { draws: 40, graphs: 1 } })
		expect(run('odds coins.yaml --uncertain 40 --seed x --json').stdout).toBe(stdout)
		expect(run('odds coins.yaml --uncertain 40 --sobol 8').stdout).toContain('Sobol indices of 32 exact odds')
		expect(run('odds coins.yaml --sobol 8').status).toBe(2)
	})

	it('check: what is proved, with a line of play, and how to come anywhere', () => {
		const fault = FAULTS.find((f) => f.rule === 'player-passes')!
		writeFileSync(join(cwd, 'faulty.yaml'), faulty(fault))
		const json = documentOf('check faulty.yaml --json')
		const finding = (json.findings as { rule: string; line: number; play: unknown[] }[]).find(
			(f) => f.rule === fault.rule,
		)!
		expect(finding.line).toBe(6)
		expect(finding.play).toHaveLength(3)
		expect(run('check faulty.yaml').stdout).toMatch(/player-passes[\s\S]*a shortest line of play: ann\./)
		writeFileSync(join(cwd, 'wrong.yaml'), faulty(FAULTS.find((f) => f.rule === 'expect-fails')!))
		expect(run('check wrong.yaml').status).toBe(1)

		expect(documentOf('check fence.yaml --reach quarrel --json')).toMatchObject({
			reach: 'quarrel',
			play: [
				{ round: 1, move: 'ann.push.hard' },
				{ round: 1, move: expect.stringMatching(/^bob\.push/) },
			],
		})
		expect(run('check fence.yaml --reach fence=leaning').stdout).toContain('Push')
		expect(run('check fence.yaml --reach heat=1').stdout).toContain('the game begins there')
		expect(run('check fence.yaml --reach nowhere').status).toBe(2)
	})

	it('check --calibration: the scenario’s rates beside the published ones', () => {
		expect(run('check fence.yaml --calibration').status).toBe(2)
		const json = documentOf('check two-blows --calibration --runs 500 --json')
		const { rates } = json.calibration as { rates: { published: { sample: string }; own: object }[] }
		expect(rates.length).toBeGreaterThan(10)
		expect(rates.every((r) => r.own && r.published.sample)).toBe(true)
		const { stdout } = run('check two-blows --calibration --runs 500')
		expect(stdout).toMatch(/^ 1 {2}force is answered with force .* 24\.0 % \(11\.5 %–43\.4 %\) {2}6 of 25 /m)
		expect(stdout).toMatch(/^- 1 retaliate_force_within_3d_crisis_np, 2 retaliate\S+, 3 .*: first targets of/m)
		for (const [, number] of stdout.matchAll(/^- (\d+), .*That may be right/gm))
			expect(stdout).toMatch(new RegExp(`^ ?${number} {2}.* (above|below)$`, 'm'))
	})

	it('export: to stdout or to files', () => {
		expect(run('export fence.yaml --to mermaid').stdout).toContain('stateDiagram-v2')
		expect(run('export fence.yaml --to dot').stdout).toContain('digraph "fence"')
		expect(run('export fence.yaml --to xstate').stdout).toContain('export const machine = createMachine(')
		expect(run('export fence.yaml --to prism --out chain --policy ann=gentle').status).toBe(0)
		for (const kind of ['tra', 'sta', 'lab', 'props']) expect(existsSync(join(cwd, `chain.${kind}`))).toBe(true)
		expect(run('export fence.yaml --to prism').status).toBe(2)
		expect(run('export fence.yaml --to yaml').status).toBe(2)
		expect(run('export fence.yaml --to dot --policy ann=gentle').status).toBe(2)
	})
})
