import { rmSync } from 'node:fs'
import type { ChunkResult, RowFormat } from './batch.js'
import type { Column } from './columns.js'
import { differences, type Identity, Journal, type JournalEntry, readJournal } from './journal.js'
import type { Chunk } from './plan.js'
import { type About, RowFile } from './row-file.js'

export interface OutputPlan {
	readonly format: RowFormat
	/** Rows of runs, then, when they are traced, rows of plies. */
	readonly files: readonly { readonly path: string; readonly columns: readonly Column[] }[]
	/** What the batch is: an interrupted one is only continued by one that is the same. */
	readonly identity: Identity
	/** What a Parquet file of so many runs says of itself. */
	about(runs: number): About
}

/** The output could not be opened or written; the message says what to do. */
export class OutputError extends Error {
	override readonly name: string = 'OutputError'
}

/** It could not be written any more; what had been written is whole. */
export class OutputFull extends OutputError {
	override readonly name: string = 'OutputFull'
}

/** Path of the journal of a batch that writes to `path`. */
export const journalPath = (path: string): string => `${path}.journal`

/**
 * The files that a batch writes, and the journal beside the first of them. Chunks come in order; after each the
 * journal knows how far the files are good, so that whatever ends the process, no more than the chunk under way is lost.
 */
export class Output {
	readonly #plan: OutputPlan
	readonly #files: readonly RowFile[]
	readonly #journal: Journal
	/** What an interrupted batch had done. */
	readonly done: readonly JournalEntry[]
	#chunks: number
	#runs: number

	/**
	 * Opens the files: anew, or to go on where the journal says that they are good to.
	 * @throws OutputError
	 */
	constructor(plan: OutputPlan, resume: boolean) {
		this.#plan = plan
		const path = journalPath(plan.files[0]!.path)
		const found = telling(path, () => readJournal(path))
		if (found && !resume)
			throw new OutputError(
				`${plan.files[0]!.path} is of a batch that was interrupted: --resume goes on with it; remove ${path} to begin anew`,
			)
		const other = found ? differences(found.identity, plan.identity) : []
		if (other.length > 0)
			throw new OutputError(
				`${path} is of another batch, which differs in ${other.join(', ')}: give what it was begun with, or remove it to begin anew`,
			)
		this.#files = plan.files.map(({ path, columns }) => telling(path, () => new RowFile(path, plan.format, columns)))
		this.done = found ? found.entries.slice(0, this.#unharmed(found.entries)) : []
		this.#files.forEach((file, n) => {
			telling(file.path, () => {
				if (this.done.length === 0) file.begin()
				else file.continueAfter(this.done.map((e) => e.files[n]!))
			})
		})
		this.#journal = telling(path, () => new Journal(path, plan.identity, this.done))
		this.#chunks = this.done.length
		this.#runs = this.done.at(-1)?.last ?? 0
	}

	/** @throws OutputFull, with whole files of the chunks before */
	async append(
		chunk: Chunk,
		counts: readonly number[],
		{ rows, plies }: Pick<ChunkResult, 'rows' | 'plies'>,
	): Promise<void> {
		const parts = [rows, plies]
		try {
			const files = this.#files.map((file, n) => file.append(parts[n]!))
			this.#journal.add({ chunk: chunk.index, last: chunk.last, counts, files })
		} catch (error) {
			await this.leave()
			throw full(this.#plan.files[0]!.path, this.#runs, error)
		}
		this.#chunks++
		this.#runs = chunk.last
	}

	/** Closes whole files; the journal goes. @throws OutputFull */
	async finish(): Promise<void> {
		const about = this.#plan.about(this.#runs)
		try {
			for (const file of this.#files) await file.finish(about)
		} catch (error) {
			await this.leave()
			throw full(this.#plan.files[0]!.path, this.#runs, error)
		}
		this.#close()
		rmSync(journalPath(this.#plan.files[0]!.path), { force: true })
	}

	/** Closes files that can be read, of the runs so far; the journal stays, for a batch that goes on later. */
	async leave(): Promise<void> {
		for (const file of this.#files) await file.leave(this.#chunks, this.#plan.about(this.#runs))
		this.#close()
	}

	#close(): void {
		for (const file of this.#files) file.close()
		this.#journal.close()
	}

	#unharmed(entries: readonly JournalEntry[]): number {
		return Math.min(...this.#files.map((file, n) => file.unharmed(entries.map((e) => e.files[n]!))))
	}
}

function telling<T>(path: string, act: () => T): T {
	try {
		return act()
	} catch (error) {
		throw new OutputError(`${path} cannot be written: ${reasonOf(error)}`)
	}
}

const full = (path: string, runs: number, error: unknown): OutputFull =>
	new OutputFull(
		`${path} cannot be written any further: ${reasonOf(error)}. It holds the first ${runs.toLocaleString('en')} runs; --resume goes on from there`,
	)

const REASONS: Readonly<Record<string, string>> = {
	ENOSPC: 'the disk is full',
	EDQUOT: 'the disk quota is used up',
	EFBIG: 'the file would be larger than is allowed',
	EACCES: 'there is no permission to write there',
	EPERM: 'there is no permission to write there',
	EROFS: 'the disk is read-only',
	ENOENT: 'there is no such folder',
	ENOTDIR: 'a part of the path is no folder',
	EISDIR: 'it is a folder',
	EIO: 'the disk reports an error',
}

function reasonOf(error: unknown): string {
	const { code, message } = error as NodeJS.ErrnoException
	return REASONS[code ?? ''] ?? message
}
