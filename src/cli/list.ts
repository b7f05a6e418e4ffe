import { Command } from '@commander-js/extra-typings'
import { jsonOption } from './options.js'
import { print, printJson } from './print.js'

export const listCommand = () =>
	new Command('list')
		.description('the scenarios that come with the program')
		.addOption(jsonOption())
		.addHelpText(
			'after',
			`
Examples:
  $ detente list
  $ detente list --json`,
		)
		.action(async (options) => {
			const [{ openScenario, pathOf }, { shippedIds }] = await Promise.all([
				import('./open-scenario.js'),
				import('./shipped-scenarios.js'),
			])
			const scenarios = await Promise.all(
				(await shippedIds()).map(async (name) => {
					const { id, title, summary, players, clock, takes } = await openScenario(name)
					return { id, title, summary, path: pathOf(name), players: players.length, rounds: clock.rounds, takes }
				}),
			)
			if (options.json) {
				const { jsonDocument } = await import('./json-document.js')
				printJson(jsonDocument({ command: 'list' }, { scenarios }))
				return
			}
			const { textTable } = await import('../report/text-table.js')
			const about = ({ players, rounds, takes }: (typeof scenarios)[number]): string =>
				`${players} sides, ${rounds === 1 ? 'one round' : `${rounds} rounds`}${takes ? `, ${takes.minutes} minutes` : ''}`
			print(
				[
					textTable(scenarios.map((s) => [s.id, s.title, about(s)])),
					...scenarios.map((s) => `${s.id}: ${s.summary.trim()}`),
				].join('\n\n'),
			)
		})
