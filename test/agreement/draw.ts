import fc from 'fast-check'

/** A source of decisions for building something random that fast-check can shrink: each decision shrinks to its first choice. */
export interface Draw {
	/** 0 … `below` − 1. */
	number(below: number): number
	/** True about `percent` times in a hundred; shrinks to false. */
	chance(percent: number): boolean
	pick<T>(items: readonly T[]): T
	/** `count` different items at most, in the order of `items`. */
	some<T>(items: readonly T[], count: number): T[]
	shuffled<T>(items: readonly T[]): T[]
	/** Picks by integer weights. */
	weighted<T>(...items: readonly (readonly [weight: number, item: T])[]): T
}

const below = (count: number) => fc.nat(count - 1)

/** What `build` makes of fast-check's decisions. */
export function drawn<T>(build: (draw: Draw) => T): fc.Arbitrary<T> {
	return fc.gen().map((decide) => build(drawFrom((count) => decide(below, count))))
}

/** `number` gives an integer in 0 … below − 1. */
function drawFrom(number: (below: number) => number): Draw {
	const draw: Draw = {
		number: (count) => (count <= 1 ? 0 : number(count)),
		chance: (percent) => draw.number(100) >= 100 - percent,
		pick: (items) => items[draw.number(items.length)]!,
		some(items, count) {
			const chosen = new Set(draw.shuffled(items).slice(0, count))
			return items.filter((item) => chosen.has(item))
		},
		shuffled(items) {
			const left = [...items]
			return items.map(() => left.splice(draw.number(left.length), 1)[0]!)
		},
		weighted(...items) {
			let place = draw.number(items.reduce((sum, [weight]) => sum + weight, 0))
			for (const [weight, item] of items) {
				if (place < weight) {
					return item
				}
				place -= weight
			}
			throw new Error('weights sum to nothing')
		},
	}
	return draw
}
