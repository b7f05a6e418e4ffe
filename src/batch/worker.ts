import { workerData } from 'piscina'
import type { Batch, ChunkResult } from './batch.js'
import { type ChunkPlayer, openChunkPlayer } from './chunk-player.js'
import type { Chunk } from './plan.js'
import { type Answer, answer } from './pool.js'

let opened: Promise<ChunkPlayer> | null = null

/** A worker thread's whole work: it makes the game once and plays the chunks that it is given. */
export default function play(chunk: Chunk): Promise<Answer<ChunkResult>> {
	opened ??= openChunkPlayer(workerData as Batch)
	const player = opened
	return answer(async () => (await player).play(chunk))
}
