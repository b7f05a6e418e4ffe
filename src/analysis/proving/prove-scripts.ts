import { policiesOf } from '../../game/draw.js'
import type { Game } from '../../game/game.js'
import { memoised } from '../../game/memoised.js'
import { IllegalStep, likelihood, scriptMoves } from '../likelihood.js'
import type { Find } from './proof-rules.js'

/** Steps of scripts that are legal and yet cannot be drawn, when players follow their cards. Scripts that are not legal are left to whoever plays them. */
export function proveScripts(plain: Game, find: Find): void {
	const game = memoised(plain)
	const policies = policiesOf(game)
	for (const script of game.scenario.scripts)
		try {
			for (const { move, round, probability, at } of likelihood(game, policies, scriptMoves(script)).steps)
				if (probability === 0)
					find(
						'step-impossible',
						'warning',
						at ?? script.at,
						`in script "${script.id}" the step ${move} of round ${round} is legal and has no chance: its weight there is 0`,
					)
		} catch (error) {
			if (!(error instanceof IllegalStep)) throw error
		}
}
