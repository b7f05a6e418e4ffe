import type { Encoded } from '../batch.js'
import { type Column, NULL, type Rows } from '../columns.js'
import { widthOf, writeHybrid, writeSteps } from './bit-packing.js'
import { Bytes } from './bytes.js'
import { ENCODING, PAGE } from './format.js'
import { type ColumnFacts, groupFacts, noteColumn } from './group-facts.js'
import { snappy } from './snappy.js'
import { Thrift } from './thrift.js'

/** Numbers that lie further apart than this stand as they are, without a dictionary. */
const WIDEST = 4096

/**
 * Writes rows as one row group, whose bytes don't know where in the file they will stand. They hold until it is
 * asked again: all memory is used over and over, so that a batch leaves nothing to collect.
 */
export function parquetRows(): (rows: Rows) => Encoded {
	const writer = new GroupWriter()
	return (rows) => writer.write(rows)
}

class GroupWriter {
	readonly #out = new Bytes(1 << 18)
	readonly #page = new Bytes(1 << 16)
	readonly #packed = new Bytes(1 << 16)
	readonly #heading = new Thrift()
	readonly #compress = snappy()
	/** A column's values, without those that are missing; then their numbers in the dictionary. */
	#values = new Int32Array(0)
	/** 1 where there is a value, 0 where it is missing. */
	#present = new Int32Array(0)
	/** By value, less the least of them: 1 where there is such a one, then its number in the dictionary. */
	#codes = new Int32Array(0)
	#texts: readonly (Texts | null)[] | null = null

	write({ columns, count, values, runs }: Rows): Encoded {
		this.#out.clear()
		if (count === 0) return { bytes: this.#out.whole(), group: null }
		this.#texts ??= columns.map(({ texts }) => texts && textsOf(texts))
		this.#makeRoom(count, columns)
		const facts = groupFacts(columns.length)
		facts[0] = count
		columns.forEach((column, c) => {
			const noted = c === 0 ? this.#writeRuns(runs, count) : this.#writeColumn(column, c, columns.length, values, count)
			noteColumn(facts, c, noted)
		})
		return { bytes: this.#out.whole(), group: facts }
	}

	#makeRoom(count: number, columns: readonly Column[]): void {
		if (count > this.#values.length) {
			this.#values = new Int32Array(2 * count)
			this.#present = new Int32Array(2 * count)
		}
		const codes = columns.reduce((most, { texts }) => Math.max(most, texts?.length ?? 0), WIDEST)
		if (codes > this.#codes.length) this.#codes = new Int32Array(codes)
	}

	#writeRuns(runs: Float64Array, count: number): ColumnFacts {
		const data = this.#out.length
		this.#page.clear()
		writeSteps(runs, count, this.#page)
		const plain = this.#writeData({ count, nulls: 0, levels: 0, encoding: ENCODING.DELTA_BINARY_PACKED })
		const packed = this.#out.length - data
		return { plain, packed, dictionary: -1, data, nulls: 0, least: runs[0]!, most: runs[count - 1]! }
	}

	#writeColumn({ nullable }: Column, c: number, width: number, values: Int32Array, count: number): ColumnFacts {
		const texts = this.#texts![c]!
		const start = this.#out.length
		let found = 0
		let least = Number.POSITIVE_INFINITY
		let most = Number.NEGATIVE_INFINITY
		for (let row = 0, at = c; row < count; row++, at += width) {
			const value = values[at]!
			const there = value !== NULL
			this.#present[row] = there ? 1 : 0
			if (!there) continue
			this.#values[found++] = value
			if (value < least) least = value
			if (value > most) most = value
		}
		const listed = found > 0 && (texts !== null || most - least < WIDEST)
		const entries = listed ? this.#number(found, least, most) : 0
		const dictionary = listed ? this.#writeDictionary(texts, least, most, entries) : 0

		const data = this.#out.length
		this.#page.clear()
		if (nullable) writeHybrid(this.#present, count, 1, this.#page)
		const levels = this.#page.length
		if (listed) {
			const bits = widthOf(entries - 1)
			this.#page.byte(bits)
			writeHybrid(this.#values, found, bits, this.#page)
		} else for (let n = 0; n < found; n++) this.#page.word(this.#values[n]!)
		const nulls = count - found
		if (texts && listed) [least, most] = this.#boundsOf(texts, least, most)
		const encoding = listed ? ENCODING.RLE_DICTIONARY : ENCODING.PLAIN
		const plain = dictionary + this.#writeData({ count, nulls, levels, encoding })
		const packed = this.#out.length - start
		return { plain, packed, dictionary: listed ? start : -1, data, nulls, least, most }
	}

	/** Puts their numbers in the dictionary, which is in ascending order, in the place of values. @returns how many there are */
	#number(found: number, least: number, most: number): number {
		const codes = this.#codes
		codes.fill(0, 0, most - least + 1)
		for (let n = 0; n < found; n++) codes[this.#values[n]! - least] = 1
		let entries = 0
		for (let n = 0; n <= most - least; n++) codes[n] = codes[n] === 1 ? entries++ : -1
		for (let n = 0; n < found; n++) this.#values[n] = codes[this.#values[n]! - least]!
		return entries
	}

	/** The first and the last, in the order of their bytes, of the texts from `least` to `most` that the dictionary has. */
	#boundsOf({ ranks }: Texts, least: number, most: number): [number, number] {
		let [first, last] = [least, most]
		for (let n = least; n <= most; n++) {
			if (this.#codes[n - least] === -1) continue
			if (ranks[n]! < ranks[first]!) first = n
			if (ranks[n]! > ranks[last]!) last = n
		}
		return [first, last]
	}

	/** @returns bytes before compression */
	#writeDictionary(texts: Texts | null, least: number, most: number, entries: number): number {
		this.#page.clear()
		for (let n = 0; n <= most - least; n++) {
			if (this.#codes[n] === -1) continue
			if (texts) this.#page.append(texts.entries[least + n]!)
			else this.#page.word(least + n)
		}
		const { plain, packed } = this.#compressed(0)
		const heading = this.#heading
		heading.clear()
		heading.i32(1, PAGE.DICTIONARY)
		heading.i32(2, plain)
		heading.i32(3, packed)
		heading.begin(7)
		heading.i32(1, entries)
		heading.i32(2, ENCODING.PLAIN)
		heading.end()
		return this.#writePage(plain, 0)
	}

	/** The page as it stands, its first `levels` bytes without compression. @returns bytes before compression */
	#writeData(page: { count: number; nulls: number; levels: number; encoding: number }): number {
		const { plain, packed } = this.#compressed(page.levels)
		const heading = this.#heading
		heading.clear()
		heading.i32(1, PAGE.DATA_V2)
		heading.i32(2, page.levels + plain)
		heading.i32(3, page.levels + packed)
		heading.begin(8)
		heading.i32(1, page.count)
		heading.i32(2, page.nulls)
		heading.i32(3, page.count)
		heading.i32(4, page.encoding)
		heading.i32(5, page.levels)
		heading.i32(6, 0)
		heading.end()
		return this.#writePage(plain, page.levels)
	}

	#compressed(levels: number): { plain: number; packed: number } {
		this.#packed.clear()
		this.#compress(this.#page.memory, levels, this.#page.length, this.#packed)
		return { plain: this.#page.length - levels, packed: this.#packed.length }
	}

	#writePage(plain: number, levels: number): number {
		this.#heading.end()
		const heading = this.#heading.bytes.whole()
		this.#out.append(heading)
		this.#out.append(this.#page.memory.subarray(0, levels))
		this.#out.append(this.#packed.whole())
		return heading.length + levels + plain
	}
}

/** Texts of a column. */
interface Texts {
	/** Their bytes, with their length before them. */
	readonly entries: readonly Uint8Array[]
	/** The place of each in the order of their bytes. */
	readonly ranks: Int32Array
}

function textsOf(texts: readonly string[]): Texts {
	const all = texts.map((text) => Buffer.from(text, 'utf8'))
	const ranks = new Int32Array(all.length)
	const order = all.map((_, n) => n).sort((a, b) => Buffer.compare(all[a]!, all[b]!))
	order.forEach((n, rank) => {
		ranks[n] = rank
	})
	return { entries: all.map(lengthAndBytes), ranks }
}

function lengthAndBytes(bytes: Uint8Array): Uint8Array {
	const entry = new Bytes(4 + bytes.length)
	entry.word(bytes.length)
	entry.append(bytes)
	return entry.whole()
}
