import { type Place, placeText } from '../analysis/decision.js'
import type { Parting } from '../analysis/whatif.js'
import { quoted } from './json-document.js'
import type { OpenComparison } from './open-comparison.js'
import type { GameOptions } from './open-game.js'

/**
 * The command that opens the changed side of a run: where it parts from the other side, at the next ply that is a
 * player's to choose, and from its first ply where it never does. Null where no such game can be opened: a card of
 * a deck's that is kept from falling at one ply, or falls after the last choice.
 */
export function playLine(
	name: string,
	{ run, parting }: { readonly run: number; readonly parting: Parting | null },
	{ scenario, change, seed }: OpenComparison,
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
	const place = parting && nextPlace(scenario, parting)
	const laid = change.decision && laidCard(scenario, change.decision)
	if (laid === 'nothing' || (laid && !place)) return null
	if (place) words.push('--as', place.player, '--from', placeText(place))
	if (place && laid) words.push('--lay', `${change.decision!.at}=${laid}`)
	return words.map(quoted).join(' ')
}

/** The first ply of a player at or after another one; null after the last. */
function nextPlace({ order, players, clock }: OpenComparison['scenario'], { round, ply }: Parting): Place | null {
	const plies = order.length
	for (let n = (round - 1) * plies + ply; n < clock.rounds * plies; n++) {
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

/** The card, or `nothing`, where a decision is a deck's; null where it is a player's. */
function laidCard(
	{ decks }: OpenComparison['scenario'],
	{ at, instead }: { readonly at: string; readonly instead: string },
): string | null {
	const deck = decks.find((d) => at.split('#')[0]!.endsWith(`.${d.id}`))
	return deck ? instead.slice(deck.id.length + 1) : null
}
