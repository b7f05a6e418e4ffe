import { greatest } from '../scenario/bounds.js'
import { closest } from '../scenario/closest.js'
import type { Doctrine, Script } from '../scenario/scenario.js'
import { type IntegerOf, integerOf } from './evaluate.js'
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

/** Weights that a player's cards carry themselves: what a player without a policy follows. */
export function cardPolicy(game: Game, player: string): Policy {
	return weightedPolicy(game, player, (c) => ({ weight: c.weight, cell: c.cell }))
}

/** Every legal move alike. */
export function uniformPolicy(game: Game, player: string): Policy {
	return weightedPolicy(game, player, () => ({ weight: () => 1, cell: 1 }))
}

function weightedPolicy(
	game: Game,
	player: string,
	of: (card: RuleCard) => { weight: IntegerOf; cell: number },
): Policy {
	const weights = new Map(cardsOf(game, player).map((c) => [c.id, of(c)]))
	return withCells(
		(state, legal) => weigh(legal, (m) => weights.get(m.id)?.weight(state) ?? 1),
		new Map([...weights].map(([id, { cell }]) => [id, cell])),
	)
}

/**
 * A doctrine's weights, times 100 so that whole percents stay integers. For each card: the doctrine's weight by
 * its name, else its percentage by name, else the first of its tags with a weight, then with a percentage, else
 * `otherwise`, else the card's own weight.
 */
export function doctrinePolicy(game: Game, player: string, doctrine: Doctrine): Policy {
	const { scenario } = game
	return weightedPolicy(game, player, (c) => {
		const { card, binding } = c
		const find = (list: Doctrine['weights'], kind: 'move' | 'tag') =>
			list.find((w) => w.kind === kind && (kind === 'move' ? w.key === card.id : card.tags.includes(w.key)))
		for (const kind of ['move', 'tag'] as const) {
			const own = find(doctrine.weights, kind)
			if (own) {
				const weight = integerOf(own.value.tree, binding)
				return { weight: (s) => 100 * weight(s), cell: 100 * greatest(own.value.tree, scenario) }
			}
			const percent = find(doctrine.percent, kind)
			if (percent) {
				const factor = integerOf(percent.value.tree, binding)
				return { weight: (s) => factor(s) * c.weight(s), cell: greatest(percent.value.tree, scenario) * c.cell }
			}
		}
		if (doctrine.otherwise) {
			const weight = integerOf(doctrine.otherwise.tree, binding)
			return { weight: (s) => 100 * weight(s), cell: 100 * greatest(doctrine.otherwise.tree, scenario) }
		}
		return { weight: (s) => 100 * c.weight(s), cell: 100 * c.cell }
	})
}

/** The script's move at each of the player's plies where it is legal; elsewhere, and after the script's last step, the cards' own weights. */
export function scriptPolicy(game: Game, player: string, script: Script): Policy {
	const plies = game.rules.slots.length
	const otherwise = cardPolicy(game, player)
	return (state, legal) => {
		const step = script.steps[(state.round - 1) * plies + state.ply]
		const id = step && `${step.player}.${step.move}`
		return legal.some((m) => m.id === id) ? weigh(legal, (m) => (m.id === id ? 1 : 0)) : otherwise(state, legal)
	}
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
	const { players, doctrines, scripts } = game.scenario
	const ids = players.map((p) => p.id)
	if (!ids.includes(player))
		throw new PolicyError(`there is no player "${player}"${closest(player, ids)}; players are ${ids.join(', ')}`)
	if (name === 'cards') return cardPolicy(game, player)
	if (name === 'uniform') return uniformPolicy(game, player)
	const doctrine = doctrines.find((d) => d.id === name && d.by.includes(player))
	if (doctrine) return doctrinePolicy(game, player, doctrine)
	const script = scripts.find((s) => `script:${s.id}` === name)
	if (script) return scriptPolicy(game, player, script)
	const names = policyNames(game, player)
	throw new PolicyError(`${player} has no policy "${name}"${closest(name, names)}; policies are ${names.join(', ')}`)
}
