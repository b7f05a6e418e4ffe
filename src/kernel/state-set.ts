import { fmix32 } from '../game/luck.js'

/** Packed states by number, in the order in which they were first met: open addressing over flat arrays that grow by doubling. */
export class StateSet {
	readonly #words: number
	#table = new Int32Array(1024)
	#packed: Uint32Array
	#size = 0

	constructor(words: number) {
		this.#words = words
		this.#packed = new Uint32Array(512 * words)
	}

	/** The set whose `size` states, numbered in order, are `packed`. */
	static of(words: number, packed: Uint32Array, size: number): StateSet {
		const set = new StateSet(words)
		set.#packed = packed
		set.#size = size
		let capacity = 1024
		while (capacity < 2 * size) capacity *= 2
		set.#table = new Int32Array(capacity / 2)
		set.#rehash()
		return set
	}

	get size(): number {
		return this.#size
	}

	get bytes(): number {
		return this.#table.byteLength + this.#packed.byteLength
	}

	/** All packed states, `words` each; only the first `size` are filled. */
	get packed(): Uint32Array {
		return this.#packed
	}

	/** The number of the state at `key[0..words)`, a new one when it was not met before. */
	intern(key: Uint32Array): number {
		const words = this.#words
		const mask = this.#table.length - 1
		let at = hash(key, 0, words) & mask
		for (;;) {
			const entry = this.#table[at]!
			if (entry === 0) break
			if (this.#equal(entry - 1, key)) return entry - 1
			at = (at + 1) & mask
		}
		if ((this.#size + 1) * words > this.#packed.length) {
			const grown = new Uint32Array(this.#packed.length * 2)
			grown.set(this.#packed)
			this.#packed = grown
		}
		for (let w = 0; w < words; w++) this.#packed[this.#size * words + w] = key[w]!
		this.#table[at] = ++this.#size
		if (this.#size * 2 > this.#table.length) this.#rehash()
		return this.#size - 1
	}

	/** The number of the state, or -1. */
	find(key: Uint32Array): number {
		const mask = this.#table.length - 1
		for (let at = hash(key, 0, this.#words) & mask; ; at = (at + 1) & mask) {
			const entry = this.#table[at]!
			if (entry === 0) return -1
			if (this.#equal(entry - 1, key)) return entry - 1
		}
	}

	#equal(n: number, key: Uint32Array): boolean {
		for (let w = 0, at = n * this.#words; w < this.#words; w++) if (this.#packed[at + w] !== key[w]) return false
		return true
	}

	#rehash(): void {
		const table = new Int32Array(this.#table.length * 2)
		const mask = table.length - 1
		for (let n = 0; n < this.#size; n++) {
			let at = hash(this.#packed, n * this.#words, this.#words) & mask
			while (table[at] !== 0) at = (at + 1) & mask
			table[at] = n + 1
		}
		this.#table = table
	}
}

function hash(key: Uint32Array, from: number, words: number): number {
	let h = 0x9e3779b9
	for (let w = 0; w < words; w++) h = fmix32(h ^ key[from + w]!)
	return h
}
