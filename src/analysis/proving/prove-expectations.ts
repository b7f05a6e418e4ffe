import { createGame } from '../../game/create-game.js'
import { readSettings } from '../../game/settings.js'
import type { Graph } from '../../kernel/graph.js'
import { certain, sweepForwards } from '../../kernel/sweep.js'
import type { Expectation } from '../../scenario/scenario.js'
import { namedChain, type OpenGraph, openGraph } from '../named-chain.js'
import type { Find } from './proof-rules.js'

/** Half a unit in the last place of odds that are worked out with doubles. */
const ROUNDING = 1e-9

/** Compares each `expect` with the exact odds under its settings and policies. */
export function proveExpectations(graph: Graph, options: OpenGraph, find: Find): void {
	const { scenario } = graph.kernel.game
	for (const expectation of scenario.expect) {
		const odds = exactOdds(graph, expectation, options)
		const off = Math.abs(odds - expectation.probability)
		if (off > expectation.tolerance + ROUNDING)
			find(
				'expect-fails',
				'error',
				expectation.at,
				`"${expectation.ending}" should have probability ${expectation.probability} within ${expectation.tolerance}; it has ${Number(odds.toPrecision(9))}`,
			)
	}
}

function exactOdds(own: Graph, { ending, set, policies }: Expectation, options: OpenGraph): number {
	const { scenario } = own.kernel.game
	const graph = set.length === 0 ? own : openGraph(createGame(scenario, readSettings(scenario, set)), options)
	const chain = namedChain(graph, Object.fromEntries(policies.map((p) => [p.player, p.policy])))
	const index = scenario.endings.findIndex((e) => e.id === ending)
	return sweepForwards(chain, certain(chain, 1, 0, 0)).reduce((sum, round) => sum + round[index]!, 0)
}
