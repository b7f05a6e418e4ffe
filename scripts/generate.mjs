// Writes what is generated from the program itself; with --check it writes nothing and fails when something is stale.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { checkRules } from '../dist/analysis/proving/proof-rules.js'
import { documentsJsonSchema } from '../dist/report/documents/json-schemas.js'
import { formatReference } from '../dist/scenario/reference/format-reference.js'
import { scenarioJsonSchema } from '../dist/scenario/scenario-json-schema.js'
import { keysReference } from '../dist/tui/keys-reference.js'

const root = new URL('../', import.meta.url)
const read = (path) => {
	try {
		return readFileSync(new URL(path, root), 'utf8')
	} catch {
		return ''
	}
}

/** Path to content. */
const generated = {
	'docs/keys.md': keysReference,
	'docs/documents.schema.json': () => `${JSON.stringify(documentsJsonSchema(), null, '\t')}\n`,
	'docs/scenario.schema.json': () => `${JSON.stringify(scenarioJsonSchema(), null, '\t')}\n`,
	'docs/scenario-format.md': () =>
		formatReference(
			read('src/scenario/reference/scenario-format.template.md'),
			read('scenarios/_template.yaml'),
			checkRules,
		),
}

const check = process.argv.includes('--check')
const stale = Object.entries(generated).filter(([path, content]) => read(path) !== content())
for (const [path, content] of stale) {
	if (check) console.error(`${path} is stale: run "npm run build && npm run generate"`)
	else {
		mkdirSync(new URL('docs/', root), { recursive: true })
		writeFileSync(new URL(path, root), content())
		console.log(`wrote ${path}`)
	}
}
if (check && stale.length > 0) process.exitCode = 1
