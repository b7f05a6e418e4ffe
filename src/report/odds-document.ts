import type { Odds, Share } from '../analysis/odds.js'
import type { Game, State } from '../game/game.js'

/** The odds as the JSON document has them: by id of the ending where the plain ones have file order. */
export function oddsDocument(game: Game, from: State, odds: Odds): object {
	const ids = game.scenario.endings.map((e) => e.id)
	const byId = (values: readonly number[]): Record<string, number> =>
		Object.fromEntries(ids.map((id, n) => [id, values[n]!]))
	const share = ({ probability, low, high }: Share): object => ({
		probability,
		...(low !== null && high !== null && { low, high }),
	})
	return {
		kind: odds.kind,
		...(odds.kind === 'sampled' && { runs: odds.runs, confidence: odds.confidence, refused: odds.refused }),
		endings: game.scenario.endings.map(({ id, title }, n) => ({ id, title, ...share(odds.endings[n]!) })),
		outlooks: odds.outlooks.map(({ ending, recurs }) => ({ ending, recurs })),
		byRound: odds.byRound.map(({ round, endings }) => ({ round, endings: byId(endings) })),
		moves: odds.moves.map(({ move, probability, endings }) => ({
			id: move.id,
			...(probability !== null && { probability }),
			endings: byId(endings.map((e) => e.probability)),
		})),
		states: odds.states,
		round: from.round,
		player: game.currentPlayer(from) ?? null,
		...(odds.variables && { variables: odds.variables }),
	}
}
