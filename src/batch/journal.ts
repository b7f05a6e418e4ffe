import { closeSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs'
import type { FileChunk } from './row-file.js'

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

/** What a batch is, to be compared when one goes on: `{ seed: 'a', runs: 1000, … }`. */
export type Identity = Readonly<Record<string, unknown>>

const FORMAT = 'detente batch journal 1'

/** One line for what the batch is, then one a chunk. A line that was cut off by the process's end does not count. */
export class Journal {
	readonly #descriptor: number
	#end: number

	/** Begins anew with these entries. @throws ErrnoException */
	constructor(path: string, identity: Identity, entries: readonly JournalEntry[]) {
		this.#descriptor = openSync(path, 'w')
		this.#end = 0
		this.#write([{ format: FORMAT, identity }, ...entries].map((e) => `${JSON.stringify(e)}\n`).join(''))
	}

	/** @throws ErrnoException, with the journal as it was */
	add(entry: JournalEntry): void {
		this.#write(`${JSON.stringify(entry)}\n`)
	}

	close(): void {
		closeSync(this.#descriptor)
	}

	#write(text: string): void {
		const bytes = Buffer.from(text, 'utf8')
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
export function readJournal(path: string): { identity: Identity; entries: JournalEntry[] } | undefined {
	let text: string
	try {
		text = readFileSync(path, 'utf8')
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
		throw error
	}
	const [first, ...lines] = text.split('\n').slice(0, -1).map(parsed)
	const head = first as { format?: string; identity?: Identity } | null | undefined
	if (head?.format !== FORMAT || !head.identity) return undefined
	const entries: JournalEntry[] = []
	for (const line of lines) {
		const entry = line as JournalEntry | null
		if (entry?.chunk !== entries.length) break
		entries.push(entry)
	}
	return { identity: head.identity, entries }
}

function parsed(line: string): unknown {
	try {
		return JSON.parse(line)
	} catch {
		return null
	}
}

/** Names of the parts in which two batches differ. */
export function differences(one: Identity, other: Identity): string[] {
	const names = [...new Set([...Object.keys(one), ...Object.keys(other)])]
	return names.filter((name) => JSON.stringify(one[name]) !== JSON.stringify(other[name]))
}
