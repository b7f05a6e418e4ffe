import { ScenarioFault } from '../game/game.js'
import { KernelRefusal } from './cells.js'

/**
 * The value of a generated program's `return`. `values` are what it may use by these names, and beside them
 * `fault(text)`, which throws a ScenarioFault.
 * @throws KernelRefusal when code generation is forbidden here
 */
export function generated<T>(source: string, values: Readonly<Record<string, unknown>> = {}): T {
	const all = { fault, ...values }
	try {
		return new Function(...Object.keys(all), source)(...Object.values(all)) as T
	} catch (error) {
		if (error instanceof EvalError) throw new KernelRefusal('code generation is forbidden in this process')
		throw error
	}
}

function fault(text: string): never {
	throw new ScenarioFault(text)
}
