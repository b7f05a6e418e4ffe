import type { Findings } from '../findings.js'
import { mendedName, type NameForm } from '../mended-name.js'
import { DECK_NAME, IDENTIFIER, NAME } from '../scenario-schema.js'
import { childOf, type YamlNode } from '../source/yaml-node.js'
import { entriesOf } from './fields.js'

const IDENTIFIERS = ['players', 'parameters', 'variables', 'chart'] as const
const NAMES = ['moves', 'endings', 'doctrines', 'scripts', 'questions'] as const
/** Keys whose own keys are names of things, wherever they stand. */
const WITHIN = new Set(['states', 'outcomes', 'cards'])
const SECTIONS = new Set<PropertyKey>([...IDENTIFIERS, ...NAMES, 'decks'])

/** Whether the last key of a path gives something its name, rather than refers to it. */
export const isDeclaration = (path: readonly PropertyKey[]): boolean =>
	(path.length === 2 && SECTIONS.has(path[0]!)) || WITHIN.has(String(path.at(-2)))

/** Notes the badly formed names that the file gives things: what refers to them by the same or by the right spelling is not also wrong. */
export function refuseNames(root: YamlNode, findings: Findings): void {
	const refuse = (map: YamlNode | undefined, right: RegExp, form: NameForm): void => {
		for (const { key } of entriesOf(map)) if (!right.test(key)) findings.refuse(key, mendedName(key, form))
	}
	const cards = (map: YamlNode | undefined): void => {
		refuse(map, NAME, 'name')
		for (const { value } of entriesOf(map)) refuse(childOf(value, 'outcomes'), NAME, 'name')
	}
	const states = (body: YamlNode): void => {
		refuse(childOf(body, 'states'), NAME, 'name')
		for (const { value } of entriesOf(childOf(body, 'states'))) states(value)
	}
	for (const section of IDENTIFIERS) refuse(childOf(root, section), IDENTIFIER, 'identifier')
	for (const section of NAMES) refuse(childOf(root, section), NAME, 'name')
	refuse(childOf(root, 'decks'), DECK_NAME, 'name')
	cards(childOf(root, 'moves'))
	for (const { value } of entriesOf(childOf(root, 'decks'))) cards(childOf(value, 'cards'))
	for (const { value } of entriesOf(childOf(root, 'chart'))) states(value)
}
