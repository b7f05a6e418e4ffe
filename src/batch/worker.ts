import { workerData } from 'piscina'
import type { Batch, ChunkResult, Encoded } from './batch.js'
import { type ChunkPlayer, openChunkPlayer } from './chunk-player.js'
import type { Chunk } from './plan.js'
import { type Answer, answer } from './pool.js'

/** Begun as soon as the thread is there; what goes wrong is told by the first chunk. */
const opened: Promise<ChunkPlayer> = openChunkPlayer(workerData as Batch)
opened.catch(() => {})

/** A worker thread's whole work: it makes the game once and plays the chunks that it is given. */
export default function play(chunk: Chunk): Promise<Answer<ChunkResult>> {
	return answer(async () => {
		const { counts, rows, plies, refused } = (await opened).play(chunk)
		return { counts, refused, rows: rows && copied(rows), plies: plies && copied(plies) }
	})
}

/** Of bytes that stand in a larger memory, all of the memory would be sent. */
const copied = ({ bytes, group }: Encoded): Encoded => ({ bytes: new Uint8Array(bytes), group })
