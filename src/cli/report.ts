import { Command, Option } from '@commander-js/extra-typings'
import { collect } from './arguments.js'
import { print, say } from './print.js'

const NO_SCENARIOS: readonly string[] = []

export const reportCommand = () =>
	new Command('report')
		.description('one page in HTML, with charts, of what other commands print with --json')
		.argument(
			'<results...>',
			'files of JSON documents, or saved games by path or name; - reads one document from standard input',
		)
		.option('--out <file>', 'where to (default: stdout)')
		.option('--title <text>', 'of the page (default: the scenario’s)')
		.addOption(
			new Option(
				'--scenario <scenario>',
				'id or path of a scenario whose titles the page shall use; those that come with the program are found without; repeatable',
			)
				.argParser(collect)
				.default(NO_SCENARIOS, 'none'),
		)
		.addHelpText(
			'after',
			`
The page needs nothing beside it: no network, no script. It has a section for each document of simulate, odds (also
--uncertain), whatif (also --all), sweep, solve, compare, review and check --calibration, in their order, under a heading
for each scenario. Of a saved game, its review is worked out as detente review does; give that command's --json document
for one with other options.

Examples:
  $ detente simulate two-blows --json | detente report - --out page.html
  $ detente report runs.json odds.json whatif.json --out page.html
  $ detente report game.jsonl --out review.html
  $ detente review game.jsonl --policy iran=cautious --json | detente report - --out review.html
  $ detente report mine.json --scenario my-crisis.yaml --title "Our crisis" --out page.html`,
		)
		.action(async (names, options) => {
			const [{ reported, writeReport }, { namedResult }] = await Promise.all([
				import('./reported.js'),
				import('./named-game.js'),
			])
			const results = names.map(namedResult)
			const page = await reported(results, options)
			if (options.out === undefined) {
				print(page)
				return
			}
			writeReport(options.out, results, page)
			say(`wrote ${options.out}`)
		})
