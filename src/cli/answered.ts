import { ExactArm, type OddsArm } from '../analysis/exact-arm.js'
import { openArm } from '../analysis/sampled-arm.js'
import { whatIf } from '../analysis/whatif.js'
import { type Answer, answerBlocks, pairingBlocks } from '../report/answer-document.js'
import { whereLegal } from '../report/change-text.js'
import { plainText } from '../report/document.js'
import { heading } from '../report/heading.js'
import type { Question } from '../scenario/scenario.js'
import { BadInput } from './bad-input.js'
import { overDraws } from './exact-comparison.js'
import { graphFile } from './graph-folder.js'
import { jsonDocument } from './json-document.js'
import { armsOf, type OpenComparison, openQuestions } from './open-comparison.js'
import type { GameOptions } from './open-game.js'
import { playLine } from './play-line.js'
import { printJson, printText, textWidth } from './print.js'
import { openProgress } from './progress.js'

export interface AnswerOptions extends GameOptions {
	readonly runs: number
	readonly confidence: number
	readonly seed: string
	readonly json: boolean
	readonly uncertain?: number | undefined
}

/** Answers all of a scenario's questions: exactly where the graph fits, and by pairs of runs. @throws BadInput when it has none */
export async function answerAll(name: string, options: AnswerOptions): Promise<void> {
	const { scenario, game, policyNames, comparisons } = await openQuestions(name, options)
	if (scenario.questions.length === 0) throw new BadInput(`${name} asks no questions`)
	const { seed } = options
	const head = heading(scenario, game.rules.settings, policyNames, [`seed "${seed}"`])
	const before = openArm({ game, policies: policyNames }, { cacheFile: graphFile, seed, runs: options.runs })
	const progress = openProgress('questions')
	const answers = comparisons.map(([question, comparison], n) => {
		progress.at(n, comparisons.length)
		return answer(name, question, comparison, before, options)
	})
	progress.end()
	if (options.json)
		printJson(jsonDocument({ command: 'questions', scenario, seed, policies: policyNames }, { questions: answers }))
	else
		printText(
			`${head}\n\n${plainText(
				[...answers.flatMap((a) => answerBlocks(game, a)), ...pairingBlocks(answers)],
				textWidth(),
			)}`,
		)
}

function answer(
	name: string,
	{ id, title, text }: Question,
	comparison: OpenComparison,
	before: OddsArm,
	options: AnswerOptions,
): Answer {
	const { confidence, seed, uncertain: draws } = options
	const { example, ...pairs } = whatIf(
		comparison.before,
		comparison.after,
		{ seed, first: 1, last: options.runs },
		confidence,
	)
	const about = {
		id,
		title,
		text,
		change: comparison.change,
		runs: pairs.runs,
		pairs: { ...pairs, example: example && { ...example, play: playLine(name, example, comparison, options) } },
	}
	const after = openArm(armsOf(comparison)[1], { cacheFile: graphFile, seed, runs: options.runs })
	const uncertain = draws === undefined ? {} : { uncertain: overDraws(before, after, seed, draws) }
	if (before.sampled || !(after instanceof ExactArm)) {
		const decisionLegal = pairs.decided === null ? null : pairs.decided / pairs.runs
		return { ...about, kind: 'sampled', decisionLegal, endings: pairs.endings, ...uncertain }
	}
	const from = before.odds()
	const { odds: to, decisionLegal } = after.whole()
	const endings = comparison.scenario.endings.map((e, n) => ({
		id: e.id,
		before: from[n]!,
		after: to[n]!,
		difference: to[n]! - from[n]!,
		whereDecided: whereLegal(comparison.change, to[n]! - from[n]!, decisionLegal),
	}))
	return { ...about, kind: 'exact', decisionLegal, endings, ...uncertain }
}
