import { isDeepStrictEqual } from 'node:util'
import type { Interpreter } from './interpreter.js'
import type { State } from './reading.js'
import { playRandomly, type Trace } from './shares.js'

/** What any engine must be able to say to be compared. */
export interface Engine {
	initialState(): State
	currentPlayer(state: State): string | undefined
	legalMoves(state: State): readonly { readonly id: string }[]
	/** Throws when the move is not legal. */
	apply(state: State, id: string): State
	ending(state: State): { readonly id: string } | undefined
	/** Beside the legal moves; without a doctrine the cards' own and chance's. */
	weights(state: State, doctrine: string | undefined): readonly number[]
}

/** Where two engines part. */
export class Disagreement extends Error {
	override readonly name = 'Disagreement'
}

function same(what: string, line: readonly string[], engine: unknown, referee: unknown): void {
	if (!isDeepStrictEqual(engine, referee)) {
		const after = line.length === 0 ? 'at the opening' : `after ${line.join(', ')}`
		throw new Disagreement(
			`${what} ${after}:\n  engine  ${JSON.stringify(engine)}\n  referee ${JSON.stringify(referee)}`,
		)
	}
}

function takes(engine: Engine, state: State, id: string): boolean {
	try {
		engine.apply(state, id)
		return true
	} catch {
		return false
	}
}

/**
 * Plays one random game by the referee's rules and asks the engine the same at every move.
 * Now and then the engine is handed the state as it would come from a file, without whatever it remembers of it.
 * @throws Disagreement at the first difference, with the line of play that leads there
 */
export function agreeOnOneGame(
	engine: Engine,
	referee: Interpreter,
	doctrines: readonly string[],
	random: (below: number) => number,
): Trace {
	const trace = playRandomly(referee, random)
	const everMet = [...new Set(trace.moves.flatMap(({ legal }) => legal))]
	const line: string[] = []
	let state = engine.initialState()
	same('state', line, state, trace.opening)
	for (const { id, legal, after, before } of trace.moves) {
		const ids = engine.legalMoves(state).map((move) => move.id)
		same('legal moves', line, ids, legal)
		same('player', line, engine.currentPlayer(state), referee.player(before))
		for (const doctrine of [undefined, ...doctrines]) {
			const weights = referee.weights(before, doctrine)
			same(`weights of ${doctrine ?? 'the cards'}`, line, engine.weights(state, doctrine), weights)
		}
		same('ending', line, engine.ending(state), undefined)
		const stranger = everMet[random(everMet.length)]!
		same(`whether ${stranger} is taken`, line, takes(engine, state, stranger), legal.includes(stranger))
		state = engine.apply(random(4) === 0 ? structuredClone(state) : state, id)
		line.push(id)
		same('state', line, state, after)
	}
	same('ending', line, engine.ending(state)?.id, state.ending)
	same('player', line, engine.currentPlayer(state), undefined)
	same('legal moves', line, engine.legalMoves(state), [])
	return trace
}

/** Whether a mistaken interpreter shows itself anywhere along a game that the right one has played. */
export function departsFrom(
	trace: Trace,
	referee: Interpreter,
	mistaken: Interpreter,
	doctrines: readonly string[],
): boolean {
	try {
		let state = mistaken.initial()
		if (!isDeepStrictEqual(state, trace.opening)) {
			return true
		}
		for (const { before, id, legal, after } of trace.moves) {
			const weighs = (doctrine: string | undefined) =>
				isDeepStrictEqual(mistaken.weights(state, doctrine), referee.weights(before, doctrine))
			if (!isDeepStrictEqual(mistaken.legal(state), legal) || ![undefined, ...doctrines].every(weighs)) {
				return true
			}
			state = mistaken.apply(state, id)
			if (!isDeepStrictEqual(state, after)) {
				return true
			}
		}
		return false
	} catch {
		return true
	}
}
