import { closeSync, ftruncateSync, openSync, readSync, statSync, writeSync } from 'node:fs'
import { crc32 } from 'node:zlib'
import type { Encoded, RowFormat } from './batch.js'
import type { Column } from './columns.js'
import { type Fate, fateOf } from './file-fate.js'
import type { GroupFacts } from './parquet/group-facts.js'
import { csvHeader } from './text-rows.js'

/** A chunk's bytes in a file. */
export interface Written {
	readonly bytes: number
	readonly crc: number
}

/** A chunk of a file, as the journal keeps it. */
export interface FileChunk extends Written {
	/** Parquet: what the footer says of it. Else empty. */
	readonly group: string
}

/** What a Parquet footer says of the first so many chunks, one after the other. */
export type Groups = (chunks: number) => Iterable<string>

/** Facts that a Parquet file carries. */
export type About = Readonly<Record<string, string>>

/** Bytes that are looked at at a time. */
const PIECE = 1 << 20

/** A file of rows: what it begins with, chunks in order, and, for Parquet, a footer. */
export class RowFile {
	readonly path: string
	readonly #format: RowFormat
	readonly #columns: readonly Column[]
	readonly #descriptor: number
	readonly #header: Uint8Array
	/** Where the chunks end. What else a footer says of them stands in the journal: memory would grow with it. */
	readonly #ends: number[] = []
	#entry: ((group: GroupFacts | null, offset: number) => string) | null = null

	/** Opens for reading and writing, and makes it when it is not there; what stands in it stays. @throws ErrnoException */
	constructor(path: string, format: RowFormat, columns: readonly Column[]) {
		this.path = path
		this.#format = format
		this.#columns = columns
		this.#descriptor = openReadWrite(path)
		this.#header = Buffer.from(format === 'parquet' ? 'PAR1' : format === 'csv' ? csvHeader(columns) : '', 'utf8')
	}

	/** Empties it but for its header. @throws ErrnoException */
	begin(): void {
		ftruncateSync(this.#descriptor, 0)
		writeAll(this.#descriptor, this.#header, 0)
	}

	/** How many of these chunks, from the first on, stand in it unharmed. */
	unharmed(chunks: readonly Written[]): number {
		const piece = Buffer.alloc(PIECE)
		const isThere = (at: number, bytes: number, crc: number): boolean => {
			let found = 0
			for (let read = 0; read < bytes; ) {
				const got = readSync(this.#descriptor, piece, 0, Math.min(PIECE, bytes - read), at + read)
				if (got === 0) return false
				found = crc32(piece.subarray(0, got), found)
				read += got
			}
			return found === crc
		}
		let at = this.#header.byteLength
		if (!isThere(0, at, crc32(this.#header))) return 0
		const harmed = chunks.findIndex(({ bytes, crc }) => {
			const start = at
			at += bytes
			return !isThere(start, bytes, crc)
		})
		return harmed < 0 ? chunks.length : harmed
	}

	/** Goes on after these chunks; what stands behind them goes. @throws ErrnoException */
	continueAfter(chunks: readonly Written[]): void {
		this.#ends.length = 0
		for (const { bytes } of chunks) this.#ends.push(this.#end(this.#ends.length) + bytes)
		ftruncateSync(this.#descriptor, this.#end(this.#ends.length))
	}

	/** @throws ErrnoException, with part of the chunk written perhaps, and not counted */
	async append({ bytes, group }: Encoded): Promise<FileChunk> {
		const at = this.#end(this.#ends.length)
		writeAll(this.#descriptor, bytes, at)
		const entry = await this.#entryOf(group, at)
		this.#ends.push(at + bytes.byteLength)
		return { bytes: bytes.byteLength, crc: crc32(bytes), group: entry }
	}

	/** Writes what a whole file ends with. @throws ErrnoException */
	async finish(about: About, groups: Groups): Promise<void> {
		if (this.#format !== 'parquet') return
		const { writeFooter } = await import('./parquet/footer.js')
		const chunks = this.#ends.length
		let at = this.#end(chunks)
		writeFooter(
			this.#columns,
			() => groups(chunks),
			about,
			(bytes) => {
				writeAll(this.#descriptor, bytes, at)
				at += bytes.byteLength
			},
		)
	}

	/**
	 * Leaves a whole file of the first `count` chunks; of fewer, where the disk has no room for a footer unless
	 * some go. What can't be done is left undone.
	 * @param aboutFirst what the file says of itself when it has so many chunks
	 * @returns how many chunks it has
	 */
	async leave(count: number, aboutFirst: (chunks: number) => About, groups: Groups): Promise<number> {
		for (let kept = Math.min(count, this.#ends.length); kept >= 0; kept--) {
			try {
				this.#ends.length = kept
				ftruncateSync(this.#descriptor, this.#end(kept))
				await this.finish(aboutFirst(kept), groups)
				return kept
			} catch {}
		}
		return 0
	}

	/** Whether it is as it was left after the last chunk. */
	fate(): Fate {
		return fateOf(this.path, this.#descriptor, this.#end(this.#ends.length))
	}

	close(): void {
		closeSync(this.#descriptor)
	}

	/** Where the first so many chunks end. */
	#end(chunks: number): number {
		return this.#ends[chunks - 1] ?? this.#header.byteLength
	}

	/** What the footer will say of a group that stands at `offset`. */
	async #entryOf(group: GroupFacts | null, offset: number): Promise<string> {
		if (this.#format !== 'parquet') return ''
		this.#entry ??= (await import('./parquet/footer.js')).footerEntries(this.#columns)
		return this.#entry(group, offset)
	}
}

/** @throws ErrnoException, and Error for a pipe or a device: rows are written and read again anywhere in the file */
function openReadWrite(path: string): number {
	const found = statSync(path, { throwIfNoEntry: false })
	if (found && !found.isFile() && !found.isDirectory()) throw new Error('it is no plain file')
	try {
		return openSync(path, 'r+')
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
		return openSync(path, 'w+')
	}
}

function writeAll(descriptor: number, bytes: Uint8Array, at: number): void {
	for (let done = 0; done < bytes.byteLength; )
		done += writeSync(descriptor, bytes, done, bytes.byteLength - done, at + done)
}
