import { availableParallelism } from 'node:os'
import { type Batch, type BatchRequest, type ChunkResult, memoryOf, wholeBatch } from './batch.js'
import { checkBatch, openChunkPlayer } from './chunk-player.js'
import { type Crew, inBreaths, inOrder, lonelyCrew, WORTH_SOLVING, WORTH_THREADS } from './crew.js'
import { Output, type OutputPlan } from './output.js'
import { type Chunk, chunkLength, chunksOf } from './plan.js'
import type { Tally } from './simulate.js'

export interface BatchOptions {
	/** Threads; by default one a core. */
	readonly workers?: number | undefined
	/** Told of a worker that died; another plays its chunk. */
	readonly lost?: (chunk: Chunk, reason: string) => void
	/** The workers' module: the one beside this. */
	readonly workerFile?: URL | undefined
	/** How many runs; or numbers of runs at which the batch may stop, ascending: at the last it does. */
	readonly runs: number | readonly number[]
	/** Whether it stops at one of them but the last. */
	readonly enough?: (tally: Tally) => boolean
	/** Where rows go; only with `rows` in the batch. */
	readonly output?: OutputPlan | undefined
	/** Goes on with the output of an interrupted batch. */
	readonly resume?: boolean
	/** Ends the batch early, with what it has. */
	readonly signal?: AbortSignal | undefined
	/** Called after every chunk, with the runs so far. */
	readonly progress?: (runs: number) => void
}

export interface BatchResult {
	readonly tally: Tally
	/** Whether it came to its end; false when the signal ended it. */
	readonly complete: boolean
	/** Why the kernel did not play; null when it did, or was not asked. */
	readonly refused: string | null
	/** Runs that an interrupted batch had done. */
	readonly resumed: number
}

/**
 * Plays a batch and counts, writing rows as it goes. The result and every byte of the output depend on the batch
 * and on `runs` alone, not on workers, engine, or interruptions.
 * @throws ScenarioFault, SettingsError, PolicyError, SolveError, OutputError; RangeError for options that no batch can have
 */
export async function runBatch(request: BatchRequest, options: BatchOptions): Promise<BatchResult> {
	const batch = wholeBatch(request)
	const ends = typeof options.runs === 'number' ? [options.runs] : options.runs
	checkOptions(batch, options, ends)
	await checkBatch(batch)
	const { endings, clock } = batch.scenario
	const total = new Float64Array(endings.length * clock.rounds)
	let runs = 0
	const tally = (): Tally =>
		tallyOf(
			endings.map((e) => e.id),
			clock.rounds,
			total,
			runs,
		)

	const output = options.output && new Output(options.output, options.resume ?? false)
	for (const { counts, last } of output?.done ?? []) {
		for (let n = 0; n < counts.length; n += 2) total[counts[n]!]! += counts[n + 1]!
		runs = last
	}
	const resumed = runs
	const stops = new Set(ends)
	const isEnough = (): boolean => stops.has(runs) && (options.enough?.(tally()) ?? false)

	const chunks = skipped(chunksOf(ends, chunkLength(batch.trace)), output?.done.length ?? 0)
	const crew = await crewOf(batch, options, (ends.at(-1) ?? 0) - runs)
	let refused: string | null = null
	let complete = runs > 0 && isEnough()
	try {
		if (!complete) {
			for await (const { task: chunk, result } of inOrder(chunks, crew, options.signal)) {
				const { counts } = result
				refused = result.refused
				await output?.append(chunk, sparse(counts), result)
				for (let n = 0; n < counts.length; n++) total[n]! += counts[n]!
				runs = chunk.last
				options.progress?.(runs)
				if (isEnough()) break
			}
			complete = runs === (ends.at(-1) ?? 0) || isEnough()
		}
		if (complete) await output?.finish()
		else await output?.leave()
	} catch (error) {
		await output?.leave()
		throw error
	} finally {
		await crew.close()
	}
	return { tally: tally(), complete, refused, resumed }
}

function checkOptions(batch: Batch, { workers = 0, output }: BatchOptions, ends: readonly number[]): void {
	if (!ends.every((end, n) => Number.isSafeInteger(end) && end >= 0 && end > (ends[n - 1] ?? -1)))
		throw new RangeError(`runs are whole numbers from 0, each more than the one before, got ${ends.join(',')}`)
	if (!(Number.isInteger(workers) && workers >= 0))
		throw new RangeError(`workers are a whole number from 0, got ${workers}`)
	if (!output) return
	const planned = `the output is planned for ${output.format}, but the batch`
	if (batch.rows === null) throw new RangeError(`${planned} has no rows: give it rows: '${output.format}'`)
	if (batch.rows !== output.format) throw new RangeError(`${planned} writes ${batch.rows}`)
	const files = batch.trace ? 2 : 1
	if (output.files.length !== files)
		throw new RangeError(
			`the output is planned for ${output.files.length === 1 ? '1 file' : '2 files'}, but the batch writes ${files}`,
		)
}

async function crewOf(batch: Batch, options: BatchOptions, runs: number): Promise<Crew<Chunk, ChunkResult>> {
	const workers = options.workers ?? availableParallelism()
	if (workers <= 1 || runs < (batch.policyModule === null ? WORTH_THREADS : WORTH_SOLVING)) {
		const player = await openChunkPlayer(batch)
		return lonelyCrew((chunk, breathe) => inBreaths(player.steps(chunk), breathe))
	}
	const { openPool } = await import('./pool.js')
	const workerFile = options.workerFile ?? new URL('./worker.js', import.meta.url)
	// A thread without a chunk would cost its start and its memory.
	const worth = Math.min(workers, Math.ceil(runs / chunkLength(batch.trace)))
	return openPool({ workerFile, workerData: batch, workers: worth, lost: options.lost, memoryOf })
}

function* skipped<T>(all: Iterable<T>, count: number): Generator<T> {
	let n = 0
	for (const item of all) if (n++ >= count) yield item
}

function sparse(counts: Int32Array): number[] {
	const found: number[] = []
	counts.forEach((count, n) => {
		if (count > 0) found.push(n, count)
	})
	return found
}

function tallyOf(endings: readonly string[], rounds: number, total: Float64Array, runs: number): Tally {
	const of = (ending: number) => total.subarray(ending * rounds, (ending + 1) * rounds)
	return {
		runs,
		endings: new Map(endings.map((id, n) => [id, of(n).reduce((sum, count) => sum + count, 0)])),
		rounds: Array.from({ length: rounds }, (_, r) => endings.reduce((sum, _id, n) => sum + of(n)[r]!, 0)),
	}
}
