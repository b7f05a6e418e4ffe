import { readFileSync, statSync } from 'node:fs'
import type { Diagnostic } from './diagnostic.js'
import { MOST_BYTES, type Parsed, parseScenario } from './parse-scenario.js'

/** Reads a scenario file and checks it. Never throws: what is wrong with the file itself is a diagnostic at its first line. */
export function loadScenario(path: string): Parsed {
	const problem = (message: string): Parsed => ({ scenario: null, diagnostics: [unreadable(path, message)] })
	let bytes: Buffer
	try {
		const found = statSync(path)
		if (found.isDirectory()) return problem('This is a folder; name the scenario file in it')
		if (!found.isFile()) return problem('This is no ordinary file')
		if (found.size > MOST_BYTES)
			return problem(`The file has ${found.size} bytes; a scenario has at most ${MOST_BYTES}`)
		bytes = readFileSync(path)
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException
		if (code === 'ENOENT' || code === 'ENOTDIR') return problem('There is no such file')
		if (code === 'EACCES' || code === 'EPERM') return problem('The file may not be read; look at its permissions')
		return problem(`The file cannot be read (${code ?? 'unknown reason'})`)
	}
	try {
		const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
		if (text.includes('\0'))
			return problem('This is no text file: it has zero bytes in it. A scenario is YAML, saved as UTF-8')
		return parseScenario(text, { file: path })
	} catch {
		return problem('This is no text in UTF-8. Save the file as UTF-8')
	}
}

function unreadable(file: string, message: string): Diagnostic {
	return { rule: 'file-unreadable', severity: 'error', message, file, at: { line: 1, column: 1, endColumn: 2 } }
}
