/** Runs `first` to `last`, both counted. */
export interface Chunk {
	/** From 0, in order of runs. */
	readonly index: number
	readonly first: number
	readonly last: number
}

/**
 * Runs of a chunk: little is lost with one, and its rows take the same memory however long the batch is. Where every
 * ply has a row, there are some fifty times as many rows, and memory of every thread for those of several chunks.
 */
export const chunkLength = (trace: boolean): number => (trace ? 2000 : 10_000)

/**
 * The chunks of a batch: a matter of how many runs it has and whether plies are written, and of nothing else, so that
 * neither workers nor interruptions move a byte of what is written.
 * @param stops numbers of runs that a chunk has to end at, ascending; the last is the end of the batch
 * @param length see `chunkLength`
 */
export function* chunksOf(stops: readonly number[], length: number): Generator<Chunk> {
	let first = 1
	let index = 0
	for (const stop of stops)
		for (; first <= stop; index++) {
			const last = Math.min(stop, first + length - 1)
			yield { index, first, last }
			first = last + 1
		}
}
