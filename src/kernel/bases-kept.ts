import type { Rules } from '../game/rules.js'
import { type Bounds, bounds } from '../scenario/bounds.js'
import type { Tree } from '../scenario/expression.js'
import { choice } from '../scenario/expressions/choice.js'
import type { Card } from '../scenario/scenario.js'
import type { KernelSlot } from './compile.js'

/** Combinations that a proof may try; what it cannot prove is checked at every draw. */
const PROOF = 20_000

/** Whether the chances of a deck's legal cards are proved to stay within its base, under the game's parameters. */
export function deckKept(rules: Rules, { deckOf, cards }: KernelSlot): boolean {
	const shares = cards.map(({ rule: { card } }): Tree => {
		const chance: Tree = card.weight?.tree ?? { op: 'integer', value: 1 }
		return card.when ? choice(card.when.tree, chance, { op: 'integer', value: 0 }) : chance
	})
	return kept(rules, shares, deckOf!)
}

/** The same of a card's outcomes. */
export const outcomesKept = (rules: Rules, card: Card): boolean =>
	kept(
		rules,
		card.outcomes.flatMap((o) => (o.chance ? [o.chance.tree] : [])),
		card.of!,
	)

function kept(rules: Rules, chances: readonly Tree[], base: number): boolean {
	const [first, ...others] = chances
	if (!first) return true
	const sum = others.reduce<Tree>((left, right) => ({ op: '+', left, right }), first)
	const within = (b: Bounds): boolean => b.high <= base
	const fixed = rules.resolved.parameters
	return within(bounds(sum, rules.scenario, { enough: within, each: within, fixed, budget: PROOF }))
}
