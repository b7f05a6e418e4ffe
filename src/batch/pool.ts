import { Piscina } from 'piscina'
import { ScenarioFault } from '../game/game.js'
import type { Batch, ChunkResult } from './batch.js'
import type { Crew, PoolOptions } from './crew.js'
import type { Chunk } from './plan.js'
import type { Answer } from './worker.js'

/** How often a chunk is given to another worker when the one that had it died. */
const MOST_DEATHS = 3

/** Chunks are played by worker threads. A worker that dies is replaced, and its chunk given to another. */
export function openCrew(batch: Batch, { workers, lost, workerFile }: PoolOptions): Crew {
	const pool = new Piscina<Chunk, Answer>({
		filename: (workerFile ?? new URL('./worker.js', import.meta.url)).href,
		minThreads: workers,
		maxThreads: workers,
		workerData: batch,
	})
	// A worker that dies between two chunks has nobody to tell; it is replaced all the same.
	pool.on('error', () => {})
	const attempt = async (chunk: Chunk, deaths: number): Promise<ChunkResult> => {
		let answer: Answer
		try {
			answer = await pool.run(chunk)
		} catch (error) {
			const reason = error instanceof Error ? error.message : String(error)
			if (deaths + 1 >= MOST_DEATHS)
				throw new Error(`runs ${chunk.first} to ${chunk.last} ended ${MOST_DEATHS} workers: ${reason}`)
			lost?.(chunk, reason)
			return attempt(chunk, deaths + 1)
		}
		if ('fault' in answer) throw new ScenarioFault(answer.fault)
		if ('failure' in answer) throw new Error(answer.failure)
		return answer
	}
	return { size: 2 * workers, play: (chunk) => attempt(chunk, 0), close: () => pool.destroy() }
}
