import { expect } from 'vitest'
import type { Game, State } from '../../src/game/game.js'

/** What a card does to a position, worked out by hand from its text and rules. Keys that `yields` leaves out stay as they are. */
export interface Case {
	/** `iran.hold`, `iran.warn.heeded`, `incidents.runaway`. */
	readonly move: string
	/** What differs from the opening, as `rung=5 phase=strike`; `round` too. */
	readonly given: string
	readonly yields: string
}

const pairs = (text: string): [string, string][] =>
	text
		.split(/\s+/)
		.filter(Boolean)
		.map((pair) => pair.split('=') as [string, string])

/** The opening with some things otherwise, at the ply of `actor`. */
export function position(game: Game, actor: string, given: string): State {
	const start = game.initialState()
	const chart: Record<string, string> = { ...start.chart }
	const variables: Record<string, number> = { ...start.variables }
	let { round } = start
	for (const [key, value] of pairs(given)) {
		if (key === 'round') round = Number(value)
		else if (key in chart) {
			expect(game.rules.layout.region(key).leaves, key).toContain(value)
			chart[key] = value
		} else {
			const { low, high } = game.rules.layout.variable(key)
			expect(Number(value) >= low && Number(value) <= high, `${key}=${value}`).toBe(true)
			variables[key] = Number(value)
		}
	}
	const ply = game.rules.slots.findIndex((slot) => slot.actor === actor)
	expect(ply, actor).toBeGreaterThanOrEqual(0)
	return { ...start, chart, variables, round, ply }
}

/** Plays a card, and the outcome if one is named. */
export function play(game: Game, from: State, id: string): State {
	const [actor, card, outcome] = id.split('.')
	const after = game.apply(from, { id: `${actor}.${card}`, player: actor! })
	return outcome === undefined ? after : game.apply(after, { id, player: 'chance' })
}

/** What differs, as `key=value`, and `ending=…` once there is one. */
export function changes(before: State, after: State): string[] {
	const of = (state: State): Record<string, string | number> => ({ ...state.chart, ...state.variables })
	const was = of(before)
	const changed = Object.entries(of(after)).flatMap(([key, value]) => (was[key] === value ? [] : [`${key}=${value}`]))
	return [...changed, ...(after.ending === null ? [] : [`ending=${after.ending}`])].sort()
}

export function expectCase(game: Game, { move, given, yields }: Case): void {
	const before = position(game, move.split('.')[0]!, given)
	expect(changes(before, play(game, before, move))).toEqual(
		pairs(yields)
			.map((p) => p.join('='))
			.sort(),
	)
}

/** The same case with the sides exchanged: each has what the other had, and outside powers lean the other way. */
export function mirrored({ move, given, yields }: Case): Case {
	const swap = (text: string): string =>
		text.replaceAll(/\b(iran|pakistan)\b/g, (side) => (side === 'iran' ? 'pakistan' : 'iran'))
	const lean = (text: string): string =>
		text.replaceAll(/\blean=(-?)1/g, (_, minus: string) => `lean=${minus === '' ? '-' : ''}1`)
	return { move: swap(move), given: lean(swap(given)), yields: lean(swap(yields)) }
}
