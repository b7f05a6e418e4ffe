import { parentPort, workerData } from 'node:worker_threads'
import { type Odds, type PositionOdds, positionOdds } from '../analysis/position-odds.js'
import { review } from '../analysis/review.js'
import { createGame } from '../game/create-game.js'
import type { State } from '../game/game.js'
import { memoised } from '../game/memoised.js'
import { graphFile } from './graph-folder.js'
import type { OddsAnswer, OddsQuestion, OddsWork } from './odds-service.js'
import { openTable } from './open-table.js'

/** A thread's whole work: it makes the game and its graph once, and gives the odds of each position, and the review of each game, that it is asked for. */
const { scenario, settings, policies } = workerData as OddsWork
const game = memoised(createGame(scenario, settings))
let board: PositionOdds | null = null

parentPort!.on('message', (question: OddsQuestion) => {
	const { id } = question
	let answer: OddsAnswer
	try {
		board ??= positionOdds(game, { policies, cacheFile: graphFile })
		if ('playthrough' in question)
			answer = { id, review: review(openTable(game), question.playthrough, board, { policies }) }
		else {
			const { kind } = board
			const earlier = question.earlier.map(knownOdds(board))
			answer = { id, kind, ...oddsOf(board, question.state, question.cards), earlier }
		}
	} catch (error) {
		answer = { id, problem: error instanceof Error ? error.message : String(error) }
	}
	parentPort!.postMessage(answer)
})

const known = new Map<string, Odds>()

/** Odds of positions that are asked for again and again. */
const knownOdds =
	(from: PositionOdds) =>
	(state: State): Odds => {
		const key = JSON.stringify(state)
		const odds = known.get(key) ?? from.odds(state)
		known.set(key, odds)
		return odds
	}

/** Where odds are sampled, cards that lie face up are left out. */
function oddsOf(from: PositionOdds, state: State, cards: readonly string[]) {
	const laid = cards.length === 0 || state.pending !== null ? null : from.laid?.(state, cards)
	const { now, moves, falls } = laid ?? { now: from.odds(state), moves: from.moves(state), falls: new Map() }
	return { now, moves: moves.map(({ move, odds }) => [move.id, odds] as const), falls: [...falls] }
}
