import { type Place, placeText, plyOf } from '../analysis/decision.js'
import type { Parting, WhatIf } from '../analysis/whatif.js'
import type { Game } from '../game/game.js'
import { NOTHING } from '../game/legality.js'
import { quoted } from './json-document.js'
import type { OpenComparison } from './open-comparison.js'
import type { GameOptions } from './open-game.js'

/**
 * The command that opens the changed side of a run: where its decision was made, so that whoever plays makes it; else
 * where it parts from the other side; at the next ply that is a player's to choose, and at its first ply where there is
 * none. Null where no such game can be opened: a card of a deck's is kept from falling at one ply, or falls after the
 * last choice.
 */
export function playLine(
	name: string,
	{ run, parting, decided, last }: Pick<NonNullable<WhatIf['example']>, 'run' | 'parting' | 'decided' | 'last'>,
	{ scenario, after, change, seed }: OpenComparison,
	options: GameOptions,
): string | null {
	const { set = [], without = [], policy = [] } = options
	const policies = new Map([
		...policy.map((p) => [p.name, p.value] as const),
		...change.policies.map((p) => [p.player, p.policy] as const),
	])
	const words = ['detente', 'play', name, '--seed', seed, '--run', String(run)]
	for (const [player, value] of policies) words.push('--policy', `${player}=${value}`)
	for (const pair of [...set, ...change.set]) words.push('--set', `${pair.name}=${pair.value}`)
	for (const card of [...without, ...change.without]) words.push('--without', card)
	const made = decided ? after.decision : undefined
	const from = made ? timeOf(after.game, made.place) : parting
	const place = from && nextPlace(scenario, from, last)
	const isDecks = made !== undefined && scenario.decks.some((d) => d.id === made.place.player)
	if (isDecks && (!place || made.move.endsWith(`.${NOTHING}`))) return null
	if (place) words.push('--as', place.player, '--from', placeText(place))
	if (isDecks) words.push('--lay', `${placeText(made.place)}=${made.move.slice(made.place.player.length + 1)}`)
	return words.map(quoted).join(' ')
}

type Ply = Pick<Parting, 'round' | 'ply'>

function timeOf(game: Game, place: Place): Ply {
	return { round: place.round, ply: plyOf(game, place) % game.rules.slots.length }
}

/** The first ply of a player at or after another one; null where the run has none before its end. */
function nextPlace({ order, players }: OpenComparison['scenario'], { round, ply }: Ply, last: Ply): Place | null {
	const plies = order.length
	for (let n = (round - 1) * plies + ply; n <= (last.round - 1) * plies + last.ply; n++) {
		const player = order[n % plies]!
		if (players.some((p) => p.id === player))
			return {
				round: 1 + Math.floor(n / plies),
				player,
				nth: order.slice(0, (n % plies) + 1).filter((actor) => actor === player).length,
			}
	}
	return null
}
