import { closeSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs'
import { crc32 } from 'node:zlib'
import type { Encoded, RowFormat, RowGroup } from './batch.js'
import type { Column } from './columns.js'
import { csvHeader } from './text-rows.js'

/** A chunk of a file, as the journal keeps it. */
export interface FileChunk {
	readonly bytes: number
	readonly crc: number
	/** Parquet: what the footer says of it. Else empty. */
	readonly group: string
}

/** Facts that a Parquet file carries. */
export type About = Readonly<Record<string, string>>

/** A file of rows: what it begins with, chunks in order, and, for Parquet, a footer. */
export class RowFile {
	readonly path: string
	readonly #format: RowFormat
	readonly #columns: readonly Column[]
	readonly #descriptor: number
	readonly #header: Uint8Array
	readonly #chunks: FileChunk[] = []
	/** Where the last chunk ends. */
	#end: number

	/** Opens for reading and writing, and makes it when it is not there; what stands in it stays. @throws ErrnoException */
	constructor(path: string, format: RowFormat, columns: readonly Column[]) {
		this.path = path
		this.#format = format
		this.#columns = columns
		this.#descriptor = openReadWrite(path)
		this.#header = Buffer.from(format === 'parquet' ? 'PAR1' : format === 'csv' ? csvHeader(columns) : '', 'utf8')
		this.#end = this.#header.byteLength
	}

	/** Empties it but for its header. @throws ErrnoException */
	begin(): void {
		ftruncateSync(this.#descriptor, 0)
		writeAll(this.#descriptor, this.#header, 0)
	}

	/** How many of these chunks, from the first on, stand in it unharmed. */
	unharmed(chunks: readonly FileChunk[]): number {
		if (!this.#read(0, this.#header.byteLength).equals(this.#header)) return 0
		let at = this.#header.byteLength
		const harmed = chunks.findIndex(({ bytes, crc }) => {
			const found = this.#read(at, bytes)
			at += bytes
			return found.byteLength !== bytes || crc32(found) !== crc
		})
		return harmed < 0 ? chunks.length : harmed
	}

	/** Goes on after these chunks; what stands behind them goes. @throws ErrnoException */
	continueAfter(chunks: readonly FileChunk[]): void {
		this.#chunks.splice(0, this.#chunks.length, ...chunks)
		this.#end = chunks.reduce((sum, c) => sum + c.bytes, this.#header.byteLength)
		ftruncateSync(this.#descriptor, this.#end)
	}

	/** @throws ErrnoException, with part of the chunk written perhaps, and not counted */
	async append({ bytes, group }: Encoded): Promise<FileChunk> {
		writeAll(this.#descriptor, bytes, this.#end)
		const chunk = { bytes: bytes.byteLength, crc: crc32(bytes), group: await this.#entry(group) }
		this.#chunks.push(chunk)
		this.#end += chunk.bytes
		return chunk
	}

	/** Writes what a whole file ends with. @throws ErrnoException */
	async finish(about: About): Promise<void> {
		if (this.#format !== 'parquet') return
		const { parquetFooter } = await import('./parquet-rows.js')
		const footer = parquetFooter(
			this.#columns,
			this.#chunks.map((c) => c.group),
			Object.entries(about).map(([key, value]) => ({ key, value })),
		)
		writeAll(this.#descriptor, footer, this.#end)
	}

	/**
	 * Leaves a whole file of the first `count` chunks; of fewer, where the disk has no room for a footer unless
	 * some go. What can't be done is left undone.
	 * @param aboutFirst what the file says of itself when it has so many chunks
	 * @returns how many chunks it has
	 */
	async leave(count: number, aboutFirst: (chunks: number) => About): Promise<number> {
		for (let kept = Math.min(count, this.#chunks.length); kept >= 0; kept--) {
			try {
				this.continueAfter(this.#chunks.slice(0, kept))
				await this.finish(aboutFirst(kept))
				return kept
			} catch {}
		}
		return 0
	}

	close(): void {
		closeSync(this.#descriptor)
	}

	/** What the footer will say of the group that stands at the file's end. */
	async #entry(group: RowGroup | null): Promise<string> {
		if (this.#format !== 'parquet') return ''
		const { footerEntry } = await import('./parquet-rows.js')
		return footerEntry(this.#columns, group, this.#end)
	}

	#read(at: number, bytes: number): Buffer {
		const buffer = Buffer.alloc(bytes)
		let got = 0
		while (got < bytes) {
			const more = readSync(this.#descriptor, buffer, got, bytes - got, at + got)
			if (more === 0) break
			got += more
		}
		return buffer.subarray(0, got)
	}
}

function openReadWrite(path: string): number {
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
