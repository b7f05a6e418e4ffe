import { isBoolean } from '../../game/evaluate.js'
import type { CellsFunction, Kernel } from '../../kernel/compile.js'
import { generated } from '../../kernel/generated.js'
import { writer } from '../../kernel/source.js'
import type { Tree } from '../../scenario/expression.js'

/**
 * A tree as a function of packed cells, under the game's own parameters; a condition gives 0 or 1.
 * @throws KernelRefusal when code generation is forbidden here
 * @param player whose card or region the tree belongs to: what `self` and `rival` mean in it
 */
export function cellsFunction(kernel: Kernel, tree: Tree, player: string | null): CellsFunction {
	const { rules } = kernel.game
	const w = writer(kernel.cells, rules.bind(player), (id) => String(rules.resolved.parameters.get(id)!))
	return generated(`return (s)=>${isBoolean(tree) ? w.boolean(tree) : w.integer(tree)}`)
}
