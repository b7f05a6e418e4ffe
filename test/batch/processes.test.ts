import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { DuckDBInstance } from '@duckdb/node-api'
import { describe, expect, it } from 'vitest'
import { runBatch } from '../../src/batch/run-batch.js'
import { detente, workFolder } from '../cli/detente.js'
import { TWO_COINS } from '../small-scenario.js'
import { batchOf, outputOf } from './batches.js'

const deep = process.env.DETENTE_DEEP === '1'
const RUNS = deep ? 200_000 : 40_000
const KILLS = deep ? 20 : 4
const cwd = workFolder()
writeFileSync(join(cwd, 'coins.yaml'), TWO_COINS)
const SCENARIO = deep ? 'two-blows' : 'coins.yaml'
const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))

const hashOf = (file: string): string =>
	createHash('sha256')
		.update(readFileSync(join(cwd, file)))
		.digest('hex')
const simulate = (out: string, ...more: string[]) => [
	'simulate',
	SCENARIO,
	'--runs',
	String(RUNS),
	'--seed',
	'7',
	'--json',
	'--out',
	out,
	...more,
]

/** Starts the program and kills it after so many milliseconds, by no signal that it could hear. */
function killed(args: readonly string[], after: number): Promise<{ killed: boolean; stdout: string }> {
	return new Promise((resolve, reject) => {
		const child = spawn(process.execPath, [main, ...args], { cwd })
		let stdout = ''
		child.stdout.on('data', (data: Buffer) => {
			stdout += data
		})
		const timer = setTimeout(() => child.kill('SIGKILL'), after)
		child.on('error', reject)
		child.on('close', (_code, signal) => {
			clearTimeout(timer)
			resolve({ killed: signal === 'SIGKILL', stdout })
		})
	})
}

describe('a batch on any number of workers', () => {
	it.each(['parquet', 'csv'])('writes and prints the same bytes: %s', (format) => {
		const [one, two, four] = [1, 2, 4].map((workers) => {
			const file = `workers-${workers}.${format}`
			const { stdout, status, stderr } = detente(simulate(file, '--workers', String(workers)), { cwd })
			expect(stderr).toBe('')
			expect(status).toBe(0)
			return { stdout, hash: hashOf(file) }
		})
		expect(two).toEqual(one)
		expect(four).toEqual(one)
	})
	it('starts no more threads than there are chunks', async () => {
		process.env.DETENTE_TEST_STARTS = join(cwd, 'started')
		const batch = batchOf('two-coins')
		const workerFile = new URL('./counted-worker.mjs', import.meta.url)
		const { tally } = await runBatch(batch, { runs: 25_000, workers: 12, workerFile })
		expect(tally.runs).toBe(25_000)
		expect(readFileSync(join(cwd, 'started'), 'utf8').trimEnd().split('\n').length).toBeLessThanOrEqual(3)
	})
	it('replaces a worker that dies, and says so', async () => {
		const batch = batchOf('two-coins', { rows: 'csv' })
		const whole = join(cwd, 'undisturbed.csv')
		await runBatch(batch, { runs: 50_000, workers: 1, output: outputOf(batch, whole, 50_000) })
		process.env.DETENTE_TEST_DEATHS = join(cwd, 'died')
		const lost: number[] = []
		const path = join(cwd, 'disturbed.csv')
		await runBatch(batch, {
			runs: 50_000,
			workers: 2,
			output: outputOf(batch, path, 50_000),
			workerFile: new URL('./dying-worker.mjs', import.meta.url),
			lost: ({ first }) => lost.push(first),
		})
		expect(existsSync(join(cwd, 'died'))).toBe(true)
		expect(lost).toContain(20_001)
		expect(readFileSync(path).equals(readFileSync(whole))).toBe(true)
	})
})

describe('a batch of policies that are solved for', () => {
	const home = mkdtempSync(join(cwd, 'home-'))
	const graphs = () => readdirSync(join(home, 'graphs')).map((name) => statSync(join(home, 'graphs', name)).ino)
	it('opens the graph that an earlier one kept', () => {
		const args = ['simulate', 'two-blows', '--runs', '500', '--policy', 'iran=best', '--json']
		const first = detente(args, { cwd, home })
		expect(first.stderr).toBe('')
		const kept = graphs()
		expect(kept).toHaveLength(1)
		expect(detente(args, { cwd, home }).stdout).toBe(first.stdout)
		expect(graphs()).toEqual(kept)
	})
	it('may be played by threads that write one and the same graph', () => {
		const args = (workers: string) => [
			...['sweep', 'two-blows', '--vary', 'policy.iran=best,quantal:1,quantal:2,quantal:4', '--runs', '6000'],
			...['--set', 'rung=3', '--json', '--workers', workers],
		]
		const two = detente(args('2'), { cwd, home })
		expect(two.stderr).toBe('')
		expect(graphs()).toHaveLength(2)
		expect(detente(args('1'), { cwd, home }).stdout).toBe(two.stdout)
		expect(graphs()).toHaveLength(2)
	})
})

describe('a batch that is killed', () => {
	it(`${KILLS} times at moments of chance goes on with --resume and ends with the same bytes`, async () => {
		const undisturbed = detente(simulate('whole.parquet', '--trace'), { cwd })
		const args = simulate('killed.parquet', '--trace', '--workers', '2', '--resume')
		let kills = 0
		let stdout = ''
		for (let n = 0; ; n++) {
			// The golden ratio spreads moments evenly, without a die of its own; later tries get longer, so that it ends.
			const moment = kills < KILLS ? 150 + (deep ? 4000 : 700) * ((n * 0.618_033_988_75) % 1) : 600_000
			const tried = await killed(args, moment)
			if (tried.killed) kills++
			else {
				stdout = tried.stdout
				break
			}
		}
		expect(kills).toBeGreaterThan(0)
		expect(hashOf('killed.parquet')).toBe(hashOf('whole.parquet'))
		expect(hashOf('killed.plies.parquet')).toBe(hashOf('whole.plies.parquet'))
		expect(stdout).toBe(undisturbed.stdout)
		expect(existsSync(join(cwd, 'killed.parquet.journal'))).toBe(false)
	}, 900_000)
	it('by Ctrl-C leaves a whole file, says how to go on, and exits 1', async () => {
		const args = ['simulate', SCENARIO, '--runs', '5000000', '--out', 'stopped.csv', '--workers', '2']
		const child = spawn(process.execPath, [main, ...args], { cwd })
		let stderr = ''
		child.stderr.on('data', (data: Buffer) => {
			stderr += data
		})
		const journal = join(cwd, 'stopped.csv.journal')
		while (!existsSync(journal) || readFileSync(journal, 'utf8').split('\n').length < 4)
			await new Promise((resolve) => setTimeout(resolve, 20))
		child.kill('SIGINT')
		const code = await new Promise((resolve) => child.on('close', resolve))
		expect(code).toBe(1)
		const runs = /holds the first ([\d,]+) runs; --resume goes on/.exec(stderr)?.[1]?.replaceAll(',', '')
		const lines = readFileSync(join(cwd, 'stopped.csv'), 'utf8').trimEnd().split('\n')
		expect(lines.length - 1).toBe(Number(runs))
	})
	it.each(['1', '2'])('by Ctrl-C is heard in the middle of a chunk that takes long, on %s threads', async (workers) => {
		const out = `slow-${workers}.csv`
		const slow = ['--engine', 'xstate', '--runs', '200000', '--workers', workers, '--out', out]
		const child = spawn(process.execPath, [main, 'simulate', 'two-blows', ...slow], { cwd })
		let stderr = ''
		child.stderr.on('data', (data: Buffer) => {
			stderr += data
		})
		while (!existsSync(join(cwd, `${out}.journal`))) await new Promise((resolve) => setTimeout(resolve, 20))
		await new Promise((resolve) => setTimeout(resolve, 500))
		const before = performance.now()
		child.kill('SIGINT')
		const code = await new Promise((resolve) => child.on('close', resolve))
		expect(code).toBe(1)
		expect(performance.now() - before).toBeLessThan(5000)
		expect(stderr).toBe(`interrupted: ${out} holds the first 0 runs; --resume goes on from there\n`)
	})
	it.runIf(process.platform === 'linux')(
		'by a full disk keeps what fits, readable, and goes on when there is room',
		() => {
			const limit = (blocks: string, args: readonly string[]) =>
				spawnBash(`ulimit -f ${blocks}; exec "$0" "$@"`, [process.execPath, main, ...args])
			const full = limit('600', simulate('full.csv', '--workers', '1'))
			expect(full.status).toBe(1)
			expect(full.stderr).toMatch(/^full\.csv cannot be written any further: .*larger than is allowed/)
			const rows = readFileSync(join(cwd, 'full.csv'), 'utf8')
			expect(rows.endsWith('\n')).toBe(true)
			expect((rows.split('\n').length - 2) % 10_000).toBe(0)
			const { status } = detente(simulate('full.csv', '--resume'), { cwd })
			expect(status).toBe(0)
			detente(simulate('roomy.csv'), { cwd })
			expect(hashOf('full.csv')).toBe(hashOf('roomy.csv'))
		},
	)
	it.runIf(process.platform === 'linux')(
		'by a disk with no room for a footer leaves a Parquet file of fewer runs, and says of how many',
		async () => {
			const batch = batchOf(deep ? 'two-blows' : 'two-coins', { rows: 'parquet', seed: '7' })
			const sized = join(cwd, 'sized.parquet')
			await runBatch(batch, { runs: 20_000, workers: 1, output: outputOf(batch, sized, 20_000) })
			const bytes = readFileSync(sized)
			// A file ends with its footer, the footer's length, and four letters.
			const rows = bytes.byteLength - 8 - bytes.readUInt32LE(bytes.byteLength - 8)
			const limited = `ulimit -f ${Math.ceil(rows / 1024)}; exec "$0" "$@"`
			const args = (out: string) => simulate(out, '--workers', '1')
			const full = spawnBash(limited, [process.execPath, main, ...args('tight.parquet')])
			expect(full.status).toBe(1)
			expect(full.stderr).toContain('It holds the first 10,000 runs; --resume goes on from there')
			const { read } = await duckdb()
			const path = join(cwd, 'tight.parquet')
			expect(await read(`select count(*)::int as n, max(run)::int as last from '${path}'`)).toEqual([
				{ n: 10_000, last: 10_000 },
			])
			expect(
				await read(
					`select decode(value) as runs from parquet_kv_metadata('${path}') where decode(key) = 'detente.runs'`,
				),
			).toEqual([{ runs: '10000' }])
			expect(detente(simulate('tight.parquet', '--resume'), { cwd }).status).toBe(0)
			detente(simulate('loose.parquet'), { cwd })
			expect(hashOf('tight.parquet')).toBe(hashOf('loose.parquet'))
		},
	)
})

async function duckdb() {
	const connection = await (await DuckDBInstance.create(':memory:')).connect()
	return { read: async (sql: string) => (await connection.runAndReadAll(sql)).getRowObjectsJson() }
}

function spawnBash(script: string, args: readonly string[]) {
	const { status, stderr } = spawnSync('bash', ['-c', script, ...args], { cwd, encoding: 'utf8' })
	return { status, stderr }
}
