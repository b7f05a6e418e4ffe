import { beforeAll, describe, expect, it } from 'vitest'
import { namedChain, openGraph } from '../../src/analysis/named-chain.js'
import { OddsBoard } from '../../src/analysis/odds-board.js'
import { expectedOutlooks } from '../../src/analysis/outlook-odds.js'
import { payoffValues } from '../../src/analysis/solve.js'
import { kernelPlayer } from '../../src/batch/run-player.js'
import { createGame } from '../../src/game/create-game.js'
import type { Game, State } from '../../src/game/game.js'
import { type Chain, formNodePolicy, NodeReader } from '../../src/kernel/chain.js'
import type { Graph } from '../../src/kernel/graph.js'
import { certain, sweepForwards } from '../../src/kernel/sweep.js'
import { chiSquare } from '../../src/statistics/chi-square.js'
import { wilson } from '../../src/statistics/wilson.js'
import { shipped } from '../scenarios.js'
import { play } from './positions.js'

const scenario = shipped('iran-pakistan-2024')
const game = createGame(scenario)
const endings = scenario.endings.map((e) => e.id)
let graph: Graph
/** Both sides by the weights of their cards. */
let chain: Chain

beforeAll(() => {
	graph = openGraph(game)
	chain = namedChain(graph)
})

/** The record's first plies, up to the evening of 18 January: China's offer lies on the table, Iran is to move. */
function evening(): State {
	const steps = scenario.scripts.find((s) => s.id === 'record')!.steps.slice(0, 10)
	return steps.reduce(
		(state, { player, move, outcome }) =>
			play(game, state, outcome === null ? `${player}.${move}` : `${player}.${move}.${outcome}`),
		game.initialState(),
	)
}

interface Met {
	runs: number
	/** Runs in which some blow fell, and those in which each side struck. */
	blow: number
	exchanged: number
	/** Of these: China's offer lay before a side that had a turn then. */
	blowAndOffer: number
	exchangedAndOffer: number
	/** Turns of each side with China's offer before it, and those in which it accepted. */
	asked: Record<string, number>
	accepted: Record<string, number>
}

/** Plays runs under the cards' weights and notes who was offered what. */
function met(of: Game, runs: number): Met {
	const found: Met = {
		runs,
		blow: 0,
		exchanged: 0,
		blowAndOffer: 0,
		exchangedAndOffer: 0,
		asked: { iran: 0, pakistan: 0 },
		accepted: { iran: 0, pakistan: 0 },
	}
	const player = kernelPlayer(of, {}, 'who was offered what', true)!
	const talks = graph.kernel.cells.region.get('talks')!
	const { leaves } = of.rules.layout.region('talks')
	const open = new Set(['offered', 'accepted-by-one'].map((leaf) => leaves.indexOf(leaf)))
	for (let run = 1; run <= runs; run++) {
		player.play(run)
		const struck = new Set<string>()
		let offer = false
		let onTable = false
		player.plies((_round, slot, card, _outcome, cells, at) => {
			const { actor, cards, deckOf } = of.rules.slots[slot]!
			const id = cards[card]?.card.id
			if (deckOf === null) {
				if (onTable) {
					offer = true
					found.asked[actor]!++
					if (id === 'accept-china') found.accepted[actor]!++
				}
				if (id === 'limited-strike' || id === 'heavy-strike') struck.add(actor)
			}
			onTable = open.has(cells[at + talks]!)
		})
		if (struck.size > 0) found.blow++
		if (struck.size === 2) found.exchanged++
		if (struck.size > 0 && offer) found.blowAndOffer++
		if (struck.size === 2 && offer) found.exchangedAndOffer++
	}
	return found
}

describe('China, over whole games', () => {
	const RUNS = 20_000
	const usual = { of: null as Met | null }
	beforeAll(() => {
		usual.of = met(game, RUNS)
	})

	it('reaches a side with its offer in at least 80 % of games in which blows fell, or were exchanged', () => {
		const { blow, blowAndOffer, exchanged, exchangedAndOffer } = usual.of!
		expect(exchanged).toBeGreaterThan(RUNS / 10)
		expect(wilson(blowAndOffer, blow, 0.999).low).toBeGreaterThan(0.8)
		expect(wilson(exchangedAndOffer, exchanged, 0.999).low).toBeGreaterThan(0.8)
	})

	it.each([
		['iran', 'looking_weak'],
		['pakistan', 'bilateral_principle'],
	])('is accepted more often by %s when that costs nothing', (player, cost) => {
		const free = met(createGame(scenario, { parameters: { [cost]: 0 } }), RUNS)
		const share = ({ accepted, asked }: Met) => wilson(accepted[player]!, asked[player]!, 0.999)
		expect(share(free).low).toBeGreaterThan(share(usual.of!).high)
	})
})

/** Each doctrine stands in one of the pairs; all pairs are tried, with more runs, in the deep tests of the sampler. */
const PAIRS = [
	['cards', 'cautious'],
	['hawk', 'tit-for-tat'],
	['grit', 'base-rate'],
] as const
/** Of all pairs together. */
const LEVEL = 0.001

describe('odds over all games', () => {
	it.each(PAIRS)('of %s against %s sum to one, and 20,000 sampled games come with them', (iran, pakistan) => {
		const under = namedChain(graph, { iran, pakistan })
		const byRound = sweepForwards(under, certain(under, 1, 0, 0))
		const exact = endings.map((_, n) => byRound.reduce((sum, round) => sum + round[n]!, 0))
		expect(Math.abs(exact.reduce((a, b) => a + b, 0) - 1)).toBeLessThan(1e-12)
		const player = kernelPlayer(game, { iran, pakistan }, `${iran} against ${pakistan}`, false)!
		const counts = endings.map(() => 0)
		for (let run = 1; run <= 20_000; run++) {
			player.play(run)
			counts[player.ending()]!++
		}
		expect(chiSquare(counts, exact).p).toBeGreaterThan(LEVEL / PAIRS.length)
	})

	it('fit two million states', () => {
		expect(graph.states).toBe(1_480_567)
		expect(graph.withRound).toBe(false)
	})

	it('of accepting China, declining it, and leaving it, on the evening of 18 January, are those of three different games', () => {
		const from = evening()
		expect(from).toMatchObject({ round: 3, ply: 0, chart: { talks: 'offered', phase: 'retaliation' } })
		const board = new OddsBoard(chain)
		const after = new Map(board.moves(from).map(({ move, odds }) => [move.id, odds]))
		const [accept, decline, leave] = ['accept-china', 'decline-china', 'hold'].map((card) => after.get(`iran.${card}`)!)
		const apart = (a: Float64Array, b: Float64Array): number =>
			a.reduce((sum, p, n) => sum + Math.abs(p - b[n]!), 0) / 2
		expect(apart(accept!, decline!)).toBeGreaterThan(0.2)
		expect(apart(accept!, leave!)).toBeGreaterThan(0.2)
		expect(apart(decline!, leave!)).toBeGreaterThan(0.05)
		const brokered = endings.indexOf('brokered-settlement')
		expect(accept![brokered]).toBeGreaterThan(leave![brokered]!)
		expect(leave![brokered]).toBeGreaterThan(decline![brokered]!)

		// Economic ties move what China can do by china_leverage alone.
		const settled = (leverage: number, ties: string): number => {
			const n = scenario.parameters.findIndex((p) => p.id === 'china_leverage')
			graph.kernel.parameters[n] = leverage
			const key = new Uint32Array(graph.packing.words + 1)
			const s = new Int32Array(graph.kernel.cells.size)
			graph.kernel.cells.write({ ...from, chart: { ...from.chart, talks: 'active', ties }, ply: 3 }, s)
			graph.packing.pack(s, key, 0)
			const node = graph.layers[3]!.find(key)
			expect(node).toBeGreaterThanOrEqual(0)
			const { cards } = graph.kernel.slots[3]!
			const chance = cards.find((c) => c.rule.card.id === 'china-deal')!.weight(s)
			graph.kernel.parameters[n] = 50
			return chance
		}
		expect([settled(0, 'restricted'), settled(0, 'open-trade')]).toEqual([350, 350])
		expect([settled(50, 'restricted'), settled(50, 'open-trade')]).toEqual([300, 350])
	})

	it('leave every card something to do: each is chosen in some state under some doctrine', () => {
		const { layers, kernel } = graph
		const reader = new NodeReader(graph)
		for (const player of scenario.players) {
			const layer = kernel.slots.findIndex((slot) => slot.actor === player.id)
			const { cards } = kernel.slots[layer]!
			const missing = new Set(cards.map((card) => card.rule.card.id))
			const policies = scenario.doctrines.map((d) => formNodePolicy(kernel, player.id, d.id)!)
			const into = new Float64Array(cards.length)
			for (let node = 0; node < layers[layer]!.size && missing.size > 0; node++) {
				const s = reader.state(layer, node, 1)
				const legal = cards.flatMap((card, n) => (card.allowed(s) ? [n] : []))
				for (const policy of policies) {
					policy.weigh(s, layer, node, 1, legal, into)
					legal.forEach((n, i) => {
						if (into[i]! > 0) missing.delete(cards[n]!.rule.card.id)
					})
				}
			}
			expect([...missing], player.name).toEqual([])
		}
	})

	it('set the sides against each other: what is best for one is not best for the other', () => {
		const board = new OddsBoard(chain, undefined, payoffValues(graph))
		for (const from of [game.initialState(), evening()]) {
			const moves = board.moves(from)
			const best = (column: number): string => moves.toSorted((a, b) => b.odds[column]! - a.odds[column]!)[0]!.move.id
			expect(best(0)).not.toBe(best(1))
		}
	})

	it('tell how likely each settled ending is to come undone, and that by what was built', () => {
		const outlooks = expectedOutlooks(chain, game.initialState())
		expect(outlooks.map((o) => o.ending)).toEqual(['brokered-settlement', 'thaw', 'crisis-averted', 'cold-peace'])
		const byRound = sweepForwards(chain, certain(chain, 1, 0, 0))
		for (const { ending, probability, recurs } of outlooks) {
			const n = endings.indexOf(ending)
			expect(probability).toBeCloseTo(
				byRound.reduce((sum, round) => sum + round[n]!, 0),
				12,
			)
			expect(recurs! > 0 && recurs! < 1).toBe(true)
		}
		// As docs/model says them.
		expect(outlooks.map((o) => Math.round(o.recurs! * 1000) / 10)).toEqual([17.7, 25.9, 41.4, 37.9])
	})
})
