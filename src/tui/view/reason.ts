import { type Binding, booleanOf, integerOf, isBoolean, ownerOf, type Reading } from '../../game/evaluate.js'
import type { Game, State } from '../../game/game.js'
import { ownKey, type VariableSlot } from '../../game/layout.js'
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

/** Why a card of the player to move is not open, in words: "needs your pressure at home at least clamour (now calm)"; null when it is. */
export function reasonAgainst(game: Game, state: State, id: string, viewer: Viewer): string | null {
	const card = game.rules.cards.get(id)
	if (!card || card.allowed(state)) return null
	if (game.rules.resolved.without.has(id)) return 'taken out of this game'
	const when = card.card.when
	if (!when) return null
	return `needs ${new Wording(game, state, card.binding, viewer).missing(when.tree, true).join('; ')}`
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

	constructor(game: Game, state: Reading, binding: Binding, viewer: Viewer) {
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
			return [`${listed(left)} or ${listed(right)}`]
		}
		if (tree.op === '?:' && isBoolean(tree.then))
			return this.missing(this.#holds(tree.test) ? tree.then : tree.else, wanted)
		return [this.#phrase(tree, wanted)]
	}

	#phrase(tree: Tree, wanted: boolean): string {
		switch (tree.op) {
			case 'region': {
				const slot = this.game.rules.layout.region(ownKey(ownerOf(tree.owner, this.binding), tree.id))
				const title = ownedTitle(this.game.scenario, slot, this.viewer)
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
			const of = owner === '' ? '' : owner === 'your' ? ' of yours' : ` of ${owner}`
			return yes ? [owner, flag].filter(Boolean).join(' ') : `no ${flag}${of}`
		}
		const name = slot ? valueName(slot.variable, value) : String(value)
		return `${this.#subject(left)} ${RELATION[op]} ${name}${this.#now(left)}`
	}

	#slotOf(tree: Tree): VariableSlot | undefined {
		if (tree.op !== 'variable') return undefined
		return this.game.rules.layout.variable(ownKey(ownerOf(tree.owner, this.binding), tree.id))
	}

	#now(tree: Tree): string {
		const slot = this.#slotOf(tree)
		const value = this.#value(tree)
		return ` (now ${slot ? valueName(slot.variable, value) : value})`
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
