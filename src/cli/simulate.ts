import { Command } from '@commander-js/extra-typings'
import { engineOption, needsOut, outOption, resumeOption, workersOption } from './batch-options.js'
import {
	confidenceOption,
	jsonOption,
	policyOption,
	precisionOption,
	runsOption,
	seedOption,
	setOption,
	withoutOption,
} from './options.js'
import { printJson, printText } from './print.js'

export const simulateCommand = () =>
	new Command('simulate')
		.description('run a scenario many times and count the endings')
		.argument('<scenario>', 'id or path')
		.addOption(runsOption(10_000))
		.addOption(policyOption())
		.addOption(setOption())
		.addOption(withoutOption())
		.addOption(seedOption())
		.addOption(confidenceOption())
		.addOption(precisionOption())
		.addOption(outOption())
		.option('--trace', 'beside --out, a file with a row for every ply: NAME.plies.csv', false)
		.addOption(resumeOption())
		.addOption(workersOption())
		.addOption(engineOption())
		.addOption(jsonOption())
		.addHelpText(
			'after',
			`
Run n of a seed is the same run in every batch: detente play SCENARIO --seed S --run n opens it.
With --precision, runs are played until every interval reaches no further than that to either side; the intervals
(Clopper–Pearson, their error shared among the looks) then hold with at least the confidence.
An interrupted --out is continued by the same command with --resume, and ends with the same bytes.

Examples:
  $ detente simulate two-blows
  $ detente simulate two-blows --runs 20000 --policy pakistan=hawk --set rung=4
  $ detente simulate two-blows --without diplomacy.china-offers --json
  $ detente simulate two-blows --precision 0.005
  $ detente simulate two-blows --runs 1000000 --out runs.parquet`,
		)
		.action(async (name, options) => {
			needsOut(options, ['trace', 'resume'])
			const { seed } = options
			const { simulated } = await import('./simulated.js')
			const { scenario, game, policyNames, result } = await simulated(name, options)
			if (options.json) {
				const { jsonDocument } = await import('./json-document.js')
				printJson(jsonDocument({ command: 'simulate', scenario, seed, policies: policyNames }, result))
				return
			}
			const [{ heading }, { simulationText }] = await Promise.all([
				import('../report/heading.js'),
				import('../report/simulation-text.js'),
			])
			printText(
				`${heading(scenario, game.rules.settings, policyNames, [`seed "${seed}"`])}\n\n${simulationText(scenario, result)}`,
			)
		})
