import { availableParallelism } from 'node:os'
import type { Settings } from '../game/settings.js'
import type { Batch } from './batch.js'
import { openChunkPlayer } from './chunk-player.js'
import { type Breathe, type Crew, inBreaths, inOrder, lonelyCrew, WORTH_THREADS } from './crew.js'
import { type Identity, Journal, type KeptEntry } from './journal.js'
import { telling } from './resumable.js'

/** What a sweep's points have in common. Every point meets the same luck: run n of the seed. */
export type SweepBatch = Pick<Batch, 'scenario' | 'policyModule' | 'graphFolder' | 'seed' | 'engine'>

/** One point of a design, as plain data. */
export interface SweepPoint {
	/** From 0. */
	readonly index: number
	readonly settings: Settings
	readonly policies: Readonly<Record<string, string>>
	readonly runs: number
}

export interface SweepOptions {
	readonly points: readonly SweepPoint[]
	readonly workers?: number | undefined
	/** Keeps the points done, so that an interrupted sweep can go on; `resume` says that it does. */
	readonly journal?: SweepJournal | undefined
	readonly signal?: AbortSignal | undefined
	/** Called after every point, in order, with how many are done. */
	readonly progress?: (points: number) => void
	readonly lost?: (point: SweepPoint, reason: string) => void
	/** Does a point here, in place of playing it: exact odds. Its numbers are kept as counts are. */
	readonly solve?: ((point: SweepPoint) => readonly number[]) | undefined
}

export interface SweepJournal {
	readonly path: string
	readonly identity: Identity
	/** What an interrupted sweep had done. */
	readonly done: readonly KeptEntry[]
}

/**
 * The numbers of every point: runs by ending, or what `solve` gives. They don't depend on workers.
 * @returns in the order of points; fewer when the signal ended it
 * @throws ScenarioFault, SettingsError, PolicyError
 */
export async function runSweep(batch: SweepBatch, options: SweepOptions): Promise<(readonly number[])[]> {
	const { points, journal, signal, solve } = options
	const found = (journal?.done ?? []).map((entry) => entry.counts)
	const kept = journal && telling(journal.path, () => new Journal(journal.path, journal.identity, journal.done.at(-1)))
	const crew = solve ? lonelyCrew(solve) : await crewOf(batch, options, points.slice(found.length))
	try {
		for await (const { task, result } of inOrder(points.slice(found.length), crew, signal)) {
			if (journal)
				telling(journal.path, () => kept?.add({ chunk: task.index, last: task.runs, counts: result, files: [] }))
			found.push(result)
			options.progress?.(found.length)
		}
	} finally {
		kept?.close()
		await crew.close()
	}
	return found
}

async function crewOf(
	batch: SweepBatch,
	{ workers = availableParallelism(), lost }: SweepOptions,
	points: readonly SweepPoint[],
): Promise<Crew<SweepPoint, readonly number[]>> {
	const runs = points.reduce((sum, p) => sum + p.runs, 0)
	if (workers <= 1 || runs < WORTH_THREADS || points.length < 2)
		return lonelyCrew((point, breathe) => playPoint(batch, point, breathe))
	const { openPool } = await import('./pool.js')
	return openPool({
		workerFile: new URL('./sweep-worker.js', import.meta.url),
		workerData: batch,
		workers: Math.min(workers, points.length),
		lost,
	})
}

/** Runs by ending. @throws ScenarioFault */
export async function playPoint(
	batch: SweepBatch,
	{ settings, policies, runs }: SweepPoint,
	breathe: Breathe = () => undefined,
): Promise<number[]> {
	const player = await openChunkPlayer({ ...batch, settings, policies, rows: null, trace: false })
	const { endings, clock } = batch.scenario
	const { counts } = await inBreaths(player.steps({ index: 0, first: 1, last: runs }), breathe)
	return endings.map((_, n) => counts.subarray(n * clock.rounds, (n + 1) * clock.rounds).reduce((a, b) => a + b, 0))
}
