import type { Game } from '../game/game.js'
import type { RuleCard, RuleOutcome } from '../game/rules.js'
import { type Cells, layCells } from './cells.js'
import { generated } from './generated.js'
import { localised } from './localised.js'
import { type ParameterSource, writer } from './source.js'
import { stepSource } from './step-source.js'

export type CellsFunction = (s: Int32Array) => number
export type CellsStep = (s: Int32Array) => void

/** The rules as functions over packed cells, generated from the checked trees. They own no rules, give no messages, and check no legality that they are not asked for. */
export interface Kernel {
	readonly game: Game
	readonly cells: Cells
	readonly slots: readonly KernelSlot[]
	/** Cells of the initial state, `always` taken. */
	readonly start: Int32Array
	/** Parameter values, in the order of the scenario's parameters: write them to change what weights and chances read. */
	readonly parameters: Int32Array
	/** 0, or 1 + the index of the ending: after a ply that is not the game's last. */
	readonly ended: CellsFunction
	/** 1 + the index of the ending: after the last ply of the last round. */
	readonly endedLast: CellsFunction
}

export interface KernelSlot {
	readonly actor: string
	readonly deckOf: number | null
	readonly cards: readonly KernelCard[]
	/** Rules and `always`, once the ply is complete. */
	readonly settle: CellsStep
}

export interface KernelCard {
	readonly rule: RuleCard
	readonly allowed: CellsFunction
	/** The card's own weight, or a deck card's chance. */
	readonly weight: CellsFunction
	/** The chart's answer and the effects. */
	readonly play: CellsStep
	readonly outcomes: readonly KernelOutcome[]
}

export interface KernelOutcome {
	readonly rule: RuleOutcome
	/** Null for the one that takes the rest. */
	readonly chance: CellsFunction | null
	readonly land: CellsStep
}

/**
 * Compiles the game's rules. Parameters in weights and chances are read from `parameters` as they are at the
 * call; those in guards, effects and rules, which shape the graph, are the game's own.
 * @throws KernelRefusal when code generation is forbidden here
 */
export function compileKernel(game: Game): Kernel {
	const { rules } = game
	const cells = layCells(rules)
	const order = new Map(rules.scenario.parameters.map((p, n) => [p.id, n]))
	const constant: ParameterSource = (id) => String(rules.resolved.parameters.get(id)!)
	const place: ParameterSource = (id) => `p[${order.get(id)!}]`
	const steps = stepSource(rules, cells, constant)
	const parameters = Int32Array.from(rules.scenario.parameters, (p) => rules.resolved.parameters.get(p.id)!)

	const lines: string[] = []
	const define = (body: string): number => lines.push(`(s)=>{${body}}`) - 1
	const shapes = rules.slots.map((slot, n) => ({
		settle: define(localised(steps.settle(n === rules.slots.length - 1))),
		cards: slot.cards.map((card) => {
			const guards = writer(cells, card.binding, constant)
			const weights = writer(cells, card.binding, place)
			const allowed = rules.resolved.without.has(card.id)
				? '0'
				: card.card.when
					? guards.boolean(card.card.when.tree)
					: '1'
			return {
				allowed: define(`return ${allowed}`),
				weight: define(`return ${card.card.weight ? weights.integer(card.card.weight.tree) : '1'}`),
				play: define(localised(steps.event(card.id, card.effects, card.binding))),
				outcomes: card.outcomes.map((o) => ({
					chance: o.outcome.chance ? define(`return ${weights.integer(o.outcome.chance.tree)}`) : null,
					land: define(localised(steps.event(o.id, o.effects, card.binding))),
				})),
			}
		}),
	}))
	const ended = define(localised('', steps.endings(false)))
	const endedLast = define(localised('', steps.endings(true)))
	const begin = define(steps.always())

	const made = generated<CellsFunction[]>(`return [\n${lines.join(',\n')}\n]`, { p: parameters })
	const start = new Int32Array(cells.size)
	cells.write(
		{
			chart: Object.fromEntries(rules.resolved.chart),
			variables: Object.fromEntries(rules.resolved.variables),
			round: 1,
			ply: 0,
			pending: null,
			ending: null,
		},
		start,
	)
	made[begin]!(start)
	return {
		game,
		cells,
		start,
		parameters,
		ended: made[ended]!,
		endedLast: made[endedLast]!,
		slots: rules.slots.map((slot, n) => ({
			actor: slot.actor,
			deckOf: slot.deckOf,
			settle: made[shapes[n]!.settle]!,
			cards: slot.cards.map((rule, c) => {
				const shape = shapes[n]!.cards[c]!
				return {
					rule,
					allowed: made[shape.allowed]!,
					weight: made[shape.weight]!,
					play: made[shape.play]!,
					outcomes: rule.outcomes.map((outcome, o) => ({
						rule: outcome,
						chance: shape.outcomes[o]!.chance === null ? null : made[shape.outcomes[o]!.chance!]!,
						land: made[shape.outcomes[o]!.land]!,
					})),
				}
			}),
		})),
	}
}
