import { type ArmSpec, ExactArm } from '../analysis/exact-arm.js'
import { uncertainDifference } from '../analysis/uncertainty.js'
import { whatIf } from '../analysis/whatif.js'
import { KernelRefusal } from '../kernel/cells.js'
import { type Answer, answerBlocks } from '../report/answer-document.js'
import { plainText } from '../report/document.js'
import { heading } from '../report/heading.js'
import type { Question } from '../scenario/scenario.js'
import { BadInput } from './bad-input.js'
import { graphFile } from './graph-folder.js'
import { jsonDocument } from './json-document.js'
import { type OpenComparison, openQuestions } from './open-comparison.js'
import type { GameOptions } from './open-game.js'
import { playLine } from './play-line.js'
import { print, printJson } from './print.js'
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
	const before = exactArm({ game, policies: policyNames })
	const answers = comparisons.map(([question, comparison]) => answer(name, question, comparison, before, options))
	if (options.json)
		printJson(jsonDocument({ command: 'questions', scenario, seed, policies: policyNames }, { questions: answers }))
	else print(`${head}\n\n${plainText(answers.flatMap((a) => answerBlocks(game, a)))}`)
}

/** The two sides by the names of their policies. */
export function armsOf({ before, after, policyNames, change }: OpenComparison): [ArmSpec, ArmSpec] {
	const changed = Object.fromEntries(change.policies.map((p) => [p.player, p.policy]))
	return [
		{ game: before.game, policies: policyNames },
		{ game: after.game, policies: { ...policyNames, ...changed }, decision: after.decision },
	]
}

/** Null when the states do not fit. */
function exactArm(spec: ArmSpec): ExactArm | null {
	try {
		return new ExactArm(spec, { cacheFile: graphFile })
	} catch (error) {
		if (error instanceof KernelRefusal) return null
		throw error
	}
}

function answer(
	name: string,
	{ id, title, text }: Question,
	comparison: OpenComparison,
	before: ExactArm | null,
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
	const after = before && exactArm(armsOf(comparison)[1])
	if (!before || !after) return { ...about, kind: 'sampled', endings: pairs.endings }
	const [from, to] = [before.odds(), after.odds()]
	const endings = comparison.scenario.endings.map((e, n) => ({
		id: e.id,
		before: from[n]!,
		after: to[n]!,
		difference: to[n]! - from[n]!,
	}))
	if (draws === undefined) return { ...about, kind: 'exact', endings }
	const progress = openProgress('draws')
	const uncertain = uncertainDifference(before, after, { seed, draws, progress: (done) => progress.at(done, draws) })
	progress.end()
	return { ...about, kind: 'exact', endings, uncertain }
}
