import { mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Makes a folder where it is not there, and those above it, one by one from the top, each with the same mode; the first
 * that cannot be made ends it. Node's own `recursive` goes round for ever in a folder that says of what it refuses that
 * it is not there, as `/proc` does.
 * @throws NodeJS.ErrnoException
 */
export function makeFolder(path: string, mode = 0o777): void {
	const above = dirname(path)
	try {
		makeOne(path, mode)
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || above === path) throw error
		makeFolder(above, mode)
		makeOne(path, mode)
	}
}

/** Another process may have been faster. */
function makeOne(path: string, mode: number): void {
	try {
		mkdirSync(path, { mode })
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || !isFolder(path)) throw error
	}
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
