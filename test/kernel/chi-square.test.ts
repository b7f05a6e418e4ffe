import { describe, expect, test } from 'vitest'
import { namedChain } from '../../src/analysis/named-chain.js'
import { createGame } from '../../src/game/create-game.js'
import { seedKey } from '../../src/game/luck.js'
import { weightForms } from '../../src/game/policies.js'
import { compileKernel } from '../../src/kernel/compile.js'
import { exploreGraph } from '../../src/kernel/graph.js'
import { compileSampler, endingOf, roundOf } from '../../src/kernel/sampler.js'
import { certain, sweepForwards } from '../../src/kernel/sweep.js'
import { chiSquare } from '../../src/statistics/chi-square.js'
import { shipped } from '../scenarios.js'
import { DEEP } from './generated-games.js'

/** Of all tests of one scenario together (Bonferroni). */
const LEVEL = 0.001

describe('runs of the sampler come with the exact odds, by ending and round', () => {
	const plans = [
		['two-blows', DEEP ? 10_000_000 : 1_000_000, ['cards', 'cautious', 'hawk', 'tit-for-tat']],
		...(DEEP ? [['iran-pakistan-2024', 1_000_000, null] as const] : []),
	] as const
	for (const [id, runs, some] of plans)
		test(`${id}: ${runs} runs per pair of doctrines`, { timeout: 7_200_000 }, () => {
			const scenario = shipped(id)
			const game = createGame(scenario)
			const kernel = compileKernel(game)
			const graph = exploreGraph(kernel)
			const { rounds } = scenario.clock
			const [first, second] = scenario.players.map(({ id: player }) => ({
				player,
				names: some ?? ['cards', ...scenario.doctrines.filter((d) => d.by.includes(player)).map((d) => d.id)],
			}))
			const pairs = first!.names.flatMap((a) => second!.names.map((b) => ({ [first!.player]: a, [second!.player]: b })))
			const report: string[] = []
			for (const names of pairs) {
				const exact = sweepForwards(namedChain(graph, names), certain(namedChain(graph, names), 1, 0, 0)).flatMap(
					(r) => [...r],
				)
				expect(Math.abs(exact.reduce((a, b) => a + b, 0) - 1)).toBeLessThan(1e-12)
				const forms = new Map(Object.entries(names).map(([p, name]) => [p, weightForms(game, p, name)!]))
				const sampler = compileSampler(kernel, { forms })
				const counts = new Array<number>(exact.length).fill(0)
				const key = seedKey(`chi-square ${Object.values(names).join(' ')}`)
				for (let run = 1; run <= runs; run++) {
					const result = sampler.run(key, run)
					counts[(roundOf(result) - 1) * (exact.length / rounds) + endingOf(result)]!++
				}
				const { statistic, degrees, p } = chiSquare(counts, exact)
				report.push(
					`${Object.values(names).join(' / ')}: chi-square ${statistic.toFixed(1)}, ${degrees} degrees, p ${p.toFixed(4)}`,
				)
				expect([names, p > LEVEL / pairs.length]).toEqual([names, true])
			}
			console.log(report.join('\n'))
		})
})
