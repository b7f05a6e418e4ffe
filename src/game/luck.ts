import { createHash } from 'node:crypto'
import seedrandom from 'seedrandom'

/** The luck of one run: every place of the game has its own pair of draws, used or not. */
export interface Luck {
	/** The two draws (unsigned 32-bit) of a place, from 0. Places may be asked in any order, any number of times. */
	at(place: number): readonly [number, number]
}

/** Where a choice of chance stands: (round from 1, ply of the round from 0, the choice or its outcome). */
export function placeOf(at: { round: number; ply: number; pending: string | null }, plies: number): number {
	return ((at.round - 1) * plies + at.ply) * 2 + (at.pending === null ? 0 : 1)
}

/** Four unsigned 32-bit words out of a seed, which may be any text. */
export function seedKey(seed: string): readonly [number, number, number, number] {
	const digest = createHash('sha256').update(seed, 'utf8').digest()
	return [digest.readUInt32LE(0), digest.readUInt32LE(4), digest.readUInt32LE(8), digest.readUInt32LE(12)]
}

/** The finalizer of MurmurHash3 (Appleby 2011): a bijection of 32-bit words in which each bit of the input moves half of the output's. */
export const fmix32 = (word: number): number => mixed(word) >>> 0

/** The same as a signed word: an unsigned one can be too large for the engine to keep without allocating. */
function mixed(word: number): number {
	let h = word | 0
	h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
	h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
	return h ^ (h >>> 16)
}

/**
 * Writes the state that the run's stream starts from: four words. Neighbouring runs differ in one bit or two; three
 * chained rounds of fmix32 leave no trace of that in any word. It allocates nothing, however many runs there are.
 * @param run a whole number from 0 to 2^53 − 1
 */
export function writeStreamState(key: readonly [number, number, number, number], run: number, into: Int32Array): void {
	let a = key[0] ^ (run | 0)
	let b = key[1] ^ (Math.floor(run / 0x100000000) | 0)
	let c = key[2] | 0
	let d = key[3] | 0
	for (let round = 1; round <= 3; round++) {
		a = mixed((a + Math.imul(round, 0x9e3779b9) + d) | 0)
		b = mixed((b + a) | 0)
		c = mixed((c + b) | 0)
		d = mixed((d + c) | 0)
	}
	into[0] = a
	into[1] = b
	into[2] = c
	into[3] = d
}

/** The state as seedrandom's tychei takes it, see `writeStreamState`. */
export function streamState(
	key: readonly [number, number, number, number],
	run: number,
): { a: number; b: number; c: number; d: number } {
	const words = new Int32Array(4)
	writeStreamState(key, run, words)
	return { a: words[0]!, b: words[1]!, c: words[2]!, d: words[3]! }
}

/**
 * The luck of run `run` under `seed`: seedrandom's tychei (Neves & Araujo 2011).
 * It depends on nothing else, so that two games with other settings, other policies or other decisions meet the same luck.
 */
export function luckOf(seed: string, run: number): Luck {
	const stream = seedrandom.tychei('', { state: streamState(seedKey(seed), run) as never })
	const drawn: number[] = []
	return {
		at(place) {
			while (drawn.length < 2 * place + 2) drawn.push(stream.int32() >>> 0)
			return [drawn[2 * place]!, drawn[2 * place + 1]!]
		},
	}
}
