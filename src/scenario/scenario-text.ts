import { readFileSync, statSync } from 'node:fs'

/** Longest text that is read, in bytes as in characters. Hundreds of cards with their prose fit many times over. */
export const MOST_BYTES = 1_000_000

/** A file's text, or a sentence that says why it is none. */
export type ScenarioText = { readonly text: string } | { readonly problem: string }

/** Reads the text of a scenario file. Never throws. */
export function readScenarioText(path: string): ScenarioText {
	let bytes: Buffer
	try {
		const found = statSync(path)
		if (found.isDirectory()) return { problem: 'This is a folder; name the scenario file in it' }
		if (!found.isFile()) return { problem: 'This is no ordinary file' }
		if (found.size > MOST_BYTES)
			return { problem: `The file has ${found.size} bytes; a scenario has at most ${MOST_BYTES}` }
		bytes = readFileSync(path)
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException
		if (code === 'ENOENT' || code === 'ENOTDIR') return { problem: 'There is no such file' }
		if (code === 'EACCES' || code === 'EPERM') return { problem: 'The file may not be read; look at its permissions' }
		return { problem: `The file cannot be read (${code ?? 'unknown reason'})` }
	}
	try {
		const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
		return text.includes('\0')
			? { problem: 'This is no text file: it has zero bytes in it. A scenario is YAML, saved as UTF-8' }
			: { text }
	} catch {
		return { problem: 'This is no text in UTF-8. Save the file as UTF-8' }
	}
}
