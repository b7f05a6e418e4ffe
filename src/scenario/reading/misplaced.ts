import type { Location } from '../location.js'
import { CARD_KEYS, OUTCOME_KEYS, STATE_KEYS } from '../scenario-schema.js'
import { childOf, entryOf, type YamlNode } from '../source/yaml-node.js'

const CONTAINERS = [
	{ container: 'states', keys: STATE_KEYS, kind: 'state' },
	{ container: 'cards', keys: CARD_KEYS, kind: 'card' },
	{ container: 'outcomes', keys: OUTCOME_KEYS, kind: 'outcome' },
] as const

const looksLike = (value: YamlNode, keys: ReadonlySet<string>): boolean =>
	value.kind === 'map' && value.entries.length > 0 && value.entries.every((e) => keys.has(e.key))

/**
 * What is said of an unknown key that looks like an entry in the wrong column: inside the entry before it, or outside
 * of what it belongs in. Nothing where it does not look so.
 *
 * @param known the keys that may stand there
 * @param parentAt the key that it stands below
 */
export function misplacedEntry(
	key: string,
	node: YamlNode,
	known: readonly string[],
	path: readonly PropertyKey[],
	parentAt: Location | undefined,
): string | undefined {
	const entry = entryOf(node, key)
	if (!entry) return undefined
	const outside = CONTAINERS.find(
		({ container, keys }) =>
			childOf(node, container)?.kind === 'map' &&
			(looksLike(entry.value, keys) || (container === 'states' && isEmpty(entry.value))),
	)
	if (outside) return `"${key}" looks like a ${outside.kind}: indent it below "${outside.container}", as the others are`
	if (path.length === 0)
		return looksLike(entry.value, CARD_KEYS) && entryOf(entry.value, 'by')
			? `"${key}" looks like a card: indent it below "moves", as the others are`
			: undefined
	if (path.length < 2 || !looksLike(entry.value, new Set(known))) return undefined
	const columns = parentAt ? entry.keyAt.column - parentAt.column : 0
	const move =
		columns > 0 && parentAt!.line < entry.keyAt.line ? `move it ${columns} columns left` : 'move it behind it'
	return `"${key}" stands inside "${String(path.at(-1))}" and looks like an entry of its own: ${move}`
}

const isEmpty = (value: YamlNode): boolean =>
	(value.kind === 'scalar' && value.value === null) || (value.kind === 'map' && value.entries.length === 0)
