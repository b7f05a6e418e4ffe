import { type Cells, KernelRefusal } from './cells.js'

/** Mixed radix: the cells of a state in as few 32-bit words as they fit. */
export interface Packing {
	readonly words: number
	pack(s: Int32Array, into: Uint32Array, at: number): void
	unpack(from: Uint32Array, at: number, into: Int32Array): void
}

/** @param withRound whether the round is part of the state; else unpacking leaves it as it is */
export function packingOf(cells: Cells, withRound: boolean): Packing {
	const places: { cell: number; word: number; factor: number }[] = []
	let word = 0
	let factor = 1
	for (let cell = 0; cell < cells.size; cell++) {
		const count = cell === cells.round && !withRound ? 1 : cells.count[cell]!
		if (count > 0xffffffff) throw new KernelRefusal('a variable has more than 2^32 values')
		if (count === 1) continue
		if (factor * count > 0x100000000) {
			word++
			factor = 1
		}
		places.push({ cell, word, factor })
		factor *= count
	}
	const { low, count } = cells
	return {
		words: word + 1,
		pack(s, into, at) {
			for (let w = 0; w <= word; w++) into[at + w] = 0
			for (const p of places) into[at + p.word]! += (s[p.cell]! - low[p.cell]!) * p.factor
		},
		unpack(from, at, into) {
			for (let cell = 0; cell < cells.size; cell++) if (cell !== cells.round || withRound) into[cell] = low[cell]!
			for (const p of places) into[p.cell] = low[p.cell]! + (Math.floor(from[at + p.word]! / p.factor) % count[p.cell]!)
		},
	}
}
