import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { TWO_COINS } from '../small-scenario.js'
import { detente, workFolder } from './detente.js'

const cwd = workFolder()
const home = workFolder()
let game = ''
let unfinished = ''

/** Ann is played by hand, Bob is gentle and waits, and it never storms. */
function play(moves: string): string {
	const before = new Set(saved())
	const args = [
		'play',
		'./coins.yaml',
		'--plain',
		'--as',
		'ann',
		'--policy',
		'bob=gentle',
		'--seed',
		'kept',
		'--run',
		'3',
		'--without',
		'storm',
	]
	const { status, stderr } = detente(args, { cwd, home, input: moves })
	expect([status, stderr]).toEqual([0, expect.stringContaining('aved in ')])
	return saved().find((file) => !before.has(file))!
}

const saved = (): string[] => {
	try {
		return readdirSync(join(home, 'games')).map((file) => join(home, 'games', file))
	} catch {
		return []
	}
}

beforeAll(() => {
	writeFileSync(join(cwd, 'coins.yaml'), TWO_COINS)
	game = play('1\n1\n')
	unfinished = play('2\n')
})

describe('a saved game', () => {
	it('is verified and shown', () => {
		const { json, status } = detente(['replay', game, '--json'], { cwd })
		expect(status).toBe(0)
		expect(json).toMatchObject({
			scenario: { id: 'two-coins' },
			seed: 'kept',
			policies: { ann: 'cards', bob: 'gentle' },
			valid: true,
			plies: 6,
			ending: { round: 2, label: 'Tuesday' },
			run: 3,
			people: ['ann'],
		})
		expect((json.moves as string[]).filter((m) => !m.startsWith('sky'))).toEqual([
			'ann.push',
			'bob.wait',
			'ann.push',
			'bob.wait',
		])
		expect(String(json.command)).not.toContain('--seed')
		const { stdout } = detente(['replay', game], { cwd })
		expect(stdout).toContain('Ann: a person · Bob: gentle')
		expect(stdout).toMatch(/round 2 · Tuesday\n +Ann +Push +decided/)
	})
	it('is as likely as its moves, Ann’s by her cards', () => {
		const { json } = detente(['replay', game, '--json'], { cwd })
		expect(json.likelihood).toMatchObject({ probability: 0.75 ** 2 })
		expect(json.least).toMatchObject({ move: 'ann.push', probability: 0.75, line: null })
		const fierce = detente(['replay', game, '--policy', 'ann=fierce', '--json'], { cwd }).json
		expect(fierce).toMatchObject({ policies: { ann: 'fierce' }, likelihood: { probability: 1 } })
	})
	it('is refused at its line when one character is changed', () => {
		const lines = readFileSync(game, 'utf8').split('\n')
		lines.forEach((line, n) => {
			if (line === '') return
			const at = Math.floor(line.length / 2)
			const changed = line.slice(0, at) + (line[at] === 'a' ? 'b' : 'a') + line.slice(at + 1)
			const file = join(cwd, `changed-${n + 1}.jsonl`)
			writeFileSync(file, lines.map((l, i) => (i === n ? changed : l)).join('\n'))
			const { json, status, stderr } = detente(['replay', file, '--json'], { cwd })
			expect(status).toBe(1)
			expect(stderr).toContain(`${file}:${n + 1}:`)
			expect(json).toMatchObject({ valid: false, ending: null, line: n + 1, message: expect.any(String) })
		})
	})
	it('is refused when its end is missing', () => {
		const file = join(cwd, 'cut.jsonl')
		writeFileSync(file, `${readFileSync(game, 'utf8').split('\n').slice(0, -2).join('\n')}\n`)
		const { status, stderr } = detente(['replay', file], { cwd })
		expect(status).toBe(1)
		expect(stderr).toContain('lines are missing')
	})
	it('is refused under other rules', () => {
		writeFileSync(join(cwd, 'hotter.yaml'), TWO_COINS.replace('heat == 3', 'heat >= 2'))
		const { status, stderr } = detente(['replay', game, '--scenario', 'hotter.yaml'], { cwd })
		expect(status).toBe(1)
		expect(stderr).toContain('under other rules')
	})
	it('has odds from where it stands', () => {
		const { json, status } = detente(['odds', '--after', unfinished, '--json'], { cwd })
		expect(status).toBe(0)
		expect(json).toMatchObject({ kind: 'exact', round: 2, player: 'ann', seed: 'kept', policies: { bob: 'gentle' } })
		expect((json.moves as { id: string }[]).map((m) => m.id)).toEqual(['ann.push', 'ann.wait'])
		const over = detente(['odds', '--after', game, '--json'], { cwd }).json
		expect((over.endings as { probability: number }[]).map((e) => e.probability).sort()).toEqual([0, 1])
	})
	it('can be asked what another decision would have come to', () => {
		const args = ['whatif', game, '--at', '1.ann', '--instead', 'wait', '--runs', '200', '--json']
		const { json, status } = detente(args, { cwd })
		expect(status).toBe(0)
		expect(json).toMatchObject({
			runs: 200,
			change: { decision: { at: '1.ann', before: 'ann.push', instead: 'ann.wait' } },
			policies: { ann: 'cards', bob: 'gentle' },
			decided: 200,
		})
		const same = detente(['whatif', game, '--at', '1.ann', '--instead', 'push', '--runs', '50', '--json'], { cwd })
		expect(same.json).toMatchObject({ flips: [], example: null })
		const never = detente(['whatif', unfinished, '--at', '2.ann', '--instead', 'push'], { cwd })
		expect(never.status).toBe(2)
		expect(never.stderr).toContain('has no ply at 2.ann')
	})
})
