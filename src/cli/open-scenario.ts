import { existsSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { choices } from '../scenario/closest.js'
import type { Diagnostic } from '../scenario/diagnostic.js'
import type { Parsed } from '../scenario/parse-scenario.js'
import type { Scenario } from '../scenario/scenario.js'
import { readScenarioText } from '../scenario/scenario-text.js'
import { BadInput } from './bad-input.js'
import { KeptScenarios } from './kept-scenarios.js'
import { scenariosFolder, shippedIds } from './shipped-scenarios.js'

export interface ReadScenario {
	/** Null when an error stands among the diagnostics. */
	readonly scenario: Scenario | null
	readonly file: string
	readonly text: string
	readonly diagnostics: readonly Diagnostic[]
}

/** Where a shipped scenario lies. */
export const pathOf = (id: string): string => join(scenariosFolder, `${id}.yaml`)

/**
 * A scenario by its id, if it is shipped, or by its path; a name with a slash or an ending is always a path.
 * It is checked, or read as it was kept when its text was checked before.
 * @param options.anew checks the text whatever was kept
 * @throws BadInput when there is none
 */
export async function readScenario(name: string, { anew = false } = {}): Promise<ReadScenario> {
	const file = await fileOf(name)
	const read = readScenarioText(file)
	if ('problem' in read) throw new BadInput(`${file}: ${read.problem}`)
	const { text } = read
	const kept = new KeptScenarios()
	const known = anew ? null : kept.find(text, file)
	const { scenario, diagnostics } = known ?? (await checked(text, file))
	if (!known && !anew) kept.keep({ scenario, diagnostics })
	return { scenario, file, text, diagnostics }
}

/** What checks is a large part of the program, and rarely needed. */
async function checked(text: string, file: string): Promise<Parsed> {
	const { parseScenario } = await import('../scenario/parse-scenario.js')
	return parseScenario(text, { file })
}

/** Findings that are shown at once: with more than these, most are the doing of a few. */
export const MOST_SHOWN = 50

/** @throws BadInput with the errors, each with its place and the lines around it */
export async function openScenario(name: string): Promise<Scenario> {
	const { scenario, text, diagnostics } = await readScenario(name)
	if (scenario) return scenario
	const { formatDiagnostic } = await import('../scenario/format-diagnostic.js')
	const errors = diagnostics.filter((d) => d.severity === 'error')
	const shown = errors.slice(0, MOST_SHOWN).map((d) => formatDiagnostic(d, text))
	const left = errors.length - shown.length
	throw new BadInput([...shown, ...(left > 0 ? [`… and ${left} more`] : [])].join('\n'))
}

async function fileOf(name: string): Promise<string> {
	if (/[\\/]|\.ya?ml$/i.test(name)) return name
	const ids = await shippedIds()
	if (ids.includes(name)) return near(pathOf(name))
	if (existsSync(name) && statSync(name).isFile()) return name
	throw new BadInput(`there is no scenario "${name}"${choices(name, ids)}, and any file by its path`)
}

/** From the working folder where that is shorter. */
function near(path: string): string {
	const short = relative(process.cwd(), path)
	return short.length < path.length && !short.startsWith('..') ? short : path
}
