import { Environment } from '@marcbachmann/cel-js'
import type { Names } from './scope.js'

/** Most nodes and levels of one expression, and most entries of its lists. */
export const LIMITS = { maxAstNodes: 500, maxDepth: 40, maxListElements: 100, maxMapEntries: 10, maxCallArguments: 10 }

/**
 * The Common Expression Language with a scenario's names: integers for variables, parameters and `round`, text for
 * regions, one object a player. It can evaluate as well as check, given `bigint`s and region names as context.
 */
export function celEnvironment(names: Names, withOwner: boolean): Environment {
	const cel = new Environment({ limits: LIMITS })
	const sure = <T>(declared: ReadonlyMap<string, T>): [string, T][] =>
		[...declared].filter(([id]) => !names.unsure.has(id))
	for (const [id] of sure(names.parameters)) cel.registerVariable(id, 'int')
	const own: Record<string, string> = {}
	for (const [declared, type] of [
		[names.variables, 'int'],
		[names.regions, 'string'],
	] as const)
		for (const [id, { perPlayer }] of sure<{ readonly perPlayer: boolean }>(declared)) {
			if (perPlayer) own[id] = type
			else cel.registerVariable(id, type)
		}
	for (const [id, value] of sure(names.constants)) cel.registerConstant(id, 'int', BigInt(value))
	cel.registerVariable('round', 'int')
	const owners = withOwner ? ['self', 'rival'] : []
	for (const id of [...sure(names.players).map(([player]) => player), ...owners])
		cel.registerVariable(id, { schema: own })
	for (let count = 2; count <= LIMITS.maxCallArguments; count++) {
		const parameters = Array(count).fill('int').join(', ')
		cel.registerFunction(`min(${parameters}): int`, (...of: bigint[]) => of.reduce((a, b) => (b < a ? b : a)))
		cel.registerFunction(`max(${parameters}): int`, (...of: bigint[]) => of.reduce((a, b) => (b > a ? b : a)))
	}
	cel.registerFunction('clamp(int, int, int): int', (of: bigint, low: bigint, high: bigint) => {
		const capped = of > high ? high : of
		return capped < low ? low : capped
	})
	cel.registerFunction('abs(int): int', (of: bigint) => (of < 0n ? -of : of))
	return cel
}
