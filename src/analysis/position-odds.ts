import type { Game, Move, State } from '../game/game.js'
import { KernelRefusal } from '../kernel/cells.js'
import { formNodePolicy, type NodePolicy } from '../kernel/chain.js'
import { type CellsFunction, compileKernel } from '../kernel/compile.js'
import type { Graph } from '../kernel/graph.js'
import { wilson } from '../statistics/wilson.js'
import { scriptNodePolicy } from './forced-node-policy.js'
import { laidOdds } from './laid-odds.js'
import { namedChain, type OpenGraph, openGraph } from './named-chain.js'
import { OddsBoard } from './odds-board.js'
import { cellsFunction } from './proving/cells-function.js'
import { SampledPlay } from './sampled-play.js'
import { payoffValues, reasoners } from './solve.js'

/** Odds of every ending from one position, in file order; sampled ones with the ends of their intervals. */
export interface Odds {
	readonly values: readonly number[]
	readonly low: readonly number[] | null
	readonly high: readonly number[] | null
}

export interface MoveOdds {
	readonly move: Move
	readonly odds: Odds
	/** What the position is then worth to each player who has payoffs, on average. */
	readonly payoffs: ReadonlyMap<string, number>
}

/** Odds from any position of a game under fixed policies: exact, or sampled where the graph does not fit. */
export interface PositionOdds {
	readonly kind: 'exact' | 'sampled'
	/** Why not exact; null when it is. */
	readonly refused: string | null
	/** Of each sampled number; null when exact. */
	readonly runs: number | null
	readonly confidence: number
	readonly graph: Graph | null
	odds(state: State): Odds
	/** After each legal move, in the game's order. */
	moves(state: State): readonly MoveOdds[]
	/** With cards laid face up, at most one of a deck, in a position in which a player is to move; null where odds are sampled. */
	readonly laid: ((state: State, cards: readonly string[]) => OddsWithCards) | null
}

/** Odds while cards lie face up. */
export interface OddsWithCards {
	readonly now: Odds
	readonly moves: readonly Pick<MoveOdds, 'move' | 'odds'>[]
	/** By card: how likely it falls, for at its deck's next ply it may not be legal. */
	readonly falls: ReadonlyMap<string, number>
}

export interface PositionOptions extends OpenGraph {
	/** By player; a player without one follows its cards. */
	readonly policies?: Readonly<Record<string, string>>
	/** For sampled odds. */
	readonly runs?: number
	readonly seed?: string
	readonly confidence?: number
}

const SAMPLED_RUNS = 2000

/** @throws PolicyError, SolveError; KernelRefusal where even the kernel is refused, or a policy needs the graph that does not fit */
export function positionOdds(game: Game, options: PositionOptions = {}): PositionOdds {
	const { policies = {}, confidence = 0.95 } = options
	try {
		const graph = openGraph(game, options)
		return exact(graph, policies, confidence)
	} catch (error) {
		if (!(error instanceof KernelRefusal)) throw error
		return sampled(game, options, error.message)
	}
}

function exact(graph: Graph, policies: Readonly<Record<string, string>>, confidence: number): PositionOdds {
	const { game } = graph.kernel
	const chain = namedChain(graph, policies)
	const board = new OddsBoard(chain)
	const players = reasoners(game)
	const index = new Map(game.scenario.players.map((p, n) => [p.id, n]))
	const worth = players.length > 0 ? new OddsBoard(chain, undefined, payoffValues(graph)) : null
	const sure = (values: ArrayLike<number>): Odds => ({ values: Array.from(values), low: null, high: null })
	return {
		kind: 'exact',
		refused: null,
		runs: null,
		confidence,
		graph,
		odds: (state) => sure(board.odds(state)),
		moves(state) {
			const values = worth && state.pending === null ? worth.moves(state) : null
			return board.moves(state).map(({ move, odds }, n) => ({
				move,
				odds: sure(odds),
				payoffs: new Map(values ? players.map((p) => [p, values[n]!.odds[index.get(p)!]!] as const) : []),
			}))
		},
		laid(state, cards) {
			const { odds, falls } = laidOdds(board, state, cards)
			return {
				now: sure(odds),
				falls,
				moves: game
					.legalMoves(state)
					.map((move) => ({ move, odds: sure(laidOdds(board, state, cards, move.id).odds) })),
			}
		},
	}
}

function sampled(game: Game, options: PositionOptions, refused: string): PositionOdds {
	const { runs = SAMPLED_RUNS, seed = 'odds', confidence = 0.95, policies = {} } = options
	const kernel = compileKernel(game)
	const named = new Map(
		game.scenario.players.map(({ id }): [string, NodePolicy] => [
			id,
			ungraphed(kernel, id, policies[id] ?? 'cards', refused),
		]),
	)
	const play = new SampledPlay(kernel, named)
	const payoffs = reasoners(game).map((id) => {
		const list = game.scenario.players.find((p) => p.id === id)!.payoffs
		const worth = game.scenario.endings.map((e): number | CellsFunction => {
			const value = list.find((p) => p.ending === e.id)!.value
			return typeof value === 'number' ? value : cellsFunction(kernel, value.tree, id)
		})
		return [id, worth] as const
	})
	const from = (state: State) => {
		const totals = payoffs.map(() => 0)
		const counts = play.endings(state, seed, runs, {
			end(cells, ending) {
				payoffs.forEach(([, worth], n) => {
					const value = worth[ending]!
					totals[n]! += typeof value === 'number' ? value : value(cells)
				})
			},
		})
		const intervals = Array.from(counts, (count) => wilson(count, runs, confidence))
		return {
			odds: {
				values: Array.from(counts, (count) => count / runs),
				low: intervals.map((i) => i.low),
				high: intervals.map((i) => i.high),
			},
			payoffs: new Map(payoffs.map(([id], n) => [id, totals[n]! / runs])),
		}
	}
	return {
		kind: 'sampled',
		refused,
		runs,
		confidence,
		graph: null,
		odds: (state) => from(state).odds,
		moves: (state) => game.legalMoves(state).map((move) => ({ move, ...from(game.apply(state, move)) })),
		laid: null,
	}
}

function ungraphed(
	kernel: ReturnType<typeof compileKernel>,
	player: string,
	name: string,
	refused: string,
): NodePolicy {
	const form = formNodePolicy(kernel, player, name)
	if (form) return form
	const script = kernel.game.scenario.scripts.find((s) => `script:${s.id}` === name)
	if (script) return scriptNodePolicy(kernel, formNodePolicy(kernel, player, 'cards')!, script)
	throw new KernelRefusal(`the policy ${name} has to be solved for over the graph, and ${refused}`)
}
