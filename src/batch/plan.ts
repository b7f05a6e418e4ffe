/** Runs `first` to `last`, both counted. */
export interface Chunk {
	/** From 0, in order of runs. */
	readonly index: number
	readonly first: number
	readonly last: number
}

/** Up to here chunks are small, so that little is lost with one; beyond, larger, so that there are not too many of them. */
const SMALL_BATCH = 1_000_000
const SMALL_CHUNK = 10_000
const LARGE_CHUNK = 50_000

/**
 * The chunks of a batch: a matter of how many runs it has and nothing else, so that neither workers nor
 * interruptions move a byte of what is written.
 * @param stops numbers of runs that a chunk has to end at, ascending; the last is the end of the batch
 */
export function* chunksOf(stops: readonly number[]): Generator<Chunk> {
	const size = (stops.at(-1) ?? 0) > SMALL_BATCH ? LARGE_CHUNK : SMALL_CHUNK
	let first = 1
	let index = 0
	for (const stop of stops)
		for (; first <= stop; index++) {
			const last = Math.min(stop, first + size - 1)
			yield { index, first, last }
			first = last + 1
		}
}
