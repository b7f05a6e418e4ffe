import { gridDesign, latinHypercube, levelAt, type Uniform } from '../statistics/designs.js'
import { saltelliDesign } from '../statistics/sensitivity.js'
import { sobolSequence } from '../statistics/sobol-sequence.js'
import type { Factor, Level } from './factors.js'

export type Design = 'grid' | 'sobol' | 'latin' | 'saltelli'

/**
 * The points of a design: a level of every factor for each.
 * @param count points; the rows of a Saltelli design, which has (factors + 2) times as many points; a grid has what it has
 * @param uniform for the Latin hypercube
 */
export function designPoints(design: Design, factors: readonly Factor[], count: number, uniform: Uniform): Level[][] {
	const of = (places: ArrayLike<number>): Level[] =>
		factors.map(({ levels }, n) => levels[levelAt(places[n]!, levels.length)]!)
	if (design === 'grid')
		return gridDesign(factors.map((f) => f.levels.length)).map((row) =>
			row.map((level, n) => factors[n]!.levels[level]!),
		)
	if (design === 'sobol') return sobolSequence(factors.length, count).map(of)
	if (design === 'latin') return latinHypercube(factors.length, count, uniform).map(of)
	return saltelliDesign(factors.length, count).points.map(of)
}
