import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { luckOf } from '../../src/game/luck.js'
import { gridDesign, latinHypercube, levelAt } from '../../src/statistics/designs.js'
import { MOST_DIMENSIONS, sobolSequence } from '../../src/statistics/sobol-sequence.js'

const uniformOf = (seed: string) => {
	const luck = luckOf(seed, 1)
	let place = 0
	return () => luck.at(place++)[0] / 2 ** 32
}

describe('the Sobol sequence', () => {
	it('begins as in the literature', () => {
		expect(sobolSequence(3, 5).map((p) => [...p])).toEqual([
			[0, 0, 0],
			[0.5, 0.5, 0.5],
			[0.75, 0.25, 0.25],
			[0.25, 0.75, 0.75],
			[0.375, 0.375, 0.625],
		])
	})
	it('is bit for bit that of SciPy 1.17 (qmc.Sobol, no scrambling, 32 bits), 4096 points of 64 dimensions', () => {
		const words = Uint32Array.from(
			sobolSequence(64, 4096).flatMap((p) => [...p]),
			(x) => x * 2 ** 32,
		)
		expect(createHash('sha256').update(new Uint8Array(words.buffer)).digest('hex')).toBe(
			'eb652b2fef68714072f325758c3471ee8622e12a5d9b4ad5d90784464c6a8da3',
		)
	})
	it('stays balanced under a digital shift: each sixteenth has as many points', () => {
		for (const point of [0, 7, 40]) {
			const counts = new Array<number>(16).fill(0)
			for (const p of sobolSequence(MOST_DIMENSIONS, 256, new Array<number>(64).fill(0x9e3779b9)))
				counts[levelAt(p[point]!, 16)]!++
			expect(counts).toEqual(new Array<number>(16).fill(16))
		}
	})
	it('refuses more dimensions than there are numbers for', () => {
		expect(() => sobolSequence(65, 1)).toThrow('1 to 64 dimensions, got 65')
	})
})

describe('designs', () => {
	it('a grid has every combination, the last factor fastest', () => {
		expect(gridDesign([2, 3])).toEqual([
			[0, 0],
			[0, 1],
			[0, 2],
			[1, 0],
			[1, 1],
			[1, 2],
		])
		expect(gridDesign([])).toEqual([[]])
	})
	it('a Latin hypercube has one point in each slice of each dimension', () => {
		const points = latinHypercube(3, 50, uniformOf('lhs'))
		for (let d = 0; d < 3; d++)
			expect(points.map((p) => levelAt(p[d]!, 50)).sort((a, b) => a - b)).toEqual(
				Array.from({ length: 50 }, (_, n) => n),
			)
	})
})
