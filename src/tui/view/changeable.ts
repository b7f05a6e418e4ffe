import type { RegionSlot, VariableSlot } from '../../game/layout.js'
import type { Rules } from '../../game/rules.js'
import type { Handler, StateNode } from '../../scenario/scenario.js'

const assignedKeys = new WeakMap<Rules, ReadonlySet<string>>()

/** Variables that some card, outcome or rule assigns. */
function assignedIn(rules: Rules): ReadonlySet<string> {
	const known = assignedKeys.get(rules)
	if (known) return known
	const cards = [...rules.cards.values()].flatMap((c) => [...c.effects, ...c.outcomes.flatMap((o) => o.effects)])
	const keys = new Set([...cards, ...rules.standing.flatMap((r) => r.effects)].map((e) => e.key))
	assignedKeys.set(rules, keys)
	return keys
}

/** False for what stays as it began in every game: no card, outcome or rule reaches it. */
export function isChangeable(rules: Rules, slot: VariableSlot | RegionSlot): boolean {
	if ('variable' in slot) return assignedIn(rules).has(slot.key)
	const { owner, region } = slot
	const rival = rules.scenario.players.find((p) => p.id === owner)?.rival ?? null
	const happens = ({ event }: Handler): boolean => {
		const by = event.by === 'self' ? owner : event.by === 'rival' ? rival : event.by
		return by === 'any' || (by !== null && rules.cards.has(`${by}.${event.card}`))
	}
	const moves = (body: Pick<StateNode, 'on' | 'always' | 'states'>): boolean =>
		body.always.length > 0 ||
		body.on.some((h) => h.transitions.some((t) => t.target !== null) && happens(h)) ||
		body.states.some(moves)
	return moves(region)
}
