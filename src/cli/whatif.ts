import { Command, Option } from '@commander-js/extra-typings'
import { collectPair, countOf, type Pair } from './arguments.js'
import { BadInput } from './bad-input.js'
import type { AskedChange } from './open-comparison.js'
import {
	confidenceOption,
	jsonOption,
	policyOption,
	runsOption,
	seedOption,
	setOption,
	withoutOption,
} from './options.js'
import { printJson, printText, textWidth } from './print.js'

const NO_CHANGES: readonly Pair[] = []

export const whatIfCommand = () =>
	new Command('whatif')
		.description('the same luck, one thing changed: how often the ending differs, and by how much')
		.argument('<scenario>', 'id or path, or a saved game by its path or name')
		.option('--at <place>', 'the ply of a decision: 2.pakistan, or 2.pakistan#2 for the second in that round')
		.option('--instead <move>', 'what is played there, wherever it is legal')
		.addOption(
			new Option(
				'--change <name=value>',
				'a parameter, start value or first state; policy.PLAYER=NAME; without=CARD; repeatable',
			)
				.argParser(collectPair)
				.default(NO_CHANGES, 'nothing'),
		)
		.option('--question <id>', "one of the scenario's own questions")
		.option('--all', "all of the scenario's questions, exactly where its states fit", false)
		.option(
			'--uncertain <draws>',
			'with --all: in what share of so many draws of the parameters each sign holds',
			countOf,
		)
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
--policy, --set and --without hold on both sides of the comparison; --at with --instead, --change and --question on one.
Of a saved game: from its decision at that place, what was played there against what is played instead, each followed
by policies in the same runs.

Examples:
  $ detente whatif two-blows --at 2.pakistan --instead absorb
  $ detente whatif two-blows --change rung=4 --policy iran=hawk
  $ detente whatif two-blows --change policy.pakistan=tit-for-tat --json
  $ detente whatif two-blows --at 2.pakistan --instead absorb --uncertain 200
  $ detente whatif two-blows --all
  $ detente whatif game.jsonl --at 2.pakistan --instead protest`,
		)
		.action(async (name, options) => {
			if (options.all) {
				if (options.at !== undefined || options.question !== undefined || options.change.length > 0)
					throw new BadInput('--all asks what the scenario asks: leave out --at, --change and --question')
				const { answerAll } = await import('./answered.js')
				await answerAll(name, options)
				return
			}
			const { openComparison } = await import('./open-comparison.js')
			const { whatIf } = await import('../analysis/whatif.js')
			const { exactComparison, uncertainComparison } = await import('./exact-comparison.js')
			const asked = askedChange(options)
			const comparison = await openComparison(name, asked, options)
			const { scenario, before, after, policyNames, change, seed } = comparison
			const { uncertain: draws } = options
			const uncertain = draws === undefined ? undefined : uncertainComparison(comparison, draws, options.runs)
			const { example, ...pairs } = whatIf(before, after, { seed, first: 1, last: options.runs }, options.confidence)
			const { playLine } = await import('./play-line.js')
			const play = example && before.from === undefined ? playLine(name, example, comparison, options) : null
			const result = { ...pairs, example: example && { ...example, play } }
			const exactly = exactComparison(comparison)
			const { exact, decisionLegal } = exactly ?? { exact: null, decisionLegal: null }
			if (options.json) {
				const { jsonDocument } = await import('./json-document.js')
				const content = { ...result, change, decisionLegal, exact, ...(uncertain && { uncertain }) }
				printJson(jsonDocument({ command: 'whatif', scenario, seed, policies: policyNames }, content))
				return
			}
			const [
				{ heading },
				{ whatIfText },
				{ exactBlocks },
				{ uncertainDifferenceBlocks },
				{ plainText },
				{ changeText },
				{ scenarioNames },
			] = await Promise.all([
				import('../report/heading.js'),
				import('../report/whatif-text.js'),
				import('../report/exact-difference.js'),
				import('../report/uncertainty-document.js'),
				import('../report/document.js'),
				import('../report/change-text.js'),
				import('../report/page/page-names.js'),
			])
			const head = heading(scenario, before.game.rules.settings, policyNames, [`seed "${seed}"`])
			const blocks = [
				...(exact ? exactBlocks(scenario, exact) : []),
				...(uncertain ? uncertainDifferenceBlocks(scenario, uncertain) : []),
			]
			const further = blocks.length > 0 ? `\n\n${plainText(blocks, textWidth())}` : ''
			const changed = changeText(change, scenarioNames(scenario))
			printText(`${head}\nchanged: ${changed}\n\n${whatIfText(before.game, result, change, decisionLegal)}${further}`)
		})

function askedChange(options: {
	readonly at?: string | undefined
	readonly instead?: string | undefined
	readonly change: readonly Pair[]
	readonly question?: string | undefined
}): AskedChange {
	const { at, instead, change, question } = options
	if ((at === undefined) !== (instead === undefined))
		throw new BadInput('--at and --instead go together: where, and what is played there')
	if (at === undefined && change.length === 0 && question === undefined)
		throw new BadInput('say what changes: --at with --instead, --change, or --question')
	return { at, instead, pairs: change, question }
}
