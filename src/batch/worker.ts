import { workerData } from 'piscina'
import { ScenarioFault } from '../game/game.js'
import type { Batch, ChunkResult } from './batch.js'
import { type ChunkPlayer, openChunkPlayer } from './chunk-player.js'
import type { Chunk } from './plan.js'

/** What a worker answers. Errors go as text: a thread's error arrives in the other without its class. */
export type Answer = ChunkResult | { readonly fault: string } | { readonly failure: string }

let opened: Promise<ChunkPlayer> | null = null

/** A worker thread's whole work: it makes the game once and plays the chunks that it is given. */
export default async function play(chunk: Chunk): Promise<Answer> {
	try {
		opened ??= openChunkPlayer(workerData as Batch)
		return (await opened).play(chunk)
	} catch (error) {
		if (error instanceof ScenarioFault) return { fault: error.message }
		return { failure: error instanceof Error ? (error.stack ?? error.message) : String(error) }
	}
}
