import { isWeight, LIMIT, withinLimit } from '../bounds.js'
import type { Assignment, Expression, Tree } from '../expression.js'
import type { Bounds } from '../expressions/intervals.js'
import type { Findings } from '../findings.js'
import { BROKEN } from '../reading/context.js'
import type { Draft } from '../reading/read-scenario.js'
import type { Card, Outcome, Transition } from '../scenario.js'
import { type Proofs, witness } from './proofs.js'

/** Proves of every expression that its numbers stay within 32-bit integers, and that weights and chances are never below zero. */
export function checkValues(draft: Draft, proofs: Proofs, findings: Findings): void {
	const values = new Values(proofs, findings)
	for (const player of draft.players)
		for (const { value } of player.payoffs) if (typeof value !== 'number') values.any(value)
	for (const region of draft.chart) eachTransition(region, (t) => values.any(t.guard))
	for (const deck of draft.decks) for (const card of deck.cards) values.card(card, 'chance')
	for (const move of draft.moves) values.card(move, 'weight')
	for (const rule of draft.rules) {
		values.any(rule.when)
		values.effects(rule.effects)
	}
	for (const ending of draft.endings) {
		values.any(ending.when)
		if (ending.outlook) values.odds(ending.outlook.recurs, ending.outlook.of)
	}
	for (const doctrine of draft.doctrines) {
		for (const weight of doctrine.weights) values.weight(weight.value, 'weight')
		for (const weight of doctrine.percent) values.weight(weight.value, 'percentage')
		values.weight(doctrine.otherwise, 'weight')
	}
}

type Body = {
	readonly on: readonly { readonly transitions: readonly Transition[] }[]
	readonly always: readonly Transition[]
	readonly states: readonly Body[]
}

export function eachTransition(body: Body, see: (transition: Transition) => void): void {
	for (const handler of body.on) handler.transitions.forEach(see)
	body.always.forEach(see)
	for (const state of body.states) eachTransition(state, see)
}

class Values {
	readonly #proofs: Proofs
	readonly #findings: Findings

	constructor(proofs: Proofs, findings: Findings) {
		this.#proofs = proofs
		this.#findings = findings
	}

	card(card: Card, kind: 'weight' | 'chance'): void {
		this.any(card.when)
		this.weight(card.weight, kind)
		this.effects(card.effects)
		for (const outcome of card.outcomes) {
			this.weight(outcome.chance, 'chance')
			this.effects(outcome.effects)
		}
	}

	effects(effects: readonly Assignment[]): void {
		for (const { variable, owner, operator, value } of effects) {
			if (value === BROKEN) continue
			const left: Tree = { op: 'variable', id: variable, owner }
			const tree: Tree = operator === '=' ? value.tree : { op: operator === '+=' ? '+' : '-', left, right: value.tree }
			this.#limit(value, this.#proofs.bounds(tree, withinLimit))
		}
	}

	any(expression: Expression | null): void {
		if (expression === null || expression === BROKEN) return
		this.#limit(expression, this.#proofs.bounds(expression.tree, withinLimit))
	}

	weight(expression: Expression | null, kind: 'weight' | 'chance' | 'percentage'): void {
		if (expression === null || expression === BROKEN) return
		const bounds = this.#proofs.bounds(expression.tree, isWeight)
		if (!this.#limit(expression, bounds) || bounds.low >= 0) return
		const text = expression.text.replaceAll(/\s+/g, ' ').trim()
		const shown = text.length > 60 ? '…' : text
		this.#findings.error(
			'weight-negative',
			expression.at,
			`This ${kind} may be ${bounds.low}${witness(bounds.lowAt)}; a ${kind} is never below zero. If zero is meant there, write max(0, ${shown})`,
		)
	}

	/** From 0 to `of`. */
	odds(expression: Expression, of: number): void {
		// A base that cannot be one has been reported.
		if (expression === BROKEN || of < 1) return
		const fits = (b: Bounds): boolean => b.low >= 0 && b.high <= of && withinLimit(b)
		const bounds = this.#proofs.bounds(expression.tree, fits)
		if (!this.#limit(expression, bounds) || fits(bounds)) return
		const [far, where] = bounds.low < 0 ? [bounds.low, bounds.lowAt] : [bounds.high, bounds.highAt]
		this.#findings.error(
			'outlook-range',
			expression.at,
			`This may be ${far}${witness(where)}, and odds out of ${of} are from 0 to ${of}. Hold it there with clamp(…, 0, ${of})`,
		)
	}

	#limit(expression: Expression, bounds: Bounds): boolean {
		if (withinLimit(bounds)) return true
		const far = bounds.greatest >= LIMIT ? bounds.greatest : bounds.least
		this.#findings.error(
			'value-too-big',
			expression.at,
			`A number here may become ${far}; all must stay between -2147483648 and 2147483648. Use smaller ranges or factors`,
		)
		return false
	}
}

/** Whether none of the parts is missing through an error. */
export function whole(of: readonly (Card | Outcome)[]): boolean {
	return of.every((part) =>
		'weight' in part ? part.weight !== BROKEN && part.when !== BROKEN : part.chance !== BROKEN,
	)
}
