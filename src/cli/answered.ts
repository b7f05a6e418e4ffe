import { type ArmSpec, ExactArm } from '../analysis/exact-arm.js'
import { type UncertainDifference, uncertainDifference } from '../analysis/uncertainty.js'
import { whatIf } from '../analysis/whatif.js'
import { KernelRefusal } from '../kernel/cells.js'
import { type Block, headingBlock, plainText, tableBlock, textBlock } from '../report/document.js'
import { heading } from '../report/heading.js'
import { percent, points } from '../report/percent.js'
import { uncertainDifferenceBlocks } from '../report/uncertainty-document.js'
import type { Question } from '../scenario/scenario.js'
import { BadInput } from './bad-input.js'
import { graphFile } from './graph-folder.js'
import { jsonDocument } from './json-document.js'
import { type ChangeMade, type OpenComparison, openComparison } from './open-comparison.js'
import type { GameOptions } from './open-game.js'
import { openScenario } from './open-scenario.js'
import { print, printJson } from './print.js'
import { openProgress } from './progress.js'

export interface AnswerOptions extends GameOptions {
	readonly runs: number
	readonly confidence: number
	readonly seed: string
	readonly json: boolean
	readonly uncertain?: number | undefined
}

interface Answer {
	readonly id: string
	readonly title: string
	readonly text: string | null
	readonly change: ChangeMade
	readonly kind: 'exact' | 'sampled'
	readonly runs: number | null
	/** Sampled ones with the ends of their paired intervals. */
	readonly endings: readonly {
		readonly id: string
		readonly before: number
		readonly after: number
		readonly difference: number
		readonly low?: number
		readonly high?: number
	}[]
	readonly uncertain?: UncertainDifference
}

/** Answers all of a scenario's questions: exactly where the graph fits, else by paired runs. @throws BadInput when it has none */
export async function answerAll(name: string, options: AnswerOptions): Promise<void> {
	const { questions } = await openScenario(name)
	if (questions.length === 0) throw new BadInput(`${name} asks no questions`)
	const answers: Answer[] = []
	let head = ''
	let scenario: OpenComparison['scenario'] | null = null
	let policyNames: Readonly<Record<string, string>> = {}
	for (const question of questions) {
		const asked = { at: undefined, instead: undefined, pairs: [], question: question.id }
		const comparison = await openComparison(name, asked, options)
		scenario = comparison.scenario
		policyNames = comparison.policyNames
		head = heading(scenario, comparison.before.game.rules.settings, policyNames, [`seed "${options.seed}"`])
		answers.push(answer(question, comparison, options))
	}
	if (options.json) {
		printJson(
			jsonDocument(
				{ command: 'questions', scenario: scenario!, seed: options.seed, policies: policyNames },
				{ questions: answers },
			),
		)
		return
	}
	print(`${head}\n\n${plainText(answers.flatMap((a) => told(scenario!, a)))}`)
}

/** The two sides by the names of their policies. */
export function armsOf({ before, after, policyNames, change }: OpenComparison): [ArmSpec, ArmSpec] {
	const changed = Object.fromEntries(change.policies.map((p) => [p.player, p.policy]))
	return [
		{ game: before.game, policies: policyNames },
		{ game: after.game, policies: { ...policyNames, ...changed }, decision: after.decision },
	]
}

function answer({ id, title, text }: Question, comparison: OpenComparison, options: AnswerOptions): Answer {
	const about = { id, title, text, change: comparison.change }
	const { scenario } = comparison
	try {
		const [before, after] = armsOf(comparison).map((spec) => new ExactArm(spec, { cacheFile: graphFile })) as [
			ExactArm,
			ExactArm,
		]
		const from = before.odds()
		const to = after.odds()
		const endings = scenario.endings.map((e, n) => ({
			id: e.id,
			before: from[n]!,
			after: to[n]!,
			difference: to[n]! - from[n]!,
		}))
		if (options.uncertain === undefined) return { ...about, kind: 'exact', runs: null, endings }
		const progress = openProgress('draws')
		const draws = options.uncertain
		const uncertain = uncertainDifference(before, after, {
			seed: options.seed,
			draws,
			progress: (done) => progress.at(done, draws),
		})
		progress.end()
		return { ...about, kind: 'exact', runs: null, endings, uncertain }
	} catch (error) {
		if (!(error instanceof KernelRefusal)) throw error
		const { runs, confidence, seed } = options
		const { endings } = whatIf(comparison.before, comparison.after, { seed, first: 1, last: runs }, confidence)
		return { ...about, kind: 'sampled', runs, endings }
	}
}

function told(scenario: OpenComparison['scenario'], { title, text, kind, runs, endings, uncertain }: Answer): Block[] {
	const name = (id: string): string => scenario.endings.find((e) => e.id === id)!.title
	const sampled = kind === 'sampled'
	return [
		headingBlock(title),
		...(text ? [textBlock(text.trim())] : []),
		tableBlock(
			[
				['ending', 'before', 'after', 'points', ...(sampled ? ['interval'] : [])],
				...endings.map((e) => [
					name(e.id),
					percent(e.before),
					percent(e.after),
					points(e.difference),
					...(sampled ? [`${points(e.low!)} to ${points(e.high!)}`] : []),
				]),
			],
			[1, 2, 3],
		),
		textBlock(sampled ? `sampled, ${runs!.toLocaleString('en')} pairs of runs with the same luck` : 'exact'),
		...(uncertain ? uncertainDifferenceBlocks(scenario, uncertain) : []),
	]
}
