import { differences, type Identity, type KeptEntry, readJournal } from './journal.js'

/** The output could not be opened or written; the message says what to do. */
export class OutputError extends Error {
	override readonly name: string = 'OutputError'
}

/** It could not be written any more; what had been written is whole. */
export class OutputFull extends OutputError {
	override readonly name: string = 'OutputFull'
}

/** It is no longer this process's alone; it stands as it was found. */
export class OutputLost extends OutputError {
	override readonly name: string = 'OutputLost'
}

/** Path of the journal of what writes to `path`. */
export const journalPath = (path: string): string => `${path}.journal`

/**
 * What the journal beside an output says was done already: nothing when there is none.
 * @throws OutputError when there is one and `resume` is not asked for, or when it is of something else
 */
export function resumable(out: string, identity: Identity, resume: boolean): readonly KeptEntry[] {
	const path = journalPath(out)
	const found = telling(path, () => readJournal(path))
	if (!found) return []
	if (!resume)
		throw new OutputError(
			`${out} is of a batch that was interrupted: --resume goes on with it; remove ${path} to begin anew`,
		)
	const other = differences(found.identity, identity)
	if (other.length === 0) return found.entries
	throw new OutputError(
		`${path} is of another batch, which differs in ${other.join(', ')}: give what it was begun with, or remove it to begin anew`,
	)
}

/** @throws OutputError for whatever `act` throws */
export function telling<T>(path: string, act: () => T): T {
	try {
		return act()
	} catch (error) {
		throw new OutputError(`${path} cannot be written: ${reasonOf(error)}`)
	}
}

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
	ENAMETOOLONG: 'the name is too long',
	ELOOP: 'its links lead in a circle',
	EIO: 'the disk reports an error',
}

/** Why a file could not be written, in words. */
export function reasonOf(error: unknown): string {
	const { code, message } = error as NodeJS.ErrnoException
	return REASONS[code ?? ''] ?? message
}
