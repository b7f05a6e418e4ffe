import { type AnyActorScope, createActor, fromTransition, type SnapshotFrom } from 'xstate'
import type { Ending, Scenario } from '../scenario/scenario.js'
import { type Game, IllegalMove, type Move, ScenarioFault, type State } from './game.js'
import { isLegal, legalMoves, playerToMove } from './legality.js'
import { begin, buildMachine, type DetenteMachine, machineValue, openingState, openingValue } from './machine.js'
import { compileRules } from './rules.js'
import type { Settings } from './settings.js'

type Snapshot = SnapshotFrom<DetenteMachine>
type ResolvedState = Parameters<DetenteMachine['resolveState']>[0]

/**
 * The game of a scenario: XState is its referee, one machine per game.
 * @throws SettingsError when the settings do not fit the scenario.
 */
export function createGame(scenario: Scenario, settings: Settings = {}): Game {
	const rules = compileRules(scenario, settings)
	const snapshots = new WeakMap<State, Snapshot>()

	let made: DetenteMachine | undefined
	// Whoever only counts or compiles the rules never needs it.
	const referee = (): DetenteMachine => {
		made ??= buildMachine(rules)
		return made
	}
	let scope: AnyActorScope | undefined
	const resolve = (value: unknown, state: State, settling: boolean): Snapshot =>
		referee().resolveState({ value, context: { ...state, settling } } as ResolvedState)
	const step = (from: Snapshot, event: { type: string }): State => {
		scope ??= actorScope()
		const next = referee().transition(from, event, scope)
		if (next.status === 'error') throw faultOf(next.error)
		const { settling: _, ...state } = next.context
		snapshots.set(state, next)
		return state
	}
	const sent = (from: Snapshot, event: { type: string }): State => {
		try {
			return step(from, event)
		} catch (error) {
			throw faultOf(error)
		}
	}

	return {
		scenario,
		rules,
		initialState: () => {
			const opening = openingState(rules)
			return sent(resolve(openingValue(rules, opening), opening, false), begin)
		},
		currentPlayer: (state) => playerToMove(rules, state),
		legalMoves: (state) => legalMoves(rules, state),
		apply(state: State, move: Move): State {
			if (!isLegal(rules, state, move.id)) throw new IllegalMove(refusal(move.id, legalMoves(rules, state)))
			const from = snapshots.get(state) ?? resolve(machineValue(rules, state), state, false)
			return sent(from, { type: move.id })
		},
		ending: (state): Ending | undefined => rules.endings.find((e) => e.ending.id === state.ending)?.ending,
	}
}

function refusal(id: string, legal: readonly Move[]): string {
	if (legal.length === 0) return `${id} is not legal: the game is over`
	return `${id} is not legal here; legal are ${legal.map((m) => m.id).join(', ')}`
}

function faultOf(error: unknown): Error {
	if (error instanceof ScenarioFault) return error
	const text = error instanceof Error ? error.message : String(error)
	return new ScenarioFault(
		/infinite loop|maxIterations|iterations/i.test(text)
			? `the chart's "always" transitions go round for ever: ${text}`
			: text,
	)
}

/**
 * What `machine.transition` wants beside snapshot and event. The pure `transition()` of the library makes an
 * actor for each call to have one; an actor whose logic is a plain function is handed its own, once.
 */
function actorScope(): AnyActorScope {
	let scope: unknown
	const actor = createActor(
		fromTransition((state: null, _event: { type: string }, own: unknown) => {
			scope = own
			return state
		}, null),
	)
	actor.start()
	actor.send({ type: 'scope' })
	actor.stop()
	return scope as AnyActorScope
}
