import { ExactArm, type OddsArm } from '../analysis/exact-arm.js'
import { positionOdds } from '../analysis/position-odds.js'
import { openArm } from '../analysis/sampled-arm.js'
import { type UncertainDifference, uncertainDifference } from '../analysis/uncertainty.js'
import { KernelRefusal } from '../kernel/cells.js'
import { whereLegal } from '../report/change-text.js'
import type { ExactComparison } from '../report/exact-difference.js'
import { BadInput } from './bad-input.js'
import { graphFile } from './graph-folder.js'
import { armsOf, type OpenComparison } from './open-comparison.js'
import { openProgress } from './progress.js'

/**
 * The exact odds of both sides: from the start, or from the decision of a saved game; and how likely the changed
 * decision is legal at its place. Null when the states do not fit.
 */
export function exactComparison(
	comparison: OpenComparison,
): { readonly exact: ExactComparison; readonly decisionLegal: number | null } | null {
	const { scenario } = comparison
	try {
		const { from, to, decisionLegal } = comparison.before.from ? ofDecision(comparison) : ofGame(comparison)
		const exact = scenario.endings.map(({ id }, n) => ({
			id,
			before: from[n]!,
			after: to[n]!,
			difference: to[n]! - from[n]!,
			whereDecided: whereLegal(comparison.change, to[n]! - from[n]!, decisionLegal),
		}))
		return { exact, decisionLegal }
	} catch (error) {
		if (error instanceof KernelRefusal) return null
		throw error
	}
}

interface BothSides {
	readonly from: readonly number[]
	readonly to: readonly number[]
	readonly decisionLegal: number | null
}

function ofGame(comparison: OpenComparison): BothSides {
	const [before, after] = armsOf(comparison).map((spec) => new ExactArm(spec, { cacheFile: graphFile }).whole())
	return { from: before!.odds, to: after!.odds, decisionLegal: after!.decisionLegal }
}

/** A decision that was made in a saved game is one that could be made. */
function ofDecision({ before, after, policyNames }: OpenComparison): BothSides {
	const odds = positionOdds(before.game, { policies: policyNames, cacheFile: graphFile })
	if (odds.kind === 'sampled') throw new KernelRefusal(odds.refused!)
	const moves = odds.moves(before.from!)
	const [from, to] = [before, after].map((arm) => moves.find((m) => m.move.id === arm.decision!.move)!.odds.values)
	return { from: from!, to: to!, decisionLegal: 1 }
}

/**
 * How the difference follows from the parameters.
 * @param runs of sampled odds, where the states do not fit
 * @throws BadInput from within a saved game; KernelRefusal when the states do not fit and a policy has to be solved for
 */
export function uncertainComparison(comparison: OpenComparison, draws: number, runs: number): UncertainDifference {
	if (comparison.before.from)
		throw new BadInput('--uncertain is about a scenario from its start, not about a saved game')
	const { seed } = comparison
	const [before, after] = armsOf(comparison).map((spec) => openArm(spec, { cacheFile: graphFile, seed, runs }))
	return overDraws(before!, after!, seed, draws)
}

/** With progress on the way. */
export function overDraws(before: OddsArm, after: OddsArm, seed: string, draws: number): UncertainDifference {
	const progress = openProgress('draws')
	try {
		return uncertainDifference(before, after, { seed, draws, progress: (done) => progress.at(done, draws) })
	} finally {
		progress.end()
	}
}
