import { Command, Option } from '@commander-js/extra-typings'
import { countOf } from './arguments.js'
import { BadInput } from './bad-input.js'
import { jsonOption, policyOption, seedOption, setOption, withoutOption } from './options.js'
import { printJson, printText, textWidth } from './print.js'

/** Of a sampled number. */
const DEFAULT_RUNS = 2000

export const oddsCommand = () =>
	new Command('odds')
		.description('the exact probability of every ending, by round, and after every legal move')
		.argument('[scenario]', 'id or path; not needed with --after')
		.option('--after <game>', 'a saved game, by its path or its name: the odds from where it stands')
		.addOption(policyOption())
		.addOption(setOption())
		.addOption(withoutOption())
		.option('--variables', 'what every variable is on average, by round, and how it is spread at the end')
		.addOption(
			new Option('--budget <states>', 'states of the graph beyond which the odds are sampled').argParser(countOf),
		)
		.addOption(new Option('--runs <n>', `runs of a sampled number (default: ${DEFAULT_RUNS})`).argParser(countOf))
		.option(
			'--uncertain <draws>',
			'draw all parameters from their ranges so often, and show the band of each ending',
			countOf,
		)
		.option('--sobol <rows>', 'with --uncertain: Sobol indices from a design of so many rows, a power of two', countOf)
		.addOption(seedOption())
		.addOption(jsonOption())
		.addHelpText(
			'after',
			`
By round: the probability that the game ends in that round with that ending.
With --after, settings are the saved game's, and so are policies that --policy does not name.

Examples:
  $ detente odds two-blows
  $ detente odds two-blows --policy iran=hawk --policy pakistan=tit-for-tat --json
  $ detente odds two-blows --uncertain 500
  $ detente odds --after game.jsonl`,
		)
		.action(async (name, options) => {
			const [{ openPosition }, { oddsOf }, { graphFile }, { DEFAULT_BUDGET }] = await Promise.all([
				import('./open-position.js'),
				import('../analysis/odds.js'),
				import('./graph-folder.js'),
				import('../kernel/graph.js'),
			])
			const after = options.after === undefined ? undefined : (await import('./named-game.js')).namedGame(options.after)
			const open = await openPosition(name, after, options)
			const { scenario, game, policyNames, seed, from } = open
			const budget = options.budget === undefined ? undefined : { ...DEFAULT_BUDGET, states: options.budget }
			if (options.uncertain !== undefined) {
				if (options.after !== undefined) throw new BadInput('--uncertain is told from the start: leave out --after')
				const { uncertain } = await import('./uncertain.js')
				const { uncertain: draws, sobol, seed, json, runs = DEFAULT_RUNS } = options
				uncertain({ scenario, game, policyNames }, { draws, sobol, seed, runs, json, ...(budget && { budget }) })
				return
			}
			if (options.sobol !== undefined) throw new BadInput('--sobol goes with --uncertain')
			const odds = oddsOf(game, from, {
				policies: policyNames,
				cacheFile: graphFile,
				...(budget && { budget }),
				...(options.runs !== undefined && { runs: options.runs }),
				...(options.variables && { variables: true }),
			})
			if (options.json) {
				const [{ jsonDocument }, { oddsDocument }] = await Promise.all([
					import('./json-document.js'),
					import('../report/odds-document.js'),
				])
				printJson(
					jsonDocument(
						{ command: 'odds', scenario, policies: policyNames, ...(seed !== undefined && { seed }) },
						oddsDocument(game, from, odds),
					),
				)
				return
			}
			const [{ heading }, { oddsText }] = await Promise.all([
				import('../report/heading.js'),
				import('../report/odds-text.js'),
			])
			printText(`${heading(scenario, game.rules.settings, policyNames)}\n\n${oddsText(game, odds, textWidth())}`)
		})
