import { begin } from '../game/playthrough.js'
import { policyNames } from '../game/policies.js'
import type { AppState, SetUp } from './app-state.js'
import { needSolving, opponentsOf, othersPolicies, sidesOf, solving } from './sides.js'
import { grown, information, type Step, stay } from './step.js'

export function begun(
	state: AppState,
	{ table, source, seed, run, policies, ...set }: SetUp,
	people: readonly string[],
) {
	const { showsOdds, asksReasons } = set
	const fresh = { ...state, message: null, seat: null, unsaved: null, warned: false }
	return grown({ ...fresh, showsOdds, oddsByDefault: showsOdds, oddsBySeat: {} }, () => ({
		table,
		source,
		file: null,
		playthrough: table.advance(
			begin(table.game, { seed, run, people, policies: othersPolicies(policies, people), asksReasons }),
		),
	}))
}

/** Begins with the chosen side; where somebody plays by what is best, the game is solved first. */
export function sideChosen(state: AppState): Step {
	const { setUp } = state
	if (!setUp) return stay(state)
	const people = sidesOf(setUp)[state.cursor] ?? []
	if (!needSolving(othersPolicies(setUp.policies, people))) return begun(state, setUp, people)
	const message = information(`${solving(setUp.table.game.scenario.title)} q leaves.`)
	return { state: { ...state, message }, command: { kind: 'solve', setUp, people } }
}

const changed = (state: AppState, change: (setUp: SetUp) => Partial<SetUp>): Step =>
	stay(state.setUp ? { ...state, setUp: { ...state.setUp, ...change(state.setUp) } } : state)

export const oddsAtBegin = (state: AppState): Step => changed(state, ({ showsOdds }) => ({ showsOdds: !showsOdds }))

export const classMode = (state: AppState): Step => changed(state, ({ asksReasons }) => ({ asksReasons: !asksReasons }))

export const seeded = (state: AppState, seed: string): Step => changed(state, () => ({ seed }))

/** The opponent whose doctrine can be changed: its index among those of the chosen side. */
export const opponentNow = ({ setUp, cursor, opponent }: AppState): number =>
	setUp ? opponent % Math.max(1, opponentsOf(setUp, cursor).length) : 0

export const nextOpponent = (state: AppState): Step => stay({ ...state, opponent: opponentNow(state) + 1 })

/** Another policy for the opponent that is being looked at. */
export function withPolicy(state: AppState, by: number): Step {
	const { setUp } = state
	if (!setUp) return stay(state)
	const id = opponentsOf(setUp, state.cursor)[opponentNow(state)]
	if (id === undefined) return stay(state)
	const { game } = setUp.table
	const hasPayoffs = game.scenario.players.some((p) => p.id === id && p.payoffs.length > 0)
	const names = policyNames(game, id).filter((name) => !name.startsWith('script:'))
	if (hasPayoffs) names.push('best')
	const now = setUp.policies[id] ?? 'cards'
	// One that the command line named stays to be chosen.
	if (!names.includes(now)) names.push(now)
	const name = names[(names.indexOf(now) + by + names.length) % names.length]!
	const kept = Object.entries(setUp.policies).filter(([other]) => other !== id)
	return changed(state, () => ({ policies: Object.fromEntries(name === 'cards' ? kept : [...kept, [id, name]]) }))
}
