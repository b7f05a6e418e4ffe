import { policiesOf } from '../../game/draw.js'
import type { Game } from '../../game/game.js'
import { memoised } from '../../game/memoised.js'
import type { Scenario } from '../../scenario/scenario.js'
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

/** Facts that the file tells without saying where they come from: what happened at a step of a script, what somebody claims of a move. */
export function findUnsourced({ moves, decks, scripts }: Scenario, find: Find): void {
	for (const { id, claims, source, at } of [...moves, ...decks.flatMap((d) => d.cards)])
		if (claims.length > 0 && source === null)
			find('fact-without-source', 'warning', at, `"${id}" tells what is claimed of it, and gives no source`)
	for (const script of scripts)
		for (const { player, move, text, source, at } of script.steps)
			if (text !== null && source === null && script.source === null)
				find(
					'fact-without-source',
					'warning',
					at,
					`in script "${script.id}" the step ${player}.${move} tells what happened, and neither it nor the script gives a source`,
				)
}
