import type { ChunkResult } from './batch.js'
import type { ChunkPlayer } from './chunk-player.js'
import type { Chunk } from './plan.js'

/** Who plays chunks: the threads of a pool, or this one. */
export interface Crew {
	/** How many chunks are worth asking for at a time. */
	readonly size: number
	/** @throws ScenarioFault */
	play(chunk: Chunk): Promise<ChunkResult>
	close(): Promise<void>
}

/** Fewer runs than this are played before the threads would have started. */
export const WORTH_THREADS = 20_000

export interface PoolOptions {
	readonly workers: number
	/** Told of a worker that died; its chunk is played by another. */
	readonly lost?: ((chunk: Chunk, reason: string) => void) | undefined
	/** The workers' module: the one beside this. */
	readonly workerFile?: URL | undefined
}

/** Chunks are played here, one after the other; between them the process hears signals. */
export function lonelyCrew(player: ChunkPlayer): Crew {
	return {
		size: 1,
		async play(chunk) {
			await new Promise(setImmediate)
			return player.play(chunk)
		},
		async close() {},
	}
}
