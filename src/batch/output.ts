import { rmSync } from 'node:fs'
import type { ChunkResult, RowFormat } from './batch.js'
import type { Column } from './columns.js'
import { type Identity, Journal, type KeptEntry } from './journal.js'
import type { Chunk } from './plan.js'
import { journalPath, OutputFull, OutputLost, reasonOf, resumable, telling } from './resumable.js'
import { type About, type FileChunk, type Groups, RowFile } from './row-file.js'

export interface OutputPlan {
	readonly format: RowFormat
	/** Rows of runs, then, when they are traced, rows of plies. */
	readonly files: readonly { readonly path: string; readonly columns: readonly Column[] }[]
	/** What the batch is: an interrupted one is only continued by one that is the same. */
	readonly identity: Identity
	/** What a Parquet file of so many runs says of itself. */
	about(runs: number): About
}

/**
 * The files that a batch writes, and the journal beside the first of them. Chunks come in order; after each the
 * journal knows how far the files are good, so that whatever ends the process, no more than the chunk under way is lost.
 */
export class Output {
	readonly #plan: OutputPlan
	readonly #files: readonly RowFile[]
	readonly #journal: Journal
	/** What an interrupted batch had done. */
	readonly done: readonly KeptEntry[]
	/** The last run of every chunk that is written. */
	readonly #lasts: number[]
	#closed = false

	/**
	 * Opens the files: anew, or to go on where the journal says that they are good to.
	 * @throws OutputError
	 */
	constructor(plan: OutputPlan, resume: boolean) {
		this.#plan = plan
		const out = plan.files[0]!.path
		const entries = resumable(out, plan.identity, resume)
		this.#files = plan.files.map(({ path, columns }) => telling(path, () => new RowFile(path, plan.format, columns)))
		this.done = entries.slice(0, this.#unharmed(entries))
		this.#files.forEach((file, n) => {
			telling(file.path, () => {
				if (this.done.length === 0) file.begin()
				else file.continueAfter(this.done.map((e) => e.files[n]!))
			})
		})
		this.#journal = telling(journalPath(out), () => new Journal(journalPath(out), plan.identity, this.done.at(-1)))
		this.#lasts = this.done.map((e) => e.last)
	}

	/** @throws OutputFull, with whole files of the chunks before; OutputLost */
	async append(
		chunk: Chunk,
		counts: readonly number[],
		{ rows, plies }: Pick<ChunkResult, 'rows' | 'plies'>,
	): Promise<void> {
		const parts = [rows, plies]
		this.#holdOn()
		try {
			const files: FileChunk[] = []
			for (const [n, file] of this.#files.entries()) files.push(await file.append(parts[n]!))
			this.#journal.add({ chunk: chunk.index, last: chunk.last, counts, files })
		} catch (error) {
			throw full(this.#plan.files[0]!.path, await this.#leave(), error)
		}
		this.#lasts.push(chunk.last)
	}

	/** Closes whole files; the journal goes. @throws OutputFull, OutputLost */
	async finish(): Promise<void> {
		this.#holdOn()
		const about = this.#plan.about(this.#runsOf(this.#lasts.length))
		try {
			for (const [n, file] of this.#files.entries()) await file.finish(about, this.#groupsOf(n))
		} catch (error) {
			throw full(this.#plan.files[0]!.path, await this.#leave(), error)
		}
		this.#close()
		rmSync(this.#journal.path, { force: true })
	}

	/**
	 * Closes files that can be read, of the runs so far, or of as many as there is room for; the journal stays, for a
	 * batch that goes on later, unless there is nothing to go on with. What has been closed is left as it is.
	 * @throws OutputLost
	 */
	async leave(): Promise<void> {
		if (this.#closed) return
		this.#holdOn()
		await this.#leave()
	}

	/** That nobody else writes what is written here, or has taken it away. @throws OutputLost, with all closed as it stands */
	#holdOn(): void {
		for (const held of [...this.#files, this.#journal]) {
			const fate = held.fate()
			if (fate === 'own') continue
			this.#close()
			const what =
				fate === 'gone' ? 'was removed or replaced while it was written' : 'is written by another process as well'
			throw new OutputLost(`${held.path} ${what}: this one stops; --resume makes whole what is there`)
		}
	}

	/** @returns how many runs all files have */
	async #leave(): Promise<number> {
		let chunks = this.#lasts.length
		const about = (first: number): About => this.#plan.about(this.#runsOf(first))
		for (const [n, file] of this.#files.entries()) {
			const kept = await file.leave(this.#lasts.length, about, this.#groupsOf(n))
			chunks = Math.min(chunks, kept)
		}
		this.#close()
		if (this.#lasts.length === 0) rmSync(this.#journal.path, { force: true })
		return this.#runsOf(chunks)
	}

	#runsOf(chunks: number): number {
		return this.#lasts[chunks - 1] ?? 0
	}

	#groupsOf(file: number): Groups {
		return (chunks) => this.#journal.groups(file, chunks)
	}

	#close(): void {
		this.#closed = true
		for (const file of this.#files) file.close()
		this.#journal.close()
	}

	#unharmed(entries: readonly KeptEntry[]): number {
		return Math.min(...this.#files.map((file, n) => file.unharmed(entries.map((e) => e.files[n]!))))
	}
}

const full = (path: string, runs: number, error: unknown): OutputFull =>
	new OutputFull(
		`${path} cannot be written any further: ${reasonOf(error)}. It holds the first ${runs.toLocaleString('en')} runs; --resume goes on from there`,
	)
