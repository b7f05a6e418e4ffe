import { type Binding, booleanOf, integerOf, isBoolean, ownerOf, type Reading } from '../../game/evaluate.js'
import type { Game, State } from '../../game/game.js'
import { ownKey, type VariableSlot } from '../../game/layout.js'
import { weightForms } from '../../game/policies.js'
import type { Comparison, Tree } from '../../scenario/expression.js'
import {
	inSentence,
	isFlag,
	listed,
	ownedTitle,
	ownersName,
	stateTitle,
	type Viewer,
	valueName,
	variableTitle,
} from './wording.js'

/** Whether a state is the present one, or one that is looked back at. */
type Time = 'now' | 'then'

/** Why a card of the player to move is not open, in words: "needs your pressure at home at least clamour (now calm)"; null when it is. */
export function reasonAgainst(game: Game, state: State, id: string, viewer: Viewer): string | null {
	const card = game.rules.cards.get(id)
	if (!card || card.allowed(state)) return null
	if (game.rules.resolved.without.has(id)) return 'taken out of this game'
	const when = card.card.when
	if (!when) return null
	return `needs ${new Wording(game, state, card.binding, viewer, 'now').missing(when.tree, true).join(', and ')}`
}

/** Which conditions decided the weight that a card had under a policy, as they were answered; none where the weight has no conditions. */
export function reasonsForWeight(
	game: Game,
	state: State,
	{ player, policy, card: id }: { readonly player: string; readonly policy: string; readonly card: string },
	viewer: Viewer,
): readonly string[] {
	const card = game.rules.cards.get(id)
	const form = weightForms(game, player, policy)?.get(id)
	if (!card || !form) return []
	const wording = new Wording(game, state, card.binding, viewer, 'then')
	return [...new Set(form.trees.flatMap((tree) => wording.decided(tree)))]
}

/** The conditions of an ending in the state that a game ended in: those that made it come, or else those that were not met; none where it asks for nothing. */
export function reasonsForEnding(game: Game, state: State, when: Tree, viewer: Viewer): readonly string[] {
	const binding = game.rules.bind(null)
	const wording = new Wording(game, state, binding, viewer, 'then')
	return booleanOf(when, binding)(state) ? wording.met(when) : wording.missing(when, true)
}

const NEGATED: Readonly<Record<Comparison, Comparison>> = {
	'==': '!=',
	'!=': '==',
	'<': '>=',
	'<=': '>',
	'>': '<=',
	'>=': '<',
}
const MIRRORED: Readonly<Record<Comparison, Comparison>> = {
	'==': '==',
	'!=': '!=',
	'<': '>',
	'<=': '>=',
	'>': '<',
	'>=': '<=',
}
const RELATION: Readonly<Record<Comparison, string>> = {
	'==': 'at',
	'!=': 'not at',
	'<': 'below',
	'<=': 'at most',
	'>': 'above',
	'>=': 'at least',
}

/** Puts conditions into words as they stand in one state. */
class Wording {
	readonly game: Game
	readonly state: Reading
	readonly binding: Binding
	readonly viewer: Viewer
	readonly time: Time

	constructor(game: Game, state: Reading, binding: Binding, viewer: Viewer, time: Time) {
		this.time = time
		this.game = game
		this.state = state
		this.binding = binding
		this.viewer = viewer
	}

	#holds(tree: Tree): boolean {
		return booleanOf(tree, this.binding)(this.state)
	}

	#value(tree: Tree): number {
		return integerOf(tree, this.binding)(this.state)
	}

	/** What has to become true for `tree` to be `wanted`; only the parts that are not so now. */
	missing(tree: Tree, wanted: boolean): string[] {
		if (this.#holds(tree) === wanted) return []
		if (tree.op === 'not') return this.missing(tree.of, !wanted)
		if (tree.op === '&&' || tree.op === '||') {
			const left = this.missing(tree.left, wanted)
			const right = this.missing(tree.right, wanted)
			if ((tree.op === '&&') === wanted) return [...left, ...right]
			// Said so that and, within a part, is not taken to reach beyond it.
			return left.length + right.length > 2
				? [`either ${listed(left)}, or ${listed(right)}`]
				: [`${listed(left)} or ${listed(right)}`]
		}
		if (tree.op === '?:' && isBoolean(tree.then))
			return this.missing(this.#holds(tree.test) ? tree.then : tree.else, wanted)
		return [this.#phrase(tree, wanted)]
	}

	/** What makes `tree` be as it is: every part that had to be so. */
	met(tree: Tree): string[] {
		const holds = this.#holds(tree)
		if (tree.op === 'not') return this.met(tree.of)
		if (tree.op === '&&' || tree.op === '||') {
			if ((tree.op === '&&') === holds) return [...this.met(tree.left), ...this.met(tree.right)]
			return this.met(this.#holds(tree.left) === holds ? tree.left : tree.right)
		}
		if (tree.op === '?:' && isBoolean(tree.then)) return this.met(this.#holds(tree.test) ? tree.then : tree.else)
		return tree.op === 'boolean' ? [] : [this.#phrase(tree, holds)]
	}

	/** The conditions that lead to the part of a value that counts. */
	decided(tree: Tree): string[] {
		if (tree.op !== '?:') return []
		return [...this.met(tree.test), ...this.decided(this.#holds(tree.test) ? tree.then : tree.else)]
	}

	#phrase(tree: Tree, wanted: boolean): string {
		switch (tree.op) {
			case 'region': {
				const slot = this.game.rules.layout.region(ownKey(ownerOf(tree.owner, this.binding), tree.id))
				const owned = ownedTitle(this.game.scenario, slot, this.viewer)
				const title = slot.owner === null ? inSentence(owned) : owned
				const states = listed(
					tree.states.map((s) => `“${stateTitle(slot, s)}”`),
					'or',
				)
				return `${title}: ${wanted ? '' : 'not '}${states}`
			}
			case 'in': {
				const slot = this.#slotOf(tree.of)
				const names = tree.values.map((v) => (slot ? valueName(slot.variable, this.#value(v)) : String(this.#value(v))))
				return `${this.#subject(tree.of)} ${wanted ? 'at' : 'not at'} ${listed(names, 'or')}${this.#now(tree.of)}`
			}
			case '==':
			case '!=':
			case '<':
			case '<=':
			case '>':
			case '>=':
				return this.#comparison(wanted ? tree.op : NEGATED[tree.op], tree.left, tree.right)
			default:
				return 'what this game cannot bring about'
		}
	}

	#comparison(op: Comparison, left: Tree, right: Tree): string {
		if (isBoolean(left)) return op === '==' ? 'two conditions that agree' : 'two conditions that differ'
		if (!this.#slotOf(left) && this.#slotOf(right)) return this.#comparison(MIRRORED[op], right, left)
		const slot = this.#slotOf(left)
		const value = this.#value(right)
		if (slot && isFlag(slot.variable)) {
			const flag = inSentence(variableTitle(slot.variable))
			const owner = ownersName(this.game.scenario, slot.owner, this.viewer)
			const yes = op === '==' ? value === 1 : op === '!=' ? value === 0 : op === '>' || op === '>='
			// “Your blow” might be the one that you struck: the side is where it lies.
			const of = owner === '' ? '' : ` on ${owner} side`
			const article = owner === '' || flag.endsWith('s') ? '' : /^[aeiou]/i.test(flag) ? 'an ' : 'a '
			return yes ? `${article}${flag}${of}` : `no ${flag}${of}`
		}
		const name = slot ? valueName(slot.variable, value) : String(value)
		// “At most calm (then calm)” is “at calm”.
		if (this.#value(left) === value && (op === '<=' || op === '>='))
			return `${this.#subject(left)} ${RELATION['==']} ${name}`
		const now = op === '==' && this.#value(left) === value ? '' : this.#now(left)
		return `${this.#subject(left)} ${RELATION[op]} ${name}${now}`
	}

	#slotOf(tree: Tree): VariableSlot | undefined {
		if (tree.op !== 'variable') return undefined
		return this.game.rules.layout.variable(ownKey(ownerOf(tree.owner, this.binding), tree.id))
	}

	#now(tree: Tree): string {
		const slot = this.#slotOf(tree)
		const value = this.#value(tree)
		return ` (${this.time} ${slot ? valueName(slot.variable, value) : value})`
	}

	/** What is compared: a variable, the round, or a sum of them. */
	#subject(tree: Tree): string {
		const slot = this.#slotOf(tree)
		if (slot) {
			const title = ownedTitle(this.game.scenario, slot, this.viewer)
			return slot.owner === null ? inSentence(title) : title
		}
		switch (tree.op) {
			case 'round':
				return 'the round'
			case 'integer':
				return tree.name ?? String(tree.value)
			case 'parameter': {
				const parameter = this.game.scenario.parameters.find((p) => p.id === tree.id)
				return inSentence(parameter?.title ?? tree.id.replaceAll('_', ' '))
			}
			case '+':
				return `${this.#subject(tree.left)} plus ${this.#subject(tree.right)}`
			case '-':
				return `${this.#subject(tree.left)} less ${this.#subject(tree.right)}`
			case '*':
				return `${this.#subject(tree.left)} times ${this.#subject(tree.right)}`
			case 'negate':
				return `minus ${this.#subject(tree.of)}`
			case 'abs':
				return `the size of ${this.#subject(tree.of)}`
			case 'min':
			case 'max':
				return `the ${tree.op === 'min' ? 'least' : 'greatest'} of ${listed(tree.of.map((t) => this.#subject(t)))}`
			case 'clamp':
				return this.#subject(tree.of)
			case '?:':
				return this.#subject(this.#holds(tree.test) ? tree.then : tree.else)
			default:
				return 'that'
		}
	}
}
