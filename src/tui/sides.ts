import { isSolvedFor } from '../game/policies.js'
import type { SetUp } from './app-state.js'
import type { OlderGames } from './host.js'

/** Who can be played: each player alone, then all of them at one keyboard. */
export function sidesOf(setUp: SetUp): readonly (readonly string[])[] {
	const ids = setUp.table.game.scenario.players.map((p) => p.id)
	return ids.length > 1 ? [...ids.map((id) => [id]), ids] : [ids]
}

/** Policies that the whole game has to be solved for before the first ply. */
export const needSolving = (policies: Readonly<Record<string, string>>): boolean =>
	Object.values(policies).some(isSolvedFor)

/** The policies of those whom nobody plays. */
export const othersPolicies = (
	policies: Readonly<Record<string, string>>,
	people: readonly string[],
): Readonly<Record<string, string>> =>
	Object.fromEntries(Object.entries(policies).filter(([id]) => !people.includes(id)))

/** The players that the chosen side leaves to the program, in file order. */
export function opponentsOf(setUp: SetUp, side: number): readonly string[] {
	const people = sidesOf(setUp)[side] ?? []
	return setUp.table.game.scenario.players.map((p) => p.id).filter((id) => !people.includes(id))
}

/** Said while a game is solved. */
export const solving = (title: string): string =>
	`Solving ${title} for best play: some seconds, the first time perhaps many …`

/** Where the games are that are not in the list, and how they are opened. */
export const olderText = ({ count, folder }: OlderGames): string =>
	`And ${count} older ${count === 1 ? 'one' : 'ones'} in ${folder}: detente play --resume NAME opens one.`
