import { parentPort, workerData } from 'node:worker_threads'
import { chosenByName, openGraph } from '../analysis/named-chain.js'
import { type Odds, type PositionOdds, positionOdds } from '../analysis/position-odds.js'
import { review } from '../analysis/review.js'
import { createGame } from '../game/create-game.js'
import type { State } from '../game/game.js'
import { memoised } from '../game/memoised.js'
import { graphFile } from './graph-folder.js'
import type { OddsAnswer, OddsQuestion, OddsWork } from './odds-service.js'
import { openTable } from './open-table.js'

/** A thread's whole work: it makes the game and its graph once, gives the odds of each position and the review of each game that it is asked for, and solves for the best play. */
const { scenario, settings, policies } = workerData as OddsWork
const game = memoised(createGame(scenario, settings))
let board: PositionOdds | null = null

parentPort!.on('message', (question: OddsQuestion) => {
	const { id } = question
	let answer: OddsAnswer
	try {
		answer =
			'solve' in question
				? { id, chosen: chosenByName(openGraph(game, { cacheFile: graphFile }), policies) }
				: answerFrom(opened(), question)
	} catch (error) {
		answer = { id, problem: error instanceof Error ? error.message : String(error) }
	}
	parentPort!.postMessage(answer)
})

function opened(): PositionOdds {
	board ??= positionOdds(game, { policies, cacheFile: graphFile })
	return board
}

function answerFrom(from: PositionOdds, question: Exclude<OddsQuestion, { solve: true }>): OddsAnswer {
	const { id } = question
	if ('playthrough' in question)
		return { id, review: review(openTable(game), question.playthrough, from, { policies }) }
	const earlier = question.earlier.map(knownOdds(from))
	return { id, kind: from.kind, ...oddsOf(from, question.state, question.cards), earlier }
}

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
