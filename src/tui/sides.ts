import type { SetUp } from './app-state.js'

/** Who can be played: each player alone, then all of them at one keyboard. */
export function sidesOf(setUp: SetUp): readonly (readonly string[])[] {
	const ids = setUp.table.game.scenario.players.map((p) => p.id)
	return ids.length > 1 ? [...ids.map((id) => [id]), ids] : [ids]
}

/** The players that the chosen side leaves to the program, in file order. */
export function opponentsOf(setUp: SetUp, side: number): readonly string[] {
	const people = sidesOf(setUp)[side] ?? []
	return setUp.table.game.scenario.players.map((p) => p.id).filter((id) => !people.includes(id))
}
