import type { Expression } from '../scenario/expression.js'
import type { Handler, StateNode, Transition } from '../scenario/scenario.js'
import { readsRound } from './evaluate.js'
import type { Rules } from './rules.js'

/** Whether the round decides more than the horizon: some `when`, effect, guard or ending reads it. Weights and chances may, they move nothing. */
export function roundMatters(rules: Rules): boolean {
	const { scenario } = rules
	const reads = (e: Expression | null): boolean => e !== null && readsRound(e.tree)
	const effects = (list: readonly { readonly value: Expression }[]): boolean => list.some((a) => reads(a.value))
	const transitions = (list: readonly Transition[]): boolean => list.some((t) => reads(t.guard))
	const body = (node: {
		readonly on: readonly Handler[]
		readonly always: readonly Transition[]
		readonly states: readonly StateNode[]
	}): boolean =>
		transitions(node.always) || node.on.some((h) => transitions(h.transitions)) || node.states.some((s) => body(s))
	const cards = [...scenario.moves, ...scenario.decks.flatMap((d) => d.cards)]
	return (
		cards.some((c) => reads(c.when) || effects(c.effects) || c.outcomes.some((o) => effects(o.effects))) ||
		scenario.rules.some((r) => reads(r.when) || effects(r.effects)) ||
		scenario.endings.some((e) => reads(e.when)) ||
		scenario.chart.some(body)
	)
}
