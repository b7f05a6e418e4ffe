import { lstatSync } from 'node:fs'
import { makeFolder } from '../kernel/make-folder.js'

/** Whether a folder is there, belongs to whoever runs the program, and is nobody else's to write to. */
export function isOwnFolder(path: string): boolean {
	try {
		const found = lstatSync(path)
		if (process.getuid === undefined) return found.isDirectory()
		return found.isDirectory() && found.uid === process.getuid() && (found.mode & 0o022) === 0
	} catch {
		return false
	}
}

/** Makes it where it is not there; false when it is somebody else's. @throws NodeJS.ErrnoException */
export function makeOwnFolder(path: string): boolean {
	makeFolder(path, 0o700)
	return isOwnFolder(path)
}
