import { Command, InvalidArgumentError } from '@commander-js/extra-typings'
import { jsonOption, policyOption, setOption, withoutOption } from './options.js'
import { printJson, printText, textWidth } from './print.js'

export const solveCommand = () =>
	new Command('solve')
		.description('best play: subgame-perfect for those who reason, best reply to the policies of the others')
		.argument('<scenario>', 'id or path')
		.option('--quantal <lambda>', 'those who reason err: logit response with this rationality', (text) => {
			const lambda = Number(text)
			if (!(lambda >= 0 && lambda < Number.POSITIVE_INFINITY) || text.trim() === '')
				throw new InvalidArgumentError(`Write a number from 0, got "${text}"`)
			return lambda
		})
		.option('--robust', 'whether the best first move survives one point more or less in each payoff', false)
		.addOption(policyOption())
		.addOption(setOption())
		.addOption(withoutOption())
		.addOption(jsonOption())
		.addHelpText(
			'after',
			`
Every player with payoffs reasons, unless --policy says how it chooses; those without follow their cards.
The policy that comes out is called best (or quantal:LAMBDA) in other commands: play --policy iran=best.

Examples:
  $ detente solve two-blows
  $ detente solve two-blows --policy pakistan=hawk      Iran's best reply to a hawk
  $ detente solve two-blows --quantal 2
  $ detente solve two-blows --robust --json`,
		)
		.action(async (name, options) => {
			const { solved } = await import('./solved.js')
			const { scenario, game, names, result } = await solved(name, options)
			if (options.json) {
				const { jsonDocument } = await import('./json-document.js')
				const { values, play, ties, states, robust } = result
				printJson(
					jsonDocument(
						{ command: 'solve', scenario, policies: names },
						{
							players: Object.fromEntries(values.map(({ player, value, policy }) => [player, { value, policy }])),
							line: play.line,
							ending: scenario.endings[play.ending]!.id,
							first: play.first.map(({ player, round, best, moves }) => ({ player, round, best, moves })),
							ties,
							states,
							...(robust && { robust }),
						},
					),
				)
				return
			}
			const [{ heading }, { plainText }, { solveDocument }] = await Promise.all([
				import('../report/heading.js'),
				import('../report/document.js'),
				import('../report/solve-document.js'),
			])
			printText(
				`${heading(scenario, game.rules.settings, names)}\n\n${plainText(solveDocument(game, result), textWidth())}`,
			)
		})
