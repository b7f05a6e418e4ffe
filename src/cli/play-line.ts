import { type Place, placeText } from '../analysis/decision.js'
import type { Parting, WhatIf } from '../analysis/whatif.js'
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
	const made = decided ? change.decision : null
	const from = made ? plyAt(scenario, made.at) : parting
	const place = from && nextPlace(scenario, from, last)
	const laid = made && laidCard(scenario, made)
	if (laid === 'nothing' || (laid && !place)) return null
	if (place) words.push('--as', place.player, '--from', placeText(place))
	if (place && laid) words.push('--lay', `${made.at}=${laid}`)
	return words.map(quoted).join(' ')
}

type Ply = Pick<Parting, 'round' | 'ply'>

/** The ply of a place such as `2.pakistan#2`. */
function plyAt({ order }: OpenComparison['scenario'], at: string): Ply {
	const [, round, actor, nth] = /^(\d+)\.([^#]+)(?:#(\d+))?$/.exec(at)!
	const plies = order.flatMap((who, ply) => (who === actor ? [ply] : []))
	return { round: Number(round), ply: plies[Number(nth ?? 1) - 1]! }
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

/** The card, or `nothing`, where a decision is a deck's; null where it is a player's. */
function laidCard(
	{ decks }: OpenComparison['scenario'],
	{ at, instead }: { readonly at: string; readonly instead: string },
): string | null {
	const deck = decks.find((d) => at.split('#')[0]!.endsWith(`.${d.id}`))
	return deck ? instead.slice(deck.id.length + 1) : null
}
