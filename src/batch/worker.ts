import { workerData } from 'piscina'
import { type Batch, type Encoded, memoryOf } from './batch.js'
import { type ChunkPlayer, openChunkPlayer } from './chunk-player.js'
import type { Chunk } from './plan.js'
import { type Assignment, answer } from './pool.js'

/** Begun as soon as the thread is there; what goes wrong is told by the first chunk. */
const opened: Promise<ChunkPlayer> = openChunkPlayer(workerData as Batch)
opened.catch(() => {})

/** A worker thread's whole work: it makes the game once and plays the chunks that it is given. */
export default function play({ task, memory }: Assignment<Chunk>): Promise<unknown> {
	return answer(async () => {
		const { counts, rows, plies, refused } = (await opened).play(task)
		return { counts, refused, rows: rows && put(rows, memory[0]), plies: plies && put(plies, memory[1]) }
	}, memoryOf)
}

/** The rows in memory that can be handed over: what was lent for them, where that is large enough. */
function put({ bytes, group }: Encoded, lent: ArrayBuffer | undefined): Encoded {
	const size = bytes.byteLength
	// Room for chunks that are a little longer, so that it serves for those as well.
	const memory = lent && lent.byteLength >= size ? lent : new ArrayBuffer(size + (size >> 3))
	const here = new Uint8Array(memory, 0, size)
	here.set(bytes)
	return { bytes: here, group }
}
