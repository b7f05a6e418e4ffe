import type { Binding } from '../../game/evaluate.js'
import type { Game } from '../../game/game.js'
import { machineConfig } from '../../game/machine.js'
import type { RuleEffect, Rules } from '../../game/rules.js'
import type { Expression, Tree } from '../../scenario/expression.js'
import type { Handler, StateNode, Transition } from '../../scenario/scenario.js'
import { javascriptExpression, javascriptFunction } from './javascript-expression.js'

/** The settings begin somewhere that a machine of its own cannot. */
export class ExportRefusal extends Error {
	override readonly name = 'ExportRefusal'
}

/**
 * The game's machine as an ES module that needs nothing but `xstate`: guards and assigns are functions written out,
 * since JSON would drop them. It exports `machine`, `legalMoves(context)`, and `weights(context)`, by which chance
 * and players who follow their cards draw.
 * @throws ExportRefusal when the settings start a region inside a compound state
 */
export function exportXstate(game: Game): string {
	const { rules } = game
	const { scenario } = game
	const config = machineConfig(rules) as { context: unknown; states: Record<string, unknown> }
	begin(rules, config.states)
	const parameters = Object.fromEntries(rules.resolved.parameters)
	return `import { assign, createMachine, raise } from "xstate"

// ${oneLine(scenario.title)}: rules ${scenario.rulesHash}.
// Send a move as an event: actor.send({ type: ${JSON.stringify(legalExample(rules))} }). Chance's moves are events too.
// The game is over when context.ending is no longer null; a parallel machine's own status does not say so.

/** Parameters. */
const p = ${JSON.stringify(parameters, null, '\t')}

/** By event: whether the card is allowed on its player's ply, the weight (a deck's chance) it is drawn by, what it does, and what may come of it. */
export const cards = {
${[...rules.cards.values()].map((card) => `\t${JSON.stringify(card.id)}: ${cardSource(rules, card)},`).join('\n')}
}

/** One per ply of a round: who moves, the deck's base if it is one, and the cards. */
export const plies = ${JSON.stringify(
		rules.slots.map((s) => ({ actor: s.actor, of: s.deckOf, cards: s.cards.map((c) => c.id) })),
		null,
		'\t',
	)}

/** Standing consequences, in order. */
const rules = [
${rules.standing
	.map(
		({ rule, effects }) =>
			`\t{ every: ${JSON.stringify(rule.every)}, when: ${javascriptFunction(rule.when?.tree ?? null, rules.bind(null), 'true')}, effects: ${effectsSource(effects, rules.bind(null))} },`,
	)
	.join('\n')}
]

/** The events that are legal now, in the scenario's order; empty once the game is over. */
export function legalMoves(c) {
	if (c.ending !== null) return []
	if (c.pending !== null) return Object.keys(cards[c.pending].outcomes).map((id) => \`\${c.pending}.\${id}\`)
	const { actor, of, cards: own } = plies[c.ply]
	const moves = own.filter((id) => cards[id].allowed(c))
	if (of !== null) return [...moves, \`\${actor}.nothing\`]
	return moves.length === 0 ? [\`\${actor}.pass\`] : moves
}

/** The weights of legalMoves(c), in its order. All zero means evenly. */
export function weights(c) {
	const moves = legalMoves(c)
	if (c.pending !== null) {
		const { of, outcomes } = cards[c.pending]
		const chances = Object.values(outcomes).map(({ chance }) => chance && chance(c))
		const sum = chances.reduce((total, chance) => total + (chance ?? 0), 0)
		return chances.map((chance) => chance ?? of - sum)
	}
	let left = plies[c.ply]?.of ?? 0
	return moves.map((id) => {
		const weight = cards[id] ? cards[id].weight(c) : plies[c.ply].of === null ? 1 : left
		left -= weight
		return weight
	})
}

const legal = (c, move) => legalMoves(c).includes(move)

/** All right-hand sides read the context as it is; then all are assigned. */
const assigned = (c, effects) => ({ ...c.variables, ...effects(c) })

const play = (move) =>
	assign(({ context: c }) => {
		const card = cards[move]
		if (card) return { variables: assigned(c, card.effects), pending: Object.keys(card.outcomes).length > 0 ? move : null }
		const [actor, id, outcome] = move.split(".")
		if (outcome === undefined) return { pending: null }
		return { variables: assigned(c, cards[\`\${actor}.\${id}\`].outcomes[outcome].effects), pending: null }
	})

const fold = (lastPly) =>
	assign(({ context }) => {
		let c = context
		for (const { every, when, effects } of rules)
			if ((lastPly || every === "ply") && when(c)) c = { ...c, variables: assigned(c, effects) }
		return { variables: c.variables, settling: true }
	})

const mark = (region, leaf) => assign(({ context: c }) => ({ chart: { ...c.chart, [region]: leaf } }))
const settle = assign({ settling: true })
const advance = (ply) => assign({ ply, settling: false })
const nextRound = assign(({ context: c }) => ({ round: c.round + 1, ply: 0, settling: false }))
const end = (ending) => assign({ ending, settling: false })

export const machine = createMachine(${source(rules, config, 0)})
`
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ')

const legalExample = (rules: Rules): string => rules.slots[0]!.cards[0]?.id ?? `${rules.slots[0]!.actor}.pass`

function cardSource(
	rules: Rules,
	{ card, binding, id, effects, outcomes }: Rules['cards'] extends ReadonlyMap<string, infer C> ? C : never,
): string {
	const allowed = rules.resolved.without.has(id)
		? '(c) => false'
		: javascriptFunction(card.when?.tree ?? null, binding, 'true')
	const lands = outcomes.map(({ outcome, effects: own }) => {
		const chance = outcome.chance ? javascriptFunction(outcome.chance.tree, binding, '1') : 'null'
		return `\t\t\t${JSON.stringify(outcome.id)}: { title: ${JSON.stringify(outcome.title ?? outcome.id)}, chance: ${chance}, effects: ${effectsSource(own, binding)} },`
	})
	return `{
		title: ${JSON.stringify(card.title)},
		allowed: ${allowed},
		weight: ${javascriptFunction(card.weight?.tree ?? null, binding, '1')},
		effects: ${effectsSource(effects, binding)},
		of: ${card.of},
		outcomes: {${lands.length > 0 ? `\n${lands.join('\n')}\n\t\t` : ''}},
	}`
}

function effectsSource(effects: readonly RuleEffect[], binding: Binding): string {
	const lines = effects.map(({ key, low, high, assignment }) => {
		const name = JSON.stringify(key)
		const value = javascriptExpression(assignment.value.tree, binding)
		const sum = assignment.operator === '=' ? value : `c.variables[${name}] ${assignment.operator[0]} ${value}`
		return `${name}: Math.max(${low}, Math.min(${high}, ${sum}))`
	})
	return lines.length === 0 ? '() => ({})' : `(c) => ({ ${lines.join(', ')} })`
}

/** A machine that is started by itself enters each region by its `initial`: where the settings begin elsewhere, that has to say so. */
function begin(rules: Rules, states: Record<string, unknown>): void {
	for (const region of rules.layout.regions) {
		const leaf = rules.resolved.chart.get(region.key)!
		if (leaf === region.start) continue
		const { path } = region.states.get(leaf)!
		if (path.length > 1)
			throw new ExportRefusal(
				`${region.key} cannot begin in ${leaf}, which lies inside ${path[0]}: the machine enters ${path[0]} by its own initial state`,
			)
		;(states[region.key.replaceAll('.', ':')] as { initial: string }).initial = leaf
	}
}

interface Named {
	readonly type: string
	readonly params?: Readonly<Record<string, unknown>>
}

/** The configuration as source, with guards and actions as functions in the place of their names. */
function source(rules: Rules, value: unknown, depth: number, key = ''): string {
	const indent = '\t'.repeat(depth + 1)
	if (key === 'guard') return guardSource(rules, value as Named)
	if (key === 'actions' || key === 'entry') return `[${(value as Named[]).map(actionSource).join(', ')}]`
	if (Array.isArray(value)) {
		const items = value.map((v) => `${indent}${source(rules, v, depth + 1)},`)
		return items.length === 0 ? '[]' : `[\n${items.join('\n')}\n${'\t'.repeat(depth)}]`
	}
	if (typeof value === 'object' && value !== null) {
		const entries = Object.entries(value)
		if (entries.length === 0) return '{}'
		// States may be called anything, "guard" and "entry" too: their names are no keys of the configuration.
		const named = key === 'states' || key === 'on' || key === 'context' || key === 'chart' || key === 'variables'
		const lines = entries.map(
			([name, v]) => `${indent}${JSON.stringify(name)}: ${source(rules, v, depth + 1, named ? `${key}/` : name)},`,
		)
		return `{\n${lines.join('\n')}\n${'\t'.repeat(depth)}}`
	}
	return JSON.stringify(value)
}

function guardSource(rules: Rules, { type, params = {} }: Named): string {
	const context = '({ context: c }) => '
	const condition = (): string => {
		const tree = guardTree(rules, String(params.cel))
		return javascriptExpression(tree, rules.bind((params.self as string | null) ?? null))
	}
	const move = JSON.stringify(params.move)
	switch (type) {
		case 'legal':
			return `${context}legal(c, ${move})`
		case 'follows':
			return `${context}legal(c, ${move}) && ${condition()}`
		case 'settles': {
			const away = `c.settling && c.chart[${JSON.stringify(params.region)}] !== ${JSON.stringify(params.leaf)}`
			return `${context}${away}${params.cel === null ? '' : ` && ${condition()}`}`
		}
		case 'ends':
		case 'endsAtLast': {
			const { ending } = rules.endings[Number(params.ending)]!
			const last = type === 'endsAtLast' ? `c.round === ${Number(params.rounds)} && ` : ''
			return `${context}${last}${javascriptExpression(ending.when.tree, rules.bind(null))}`
		}
		default:
			throw new Error(`the machine has a guard ${type}`)
	}
}

function actionSource({ type, params = {} }: Named): string {
	const of = (name: string): string => JSON.stringify(params[name])
	switch (type) {
		case 'mark':
			return `mark(${of('region')}, ${of('leaf')})`
		case 'play':
			return `play(${of('move')})`
		case 'fold':
			return `fold(${of('lastPly')})`
		case 'advance':
			return `advance(${of('ply')})`
		case 'end':
			return `end(${of('ending')})`
		case 'settle':
		case 'nextRound':
			return type
		case 'judge':
			return 'raise({ type: "floor.judge" })'
		case 'begin':
			return 'raise({ type: "floor.begin" })'
		default:
			throw new Error(`the machine has an action ${type}`)
	}
}

/** The tree of a guard, by its text. */
function guardTree(rules: Rules, text: string): Tree {
	const search = (body: {
		readonly on: readonly Handler[]
		readonly always: readonly Transition[]
		readonly states: readonly StateNode[]
	}): Expression | undefined => {
		const own = [...body.always, ...body.on.flatMap((h) => h.transitions)].find((t) => t.guard?.text === text)?.guard
		if (own) return own
		for (const state of body.states) {
			const found = search(state)
			if (found) return found
		}
		return undefined
	}
	for (const region of rules.scenario.chart) {
		const found = search(region)
		if (found) return found.tree
	}
	throw new Error(`the chart has no guard ${text}`)
}
