import { Command } from '@commander-js/extra-typings'
import { jsonOption, policyOption } from './options.js'
import { printJson, printText, say, textWidth } from './print.js'

export const compareCommand = () =>
	new Command('compare')
		.description('games of one scenario, the model and the record side by side, in counts')
		.argument('[games...]', 'saved games, by path or name, or folders of them (default: all of yours)')
		.option('--scenario <scenario>', 'id or path: games of others are left out')
		.option('--script <id>', 'the script that stands for the record (default: "record", or the first)')
		.option('--csv <file>', 'write the counts there, a column for each game')
		.addOption(policyOption())
		.addOption(jsonOption())
		.addHelpText(
			'after',
			`
Games are called by their files' names.
The model has the settings of the first game, and --policy; without that its players follow their cards.

Examples:
  $ detente compare --scenario two-blows
  $ detente compare class-of-monday/
  $ detente compare group-a.jsonl group-b.jsonl --csv class.csv
  $ detente compare class-of-monday/ --policy pakistan=cautious --json`,
		)
		.action(async (files, options) => {
			const { compared } = await import('./compared.js')
			const { scenario, game, names, comparison } = await compared(files, options)
			if (options.csv !== undefined) {
				const [{ writeFile }, { compareCsv }] = await Promise.all([
					import('node:fs/promises'),
					import('../report/compare-document.js'),
				])
				await writeFile(options.csv, compareCsv(comparison))
				say(`wrote ${options.csv}`)
			}
			if (options.json) {
				const { jsonDocument } = await import('./json-document.js')
				printJson(jsonDocument({ command: 'compare', scenario, policies: names }, comparison))
			} else if (options.csv === undefined) {
				const [{ heading }, { plainText }, { compareDocument }] = await Promise.all([
					import('../report/heading.js'),
					import('../report/document.js'),
					import('../report/compare-document.js'),
				])
				const head = heading(scenario, game.rules.settings, names)
				printText(`${head}\n\n${plainText(compareDocument(game, comparison), textWidth())}`)
			}
		})
