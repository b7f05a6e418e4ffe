import type { Game, Move, State } from '../game/game.js'
import { KernelRefusal } from '../kernel/cells.js'
import type { Chain } from '../kernel/chain.js'
import { finalOf } from '../kernel/graph.js'
import { certain, type Front, sweepForwards } from '../kernel/sweep.js'
import { namedChain, openGraph } from './named-chain.js'
import { OddsBoard } from './odds-board.js'
import { type ExpectedOutlook, expectedOutlooks } from './outlook-odds.js'
import { type PositionOptions, positionOdds } from './position-odds.js'

export interface Share {
	readonly probability: number
	/** The interval of a sampled number; null for an exact one. */
	readonly low: number | null
	readonly high: number | null
}

export interface RoundOdds {
	readonly round: number
	/** By ending, in file order: the probability to end in this round, so. */
	readonly endings: readonly number[]
}

export interface MoveChance {
	readonly move: Move
	/** How likely the policy, or chance, is to make it; null where odds are sampled. */
	readonly probability: number | null
	readonly endings: readonly Share[]
}

/** What one variable is, at the beginning of a round in which the game goes on, or when it is over. */
export interface Spread {
	readonly key: string
	readonly mean: number
	/** Probability of each value, from the least. They sum to 1. */
	readonly values: readonly number[]
	readonly low: number
}

export interface Odds {
	readonly kind: 'exact' | 'sampled'
	/** Why it is sampled. */
	readonly refused: string | null
	readonly runs: number | null
	readonly confidence: number
	/** In file order. */
	readonly endings: readonly Share[]
	/** From the position's round to the last; empty where odds are sampled. */
	readonly byRound: readonly RoundOdds[]
	readonly moves: readonly MoveChance[]
	/** One for each ending that has an outlook; empty where odds are sampled. */
	readonly outlooks: readonly ExpectedOutlook[]
	/** Distinct reachable states of the game, the round aside unless the rules read it; null where they were not counted. */
	readonly states: number | null
	/** The variables by round, and at the end; only when asked for, and exact. */
	readonly variables: {
		readonly byRound: readonly { readonly round: number; readonly going: number; readonly spreads: readonly Spread[] }[]
		readonly end: readonly Spread[]
	} | null
}

export interface OddsOptions extends PositionOptions {
	readonly variables?: boolean
	/** Asked between plies of a sweep; when it says so, the answer is an `AbortError`. */
	readonly stopped?: () => boolean
}

/**
 * The odds of a position: exact by sweeps over the graph, or sampled, with intervals, when the graph does not fit
 * its budget or can't be packed.
 * @throws PolicyError, SolveError, ScenarioFault
 */
export function oddsOf(game: Game, from: State, options: OddsOptions = {}): Odds {
	try {
		return exactOdds(namedChain(openGraph(game, options), options.policies), from, options)
	} catch (error) {
		if (!(error instanceof KernelRefusal)) throw error
		return sampledOdds(game, from, options)
	}
}

const sure = (values: ArrayLike<number>): Share[] =>
	Array.from(values, (probability) => ({ probability, low: null, high: null }))

function exactOdds(chain: Chain, from: State, { variables = false, stopped, confidence = 0.95 }: OddsOptions): Odds {
	const { graph } = chain
	const board = new OddsBoard(chain, stopped)
	const tracker = variables && from.ending === null ? new SpreadTracker(chain) : null
	const byRound = sweepFrom(chain, from, tracker)
	const over = from.ending !== null
	return {
		kind: 'exact',
		refused: null,
		runs: null,
		confidence,
		endings: sure(
			over
				? board.odds(from)
				: byRound.reduce(
						(sum, round) => sum.map((p, n) => p + round[n]!),
						byRound[0]!.map(() => 0),
					),
		),
		byRound: over
			? []
			: byRound.slice(from.round - 1).map((endings, n) => ({ round: from.round + n, endings: Array.from(endings) })),
		moves: over ? [] : withChances(chain, from, board),
		outlooks: expectedOutlooks(chain, from),
		states: graph.states,
		variables: tracker?.spreads(from.round) ?? null,
	}
}

/** The forward sweep from a position; one whose card waits for its outcome is swept from each outcome. */
function sweepFrom(chain: Chain, from: State, tracker: SpreadTracker | null): Float64Array[] {
	const { graph } = chain
	const { kernel, packing } = graph
	const { game } = kernel
	const empty = (): Float64Array[] =>
		Array.from({ length: game.scenario.clock.rounds }, () => new Float64Array(game.scenario.endings.length))
	if (from.ending !== null) {
		const alone = empty()
		alone[from.round - 1]![game.scenario.endings.findIndex((e) => e.id === from.ending)] = 1
		return alone
	}
	if (from.pending !== null) {
		const total = empty()
		for (const { move, probability } of outcomeChances(chain, from)) {
			const part = sweepFrom(chain, game.apply(from, move), null)
			part.forEach((round, r) => {
				round.forEach((p, n) => {
					total[r]![n]! += probability * p
				})
			})
		}
		return total
	}
	const s = new Int32Array(kernel.cells.size)
	const key = new Uint32Array(packing.words + 1)
	kernel.cells.write(from, s)
	packing.pack(s, key, 0)
	const node = graph.layers[from.ply]!.find(key)
	return sweepForwards(chain, certain(chain, from.round, from.ply, node), tracker ? (at) => tracker.see(at) : undefined)
}

function outcomeChances(chain: Chain, state: State): { move: Move; probability: number }[] {
	const { kernel } = chain.graph
	const card = kernel.slots[state.ply]!.cards.find((c) => c.rule.id === state.pending)!
	const s = new Int32Array(kernel.cells.size)
	kernel.cells.write(state, s)
	const chances = card.outcomes.map((o) => o.chance?.(s) ?? null)
	const sum = chances.reduce<number>((total, c) => total + (c ?? 0), 0)
	const base = card.rule.card.of ?? sum
	return kernel.game.legalMoves(state).map((move, n) => ({ move, probability: (chances[n] ?? base - sum) / base }))
}

function withChances(chain: Chain, from: State, board: OddsBoard): MoveChance[] {
	const { graph } = chain
	const { kernel, packing } = graph
	const after = board.moves(from)
	if (from.pending !== null) {
		const chances = outcomeChances(chain, from)
		return after.map(({ move, odds }, n) => ({ move, probability: chances[n]!.probability, endings: sure(odds) }))
	}
	const s = new Int32Array(kernel.cells.size)
	const key = new Uint32Array(packing.words + 1)
	kernel.cells.write(from, s)
	packing.pack(s, key, 0)
	const layer = graph.layers[from.ply]!
	const node = layer.find(key)
	const p = new Float64Array(layer.first[node + 1]! - layer.first[node]!)
	chain.ofNode(from.ply, from.round, node, p)
	let e = 0
	return after.map(({ move, odds }) => {
		const card = layer.card[layer.first[node]! + e]!
		let probability = 0
		const first = e
		const count = Math.max(1, kernel.slots[from.ply]!.cards[card]?.outcomes.length ?? 1)
		while (e < first + count) probability += p[e++]!
		return { move, probability, endings: sure(odds) }
	})
}

function sampledOdds(game: Game, from: State, options: OddsOptions): Odds {
	const odds = positionOdds(game, options)
	const shares = ({
		values,
		low,
		high,
	}: {
		values: readonly number[]
		low: readonly number[] | null
		high: readonly number[] | null
	}): Share[] => values.map((probability, n) => ({ probability, low: low?.[n] ?? null, high: high?.[n] ?? null }))
	return {
		kind: 'sampled',
		refused: odds.refused,
		runs: odds.runs,
		confidence: odds.confidence,
		endings: shares(odds.odds(from)),
		byRound: [],
		moves:
			from.ending === null
				? odds.moves(from).map(({ move, odds: after }) => ({ move, probability: null, endings: shares(after) }))
				: [],
		outlooks: [],
		states: null,
		variables: null,
	}
}

/** Gathers the distribution of every variable while a sweep passes. */
class SpreadTracker {
	readonly #chain: Chain
	readonly #rounds = new Map<number, Float64Array>()
	readonly #finals: Float64Array
	readonly #last: Float64Array

	constructor(chain: Chain) {
		this.#chain = chain
		this.#finals = new Float64Array(chain.graph.finals.size)
		this.#last = new Float64Array(chain.graph.layers[0]!.size)
	}

	see({ round, layer, mass }: Front): void {
		const { graph } = this.#chain
		const { rounds } = graph.kernel.game.scenario.clock
		if (layer === 0) this.#rounds.set(round, mass)
		const { first, to } = graph.layers[layer]!
		const p = this.#chain.probabilities(layer, round)
		const afterLast = layer === graph.layers.length - 1 && round === rounds
		for (let node = 0; node < mass.length; node++) {
			const m = mass[node]!
			if (m === 0) continue
			for (let e = first[node]!, end = first[node + 1]!; e < end; e++) {
				const target = to[e]!
				if (target < 0) this.#finals[finalOf(target)]! += m * p[e]!
				else if (afterLast) this.#last[target]! += m * p[e]!
			}
		}
	}

	spreads(from: number): NonNullable<Odds['variables']> {
		const { layers, finals, packing } = this.#chain.graph
		const byRound = [...this.#rounds]
			.filter(([round]) => round >= from)
			.map(([round, mass]) => {
				const gathered = this.#gather()
				const going = gathered.add(layers[0]!.packed, packing.words, mass)
				return { round, going, spreads: gathered.spreads(going) }
			})
		const end = this.#gather()
		const total =
			end.add(finals.packed, packing.words + 1, this.#finals) + end.add(layers[0]!.packed, packing.words, this.#last)
		return { byRound, end: end.spreads(total) }
	}

	#gather() {
		const { kernel, packing } = this.#chain.graph
		const { variables } = kernel.game.rules.layout
		const s = new Int32Array(kernel.cells.size)
		const sums = variables.map((v) => new Float64Array(v.high - v.low + 1))
		return {
			add(packed: Uint32Array, words: number, mass: Float64Array): number {
				let total = 0
				for (let n = 0; n < mass.length; n++) {
					const m = mass[n]!
					if (m === 0) continue
					total += m
					packing.unpack(packed, n * words, s)
					for (let v = 0; v < variables.length; v++) sums[v]![s[v]! - variables[v]!.low]! += m
				}
				return total
			},
			spreads: (total: number): Spread[] =>
				variables.map(({ key, low }, v) => {
					const values = Array.from(sums[v]!, (m) => (total > 0 ? m / total : 0))
					return { key, low, values, mean: values.reduce((sum, p, n) => sum + p * (low + n), 0) }
				}),
		}
	}
}
