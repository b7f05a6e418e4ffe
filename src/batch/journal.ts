import { closeSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs'
import { type Fate, fateOf } from './file-fate.js'
import type { FileChunk, Written } from './row-file.js'

/** What is known of a chunk that is written. */
export interface JournalEntry {
	/** Its number, from 0. */
	readonly chunk: number
	/** Number of its last run. */
	readonly last: number
	/** Counts above zero: [index, count, index, count, …]. */
	readonly counts: readonly number[]
	/** One for each file. */
	readonly files: readonly FileChunk[]
}

/** An entry of a journal that is gone on with, without what only a footer needs. */
export interface KeptEntry extends Pick<JournalEntry, 'last' | 'counts'> {
	readonly files: readonly Written[]
	/** Where its line ends in the journal. */
	readonly end: number
}

/** What a batch is, to be compared when one goes on: `{ seed: 'a', runs: 1000, … }`. */
export type Identity = Readonly<Record<string, unknown>>

const FORMAT = 'detente batch journal 3'

/** One line for what the batch is, then one a chunk. A line that was cut off by the process's end does not count. */
export class Journal {
	readonly path: string
	readonly #descriptor: number
	#end = 0

	/** Begins anew, or goes on after the entry that is given; never is less on the disk than that. @throws ErrnoException */
	constructor(path: string, identity: Identity, last?: KeptEntry) {
		this.path = path
		this.#descriptor = openSync(path, last ? 'r+' : 'w+')
		if (last) {
			this.#end = last.end
			ftruncateSync(this.#descriptor, last.end)
		} else this.#write({ format: FORMAT, identity })
	}

	/** @throws ErrnoException, with the journal as it was */
	add(entry: JournalEntry): void {
		this.#write(entry)
	}

	/** What the footer of a file says of its first chunks. @param file its number, from 0 */
	*groups(file: number, chunks: number): Generator<string> {
		let left = chunks
		for (const { text } of skipHead(linesOf(this.#descriptor))) {
			if (left-- <= 0) return
			yield (JSON.parse(text) as JournalEntry).files[file]!.group
		}
	}

	/** Whether it is as it was left after the last line. */
	fate(): Fate {
		return fateOf(this.path, this.#descriptor, this.#end)
	}

	close(): void {
		closeSync(this.#descriptor)
	}

	#write(line: object): void {
		const bytes = Buffer.from(`${JSON.stringify(line)}\n`, 'utf8')
		try {
			for (let done = 0; done < bytes.byteLength; )
				done += writeSync(this.#descriptor, bytes, done, bytes.byteLength - done, this.#end + done)
			this.#end += bytes.byteLength
		} catch (error) {
			try {
				ftruncateSync(this.#descriptor, this.#end)
			} catch {}
			throw error
		}
	}
}

/** What a journal says, as far as it is whole; undefined when there is none, or one that says nothing. */
export function readJournal(path: string): { identity: Identity; entries: KeptEntry[] } | undefined {
	let descriptor: number
	try {
		descriptor = openSync(path, 'r')
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
		throw error
	}
	try {
		const lines = linesOf(descriptor)
		const head = parsed(lines.next().value?.text) as { format?: string; identity?: Identity } | null
		if (head?.format !== FORMAT || !head.identity) return undefined
		const entries: KeptEntry[] = []
		for (const { text, end } of lines) {
			const entry = parsed(text)
			if (!isEntry(entry) || entry.chunk !== entries.length) break
			const { last, counts, files } = entry
			entries.push({ last, counts, files: files.map(({ bytes, crc }) => ({ bytes, crc })), end })
		}
		return { identity: head.identity, entries }
	} finally {
		closeSync(descriptor)
	}
}

interface Line {
	readonly text: string
	/** Where the next begins. */
	readonly end: number
}

const PIECE = 1 << 16
const LINE_FEED = 10

/** The whole lines of a file, from its beginning. */
function* linesOf(descriptor: number): Generator<Line, undefined> {
	const piece = Buffer.alloc(PIECE)
	let begun: Buffer[] = []
	let at = 0
	for (;;) {
		const got = readSync(descriptor, piece, 0, PIECE, at)
		if (got === 0) return
		let start = 0
		for (;;) {
			const feed = piece.subarray(0, got).indexOf(LINE_FEED, start)
			if (feed < 0) break
			const text = Buffer.concat([...begun, piece.subarray(start, feed)]).toString('utf8')
			begun = []
			start = feed + 1
			yield { text, end: at + start }
		}
		begun.push(Buffer.from(piece.subarray(start, got)))
		at += got
	}
}

function* skipHead(lines: Iterable<Line>): Generator<Line> {
	let head = true
	for (const line of lines) {
		if (!head) yield line
		head = false
	}
}

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 0
const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value)

/** Whether a line is one that a batch or a sweep wrote, and nobody changed beyond recognition. */
function isEntry(value: unknown): value is JournalEntry {
	const { chunk, last, counts, files } = (value ?? {}) as { readonly [field in keyof JournalEntry]?: unknown }
	return (
		isCount(chunk) &&
		isCount(last) &&
		isList(counts) &&
		counts.every((count) => typeof count === 'number') &&
		isList(files) &&
		files.every((file) => isCount((file as FileChunk | null)?.bytes) && isCount((file as FileChunk | null)?.crc))
	)
}

function parsed(line: string | undefined): unknown {
	try {
		return JSON.parse(line ?? '')
	} catch {
		return null
	}
}

/** Names of the parts in which two batches differ. */
export function differences(one: Identity, other: Identity): string[] {
	const names = [...new Set([...Object.keys(one), ...Object.keys(other)])]
	return names.filter((name) => JSON.stringify(one[name]) !== JSON.stringify(other[name]))
}
