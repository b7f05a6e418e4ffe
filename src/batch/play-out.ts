import { drawMove, type Policies } from '../game/draw.js'
import type { Game, Move, State } from '../game/game.js'
import type { Luck } from '../game/luck.js'

export interface Watched {
	/** What is laid down in this state in luck's place; undefined leaves it to luck. */
	readonly instead?: ((state: State, legal: readonly Move[]) => Move | undefined) | undefined
	/** Called with every move and the state it was played in, before it is. */
	readonly played?: ((state: State, move: Move) => void) | undefined
}

/**
 * Plays from `state` to the end by luck and policies, chance and every player alike.
 * @throws ScenarioFault when the scenario asks for something without meaning on the way
 */
export function playOut(
	game: Game,
	policies: Policies,
	luck: Luck,
	state: State,
	{ instead, played }: Watched = {},
): State {
	let at = state
	while (at.ending === null) {
		const move = instead?.(at, game.legalMoves(at)) ?? drawMove(game, policies, at, luck)
		played?.(at, move)
		at = game.apply(at, move)
	}
	return at
}
