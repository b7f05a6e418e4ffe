import { Command } from '@commander-js/extra-typings'
import { countOf } from './arguments.js'
import { BadInput, Refusal } from './bad-input.js'
import type { CheckedScript } from './checked.js'
import { jsonOption, policyOption, seedOption } from './options.js'
import { print, printJson, printText, say } from './print.js'

export const checkCommand = () =>
	new Command('check')
		.description(
			'what an author should know of a scenario: mistakes, what no play can reach, scripts and how likely they are',
		)
		.argument('<scenario>', 'id or path')
		.option('--reach <what>', 'a shortest line of play to an ending, or to REGION=STATE or VARIABLE=VALUE')
		.option('--calibration', 'the scenario’s own rates beside the published ones', false)
		.option(
			'--round-days <number>',
			'with --calibration: days a round stands for, where the clock does not say',
			countOf,
		)
		.option('--runs <number>', 'with --calibration: how many runs its rates are counted over', countOf, 20_000)
		.addOption(policyOption())
		.addOption(seedOption())
		.addOption(jsonOption())
		.addHelpText(
			'after',
			`
--calibration counts by tags: force on moves; mediation-offer, mediation-accept and thaw on cards, or on states that are
entered; war is an ending called war, or whose name ends in -war. --policy, --seed and --runs go with it.
Exits 2 when the file does not load, 1 when it does and has an error; warnings leave it at 0. With --reach, 1 when no play comes there.

Examples:
  $ detente check two-blows
  $ detente check my-crisis.yaml --json
  $ detente check two-blows --reach war
  $ detente check two-blows --calibration
  $ detente check two-blows --reach iran.envoy=barred`,
		)
		.action(async (name, options) => {
			if (options.calibration) {
				const { calibrated } = await import('./calibrated.js')
				await calibrated(name, options)
				return
			}
			if (options.reach !== undefined) {
				const { reach } = await import('./reached.js')
				await reach(name, options.reach, options.json)
				return
			}
			const [{ checkScenario }, { formatDiagnostic }] = await Promise.all([
				import('./checked.js'),
				import('../scenario/format-diagnostic.js'),
			])
			const { scenario, file, findings, states, scripts, text } = await checkScenario(name)
			if (options.json) {
				const { jsonDocument } = await import('./json-document.js')
				const told = findings.map(({ rule, severity, message, file, at: { line, column }, play }) => ({
					rule,
					severity,
					message,
					file,
					line,
					column,
					play,
				}))
				printJson(
					jsonDocument({ command: 'check', ...(scenario && { scenario }) }, { findings: told, states, scripts }),
				)
			} else {
				const { MOST_SHOWN } = await import('./open-scenario.js')
				for (const finding of findings.slice(0, MOST_SHOWN)) {
					print(formatDiagnostic(finding, text))
					if (finding.play.length > 0) print(`a shortest line of play: ${finding.play.map((p) => p.move).join(', ')}\n`)
				}
				if (findings.length > MOST_SHOWN) print(`… and ${findings.length - MOST_SHOWN} more; --json has them all\n`)
				for (const script of scripts) printText(`${scriptText(script)}\n`)
			}
			const errors = findings.filter((f) => f.severity === 'error').length
			const count = `${file}: ${errors} ${errors === 1 ? 'error' : 'errors'}`
			if (!scenario) throw new BadInput(count)
			if (errors > 0) throw new Refusal(count)
			say(
				`${file}: ${findings.length === 0 ? 'nothing to mend' : `${findings.length} ${findings.length === 1 ? 'warning' : 'warnings'}`}, ${states?.toLocaleString('en') ?? 'too many'} states`,
			)
		})

/** That a script can be played, how likely it is under the cards' weights, and under the policies that are likeliest to play it. */
function scriptText({ id, ending, likelihoods }: CheckedScript): string {
	const [plain] = likelihoods
	const drawn = likelihoods.flatMap(({ log10, text }) => (log10 === null ? [] : [{ log10, text }]))
	const [likeliest] = [...drawn].sort((a, b) => b.log10 - a.log10)
	const never = likelihoods.length - drawn.length
	return [
		`script ${id} is legal, to ${ending}`,
		...(plain ? [`  ${plain.text}`] : []),
		...(likeliest && likeliest.text !== plain?.text ? [`  likeliest, ${likeliest.text}`] : []),
		...(likelihoods.length > 1
			? [
					`  ${never === 0 ? 'drawn now and then under each' : `never drawn under ${never}`} of ${likelihoods.length} pairings of doctrines; --json has them all`,
				]
			: []),
	].join('\n')
}
