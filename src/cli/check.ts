import { Command } from '@commander-js/extra-typings'
import { Refusal } from './bad-input.js'
import { jsonOption } from './options.js'
import { print, printJson, say } from './print.js'

export const checkCommand = () =>
	new Command('check')
		.description(
			'what an author should know of a scenario: mistakes, scripts that cannot be played, how likely they are',
		)
		.argument('<scenario>', 'id or path')
		.addOption(jsonOption())
		.addHelpText(
			'after',
			`
Exits 1 when there is an error; warnings leave it at 0.

Examples:
  $ detente check two-blows
  $ detente check my-crisis.yaml --json`,
		)
		.action(async (name, options) => {
			const [{ checkScenario }, { formatDiagnostic }] = await Promise.all([
				import('./checked.js'),
				import('../scenario/format-diagnostic.js'),
			])
			const { scenario, file, findings, states, scripts, text } = await checkScenario(name)
			if (options.json) {
				const { jsonDocument } = await import('./json-document.js')
				const told = findings.map(({ rule, severity, message, file, at: { line, column } }) => ({
					rule,
					severity,
					message,
					file,
					line,
					column,
				}))
				printJson(
					jsonDocument({ command: 'check', ...(scenario && { scenario }) }, { findings: told, states, scripts }),
				)
			} else {
				for (const finding of findings) print(formatDiagnostic(finding, text))
				for (const { id, ending, likelihoods } of scripts)
					print(`script ${id} is legal, to ${ending}\n${likelihoods.map((l) => `  ${l.text}`).join('\n')}\n`)
			}
			const errors = findings.filter((f) => f.severity === 'error').length
			if (errors > 0) throw new Refusal(`${file}: ${errors} ${errors === 1 ? 'error' : 'errors'}`)
			say(
				`${file}: ${findings.length === 0 ? 'nothing to mend' : `${findings.length} to look at`}, ${states?.toLocaleString('en') ?? 'too many'} states`,
			)
		})
