import type { Diagnostic } from './diagnostic.js'
import { type Parsed, parseScenario } from './parse-scenario.js'
import { readScenarioText } from './scenario-text.js'

/** Reads a scenario file and checks it. Never throws: what is wrong with the file itself is a diagnostic at its first line. */
export function loadScenario(path: string): Parsed {
	const read = readScenarioText(path)
	if ('text' in read) return parseScenario(read.text, { file: path })
	return { scenario: null, diagnostics: [unreadable(path, read.problem)] }
}

function unreadable(file: string, message: string): Diagnostic {
	return { rule: 'file-unreadable', severity: 'error', message, file, at: { line: 1, column: 1, endColumn: 2 } }
}
