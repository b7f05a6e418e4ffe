import { Command } from '@commander-js/extra-typings'
import { countOf } from './arguments.js'
import { jsonOption, policyOption } from './options.js'
import { printJson, printText, say, textWidth } from './print.js'

export const reviewCommand = () =>
	new Command('review')
		.description(
			'the after-action review of a saved game: turning points, luck and choice, what else could have been done',
		)
		.argument('[game]', 'a saved game, by its path or its name (default: the latest that has ended)')
		.option('--scenario <scenario>', 'id or path of the game’s scenario, where it is not what the game itself names')
		.option('--script <id>', 'the script that stands for the record (default: "record", or the first)')
		.option('--markdown <file>', 'write the review there as Markdown')
		.option('--runs <number>', 'for each number, where odds have to be sampled', countOf, 2000)
		.addOption(policyOption())
		.addOption(jsonOption())
		.addHelpText(
			'after',
			`
Odds are those of the game's own policies, and for people of the cards' weights; --policy names others.
A turning point is a ply at which the odds of all endings together moved most (total variation distance).
A page with charts: detente report game.jsonl --out review.html

Examples:
  $ detente review
  $ detente review two-blows-20240118-093000 --markdown review.md
  $ detente review game.jsonl --policy iran=cautious --json`,
		)
		.action(async (name, options) => {
			const [{ reviewGame }, { latestGame, namedGame }, { gameName }, { plainText, markdown }] = await Promise.all([
				import('./reviewed.js'),
				import('./named-game.js'),
				import('./game-store.js'),
				import('../report/document.js'),
			])
			const file = name === undefined ? await latestGame() : namedGame(name)
			if (name === undefined) say(`the latest game: ${gameName(file)}`)
			const { of, document, title, blocks } = await reviewGame(file, options)
			if (options.markdown !== undefined) {
				const { writeFile } = await import('node:fs/promises')
				await writeFile(options.markdown, markdown(title, blocks))
				say(`wrote ${options.markdown}`)
			}
			if (options.json) {
				const { jsonDocument } = await import('./json-document.js')
				const argv = ['review', ...(name === undefined ? [gameName(file)] : []), ...process.argv.slice(3)]
				printJson(jsonDocument({ command: 'review', ...of, argv }, document))
			} else if (options.markdown === undefined) printText(plainText(blocks, textWidth()))
		})
