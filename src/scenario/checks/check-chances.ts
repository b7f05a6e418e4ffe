import { isWeight, LIMIT, withinLimit } from '../bounds.js'
import type { Expression, Tree } from '../expression.js'
import { choice } from '../expressions/choice.js'
import type { Bounds } from '../expressions/intervals.js'
import { visit } from '../expressions/tree-parts.js'
import type { Findings } from '../findings.js'
import type { Location } from '../location.js'
import { BROKEN } from '../reading/context.js'
import type { Draft } from '../reading/read-scenario.js'
import type { Card, Deck, Doctrine, MoveCard } from '../scenario.js'
import { whole } from './check-values.js'
import { type Proofs, witness } from './proofs.js'

const ZERO: Tree = { op: 'integer', value: 0 }
const ONE: Tree = { op: 'integer', value: 1 }

/** Proves what has to hold of weights and chances taken together. */
export function checkChances(draft: Draft, proofs: Proofs, findings: Findings): void {
	const base = new Bases(draft, proofs, findings)
	for (const deck of draft.decks) {
		base.deck(deck)
		for (const card of deck.cards) base.outcomes(card)
	}
	for (const move of draft.moves) base.outcomes(move)
	for (const player of draft.players) checkSums(player.id, draft, proofs, findings)
}

const sum = (parts: readonly Tree[]): Tree => parts.reduce((left, right): Tree => ({ op: '+', left, right }), ZERO)

class Bases {
	readonly #proofs: Proofs
	readonly #findings: Findings
	/** Values of the parameters that are tried where all of them are too many: as they are, and at their greatest. */
	readonly #corners: readonly ReadonlyMap<string, number>[]

	constructor(draft: Draft, proofs: Proofs, findings: Findings) {
		this.#proofs = proofs
		this.#findings = findings
		this.#corners = [
			new Map(draft.parameters.map((p) => [p.id, p.value])),
			new Map(draft.parameters.map((p) => [p.id, p.high])),
		]
	}

	/** Only legal cards count. */
	deck(deck: Deck): void {
		if (deck.of < 1 || !whole(deck.cards)) return
		const parts = deck.cards.map((card): Tree => {
			const chance = card.weight?.tree ?? ONE
			return card.when === null ? chance : choice(card.when.tree, chance, ZERO)
		})
		this.#cells(
			deck.cards.map((card) => card.weight),
			deck.of,
			deck.at,
			`the deck "${deck.id}"`,
		)
		this.#within(sum(parts), deck.of, deck.at, `the deck "${deck.id}"`)
	}

	outcomes(card: Card): void {
		if (card.outcomes.length === 0 || !whole(card.outcomes)) return
		const trees = card.outcomes.flatMap((outcome) => (outcome.chance ? [outcome.chance.tree] : []))
		this.#cells(
			card.outcomes.map((outcome) => outcome.chance),
			card.of ?? 0,
			card.at,
			`the outcomes of "${card.id}"`,
		)
		if (card.of !== null) {
			this.#within(sum(trees), card.of, card.at, `the outcomes of "${card.id}"`)
			return
		}
		const bounds = this.#proofs.bounds(sum(trees), (b) => b.low > 0 && withinLimit(b))
		if (bounds.low > 0 || bounds.high >= LIMIT) return
		if (this.#proofs.bounds(sum(trees), (b) => b.high <= 0).high <= 0)
			this.#findings.error(
				'outcomes-all-zero',
				card.at,
				`The outcomes of "${card.id}" all have weight 0, so none can follow`,
			)
		else
			this.#findings.warning(
				'outcomes-all-zero',
				card.at,
				`The weights of the outcomes of "${card.id}" may all be 0${witness(bounds.lowAt)}; if play comes there, it stops with an error`,
			)
	}

	/** The greatest of each, with the base, are the cells that luck falls into. */
	#cells(chances: readonly (Expression | null)[], of: number, at: Location, what: string): void {
		const total = chances.reduce(
			(before, chance) => before + (chance ? this.#proofs.bounds(chance.tree, isWeight).high : 0),
			of,
		)
		if (total >= LIMIT)
			this.#findings.error(
				'weights-too-big',
				at,
				`The base and the greatest chances of ${what} add up to ${total}; they must stay below 2147483648. Use a smaller base`,
			)
	}

	#within(chances: Tree, of: number, at: Location, what: string): void {
		const fits = (b: Bounds): boolean => b.high <= of && withinLimit(b)
		const bounds = this.#proofs.bounds(chances, fits)
		if (fits(bounds)) return
		const advice = `raise "of", lower the chances, or narrow the ranges of the parameters in them`
		if (bounds.exact) {
			this.#findings.error(
				'chance-over-base',
				at,
				`The chances of ${what} may add up to ${bounds.high}${witness(bounds.highAt)}, and their base is ${of}: ${advice}`,
			)
			return
		}
		for (const corner of this.#corners) {
			const found = this.#proofs.bounds(chances, fits, corner)
			if (!found.exact || found.high <= of) continue
			const where = new Map([...valuesOf(chances, corner), ...(found.highAt ?? [])])
			this.#findings.error(
				'chance-over-base',
				at,
				`The chances of ${what} may add up to ${found.high}${witness(where)}, and their base is ${of}: ${advice}`,
			)
			return
		}
		this.#findings.warning(
			'chance-unproved',
			at,
			`That the chances of ${what} stay within ${of} cannot be proved: there are too many combinations to try, and without trying they may reach ${bounds.high}. Play stops with an error if they do; to be sure, ${advice}`,
		)
	}
}

/** The values that a tree's parameters have. */
function valuesOf(tree: Tree, values: ReadonlyMap<string, number>): Map<string, number> {
	const read = new Map<string, number>()
	visit(tree, (node) => {
		if (node.op === 'parameter') read.set(node.id, values.get(node.id)!)
	})
	return read
}

/** The weights of a player's cards, alone and under each doctrine, add up to less than 2^31. */
function checkSums(player: string, draft: Draft, proofs: Proofs, findings: Findings): void {
	const cards = draft.moves.filter((move) => move.by.includes(player))
	const most = (expression: Expression | null): number => {
		if (expression === null || expression === BROKEN) return 1
		return Math.max(0, proofs.bounds(expression.tree, isWeight).high)
	}
	const report = (total: number, at: Location, how: string): boolean => {
		if (total < LIMIT) return true
		findings.error(
			'weights-too-big',
			at,
			`The weights of all cards of "${player}"${how} may add up to ${total}; they must stay below 2147483648. Use smaller numbers`,
		)
		return false
	}
	const provable = (expression: Expression | null): boolean =>
		expression === null || expression === BROKEN || isWeight(proofs.bounds(expression.tree, isWeight))
	// A weight that fails alone has been reported.
	if (!cards.every((card) => provable(card.weight))) return
	const own = new Map(cards.map((card) => [card.id, most(card.weight)]))
	const heaviest = cards.reduce<MoveCard | undefined>(
		(best, card) => (best && own.get(best.id)! >= own.get(card.id)! ? best : card),
		undefined,
	)
	if (
		!heaviest ||
		!report(
			[...own.values()].reduce((a, b) => a + b, 0),
			heaviest.weight?.at ?? heaviest.at,
			'',
		)
	)
		return
	for (const doctrine of draft.doctrines) {
		if (!doctrine.by.includes(player)) continue
		const total = cards.reduce((before, card) => before + doctrineMost(doctrine, card, own.get(card.id)!, most), 0)
		report(total, doctrine.at, ` under "${doctrine.id}", times 100 so that percents stay whole,`)
	}
}

function doctrineMost(
	doctrine: Doctrine,
	card: MoveCard,
	own: number,
	most: (expression: Expression) => number,
): number {
	for (const kind of ['move', 'tag'] as const) {
		const fits = (w: Doctrine['weights'][number]) =>
			w.kind === kind && (kind === 'move' ? w.key === card.id : card.tags.includes(w.key))
		const weight = doctrine.weights.find(fits)
		if (weight) return 100 * most(weight.value)
		const percent = doctrine.percent.find(fits)
		if (percent) return most(percent.value) * own
	}
	return 100 * (doctrine.otherwise ? most(doctrine.otherwise) : own)
}
