import type { Assignment, Expression, Tree } from './expression.js'
import type { Draft } from './reading/read-scenario.js'
import type { Card, Outcome, StateNode, Transition } from './scenario.js'
import { sha256 } from './sha256.js'

/**
 * SHA-256 of what decides play, in a fixed form: names of cards, states, variables and so on, ranges, parameters,
 * checked expressions, order and payoffs. Prose, titles, sources, places, names of values, scripts, questions,
 * expected odds and outlooks do not enter, and of the tags only those that doctrines read. So a typo can be mended without losing a game.
 */
export function rulesHash(scenario: Draft): string {
	const read = new Set(
		scenario.doctrines.flatMap((d) => [...d.weights, ...d.percent]).flatMap((w) => (w.kind === 'tag' ? [w.key] : [])),
	)
	const tags = (of: readonly string[]) => of.filter((tag) => read.has(tag)).sort()
	return sha256(
		JSON.stringify([
			'detente rules 1',
			scenario.clock.rounds,
			scenario.players.map((p) => [
				p.id,
				p.rival,
				p.payoffs.map((o) => [o.ending, typeof o.value === 'number' ? o.value : expression(o.value)]),
			]),
			scenario.parameters.map((p) => [p.id, p.value, p.low, p.high]),
			scenario.order,
			scenario.variables.map((v) => [v.id, v.perPlayer, v.low, v.high, v.start]),
			scenario.chart.map((r) => [r.id, r.perPlayer, body(r)]),
			scenario.decks.map((d) => [d.id, d.of, d.cards.map((c) => card(c))]),
			scenario.moves.map((m) => [card(m), m.by, tags(m.tags)]),
			scenario.rules.map((r) => [expression(r.when), effects(r.effects), r.every]),
			scenario.endings.map((e) => [e.id, expression(e.when), e.atEnd]),
			scenario.doctrines.map((d) => [
				d.id,
				d.by,
				...[d.weights, d.percent].map((list) => list.map((w) => [w.key, expression(w.value)])),
				expression(d.otherwise),
			]),
		]),
	)
}

function body(state: Pick<StateNode, 'initial' | 'states' | 'on' | 'always'>): unknown {
	return [
		state.initial,
		state.on.map((h) => [h.event.by, h.event.card, h.event.outcome, h.transitions.map(transition)]),
		state.always.map(transition),
		state.states.map((s) => [s.id, body(s)]),
	]
}

const transition = (t: Transition): unknown => [t.target, expression(t.guard)]

function card(of: Omit<Card, 'title'>): unknown {
	return [
		of.id,
		expression(of.when),
		expression(of.weight),
		effects(of.effects),
		of.of,
		of.outcomes.map((o: Outcome) => [o.id, expression(o.chance), effects(o.effects)]),
	]
}

const effects = (of: readonly Assignment[]): unknown =>
	of.map((a) => [a.variable, a.owner, a.operator, expression(a.value)])

const expression = (of: Expression | null): unknown => of && canonical(of.tree)

/** A tree as nested lists: key order and the names of values do not matter. */
function canonical(tree: Tree): unknown {
	switch (tree.op) {
		case 'integer':
		case 'boolean':
			return tree.value
		case 'variable':
			return ['variable', tree.owner, tree.id]
		case 'parameter':
			return ['parameter', tree.id]
		case 'round':
			return ['round']
		case 'region':
			return ['region', tree.owner, tree.id, [...tree.states].sort()]
		case 'not':
		case 'negate':
		case 'abs':
			return [tree.op, canonical(tree.of)]
		case 'min':
		case 'max':
			return [tree.op, ...tree.of.map(canonical)]
		case 'clamp':
			return [tree.op, canonical(tree.of), canonical(tree.low), canonical(tree.high)]
		case '?:':
			return [tree.op, canonical(tree.test), canonical(tree.then), canonical(tree.else)]
		case 'in':
			return [tree.op, canonical(tree.of), ...tree.values.map(canonical)]
		default:
			return [tree.op, canonical(tree.left), canonical(tree.right)]
	}
}
