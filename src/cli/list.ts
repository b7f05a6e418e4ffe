import { Command } from '@commander-js/extra-typings'
import { jsonOption } from './options.js'
import { printJson, printText, textWidth } from './print.js'

export const listCommand = () =>
	new Command('list')
		.description('the scenarios that come with the program; of one, all that options can name')
		.argument('[scenario]', 'id or path: its players, policies, moves, cards, parameters, variables, endings')
		.addOption(jsonOption())
		.addHelpText(
			'after',
			`
Examples:
  $ detente list
  $ detente list two-blows
  $ detente list two-blows --json`,
		)
		.action(async (name, options) => {
			if (name !== undefined) return listOf(name, options.json)
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
			printText(
				[
					textTable(scenarios.map((s) => [s.id, s.title, about(s)])),
					...scenarios.map((s) => `${s.id}: ${s.summary.trim().replaceAll('\n', ' ')}`),
					'What options can name of one: detente list SCENARIO',
				].join('\n\n'),
			)
		})

/** What can be named of one scenario. */
async function listOf(name: string, json: boolean): Promise<void> {
	const [{ openScenario }, { contentsDocument, contentsOf }] = await Promise.all([
		import('./open-scenario.js'),
		import('../report/contents-document.js'),
	])
	const scenario = await openScenario(name)
	if (json) {
		const { jsonDocument } = await import('./json-document.js')
		printJson(jsonDocument({ command: 'contents', scenario }, contentsOf(scenario)))
		return
	}
	const { plainText } = await import('../report/document.js')
	printText(`${scenario.title} · ${scenario.id}\n\n${plainText(contentsDocument(scenario), textWidth())}`)
}
