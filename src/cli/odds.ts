import { Command, Option } from '@commander-js/extra-typings'
import { countOf } from './arguments.js'
import { jsonOption, policyOption, setOption, withoutOption } from './options.js'
import { print, printJson } from './print.js'

export const oddsCommand = () =>
	new Command('odds')
		.description('the exact probability of every ending, by round, and after every legal move')
		.argument('[scenario]', 'id or path; not needed with --after')
		.option('--after <game>', 'a saved game: the odds from where it stands')
		.addOption(policyOption())
		.addOption(setOption())
		.addOption(withoutOption())
		.addOption(
			new Option('--budget <states>', 'how many states to meet before giving up (default: 100000)').argParser(countOf),
		)
		.addOption(jsonOption())
		.addHelpText(
			'after',
			`
By round: the probability that the game ends in that round with that ending.
With --after, settings are the saved game's, and so are policies that --policy does not name.

Examples:
  $ detente odds two-blows
  $ detente odds two-blows --policy iran=hawk --policy pakistan=tit-for-tat --json
  $ detente odds --after game.jsonl`,
		)
		.action(async (name, options) => {
			const [{ openPosition }, { enumerate }] = await Promise.all([
				import('./open-position.js'),
				import('../analysis/enumerate.js'),
			])
			const { scenario, game, policies, policyNames, seed, from } = await openPosition(name, options.after, options)
			const odds = enumerate(game, policies, from, options.budget)
			if (options.json) {
				const { jsonDocument } = await import('./json-document.js')
				const endings = scenario.endings.map(({ id, title }) => ({ id, title, probability: odds.endings[id]! }))
				printJson(
					jsonDocument(
						{ command: 'odds', scenario, policies: policyNames, ...(seed !== undefined && { seed }) },
						{ ...odds, endings, round: from.round, player: game.currentPlayer(from) ?? null },
					),
				)
				return
			}
			const [{ heading }, { oddsText }] = await Promise.all([
				import('../report/heading.js'),
				import('../report/odds-text.js'),
			])
			print(`${heading(scenario, game.rules.settings, policyNames)}\n\n${oddsText(game, odds)}`)
		})
