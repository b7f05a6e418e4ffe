import { Command } from '@commander-js/extra-typings'
import {
	confidenceOption,
	jsonOption,
	policyOption,
	runsOption,
	seedOption,
	setOption,
	withoutOption,
} from './options.js'
import { print, printJson } from './print.js'

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
		.addOption(jsonOption())
		.addHelpText(
			'after',
			`
Run n of a seed is the same run in every batch: detente play SCENARIO --seed S --run n opens it.

Examples:
  $ detente simulate two-blows
  $ detente simulate two-blows --runs 20000 --policy pakistan=hawk --set rung=4
  $ detente simulate two-blows --without diplomacy.china-offers --json`,
		)
		.action(async (name, options) => {
			const [{ openGame }, { simulate, roundsOf }, { wilson }] = await Promise.all([
				import('./open-game.js'),
				import('../batch/simulate.js'),
				import('../statistics/wilson.js'),
			])
			const { runs, seed, confidence } = options
			const { scenario, game, policies, policyNames } = await openGame(name, options)
			const tally = simulate(game, policies, { seed, first: 1, last: runs })
			const result = {
				runs,
				endings: scenario.endings.map(({ id, title }) => {
					const count = tally.endings.get(id)!
					return { id, title, count, share: count / runs, ...wilson(count, runs, confidence) }
				}),
				confidence,
				rounds: roundsOf(tally),
			}
			if (options.json) {
				const { jsonDocument } = await import('./json-document.js')
				printJson(jsonDocument({ command: 'simulate', scenario, seed, policies: policyNames }, result))
				return
			}
			const [{ heading }, { simulationText }] = await Promise.all([
				import('../report/heading.js'),
				import('../report/simulation-text.js'),
			])
			print(
				`${heading(scenario, game.rules.settings, policyNames, [`seed "${seed}"`])}\n\n${simulationText(scenario, result)}`,
			)
		})
