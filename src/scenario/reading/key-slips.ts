import { nearest } from '../closest.js'
import type { YamlNode } from '../source/yaml-node.js'

/** Words that authors try, and what they may stand for where there is such a key. */
const SYNONYMS: ReadonlyMap<string, readonly string[]> = new Map([
	['when', ['guard']],
	['if', ['when', 'guard']],
	['condition', ['when', 'guard']],
	['guard', ['when']],
	['to', ['target']],
	['goto', ['target']],
	['chance', ['weight']],
	['weight', ['chance']],
	['probability', ['chance', 'weight']],
	['odds', ['chance', 'weight']],
	['name', ['title', 'id']],
	['label', ['title']],
	['description', ['text', 'summary']],
	['desc', ['text', 'description', 'summary']],
	['text', ['description', 'role', 'note']],
	['min', ['low', 'range']],
	['max', ['high', 'range']],
	['initial', ['start']],
	['start', ['initial', 'value']],
	['default', ['value', 'start', 'otherwise']],
	['else', ['otherwise', 'rest']],
	['player', ['by', 'players']],
	['players', ['by']],
	['do', ['effects']],
	['then', ['effects']],
	['set', ['effects']],
	['cards', ['moves']],
	['actions', ['moves']],
	['regions', ['chart']],
	['states', ['chart']],
	['constants', ['parameters']],
	['tolerance', ['within']],
	['move', ['instead']],
])

/** What an unknown key was probably meant for, among the keys that there are. */
export function meantKey(key: string, known: readonly string[]): string | undefined {
	return known.find((k) => SYNONYMS.get(key)?.includes(k)) ?? nearest(key, known)
}

/** The file with unknown keys at its top read as the missing sections that they were probably meant for: so that one slip there does not make every name unknown. */
export function mendSections(root: YamlNode, sections: readonly string[]): YamlNode {
	if (root.kind !== 'map') return root
	const missing = new Set(sections.filter((section) => !root.entries.some((e) => e.key === section)))
	const entries = root.entries.map((entry) => {
		const meant = sections.includes(entry.key) ? undefined : meantKey(entry.key, [...missing])
		if (meant === undefined) return entry
		missing.delete(meant)
		return { ...entry, key: meant }
	})
	return { ...root, entries }
}
