import { checkAlways } from './checks/check-always.js'
import { checkChances } from './checks/check-chances.js'
import { checkUse } from './checks/check-use.js'
import { checkValues } from './checks/check-values.js'
import { Proofs } from './checks/proofs.js'
import type { Diagnostic } from './diagnostic.js'
import { Findings } from './findings.js'
import { rulesHash } from './hash-scenario.js'
import { checkStructure } from './reading/check-structure.js'
import { mendSections } from './reading/key-slips.js'
import { checkSizes, readScenario } from './reading/read-scenario.js'
import { refuseNames } from './reading/refused-names.js'
import type { RuleId } from './rules.js'
import type { Scenario } from './scenario.js'
import { scenarioSchema } from './scenario-schema.js'
import { MOST_BYTES } from './scenario-text.js'
import { sha256 } from './sha256.js'
import { readYaml } from './source/read-yaml.js'
import { childOf } from './source/yaml-node.js'

const ABOUT_NAMES: readonly RuleId[] = [
	'unknown-name',
	'event-unclear',
	'no-owner',
	'payoffs-incomplete',
	'missing-key',
	'order-idle',
	'player-idle',
]

export interface Parsed {
	/** `null` exactly when an error stands among the diagnostics. */
	readonly scenario: Scenario | null
	/** In order of place; all of the file's, not only the first. */
	readonly diagnostics: readonly Diagnostic[]
}

/**
 * Reads and checks a scenario's text. Pure: it looks at nothing but the text, and gives the same for the same.
 * It never throws; whatever is wrong with the text stands among the diagnostics.
 *
 * @param options.file the name that diagnostics and the scenario carry
 */
export function parseScenario(text: string, options: { readonly file: string }): Parsed {
	const findings = new Findings(options.file)
	const scenario = parse(text, options.file, findings)
	return { scenario: findings.errors > 0 ? null : scenario, diagnostics: findings.sorted() }
}

function parse(text: string, file: string, findings: Findings): Scenario | null {
	const start = { line: 1, column: 1, endColumn: 2 }
	if (text.length > MOST_BYTES) {
		findings.error('file-unreadable', start, `The file has ${text.length} characters; at most ${MOST_BYTES} are read`)
		return null
	}
	const root = readYaml(text, findings)
	if (root === null) return null
	if (!checkSizes(root, findings)) return null
	refuseNames(root, findings)
	checkStructure(root, findings)
	if (root.kind !== 'map') return null
	const mended = mendSections(root, Object.keys(scenarioSchema.shape))
	// Without these almost every name would be called unknown, and that says nothing.
	if (['players', 'moves', 'endings'].some((section) => childOf(mended, section)?.kind !== 'map'))
		findings.mute(ABOUT_NAMES)
	const { draft, declared } = readScenario(mended, findings)
	const proofs = new Proofs(draft)
	checkValues(draft, proofs, findings)
	checkChances(draft, proofs, findings)
	checkAlways(draft, proofs, findings)
	if (findings.errors > 0) return null
	checkUse(draft, declared.names, findings)
	return { ...draft, file, text, rulesHash: rulesHash(draft), textHash: sha256(text) }
}
