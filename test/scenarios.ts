import { fileURLToPath } from 'node:url'
import { loadScenario } from '../src/scenario/load-scenario.js'
import { type Parsed, parseScenario } from '../src/scenario/parse-scenario.js'
import type { Scenario } from '../src/scenario/scenario.js'

const loaded = ({ scenario, diagnostics }: Parsed): Scenario => {
	if (scenario) return scenario
	throw new Error(diagnostics.map((d) => `${d.file}:${d.at.line}:${d.at.column}: ${d.message}`).join('\n'))
}

/** The scenario of a text that must load. */
export const scenarioOf = (text: string): Scenario => loaded(parseScenario(text, { file: 'test.yaml' }))

/** A shipped scenario, by its id. */
export const shipped = (id: string): Scenario =>
	loaded(loadScenario(fileURLToPath(new URL(`../scenarios/${id}.yaml`, import.meta.url))))
