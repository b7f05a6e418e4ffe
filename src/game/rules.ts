import { greatest } from '../scenario/bounds.js'
import type { Assignment, Expression } from '../scenario/expression.js'
import type { Card, Ending, Rule, Scenario } from '../scenario/scenario.js'
import {
	type Binding,
	type BooleanOf,
	booleanOf,
	type IntegerOf,
	integerOf,
	ownerOf,
	type Reading,
} from './evaluate.js'
import { type Layout, layOut, ownKey } from './layout.js'
import { type ResolvedSettings, resolveSettings, type Settings } from './settings.js'

/** A scenario under its settings, with players, `self` and `rival` expanded and every expression a closure. */
export interface Rules {
	readonly scenario: Scenario
	readonly settings: Settings
	readonly resolved: ResolvedSettings
	readonly layout: Layout
	/** One per ply of a round. */
	readonly slots: readonly Slot[]
	/** By id: `iran.limited-strike`, `incidents.terror-attack`. */
	readonly cards: ReadonlyMap<string, RuleCard>
	readonly standing: readonly StandingRule[]
	readonly endings: readonly RuleEnding[]
	/** The binding of a card, rule, guard or payoff that belongs to `player`, or to nobody. */
	bind(player: string | null): Binding
}

export interface Slot {
	readonly index: number
	readonly actor: string
	/** The deck's base, or null for a player's ply. */
	readonly deckOf: number | null
	/** All of the actor's cards in file order, legal or not. */
	readonly cards: readonly RuleCard[]
}

export interface RuleCard {
	readonly id: string
	readonly actor: string
	readonly card: Card
	readonly binding: Binding
	/** Whether `when` holds (always false for a card that the settings removed); whose ply it is does not enter. */
	readonly allowed: BooleanOf
	/** A move's weight, or a deck card's chance. */
	readonly weight: IntegerOf
	/** The greatest value `weight` can have in any state under any admissible parameters. */
	readonly cell: number
	readonly effects: readonly RuleEffect[]
	readonly outcomes: readonly RuleOutcome[]
}

export interface RuleOutcome {
	/** `iran.limited-strike.low-salience` */
	readonly id: string
	readonly outcome: Card['outcomes'][number]
	/** Null for the one that takes the rest of the card's base. */
	readonly chance: IntegerOf | null
	readonly cell: number
	readonly effects: readonly RuleEffect[]
}

/** `variables[key] = clamp(value(state))`, the operator already worked in. */
export interface RuleEffect {
	readonly key: string
	readonly low: number
	readonly high: number
	readonly assignment: Assignment
	readonly value: IntegerOf
}

interface StandingRule {
	readonly rule: Rule
	readonly when: BooleanOf
	readonly effects: readonly RuleEffect[]
}

interface RuleEnding {
	readonly ending: Ending
	readonly when: BooleanOf
}

const ALWAYS: BooleanOf = () => true
const NEVER: BooleanOf = () => false
const ONE: IntegerOf = () => 1

/** @throws SettingsError when the settings do not fit the scenario. */
export function compileRules(scenario: Scenario, settings: Settings = {}): Rules {
	const layout = layOut(scenario)
	const resolved = resolveSettings(scenario, layout, settings)
	const bindings = new Map<string | null, Binding>()
	const bind = (player: string | null): Binding => {
		const known = bindings.get(player)
		if (known) return known
		const rival = scenario.players.find((p) => p.id === player)?.rival ?? null
		const made: Binding = { layout, parameters: resolved.parameters, self: player, rival }
		bindings.set(player, made)
		return made
	}
	const nobody = bind(null)
	const holds = (when: Expression | null, binding: Binding): BooleanOf =>
		when ? booleanOf(when.tree, binding) : ALWAYS
	const integer = (e: Expression | null, binding: Binding): IntegerOf => (e ? integerOf(e.tree, binding) : ONE)
	const effectsOf = (list: readonly Assignment[], binding: Binding): RuleEffect[] =>
		list.map((assignment) => {
			const slot = layout.variable(ownKey(ownerOf(assignment.owner, binding), assignment.variable))
			const value = integerOf(assignment.value.tree, binding)
			return {
				key: slot.key,
				low: slot.low,
				high: slot.high,
				assignment,
				value: withOperator(assignment.operator, slot.key, value),
			}
		})
	const cell = (e: Expression | null): number => (e ? cellOf(e, scenario) : 1)

	const cards = new Map<string, RuleCard>()
	const add = (actor: string, player: string | null, card: Card): RuleCard => {
		const id = `${actor}.${card.id}`
		const binding = bind(player)
		const made: RuleCard = {
			id,
			actor,
			card,
			binding,
			allowed: resolved.without.has(id) ? NEVER : holds(card.when, binding),
			weight: integer(card.weight, binding),
			cell: cell(card.weight),
			effects: effectsOf(card.effects, binding),
			outcomes: card.outcomes.map((outcome) => ({
				id: `${id}.${outcome.id}`,
				outcome,
				chance: outcome.chance ? integer(outcome.chance, binding) : null,
				cell: outcome.chance ? cell(outcome.chance) : (card.of ?? 0),
				effects: effectsOf(outcome.effects, binding),
			})),
		}
		cards.set(id, made)
		return made
	}
	const ofPlayer = new Map(
		scenario.players.map((p) => [
			p.id,
			scenario.moves.filter((m) => m.by.includes(p.id)).map((m) => add(p.id, p.id, m)),
		]),
	)
	const ofDeck = new Map(scenario.decks.map((d) => [d.id, d.cards.map((c) => add(d.id, null, c))]))

	return {
		scenario,
		settings,
		resolved,
		layout,
		slots: scenario.order.map((actor, index) => ({
			index,
			actor,
			deckOf: scenario.decks.find((d) => d.id === actor)?.of ?? null,
			cards: ofPlayer.get(actor) ?? ofDeck.get(actor) ?? [],
		})),
		cards,
		standing: scenario.rules.map((rule) => ({
			rule,
			when: holds(rule.when, nobody),
			effects: effectsOf(rule.effects, nobody),
		})),
		endings: scenario.endings.map((ending) => ({ ending, when: holds(ending.when, nobody) })),
		bind,
	}
}

/** Settings change nothing in them, and the proofs behind them are the most of the work of a game's rules. */
const cells = new WeakMap<Scenario, Map<Expression, number>>()

function cellOf(expression: Expression, scenario: Scenario): number {
	const own = cells.get(scenario) ?? new Map<Expression, number>()
	cells.set(scenario, own)
	const cell = own.get(expression) ?? greatest(expression.tree, scenario)
	own.set(expression, cell)
	return cell
}

function withOperator(operator: Assignment['operator'], key: string, value: IntegerOf): IntegerOf {
	if (operator === '=') return value
	if (operator === '+=') return (s) => s.variables[key]! + value(s)
	return (s) => s.variables[key]! - value(s)
}

/** The standing rules that hold one after the other, each reading what those before it left, and the variables after each. */
export function folded(
	rules: Rules,
	state: Reading,
	lastPly: boolean,
): readonly { readonly rule: Rule; readonly variables: Readonly<Record<string, number>> }[] {
	let now = state
	return rules.standing.flatMap(({ rule, when, effects }) => {
		if (!((lastPly || rule.every === 'ply') && when(now))) return []
		now = { ...now, variables: assigned(effects, now) }
		return [{ rule, variables: now.variables }]
	})
}

/** The variables after the effects: every right-hand side reads `state`, then all are assigned and clamped. */
export function assigned(effects: readonly RuleEffect[], state: Reading): Readonly<Record<string, number>> {
	if (effects.length === 0) return state.variables
	const variables = { ...state.variables }
	for (const { key, low, high, value } of effects) variables[key] = Math.max(low, Math.min(high, value(state)))
	return variables
}
