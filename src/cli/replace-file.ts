import { renameSync, rmSync, writeFileSync } from 'node:fs'

/** Writes a file in one step: a reader, or a crash, meets the old text or the new, never a part. @throws NodeJS.ErrnoException */
export function replaceFile(file: string, text: string): void {
	const beside = `${file}.${process.pid}.tmp`
	try {
		writeFileSync(beside, text)
		renameSync(beside, file)
	} catch (error) {
		rmSync(beside, { force: true })
		throw error
	}
}
