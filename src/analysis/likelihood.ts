import { type Policies, weightedMoves } from '../game/draw.js'
import { type Game, IllegalMove, type State } from '../game/game.js'
import type { Location } from '../scenario/location.js'
import type { Script } from '../scenario/scenario.js'

/** A move of a line of play, and where it is written, if it is. */
export interface LineMove {
	readonly id: string
	readonly at: Location | null
}

export interface StepOdds {
	readonly move: string
	readonly round: number
	/** Among the legal moves, by the policy whose turn it is. */
	readonly probability: number
	readonly at: Location | null
}

export interface Likelihood {
	/** Product of all steps' probabilities; 0 when it is too small for a number, and then `log10` still says. */
	readonly probability: number
	/** −Infinity when a step cannot be drawn. */
	readonly log10: number
	readonly steps: readonly StepOdds[]
	/** The first of those with the smallest probability; null for an empty line. */
	readonly least: StepOdds | null
	/** Where the line leads. */
	readonly state: State
}

/** A line that can't be played: the step, where it is written, and why. */
export class IllegalStep extends IllegalMove {
	readonly step: number
	readonly at: Location | null
	constructor(step: number, at: Location | null, message: string) {
		super(message)
		this.step = step
		this.at = at
	}
}

/** A script's moves: a step with an outcome is two, the card and what came of it. */
export function scriptMoves(script: Script): LineMove[] {
	return script.steps.flatMap(({ player, move, outcome, at }) => {
		const id = `${player}.${move}`
		return outcome === null
			? [{ id, at }]
			: [
					{ id, at },
					{ id: `${id}.${outcome}`, at },
				]
	})
}

/**
 * Plays a line from the start, and weighs each step.
 * @throws IllegalStep at the first move that is not legal
 */
export function likelihood(game: Game, policies: Policies, line: readonly LineMove[]): Likelihood {
	let state = game.initialState()
	let log10 = 0
	let probability = 1
	const steps = line.map(({ id, at }, n): StepOdds => {
		const legal = game.legalMoves(state)
		const index = legal.findIndex((m) => m.id === id)
		if (index < 0)
			throw new IllegalStep(
				n,
				at,
				refusal(
					id,
					stepOf(line, n),
					state,
					legal.map((m) => m.id),
				),
			)
		const { weights } = weightedMoves(game, policies, state)
		const step = { move: id, round: state.round, probability: weights[index]! / weights.reduce((a, b) => a + b, 0), at }
		probability *= step.probability
		log10 += Math.log10(step.probability)
		state = game.apply(state, legal[index]!)
		return step
	})
	const least = steps.reduce<StepOdds | null>((low, s) => (low && low.probability <= s.probability ? low : s), null)
	return { probability, log10, steps, least, state }
}

/** Counted from 1, as scripts write them: what a card came to belongs to its step. */
const stepOf = (line: readonly LineMove[], n: number): number =>
	line.slice(0, n + 1).filter(({ id }) => id.split('.').length < 3).length

function refusal(id: string, step: number, state: State, legal: readonly string[]): string {
	if (state.ending !== null)
		return `step ${step}, ${id}, comes after the game's end: "${state.ending}" in round ${state.round}`
	return `step ${step}, ${id}, is not legal in round ${state.round}: legal are ${legal.join(', ')}`
}
