import { type Policies, weightedMoves } from '../game/draw.js'
import { type Binding, booleanOf, integerOf, ownerOf } from '../game/evaluate.js'
import type { Game, State } from '../game/game.js'
import { ownKey } from '../game/layout.js'
import { weightForms } from '../game/policies.js'
import type { Tree } from '../scenario/expression.js'
import { partsOf } from '../scenario/expressions/tree-parts.js'
import { conjuncts, treeText } from './tree-text.js'

/** Something that was read, and what it said: `self.owed` 1, `rung` `limited_force`. */
export interface ReadValue {
	readonly name: string
	readonly value: string
}

/** A legal move as its policy saw it. */
export interface WeighedMove {
	readonly id: string
	readonly weight: number
	/** 0 to 1, of the sum. */
	readonly share: number
	/** The conditions that decided which part of the weight counted, as they were answered: `self.owed == 1`, `!(rung >= 5)`. */
	readonly because: readonly string[]
	/** The part of the weight that counted; null when the policy is no weights (a script, best play). */
	readonly formula: string | null
	readonly read: readonly ReadValue[]
}

/** Why a choice came out as it could. */
export interface ChoiceReasons {
	readonly player: string
	readonly policy: string
	/** In file order. */
	readonly moves: readonly WeighedMove[]
	/** All weights were zero, so that each move was as likely as any other. */
	readonly even: boolean
	/** Cards that were not open, and what stood against each: `relations != "strike"`, `!(rung >= 4)`. */
	readonly closed: readonly { readonly id: string; readonly because: readonly string[] }[]
}

/** The weights of the player who is to move, and what they rest on. @param policy the name it follows */
export function explainChoice(game: Game, policies: Policies, state: State, policy: string): ChoiceReasons {
	const player = game.currentPlayer(state)!
	const { moves, weights, even } = weightedMoves(game, policies, state)
	const sum = weights.reduce((a, b) => a + b, 0)
	const forms = weightForms(game, player, policy)
	const { cards } = game.rules.slots[state.ply]!
	return {
		player,
		policy,
		even,
		moves: moves.map(({ id }, n): WeighedMove => {
			const form = forms?.get(id)
			const binding = game.rules.cards.get(id)?.binding
			const parts = form && binding ? form.trees.map((tree) => activePart(tree, binding, state)) : []
			return {
				id,
				weight: weights[n]!,
				share: weights[n]! / sum,
				because: parts.flatMap((p) => p.because),
				formula: form ? parts.map((p) => p.text).join(' · ') || '1' : null,
				read: binding
					? valuesRead(
							parts.flatMap((p) => p.trees),
							binding,
							state,
						)
					: [],
			}
		}),
		closed: cards.flatMap(({ id, card, binding, allowed }) => {
			if (allowed(state)) return []
			const failed = card.when ? conjuncts(card.when.tree).filter((part) => !booleanOf(part, binding)(state)) : []
			return [
				{
					id,
					because: failed.length === 0 ? ['it was taken out'] : failed.map((part) => treeText({ op: 'not', of: part })),
				},
			]
		}),
	}
}

/** Follows conditionals to the part that counts in this state. */
function activePart(
	tree: Tree,
	binding: Binding,
	state: State,
): { text: string; because: string[]; trees: readonly Tree[] } {
	if (tree.op !== '?:') return { text: treeText(tree), because: [], trees: [tree] }
	const holds = booleanOf(tree.test, binding)(state)
	const rest = activePart(holds ? tree.then : tree.else, binding, state)
	const test: Tree = holds ? tree.test : { op: 'not', of: tree.test }
	return { text: rest.text, because: [treeText(test), ...rest.because], trees: [tree.test, ...rest.trees] }
}

/** Every variable, parameter and region that the trees read, once each, in order of first reading. */
export function valuesRead(trees: readonly Tree[], binding: Binding, state: State): ReadValue[] {
	const found = new Map<string, string>()
	const see = (tree: Tree): void => {
		if (tree.op === 'variable') {
			const { key, variable, low } = binding.layout.variable(ownKey(ownerOf(tree.owner, binding), tree.id))
			const value = state.variables[key]!
			found.set(key, variable.names[value - low] ?? String(value))
		} else if (tree.op === 'parameter') found.set(tree.id, String(integerOf(tree, binding)(state)))
		else if (tree.op === 'region') {
			const { key } = binding.layout.region(ownKey(ownerOf(tree.owner, binding), tree.id))
			found.set(key, state.chart[key]!)
		} else if (tree.op === 'round') found.set('round', String(state.round))
		else for (const inner of partsOf(tree)) see(inner)
	}
	for (const tree of trees) see(tree)
	return [...found].map(([name, value]) => ({ name, value }))
}
