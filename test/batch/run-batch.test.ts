import { existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { runBatch } from '../../src/batch/run-batch.js'
import { planPrecision, preciseEnough } from '../../src/statistics/sequential-precision.js'
import { batchOf, outputOf } from './batches.js'

const folder = mkdtempSync(join(tmpdir(), 'detente-batch-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
let files = 0
const fresh = (ending: string): string => join(folder, `runs-${++files}.${ending}`)

const RUNS = 30_000
const FORMATS = ['csv', 'jsonl', 'parquet'] as const

/** The whole batch, in one go. */
async function whole(format: (typeof FORMATS)[number], trace = false) {
	const batch = batchOf('two-coins', { rows: format, trace })
	const path = fresh(format)
	const result = await runBatch(batch, { runs: RUNS, workers: 1, output: outputOf(batch, path, RUNS) })
	return { batch, path, bytes: readFileSync(path), result }
}

/** Ends the batch once it has done so many runs. */
async function interrupted(batch: ReturnType<typeof batchOf>, path: string, after: number) {
	const controller = new AbortController()
	return runBatch(batch, {
		runs: RUNS,
		workers: 1,
		output: outputOf(batch, path, RUNS),
		signal: controller.signal,
		progress: (runs) => {
			if (runs >= after) controller.abort()
		},
	})
}

describe('a batch', () => {
	it('counts every run once, and tells how far it is', async () => {
		const seen: number[] = []
		const { tally, complete } = await runBatch(batchOf('two-coins'), {
			runs: 25_000,
			workers: 1,
			progress: (runs) => seen.push(runs),
		})
		expect(seen).toEqual([10_000, 20_000, 25_000])
		expect(complete).toBe(true)
		expect(tally.runs).toBe(25_000)
		expect([...tally.endings.values()].reduce((a, b) => a + b, 0)).toBe(25_000)
		expect(tally.rounds.reduce((a, b) => a + b, 0)).toBe(25_000)
	})
	it('ends at the first look that is precise enough', async () => {
		const plan = planPrecision(0.03)
		const { tally } = await runBatch(batchOf('two-coins', { policies: { ann: 'gentle', bob: 'gentle' } }), {
			runs: plan.looks,
			workers: 1,
			enough: ({ endings, runs }) => preciseEnough(plan, [...endings.values()], runs),
		})
		const counts = [...tally.endings.values()]
		expect(plan.looks).toContain(tally.runs)
		expect(preciseEnough(plan, counts, tally.runs)).toBe(true)
		expect(tally.runs).toBeLessThan(plan.looks.at(-1)!)
	})
	it.each(FORMATS)('that was interrupted goes on and ends with the same bytes: %s', async (format) => {
		const { batch, bytes, result } = await whole(format, format === 'parquet')
		const path = fresh(format)
		const first = await interrupted(batch, path, 10_000)
		expect(first.complete).toBe(false)
		expect(first.tally.runs).toBe(10_000)
		expect(existsSync(`${path}.journal`)).toBe(true)
		const rest = await runBatch(batch, { runs: RUNS, workers: 1, output: outputOf(batch, path, RUNS), resume: true })
		expect(rest.resumed).toBe(10_000)
		expect(rest.tally).toEqual(result.tally)
		expect(readFileSync(path).equals(bytes)).toBe(true)
		expect(existsSync(`${path}.journal`)).toBe(false)
	})
	it('goes on from the last chunk that is unharmed in every file', async () => {
		const { batch, bytes } = await whole('csv', true)
		const path = fresh('csv')
		await interrupted(batch, path, 20_000)
		// Whole chunks, of 2,000 runs each, of what is left.
		const left = readFileSync(`${path}.plies`).subarray(0, 1_500_000).toString('utf8').split('\n')
		const kept = 2000 * Math.floor((Number(left.at(-2)!.split(',')[0]) - 1) / 2000)
		truncateSync(`${path}.plies`, 1_500_000)
		const rest = await runBatch(batch, { runs: RUNS, workers: 1, output: outputOf(batch, path, RUNS), resume: true })
		expect(rest.resumed).toBe(kept)
		expect(kept).toBeGreaterThan(0)
		expect(kept).toBeLessThan(20_000)
		expect(readFileSync(path).equals(bytes)).toBe(true)
	})
	it('does not trust a journal line that was cut off, nor bytes that were changed', async () => {
		const { batch, bytes } = await whole('csv')
		const path = fresh('csv')
		await interrupted(batch, path, 20_000)
		const journal = readFileSync(`${path}.journal`, 'utf8')
		writeFileSync(`${path}.journal`, journal.slice(0, -5))
		const goOn = () => runBatch(batch, { runs: RUNS, workers: 1, output: outputOf(batch, path, RUNS), resume: true })
		expect((await goOn()).resumed).toBe(10_000)
		expect(readFileSync(path).equals(bytes)).toBe(true)

		for (const line of ['{"chunk":1,"last":20000,"counts":"x","files":null}', '{"chunk":1}', 'null', '[]', '']) {
			const edited = fresh('csv')
			await interrupted(batch, edited, 20_000)
			const [head, first] = readFileSync(`${edited}.journal`, 'utf8').split('\n')
			writeFileSync(`${edited}.journal`, `${head}\n${first}\n${line}\n`)
			const options = { runs: RUNS, workers: 1, resume: true }
			expect((await runBatch(batch, { ...options, output: outputOf(batch, edited, RUNS) })).resumed).toBe(10_000)
			expect(readFileSync(edited).equals(bytes)).toBe(true)
		}

		const other = fresh('csv')
		await interrupted(batch, other, 20_000)
		const harmed = readFileSync(other)
		harmed[500]! ^= 1
		writeFileSync(other, harmed)
		const again = await runBatch(batch, {
			runs: RUNS,
			workers: 1,
			output: outputOf(batch, other, RUNS),
			resume: true,
		})
		expect(again.resumed).toBe(0)
		expect(readFileSync(other).equals(bytes)).toBe(true)
	})
	it('is not begun over one that was interrupted, nor continued by another', async () => {
		const batch = batchOf('two-coins', { rows: 'csv' })
		const path = fresh('csv')
		await interrupted(batch, path, 10_000)
		const output = outputOf(batch, path, RUNS)
		const options = { runs: RUNS, workers: 1 }
		await expect(runBatch(batch, { ...options, output })).rejects.toThrow('--resume goes on with it')
		const other = { ...output, identity: { ...output.identity, seed: 'other', runs: 5 } }
		await expect(runBatch(batch, { ...options, output: other, resume: true })).rejects.toThrow(
			'differs in seed, runs: give what it was begun with',
		)
	})
	it('resumes what was never begun, so that a script may always ask for it', async () => {
		const { batch, bytes } = await whole('jsonl')
		const path = fresh('jsonl')
		await runBatch(batch, { runs: RUNS, workers: 1, output: outputOf(batch, path, RUNS), resume: true })
		expect(readFileSync(path).equals(bytes)).toBe(true)
	})
	it.each([-5, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, [10, 5], [5, 5], [1.5]])(
		'refuses a number of runs that it cannot play: %s',
		async (runs) => {
			await expect(runBatch(batchOf('two-coins'), { runs, workers: 1 })).rejects.toThrow(
				`runs are whole numbers from 0, each more than the one before, got ${runs}`,
			)
		},
	)
	it.each([-1, 1.5, Number.NaN])('refuses so many workers: %s', async (workers) => {
		await expect(runBatch(batchOf('two-coins'), { runs: 30_000, workers })).rejects.toThrow(
			`workers are a whole number from 0, got ${workers}`,
		)
	})
	it('of no runs is complete, and its file has no rows', async () => {
		const batch = batchOf('two-coins', { rows: 'csv' })
		const path = fresh('csv')
		const { tally, complete } = await runBatch(batch, { runs: 0, output: outputOf(batch, path, 0) })
		expect([tally.runs, complete]).toEqual([0, true])
		expect(readFileSync(path, 'utf8')).toMatch(/^run,seed,.*\n$/)
	})
	it('refuses an output that was planned for another batch, and touches no file', async () => {
		const path = fresh('csv')
		const output = outputOf(batchOf('two-coins', { rows: 'csv' }), path, 5)
		for (const [changes, message] of [
			[{ rows: null }, "the output is planned for csv, but the batch has no rows: give it rows: 'csv'"],
			[{ rows: 'parquet' as const }, 'the output is planned for csv, but the batch writes parquet'],
			[{ rows: 'csv' as const, trace: true }, 'the output is planned for 1 file, but the batch writes 2'],
		] as const)
			await expect(runBatch(batchOf('two-coins', changes), { runs: 5, output })).rejects.toThrow(message)
		expect(existsSync(path)).toBe(false)
	})
	it('says why it cannot write', async () => {
		const batch = batchOf('two-coins', { rows: 'csv' })
		const options = { runs: 100, workers: 1 }
		const to = (path: string) => runBatch(batch, { ...options, output: outputOf(batch, path, 100) })
		await expect(to(join(folder, 'none', 'runs.csv'))).rejects.toThrow('there is no such folder')
		await expect(to(folder)).rejects.toThrow('it is a folder')
	})
})
