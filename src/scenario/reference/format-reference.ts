import { LIMITS } from '../expressions/cel-environment.js'
import { MOST } from '../reading/read-scenario.js'
import { rules } from '../rules.js'
import { MOST_BYTES } from '../scenario-text.js'
import { schemaTable, tableNames } from './schema-tables.js'

/**
 * The format reference in Markdown: `template`, with each line `{{…}}` replaced by what the program itself says.
 * `{{table move}}` is the table of a part's keys, `{{rules}}` what loading finds, `{{proofs}}` what `proofs` says is found
 * by looking further, `{{limits}}` all limits, `{{example}}` a whole scenario.
 *
 * @throws when the template names something that there is not, or leaves out a table
 */
export function formatReference(template: string, example: string, proofs: Readonly<Record<string, string>>): string {
	const shown = new Set<string>()
	const text = template.replace(/^\{\{(\w+)(?: ([\w-]+))?\}\}$/gm, (_, what: string, name: string | undefined) => {
		switch (what) {
			case 'table':
				shown.add(name ?? '')
				return schemaTable(name ?? '')
			case 'rules':
				return findings(rules)
			case 'proofs':
				return findings(proofs)
			case 'limits':
				return limits()
			case 'example':
				return `\`\`\`yaml\n${example.trimEnd()}\n\`\`\``
			default:
				throw new Error(`the template asks for "${what}", which there is not`)
		}
	})
	const missing = tableNames.filter((name) => !shown.has(name))
	if (missing.length > 0) throw new Error(`the template leaves out ${missing.join(', ')}`)
	return text
}

function findings(all: Readonly<Record<string, string>>): string {
	const rows = Object.entries(all).map(([id, says]) => `| \`${id}\` | ${says} |`)
	return ['| finding | says |', '| --- | --- |', ...rows].join('\n')
}

function limits(): string {
	const whole = (n: number) => n.toLocaleString('en-GB').replaceAll(',', ' ')
	return [
		'| what | at most |',
		'| --- | --- |',
		`| bytes of the file | ${whole(MOST_BYTES)} |`,
		...MOST.map(({ what, most }) => `| ${what} | ${whole(most)} |`),
		`| parts of one expression | ${LIMITS.maxAstNodes} |`,
		`| levels of brackets in one expression | ${LIMITS.maxDepth} |`,
	].join('\n')
}
