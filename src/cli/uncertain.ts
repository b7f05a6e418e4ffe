import { ExactArm } from '../analysis/exact-arm.js'
import { openArm } from '../analysis/sampled-arm.js'
import { sobolIndices, uncertainty } from '../analysis/uncertainty.js'
import type { Budget } from '../kernel/graph.js'
import { plainText, tableBlock, textBlock } from '../report/document.js'
import { heading } from '../report/heading.js'
import { uncertaintyDocument } from '../report/uncertainty-document.js'
import { graphFile } from './graph-folder.js'
import { jsonDocument } from './json-document.js'
import type { OpenGame } from './open-game.js'
import { printJson, printText, textWidth } from './print.js'
import { openProgress } from './progress.js'

export interface UncertainOptions {
	readonly draws: number
	readonly sobol: number | undefined
	readonly seed: string
	/** Runs of sampled odds. */
	readonly runs: number
	readonly budget?: Budget
	readonly json: boolean
}

/** Prints the bands of the odds while the parameters vary. @throws KernelRefusal when the states do not fit and a policy has to be solved for */
export function uncertain(
	{ scenario, game, policyNames }: Pick<OpenGame, 'scenario' | 'game' | 'policyNames'>,
	{ draws, sobol, seed, runs, budget, json }: UncertainOptions,
): void {
	const options = { cacheFile: graphFile, seed, runs, ...(budget && { budget }) }
	const arm = openArm({ game, policies: policyNames }, options)
	const progress = openProgress('draws')
	const result = uncertainty(arm, { seed, draws, progress: (done) => progress.at(done, draws) })
	const indices =
		sobol === undefined ? null : sobolIndices(arm, { seed, base: sobol, progress: (done, of) => progress.at(done, of) })
	progress.end()
	if (json) {
		printJson(
			jsonDocument(
				{ command: 'uncertainty', scenario, seed, policies: policyNames },
				{
					kind: arm.sampled ? 'sampled' : 'exact',
					endings: result.endings.map((e) => ({ id: e.id, probability: e.value })),
					states: arm instanceof ExactArm ? arm.states : null,
					uncertain: result,
					...(indices && { sobol: indices }),
				},
			),
		)
		return
	}
	const blocks = uncertaintyDocument(scenario, result)
	if (indices) {
		const title = scenario.endings.map((e) => e.title)
		const cell = (value: number): string => value.toFixed(2)
		blocks.push(
			tableBlock(
				[
					['share of the variance, alone / with others', ...title],
					...indices.parameters.map((p) => [
						p.parameter,
						...p.endings.map((e) => `${cell(e.first)} / ${cell(e.total)}`),
					]),
				],
				title.map((_, n) => n + 1),
			),
			textBlock(
				`Sobol indices of ${indices.evaluations.toLocaleString('en')} ${arm.sampled ? 'sampled' : 'exact'} odds (Saltelli 2010, Jansen 1999).`,
			),
		)
	}
	printText(
		`${heading(scenario, game.rules.settings, policyNames, [`seed "${seed}"`])}\n\n${plainText(blocks, textWidth())}`,
	)
}
