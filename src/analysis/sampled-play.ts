import { chooseByWeight } from '../game/choose.js'
import { ScenarioFault, type State } from '../game/game.js'
import { type Luck, luckOf, placeOf } from '../game/luck.js'
import type { NodePolicy } from '../kernel/chain.js'
import type { Kernel, KernelCard } from '../kernel/compile.js'

/** Is shown runs as they go; the cells are used again. */
export interface Watch {
	/** After each ply, settled: the card that was played, null for `pass` and `nothing`. */
	ply?(round: number, ply: number, card: KernelCard | null, cells: Int32Array): void
	/** After each run: its final cells and the index of its ending. */
	end?(cells: Int32Array, ending: number): void
}

/** Plays on from any state to the end, on the kernel and without its graph. */
export class SampledPlay {
	readonly kernel: Kernel
	readonly #policies: ReadonlyMap<string, NodePolicy>
	readonly #s: Int32Array
	readonly #weights: number[] = []
	readonly #cards: number[] = []
	readonly #into: Float64Array

	/** @param policies of every player; none of them may need the graph */
	constructor(kernel: Kernel, policies: ReadonlyMap<string, NodePolicy>) {
		this.kernel = kernel
		this.#policies = policies
		this.#s = new Int32Array(kernel.cells.size)
		this.#into = new Float64Array(Math.max(1, ...kernel.slots.map((slot) => slot.cards.length)))
	}

	/**
	 * How often each ending came, by its index. The same runs under the same seed meet the same luck wherever they
	 * start, so two positions of one game are compared by pairs.
	 */
	endings(from: State, seed: string, runs: number, watch: Watch = {}): Int32Array {
		const counts = new Int32Array(this.kernel.game.scenario.endings.length)
		for (let run = 1; run <= runs; run++) {
			const ending = this.#run(from, luckOf(seed, run), watch)
			counts[ending]!++
			watch.end?.(this.#s, ending)
		}
		return counts
	}

	#run(from: State, luck: Luck, watch: Watch): number {
		const { kernel } = this
		const { endings, clock } = kernel.game.scenario
		if (from.ending !== null) {
			kernel.cells.write(from, this.#s)
			return endings.findIndex((e) => e.id === from.ending)
		}
		const s = this.#s
		const plies = kernel.slots.length
		kernel.cells.write(from, s)
		let { pending } = from
		for (let { ply, round } = from; ; ) {
			const slot = kernel.slots[ply]!
			const card = pending === null ? this.#choose(ply, round, luck) : slot.cards.find((c) => c.rule.id === pending)!
			if (card) {
				if (pending === null) card.play(s)
				if (card.outcomes.length > 0) this.#fall(card, luck.at(placeOf({ round, ply, pending: '' }, plies))[0])
			}
			pending = null
			slot.settle(s)
			watch.ply?.(round, ply, card ?? null, s)
			const last = ply === plies - 1
			const ending = last && round === clock.rounds ? kernel.endedLast(s) : kernel.ended(s)
			if (ending > 0) return ending - 1
			ply = last ? 0 : ply + 1
			if (last) s[kernel.cells.round] = ++round
		}
	}

	#choose(ply: number, round: number, luck: Luck): KernelCard | null {
		const slot = this.kernel.slots[ply]!
		const s = this.#s
		const cards = this.#cards
		const weights = this.#weights
		cards.length = weights.length = 0
		slot.cards.forEach((card, n) => {
			if (card.allowed(s) !== 0) cards.push(n)
		})
		if (slot.deckOf !== null) {
			let left = slot.deckOf
			for (const c of cards) {
				const chance = slot.cards[c]!.weight(s)
				weights.push(chance)
				left -= chance
			}
			if (left < 0) throw new ScenarioFault(`the chances of deck "${slot.actor}" exceed its base of ${slot.deckOf}`)
			weights.push(left)
		} else {
			if (cards.length < 2) return cards.length === 0 ? null : slot.cards[cards[0]!]!
			this.#policies.get(slot.actor)!.weigh(s, ply, -1, round, cards, this.#into)
			for (let n = 0; n < cards.length; n++) weights.push(this.#into[n]!)
			if (!weights.some((w) => w > 0)) weights.fill(1)
		}
		const draw = luck.at(placeOf({ round, ply, pending: null }, this.kernel.slots.length))[0]
		const chosen = cards[chooseByWeight(weights, draw)]
		return chosen === undefined ? null : slot.cards[chosen]!
	}

	#fall(card: KernelCard, draw: number): void {
		const s = this.#s
		const { of } = card.rule.card
		const chances = card.outcomes.map((o) => o.chance?.(s) ?? null)
		const sum = chances.reduce<number>((total, c) => total + (c ?? 0), 0)
		if (of !== null ? sum > of : sum === 0)
			throw new ScenarioFault(`the chances of the outcomes of "${card.rule.id}" are not possible`)
		card.outcomes[
			chooseByWeight(
				chances.map((c) => c ?? of! - sum),
				draw,
			)
		]!.land(s)
	}
}
