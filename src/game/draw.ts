import { chooseByWeight, chooseCoupled, chooseOfBase } from './choose.js'
import { type Game, type Move, type Policy, ScenarioFault, type State } from './game.js'
import { type Luck, placeOf } from './luck.js'
import { cardPolicy, chanceCells, chancePolicy, namedPolicy, restOf } from './policies.js'

/** Who chooses for whom: every player's policy, chance included. */
export interface Policies {
	readonly chance: Policy
	readonly players: ReadonlyMap<string, Policy>
}

/** @param names by player; a player without one follows its cards' weights. @throws PolicyError */
export function policiesOf(game: Game, names: Readonly<Record<string, string>> = {}): Policies {
	const named = Object.entries(names).map(([player, name]) => [player, namedPolicy(game, player, name)] as const)
	const byDefault = game.scenario.players.map((p) => [p.id, cardPolicy(game, p.id)] as const)
	return { chance: chancePolicy(game), players: new Map([...byDefault, ...named]) }
}

/** The legal moves with the integer weights they are drawn by: a player's all-zero weights are already uniform. */
export function weightedMoves(
	game: Game,
	policies: Policies,
	state: State,
): { moves: readonly Move[]; weights: readonly number[]; even: boolean } {
	const moves = game.legalMoves(state)
	const player = game.currentPlayer(state)
	const policy = player === 'chance' ? policies.chance : policies.players.get(player!)!
	const weights = policy(state, moves).map((w) => w.weight)
	if (weights.some((w) => w > 0)) return { moves, weights, even: false }
	if (player === 'chance')
		throw new ScenarioFault(`chance has no move left at ply ${state.ply + 1} of round ${state.round}`)
	return { moves, weights: moves.map(() => 1), even: true }
}

/** The move that luck gives at this place. */
export function drawMove(game: Game, policies: Policies, state: State, luck: Luck): Move {
	const { moves, weights, even } = weightedMoves(game, policies, state)
	const sure = onlyPossible(moves, weights)
	if (sure) return sure
	const draws = luck.at(placeOf(state, game.rules.slots.length))
	const player = game.currentPlayer(state)!
	const cells = player === 'chance' ? chanceCells(game, state) : policies.players.get(player)!.cells
	if (even || !cells) return moves[chooseByWeight(weights, draws[1])]!
	const now = new Map(moves.map((m, n) => [m.id, weights[n]!]))
	const ids = [...cells.keys()]
	const widths = [...cells.values()]
	const active = ids.map((id) => now.get(id) ?? 0)
	const rest = player === 'chance' ? ids.indexOf(restOf(game, state) ?? '') : -1
	const chosen = ids[rest < 0 ? chooseCoupled(widths, active, draws) : chooseOfBase(widths, active, rest, draws)]!
	return moves.find((m) => m.id === chosen)!
}

/** The move that no luck could change: a policy that forces one needs no cells for it. */
function onlyPossible(moves: readonly Move[], weights: readonly number[]): Move | undefined {
	const possible = moves.filter((_, n) => weights[n]! > 0)
	return possible.length === 1 ? possible[0] : undefined
}
