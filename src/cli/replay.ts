import { Command } from '@commander-js/extra-typings'
import { BadInput, Refusal } from './bad-input.js'
import { jsonOption, policyOption } from './options.js'
import { printJson, printText } from './print.js'

export const replayCommand = () =>
	new Command('replay')
		.description("verify and show a saved game, or play a scenario's script")
		.argument('[game]', 'a saved game, by its path or its name; with --script, the scenario')
		.option('--script <id>', 'a script of the scenario')
		.option('--scenario <scenario>', 'id or path of the game’s scenario, where it is not what the game itself names')
		.addOption(policyOption())
		.addOption(jsonOption())
		.addHelpText(
			'after',
			`
Exits 1 when the game is not what was saved, or cannot have been played: the line says where.
The likelihood of a line is that under --policy, and of a saved game under its own policies where none is named;
people's decisions are weighed as those of their side's policy.

Examples:
  $ detente replay game.jsonl
  $ detente replay --script record two-blows
  $ detente replay --script record two-blows --policy iran=tit-for-tat --json`,
		)
		.action(async (name, options) => {
			const [{ replaySaved, replayScript }, { namedGame, savedWhere }] = await Promise.all([
				import('./replayed.js'),
				import('./named-game.js'),
			])
			if (name === undefined)
				throw new BadInput(
					options.script === undefined
						? `name a saved game: ${savedWhere()}`
						: `name the scenario of script ${options.script}`,
				)
			const replayed =
				options.script === undefined
					? await replaySaved(namedGame(name), options)
					: await replayScript(name, options.script, options)
			if (options.json) {
				const { jsonDocument } = await import('./json-document.js')
				printJson(jsonDocument({ command: 'replay', ...replayed.of }, replayed.document))
			} else if (replayed.text !== null) printText(replayed.text)
			if (replayed.fault !== null) throw new Refusal(replayed.fault)
		})
