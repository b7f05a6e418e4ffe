import { Command, Option } from '@commander-js/extra-typings'
import type { Design } from '../batch/design-points.js'
import { collect, countOf } from './arguments.js'
import { BadInput } from './bad-input.js'
import { engineOption, needsOut, outOption, resumeOption, workersOption } from './batch-options.js'
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

const NO_FACTORS: readonly string[] = []

export const sweepCommand = () =>
	new Command('sweep')
		.description('how the endings move with parameters, start values and doctrines; what they are sensitive to')
		.argument('<scenario>', 'id or path')
		.addOption(
			new Option(
				'--vary <name=values>',
				'LOW..HIGH, LOW..HIGH:STEP, or A,B,C; NAME alone for all it can be; repeatable',
			)
				.argParser(collect)
				.default(NO_FACTORS, 'nothing'),
		)
		.addOption(
			new Option('--design <design>', 'every combination, or points spread evenly; saltelli for sensitivity indices')
				.choices(['grid', 'sobol', 'latin', 'saltelli'] as const satisfies readonly Design[])
				.default('grid' as const),
		)
		.addOption(
			new Option('--points <number>', 'of a sobol or latin design; rows of a saltelli design (powers of two are best)')
				.argParser(countOf)
				.default(64),
		)
		.addOption(runsOption(10_000))
		.option('--exact', 'exact odds at every point, by the graph of states, in place of runs', false)
		.option('--show <ending>', 'the ending that the chart shows (default: the one that moves most)')
		.addOption(policyOption())
		.addOption(setOption())
		.addOption(withoutOption())
		.addOption(seedOption())
		.addOption(confidenceOption())
		.addOption(outOption())
		.addOption(resumeOption())
		.addOption(workersOption())
		.addOption(engineOption())
		.addOption(jsonOption())
		.addHelpText(
			'after',
			`
NAME is a parameter, a start value (iran.pressure), a region's first state, policy.PLAYER, or without (cards, and none).
Every point meets the same luck, so that points differ by what was varied and not by the dice.
A row of --out is one ending at one point.

Examples:
  $ detente sweep two-blows --vary pakistan.pressure=0..2 --vary policy.iran=cards,hawk
  $ detente sweep two-blows --vary china_offers=100..500:50 --exact --show war
  $ detente sweep two-blows --vary strikes_back --vary china_offers --vary often --design saltelli --points 256 --exact
  $ detente sweep two-blows --vary rung --runs 100000 --out sweep.parquet`,
		)
		.action(async (name, options) => {
			if (options.vary.length === 0)
				throw new BadInput('say what to vary: --vary rung=0..7, --vary policy.iran=cards,hawk')
			needsOut(options, ['resume'])
			const { swept } = await import('./swept.js')
			const { scenario, settings, policies, sweep, shown } = await swept(name, options)
			const { seed } = options
			const sampled = sweep.kind === 'sampled'
			if (options.json) {
				const { jsonDocument } = await import('./json-document.js')
				printJson(jsonDocument({ command: 'sweep', scenario, policies, ...(sampled && { seed }) }, sweep))
				return
			}
			const [{ heading }, { sweepText }] = await Promise.all([
				import('../report/heading.js'),
				import('../report/sweep-text.js'),
			])
			printText(
				`${heading(scenario, settings, policies, sampled ? [`seed "${seed}"`] : [])}\n\n${sweepText(scenario, sweep, shown, textWidth())}`,
			)
		})
