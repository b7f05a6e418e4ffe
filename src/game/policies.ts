import { greatest } from '../scenario/bounds.js'
import { choices } from '../scenario/closest.js'
import type { Expression, Tree } from '../scenario/expression.js'
import type { Doctrine, Script } from '../scenario/scenario.js'
import { integerOf } from './evaluate.js'
import { type Game, type Move, type Policy, ScenarioFault, type State, type Weighted } from './game.js'
import { NOTHING } from './legality.js'
import type { RuleCard } from './rules.js'

export class PolicyError extends Error {
	override readonly name = 'PolicyError'
}

const weigh = (legal: readonly Move[], weight: (move: Move) => number): Weighted<Move>[] =>
	legal.map((value) => ({ value, weight: weight(value) }))

function withCells(choose: Policy, cells: ReadonlyMap<string, number>): Policy {
	return Object.assign(choose, { cells })
}

const cardsOf = (game: Game, player: string): readonly RuleCard[] =>
	game.rules.slots.find((s) => s.actor === player)?.cards ?? []

/** A weight as what it is made of, so that closures and the kernel read the same: `factor` times the product of `trees`. */
export interface WeightForm {
	readonly factor: number
	readonly trees: readonly Tree[]
	/** The greatest it can be in any state under any admissible parameters. */
	readonly cell: number
}

function form(game: Game, factor: number, ...weights: readonly (Expression | null)[]): WeightForm {
	const trees = weights.flatMap((w) => (w ? [w.tree] : []))
	return { factor, trees, cell: trees.reduce((product, tree) => product * greatest(tree, game.scenario), factor) }
}

/**
 * A doctrine's weights, times 100 so that whole percents stay integers. For each card: the doctrine's weight by
 * its name, else its percentage by name, else the first of its tags with a weight, then with a percentage, else
 * `otherwise`, else the card's own weight.
 */
function doctrineForm(game: Game, doctrine: Doctrine, { card }: RuleCard): WeightForm {
	for (const kind of ['move', 'tag'] as const) {
		const find = (list: Doctrine['weights']) =>
			list.find((w) => w.kind === kind && (kind === 'move' ? w.key === card.id : card.tags.includes(w.key)))
		const own = find(doctrine.weights)
		if (own) return form(game, 100, own.value)
		const percent = find(doctrine.percent)
		if (percent) return form(game, 1, percent.value, card.weight)
	}
	return form(game, 100, doctrine.otherwise ?? card.weight)
}

/** Weights by card, in file order, for the policies that are weights: `cards`, `uniform`, a doctrine. Undefined for any other name. */
export function weightForms(game: Game, player: string, name: string): ReadonlyMap<string, WeightForm> | undefined {
	const doctrine = game.scenario.doctrines.find((d) => d.id === name && d.by.includes(player))
	const of = (card: RuleCard): WeightForm | undefined => {
		if (doctrine) return doctrineForm(game, doctrine, card)
		if (name === 'cards') return form(game, 1, card.card.weight)
		return name === 'uniform' ? form(game, 1) : undefined
	}
	const forms = cardsOf(game, player).map((c) => [c.id, of(c)] as const)
	return forms.every((f): f is [string, WeightForm] => f[1] !== undefined) ? new Map(forms) : undefined
}

function formPolicy(game: Game, forms: ReadonlyMap<string, WeightForm>): Policy {
	const weights = new Map(
		[...forms].map(([id, { factor, trees }]) => {
			const { binding } = game.rules.cards.get(id)!
			const factors = trees.map((t) => integerOf(t, binding))
			return [id, (s: State) => factors.reduce((product, f) => product * f(s), factor)] as const
		}),
	)
	return withCells(
		(state, legal) => weigh(legal, (m) => weights.get(m.id)?.(state) ?? 1),
		new Map([...forms].map(([id, { cell }]) => [id, cell])),
	)
}

/** Weights that a player's cards carry themselves: what a player without a policy follows. */
export const cardPolicy = (game: Game, player: string): Policy => formPolicy(game, weightForms(game, player, 'cards')!)

/** The script's move at each of the player's plies where it is legal; elsewhere, and after the script's last step, the cards' own weights. */
export function scriptPolicy(game: Game, player: string, script: Script): Policy {
	const plies = game.rules.slots.length
	const otherwise = cardPolicy(game, player)
	return forcedPolicy(otherwise, (state) => {
		const step = script.steps[(state.round - 1) * plies + state.ply]
		return step && `${step.player}.${step.move}`
	})
}

/** `move` where it names a legal one, else as `otherwise` chooses. */
export function forcedPolicy(otherwise: Policy, move: (state: State) => string | undefined): Policy {
	const choose: Policy = (state, legal) => {
		const id = move(state)
		return legal.some((m) => m.id === id) ? weigh(legal, (m) => (m.id === id ? 1 : 0)) : otherwise(state, legal)
	}
	return otherwise.cells ? withCells(choose, otherwise.cells) : choose
}

/** What the scenario says of chance: a deck's chances with `nothing` for what they leave, a card's outcomes. */
export function chancePolicy(game: Game): Policy {
	const { rules } = game
	return (state, legal) => {
		if (state.pending !== null) return outcomeWeights(rules.cards.get(state.pending)!, state, legal)
		const { actor, deckOf } = rules.slots[state.ply]!
		if (deckOf === null) throw new Error(`${actor} is no deck`)
		let left = deckOf
		return legal.map((value) => {
			const weight = value.id === `${actor}.${NOTHING}` ? left : rules.cards.get(value.id)!.weight(state)
			left -= weight
			if (left < 0) throw new ScenarioFault(`the chances of deck "${actor}" exceed its base of ${deckOf}`)
			return { value, weight }
		})
	}
}

function outcomeWeights(card: RuleCard, state: State, legal: readonly Move[]): Weighted<Move>[] {
	const chances = card.outcomes.map((o) => o.chance?.(state) ?? 0)
	const sum = chances.reduce((a, b) => a + b, 0)
	const { of } = card.card
	if (of !== null && sum > of) throw new ScenarioFault(`the chances of the outcomes of "${card.id}" exceed ${of}`)
	if (of === null && sum === 0) throw new ScenarioFault(`the chances of all outcomes of "${card.id}" are zero`)
	return legal.map((value, n) => ({ value, weight: card.outcomes[n]!.chance ? chances[n]! : of! - sum }))
}

/** The cells of a ply of chance: a deck's cards and `nothing`, or a card's outcomes. */
export function chanceCells(game: Game, state: State): ReadonlyMap<string, number> {
	const { rules } = game
	if (state.pending !== null) return new Map(rules.cards.get(state.pending)!.outcomes.map((o) => [o.id, o.cell]))
	const slot = rules.slots[state.ply]!
	return new Map([
		...slot.cards.map((c) => [c.id, c.cell] as const),
		[`${slot.actor}.${NOTHING}`, slot.deckOf!] as const,
	])
}

/** The move of chance that has what the others leave of a base: a deck's `nothing`, a card's `rest`; null when there is none. */
export function restOf(game: Game, state: State): string | null {
	const { rules } = game
	if (state.pending === null) return `${rules.slots[state.ply]!.actor}.${NOTHING}`
	return rules.cards.get(state.pending)!.outcomes.find((o) => o.chance === null)?.id ?? null
}

/** Names that `--policy PLAYER=NAME` takes, beside `script:ID`. */
export function policyNames(game: Game, player: string): string[] {
	const { doctrines, scripts } = game.scenario
	return [
		'cards',
		'uniform',
		...doctrines.filter((d) => d.by.includes(player)).map((d) => d.id),
		...scripts.map((s) => `script:${s.id}`),
	]
}

/** @throws PolicyError naming what is allowed */
export function namedPolicy(game: Game, player: string, name: string): Policy {
	const { players, scripts } = game.scenario
	const ids = players.map((p) => p.id)
	if (!ids.includes(player))
		throw new PolicyError(`there is no player "${player}"${choices(player, ids, 'players are')}`)
	const forms = weightForms(game, player, name)
	if (forms) return formPolicy(game, forms)
	const script = scripts.find((s) => `script:${s.id}` === name)
	if (script) return scriptPolicy(game, player, script)
	throw new PolicyError(noPolicy(game, player, name))
}

/** Whether a name is of a policy that has to be solved for, which the rules alone can't tell. */
export const isSolvedFor = (name: string): boolean => name === 'best' || /^quantal:/.test(name)

/** What is said of a name that a player's policy can't have; those that analysis solves for are named as well. */
export const noPolicy = (game: Game, player: string, name: string): string =>
	isSolvedFor(name)
		? `${player}: "${name}" has to be solved for before the first run; a batch does so with a policyModule`
		: `${player} has no policy "${name}"${choices(name, [...policyNames(game, player), 'best', 'quantal:LAMBDA'], 'policies are')}`
