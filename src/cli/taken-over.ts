import { placeText, readPlace, standsAt } from '../analysis/decision.js'
import { rationalityOf } from '../analysis/named-chain.js'
import { drawMove } from '../game/draw.js'
import { luckOf } from '../game/luck.js'
import { begin, type Playthrough, type Table } from '../game/playthrough.js'
import { BadInput } from './bad-input.js'

export interface TakeOver {
	readonly seed: string
	readonly run: number
	/** Every player's policy in the batch; of those that people take over, until they do. */
	readonly policies: Readonly<Record<string, string>>
	/** Players that people decide for from there on; by default the one whose ply it is. */
	readonly people: readonly string[]
	/** `3.iran`: where they take over. */
	readonly from: string
}

/**
 * A run of a batch, as far as the place where people take over: what policies decided for them until then stands
 * in the game as their own decisions, and can be taken back.
 * @throws DecisionError; BadInput when the run does not come so far
 */
export function takenOver(table: Table, { seed, run, policies, people, from }: TakeOver): Playthrough {
	const { game } = table
	const place = readPlace(game, from)
	const ids = game.scenario.players.map((p) => p.id)
	if (!ids.includes(place.player))
		throw new BadInput(`--from ${from}: ${place.player} is no player; players are ${ids.join(', ')}`)
	const deciding = people.length > 0 ? people : [place.player]
	const others = Object.fromEntries(Object.entries(policies).filter(([id]) => !deciding.includes(id)))
	const all = table.policies(policies)
	// Best play against somebody is another game's best play as soon as that somebody follows its cards.
	const kept = Object.values(others).some(rationalityOf) ? policies : others
	const luck = luckOf(seed, run)
	const there = standsAt(game, place)
	let at = begin(game, { seed, run, people: deciding, policies: kept })
	for (;;) {
		const state = table.state(at)
		if (there(state)) return at
		if (state.ending !== null)
			throw new BadInput(
				`run ${run} of seed "${seed}" ends in round ${state.round} with ${state.ending}, before ${placeText(place)}`,
			)
		at = table.awaitsPerson(at) ? table.step(at, drawMove(game, all, state, luck).id) : table.draw(at)
	}
}
