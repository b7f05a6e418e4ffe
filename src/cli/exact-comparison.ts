import { ExactArm } from '../analysis/exact-arm.js'
import { positionOdds } from '../analysis/position-odds.js'
import { KernelRefusal } from '../kernel/cells.js'
import { type Block, tableBlock, textBlock } from '../report/document.js'
import { percent, points } from '../report/percent.js'
import { armsOf } from './answered.js'
import { graphFile } from './graph-folder.js'
import type { OpenComparison } from './open-comparison.js'

/** Both sides of a what-if where the states fit. */
export type ExactComparison = readonly {
	readonly id: string
	readonly before: number
	readonly after: number
	readonly difference: number
}[]

/** The exact odds of both sides: from the start, or from the decision of a saved game. Null when the states do not fit. */
export function exactComparison(comparison: OpenComparison): ExactComparison | null {
	const { scenario } = comparison
	try {
		const [from, to] = comparison.before.from ? ofDecision(comparison) : armsOf(comparison).map(oddsOf)
		return scenario.endings.map(({ id }, n) => ({
			id,
			before: from![n]!,
			after: to![n]!,
			difference: to![n]! - from![n]!,
		}))
	} catch (error) {
		if (error instanceof KernelRefusal) return null
		throw error
	}
}

const oddsOf = (spec: ReturnType<typeof armsOf>[number]): number[] =>
	new ExactArm(spec, { cacheFile: graphFile }).odds()

function ofDecision({ before, after, policyNames }: OpenComparison): (readonly number[])[] {
	const odds = positionOdds(before.game, { policies: policyNames, cacheFile: graphFile })
	if (odds.kind === 'sampled') throw new KernelRefusal(odds.refused!)
	const moves = odds.moves(before.from!)
	return [before, after].map((arm) => moves.find((m) => m.move.id === arm.decision!.move)!.odds.values)
}

/** For people. */
export function exactBlocks(comparison: OpenComparison, exact: ExactComparison): Block[] {
	const title = (id: string): string => comparison.scenario.endings.find((e) => e.id === id)!.title
	return [
		tableBlock(
			[
				['exactly', 'before', 'after', 'points'],
				...exact.map((e) => [title(e.id), percent(e.before), percent(e.after), points(e.difference)]),
			],
			[1, 2, 3],
		),
		textBlock('The exact odds of both sides; the runs above show which games the change turns.'),
	]
}
