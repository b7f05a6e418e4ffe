import { spawn } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { DuckDBInstance } from '@duckdb/node-api'
import { describe, expect, it } from 'vitest'
import { atLeastThree, TWO_COINS } from '../small-scenario.js'
import { detente, workFolder } from './detente.js'

const cwd = workFolder()
writeFileSync(join(cwd, 'coins.yaml'), TWO_COINS)
const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))
const sweep = (...args: string[]) => detente(['sweep', 'coins.yaml', ...args], { cwd })

interface Point {
	readonly values: Record<string, number | string>
	readonly endings: { id: string; probability: number; count?: number; low?: number; high?: number }[]
}
const pointsOf = (json: Record<string, unknown>) => json.points as Point[]

describe('detente sweep', () => {
	it('has the odds that paper gives, exactly, at every combination', () => {
		const { json, status } = sweep('--vary', 'rain=0,25,100', '--vary', 'eager=1..3', '--exact', '--json')
		expect(status).toBe(0)
		expect(json).toMatchObject({ kind: 'exact', design: 'grid', runs: null, seed: null })
		expect(pointsOf(json)).toHaveLength(9)
		expect(pointsOf(json)[1]!.values).toEqual({ rain: 0, eager: 2 })
		for (const { values, endings } of pointsOf(json)) {
			const push = Number(values.eager) / (Number(values.eager) + 1)
			const storm = Number(values.rain) / 100
			expect(endings[0]!.probability).toBeCloseTo(atLeastThree([push, push, storm, push, push, storm]), 12)
		}
	})
	it('samples every point with the same luck, so that like points are alike', () => {
		const { json } = sweep('--vary', 'heat=0..2', '--vary', 'policy.ann=cards,gentle', '--runs', '3000', '--json')
		const shares = new Map(pointsOf(json).map((p) => [`${p.values.heat} ${p.values['policy.ann']}`, p.endings[0]!]))
		for (const { low, high, probability, count } of shares.values()) {
			expect(low!).toBeLessThanOrEqual(probability)
			expect(high!).toBeGreaterThanOrEqual(probability)
			expect(count! / 3000).toBe(probability)
		}
		expect(shares.get('2 cards')!.probability).toBeGreaterThan(shares.get('0 cards')!.probability)
		const alone = detente(['simulate', 'coins.yaml', '--runs', '3000', '--set', 'heat=1', '--json'], { cwd }).json
		expect((alone.endings as { count: number }[])[0]!.count).toBe(shares.get('1 cards')!.count)
	})
	it('takes cards out, and all that a name can be', () => {
		const { json } = sweep('--vary', 'without=none,sky.storm', '--exact', '--json')
		expect(pointsOf(json).map((p) => p.endings[0]!.probability)[1]).toBeCloseTo(
			atLeastThree([0.75, 0.75, 0.75, 0.75]),
			12,
		)
		const all = sweep('--vary', 'policy.bob', '--exact', '--json').json
		expect(pointsOf(all).map((p) => p.values['policy.bob'])).toEqual([
			'cards',
			'uniform',
			'gentle',
			'fierce',
			'script:sunny',
			'script:stormy',
		])
	})
	it('says what the endings are sensitive to', () => {
		const { json } = sweep(...'--vary rain --vary heat=0..0 --design saltelli --points 64 --exact --json'.split(' '))
		const [hot] = json.sensitivity as { ending: string; factors: { name: string; first: number; total: number }[] }[]
		expect(hot!.ending).toBe('hot')
		expect(hot!.factors[0]!.first).toBeCloseTo(1, 1)
		expect(hot!.factors[1]).toMatchObject({ name: 'heat', total: 0 })
		expect(pointsOf(json)).toHaveLength(64 * 4)
	})
	it('says whose policy it varies', () => {
		const { stdout } = sweep('--vary', 'policy.ann=cards,gentle', '--runs', '20', '--policy', 'bob=fierce')
		expect(stdout.split('\n')[1]).toBe('Ann: varied · Bob: fierce')
		const { json } = sweep('--vary', 'policy.ann=cards,gentle', '--exact', '--policy', 'bob=fierce', '--json')
		expect(json.policies).toEqual({ ann: 'varied', bob: 'fierce' })
	})
	it.each(['sobol', 'latin'])('spreads the points of a %s design over the range', (design) => {
		const points = pointsOf(sweep('--vary', 'rain', '--design', design, '--points', '16', '--exact', '--json').json)
		const sixteenths = points.map((p) => Math.floor((Number(p.values.rain) * 16) / 101))
		expect(new Set(sixteenths).size).toBeGreaterThanOrEqual(15)
	})
	it('draws a chart of one factor, a map of two', () => {
		expect(sweep('--vary', 'rain=0..100:50', '--exact', '--show', 'hot').stdout).toMatch(/Hot, by rain\n +0 .*█+\n/)
		const map = sweep('--vary', 'rain=0..100:50', '--vary', 'heat=0..2', '--exact').stdout
		expect(map).toMatch(/by rain \(down\) and heat \(across\), in %/)
		expect(map).toMatch(/██ 100\.0/)
	})
	it('writes a row for each ending at each point, which DuckDB reads', async () => {
		for (const format of ['csv', 'jsonl', 'parquet']) {
			const file = join(cwd, `sweep.${format}`)
			expect(
				sweep('--vary', 'heat=0..2', '--vary', 'policy.ann=gentle,fierce', '--runs', '500', '--out', file).status,
			).toBe(0)
			const connection = await (await DuckDBInstance.create(':memory:')).connect()
			const read = await connection.runAndReadAll(
				`select heat, "policy.ann" as ann, sum(probability) as p, sum("count")::int as runs from '${file}' group by all order by all`,
			)
			const rows = read.getRowObjectsJson()
			expect(rows).toHaveLength(6)
			for (const { p, runs } of rows) expect([Number(p), Number(runs)]).toEqual([1, 500])
			expect(existsSync(`${file}.journal`)).toBe(false)
		}
	})
	it('is the same on any number of workers', () => {
		const args = ['--vary', 'rain=0..100:10', '--runs', '4000', '--json']
		const [one, two] = ['1', '2'].map((workers) => sweep(...args, '--workers', workers))
		expect(two!.stdout).toBe(one!.stdout)
	})
	it('goes on after it was killed, and ends with the same bytes', async () => {
		const args = ['--vary', 'rain=0..40', '--runs', '5000', '--workers', '1']
		const out = join(cwd, 'killed.csv')
		const child = spawn(process.execPath, [main, 'sweep', 'coins.yaml', ...args, '--out', out], {
			cwd,
			stdio: 'ignore',
		})
		const journal = `${out}.journal`
		while (!existsSync(journal) || readFileSync(journal, 'utf8').split('\n').length < 6)
			await new Promise((resolve) => setTimeout(resolve, 20))
		child.kill('SIGKILL')
		await new Promise((resolve) => child.on('close', resolve))
		expect(existsSync(out)).toBe(false)
		const again = sweep(...args, '--out', out)
		expect(again.status).toBe(2)
		expect(again.stderr).toContain('--resume goes on with it')
		expect(sweep(...args, '--out', out, '--resume').status).toBe(0)
		const whole = join(cwd, 'whole.csv')
		sweep(...args, '--out', whole)
		expect(readFileSync(out, 'utf8')).toBe(readFileSync(whole, 'utf8'))
	})
	it.each([
		[['--vary', 'nope=1'], /nothing to vary called "nope".*rain, eager/],
		[['--vary', 'rain=1', '--vary', 'rain=2'], /rain is there twice/],
		[['--vary', 'rain', '--show', 'cool'], /no ending "cool".*hot, calm/],
		[['--vary', 'rain', '--out', 'rows.txt'], /NAME\.csv, NAME\.jsonl or NAME\.parquet/],
		[['--vary', 'rain', '--resume'], /--resume goes with --out/],
		[[], /say what to vary/],
	])('%j: one line says what is allowed, exit 2', (args, message) => {
		const { status, stderr, stdout } = sweep(...args)
		expect(status).toBe(2)
		expect(stdout).toBe('')
		expect(stderr).toMatch(message)
		expect(
			stderr
				.trimEnd()
				.split('\n')
				.filter((line) => !line.startsWith('(--help')).length,
		).toBe(1)
	})
})
