import { type Place, placeText, plyOf, readMove, readPlace, standsAt } from '../analysis/decision.js'
import { drawMove } from '../game/draw.js'
import type { Game } from '../game/game.js'
import { NOTHING } from '../game/legality.js'
import { luckOf } from '../game/luck.js'
import { begin, type Playthrough, type Table } from '../game/playthrough.js'
import { needSolving, othersPolicies } from '../tui/sides.js'
import type { Pair } from './arguments.js'
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
	/** Cards of decks that are laid face up on the way, by the ply at which they fall: `2.incidents` and `terror-attack`. */
	readonly lay: readonly Pair[]
}

/**
 * A run of a batch, as far as the place where people take over: what policies decided for them until then stands
 * in the game as their own decisions, and can be taken back.
 * @throws DecisionError; BadInput when the run does not come so far
 */
export function takenOver(table: Table, { seed, run, policies, people, from, lay }: TakeOver): Playthrough {
	const { game } = table
	const place = readPlace(game, from)
	const ids = game.scenario.players.map((p) => p.id)
	if (!ids.includes(place.player))
		throw new BadInput(`--from ${from}: ${place.player} is no player; players are ${ids.join(', ')}`)
	const deciding = people.length > 0 ? people : [place.player]
	const others = othersPolicies(policies, deciding)
	const all = table.policies(policies)
	// Best play against somebody is another game's best play as soon as that somebody follows its cards.
	const kept = needSolving(others) ? policies : others
	const luck = luckOf(seed, run)
	const there = standsAt(game, place)
	const laid = lay.map((pair) => readLaid(game, place, pair))
	let at = begin(game, { seed, run, people: deciding, policies: kept })
	for (;;) {
		const state = table.state(at)
		if (there(state)) return at
		for (const { isHere, card } of laid) if (isHere(state)) at = table.inject(at, card)
		if (state.ending !== null)
			throw new BadInput(
				`run ${run} of seed "${seed}" ends in round ${state.round} with ${state.ending}, before ${placeText(place)}`,
			)
		at = table.awaitsPerson(at) ? table.step(at, drawMove(game, all, state, luck).id) : table.draw(at)
	}
}

/** @throws DecisionError; BadInput when it is no card of a deck's, or falls too late */
function readLaid(game: Game, from: Place, { name, value }: Pair) {
	const place = readPlace(game, name)
	if (!game.scenario.decks.some((d) => d.id === place.player))
		throw new BadInput(
			`--lay ${name}=${value}: ${place.player} is no deck; decks are ${game.scenario.decks.map((d) => d.id).join(', ')}`,
		)
	const card = readMove(game, place, value)
	if (card.endsWith(`.${NOTHING}`)) throw new BadInput(`--lay ${name}=${value}: nothing is no card that could be laid`)
	if (plyOf(game, place) > plyOf(game, from))
		throw new BadInput(`--lay ${name}=${value}: lies after ${placeText(from)}, where the run is taken over`)
	return { isHere: standsAt(game, place), card }
}
