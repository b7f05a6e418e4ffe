import { begin } from '../game/playthrough.js'
import { policyNames } from '../game/policies.js'
import type { AppState, SetUp } from './app-state.js'
import { opponentsOf } from './sides.js'
import { grown, type Step, stay } from './step.js'

export function begun(
	state: AppState,
	{ table, source, seed, run, policies, ...set }: SetUp,
	people: readonly string[],
) {
	const others = Object.fromEntries(Object.entries(policies).filter(([id]) => !people.includes(id)))
	const { showsOdds, asksReasons } = set
	const fresh = { ...state, seat: null, unsaved: null, warned: false }
	return grown({ ...fresh, showsOdds, oddsByDefault: showsOdds, oddsBySeat: {} }, () => ({
		table,
		source,
		file: null,
		playthrough: table.advance(begin(table.game, { seed, run, people, policies: others, asksReasons })),
	}))
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
	const names = policyNames(setUp.table.game, id).filter((name) => !name.startsWith('script:'))
	const name = names[(names.indexOf(setUp.policies[id] ?? 'cards') + by + names.length) % names.length]!
	const kept = Object.entries(setUp.policies).filter(([other]) => other !== id)
	return changed(state, () => ({ policies: Object.fromEntries(name === 'cards' ? kept : [...kept, [id, name]]) }))
}
