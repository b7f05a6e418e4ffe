import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chooseByWeight, chooseCoupled, chooseOfBase, scaled } from '../../src/game/choose.js'
import { luckOf } from '../../src/game/luck.js'
import { chiSquare } from '../../src/statistics/chi-square.js'

const word = fc.integer({ min: 0, max: 0xffffffff })
/** Cells with a weight in each; from even to very uneven, and with cells that are mostly inactive. */
const hand = fc
	.array(fc.tuple(fc.integer({ min: 1, max: 40_000 }), fc.double({ min: 0, max: 1, noNaN: true }), fc.boolean()), {
		minLength: 2,
		maxLength: 14,
	})
	.map((cards) => ({
		cells: cards.map(([cell]) => cell),
		weights: cards.map(([cell, part, legal]) => (legal ? Math.round(cell * part ** 4) : 0)),
	}))
	.filter(({ weights }) => weights.some((w) => w > 0))

describe('coupled choice', () => {
	it('changes only draws that were a card’s when that card is removed', () => {
		fc.assert(
			fc.property(hand, word, word, ({ cells, weights }, first, second) => {
				const chosen = chooseCoupled(cells, weights, [first, second])
				expect(weights[chosen]).toBeGreaterThan(0)
				weights.forEach((_, removed) => {
					const left = weights.map((w, n) => (n === removed ? 0 : w))
					if (removed !== chosen && left.some((w) => w > 0))
						expect(chooseCoupled(cells, left, [first, second])).toBe(chosen)
				})
			}),
			{ numRuns: 3000 },
		)
	})
	it('does so where hardly any cell is active, too', () => {
		const cells = [20_000, 20_000, 20_000, 20_000, 20_000]
		const weights = [40, 0, 12, 4, 0]
		for (let run = 1; run <= 20_000; run++) {
			const draws = luckOf('sparse', run).at(0)
			const chosen = chooseCoupled(cells, weights, draws)
			if (chosen !== 0) expect(chooseCoupled(cells, [0, 0, 12, 4, 0], draws)).toBe(chosen)
		}
	})
	it('changes only draws that go to the card when one is added or weighs more', () => {
		fc.assert(
			fc.property(hand, word, word, fc.nat(), ({ cells, weights }, first, second, n) => {
				const chosen = chooseCoupled(cells, weights, [first, second])
				const more = n % cells.length
				const heavier = weights.map((w, i) => (i === more ? cells[i]! : w))
				expect([chosen, more]).toContain(chooseCoupled(cells, heavier, [first, second]))
			}),
			{ numRuns: 3000 },
		)
	})
	it('has the odds of the weights, whatever the cells', () => {
		const tables = [
			{ cells: [100, 100, 100], weights: [1, 2, 3] },
			{ cells: [43, 300, 200, 48, 24, 12, 9000], weights: [24, 0, 0, 12, 4, 4, 0] },
			{ cells: [5, 10, 20, 40, 80, 160, 320], weights: [5, 10, 20, 40, 80, 160, 320] },
			{ cells: [1000, 1], weights: [1, 1] },
		]
		for (const { cells, weights } of tables) {
			const counts = weights.map(() => 0)
			for (let run = 1; run <= 50_000; run++) counts[chooseCoupled(cells, weights, luckOf('odds', run).at(3))]!++
			const sum = weights.reduce((a, b) => a + b, 0)
			expect(
				chiSquare(
					counts,
					weights.map((w) => w / sum),
				).p,
			).toBeGreaterThan(0.001 / tables.length)
		}
	})
})

describe('choice out of a base', () => {
	/** Cells that fit into the base together, the rest anywhere among them. */
	const deck = fc
		.tuple(
			fc.array(fc.tuple(fc.integer({ min: 0, max: 300 }), fc.double({ min: 0, max: 1, noNaN: true })), {
				maxLength: 6,
			}),
			fc.nat(6),
			fc.nat(500),
		)
		.map(([cards, at, spare]) => {
			const rest = Math.min(at, cards.length)
			const base = cards.reduce((sum, [cell]) => sum + cell, 1 + spare)
			const own = cards.map(([cell, part]) => [cell, Math.round(cell * part)] as const)
			const left = base - own.reduce((sum, [, weight]) => sum + weight, 0)
			const all = [...own.slice(0, rest), [base, left] as const, ...own.slice(rest)]
			return { cells: all.map(([cell]) => cell), weights: all.map(([, weight]) => weight), rest }
		})

	it('trades draws with the rest alone when a chance changes', () => {
		fc.assert(
			fc.property(deck, word, word, fc.nat(), fc.nat(), ({ cells, weights, rest }, first, second, n, to) => {
				const chosen = chooseOfBase(cells, weights, rest, [first, second])
				const changed = n % cells.length
				if (changed === rest) return
				const weight = to % (cells[changed]! + 1)
				const others = weights.map((w, i) => {
					if (i === changed) return weight
					return i === rest ? w + weights[changed]! - weight : w
				})
				const now = chooseOfBase(cells, others, rest, [first, second])
				if (weight < weights[changed]!) expect(now).toBe(chosen === changed && now !== changed ? rest : chosen)
				else expect(now).toBe(chosen === rest && now !== rest ? changed : chosen)
			}),
			{ numRuns: 3000 },
		)
	})
	it('has the odds of the chances, also where the cells together outgrow the base', () => {
		const tables = [
			{ cells: [150, 1000, 60], weights: [60, 900, 40] },
			{ cells: [95, 100], weights: [85, 15] },
			{ cells: [80, 70, 60, 100], weights: [10, 20, 30, 40] },
		]
		for (const { cells, weights } of tables) {
			const base = Math.max(...cells)
			const counts = weights.map(() => 0)
			for (let run = 1; run <= 50_000; run++)
				counts[chooseOfBase(cells, weights, cells.indexOf(base), luckOf('base', run).at(1))]!++
			const { p } = chiSquare(
				counts,
				weights.map((w) => w / base),
			)
			expect(p).toBeGreaterThan(0.001 / tables.length)
		}
	})
})

describe('one draw', () => {
	it('scales a word without rounding', () => {
		fc.assert(
			fc.property(word, fc.integer({ min: 1, max: 2 ** 31 - 1 }), (draw, size) => {
				expect(scaled(draw, size)).toBe(Number((BigInt(draw) * BigInt(size)) >> 32n))
			}),
		)
	})
	it('walks the weights in order', () => {
		expect(chooseByWeight([0, 1, 1], 0)).toBe(1)
		expect(chooseByWeight([0, 1, 1], 0xffffffff)).toBe(2)
		expect(() => chooseByWeight([0, 0], 1)).toThrow(RangeError)
	})
})
