import type { z } from 'zod'
import { meantAssignment } from '../expressions/meant-assignment.js'
import type { Findings } from '../findings.js'
import type { Location } from '../location.js'
import { mendedName } from '../mended-name.js'
import { scenarioSchema } from '../scenario-schema.js'
import { childOf, entryOf, type YamlNode } from '../source/yaml-node.js'
import { meantKey } from './key-slips.js'
import { misplacedEntry } from './misplaced.js'
import { isDeclaration } from './refused-names.js'

type Issue = z.core.$ZodIssue

/** Reports every value that has not the form the schema wants. */
export function checkStructure(root: YamlNode, findings: Findings): void {
	const result = scenarioSchema.safeParse(plain(root))
	if (result.success) return
	const { issues } = result.error
	const meant = new Set(
		issues.flatMap((issue) => (issue.code === 'unrecognized_keys' ? slipsOf(issue, issue.path) : [])),
	)
	for (const issue of issues) report(issue, [], root, meant, findings)
}

/** Paths of the keys that the unknown ones were probably meant for. */
function slipsOf(issue: Issue & { code: 'unrecognized_keys' }, path: readonly PropertyKey[]): string[] {
	return issue.keys.flatMap((key) => {
		const slip = meantKey(key, issue.message.split(' '))
		return slip === undefined ? [] : [[...path, slip].join('\n')]
	})
}

function plain(node: YamlNode): unknown {
	if (node.kind === 'scalar') return node.value
	if (node.kind === 'list') return node.items.map(plain)
	if (node.kind === 'map') return Object.fromEntries(node.entries.map((e) => [e.key, plain(e.value)]))
	return undefined
}

/** @param meant paths of the keys that unknown keys were probably meant for: these are not also missing */
function report(
	issue: Issue,
	above: readonly PropertyKey[],
	root: YamlNode,
	meant: ReadonlySet<string>,
	findings: Findings,
): void {
	const path = [...above, ...issue.path]
	const found = walk(root, path)
	if (found === 'broken') return
	switch (issue.code) {
		case 'unrecognized_keys': {
			const known = issue.message.split(' ')
			for (const key of issue.keys) {
				const at = found.node ? (entryOf(found.node, key)?.keyAt ?? found.at) : found.at
				const misplaced = found.node && misplacedEntry(key, found.node, known, path, found.keyAt)
				if (misplaced) {
					findings.refuse(key, undefined)
					findings.error('unknown-key', at, misplaced)
					continue
				}
				const slip = meantKey(key, known)
				const advice = slip === undefined ? `; the keys are ${known.join(', ')}` : `, did you mean "${slip}"?`
				findings.error('unknown-key', at, `"${key}" means nothing ${whereabouts(path)}${advice}`)
			}
			return
		}
		case 'invalid_key': {
			const key = String(path.at(-1))
			if (findings.isRefused(key) && !isDeclaration(path)) return
			const wanted = issue.issues[0]?.message ?? 'a name'
			findings.error(
				'bad-name',
				found.keyAt ?? found.at,
				`"${key}" is no name for this: expected ${wanted}${nameAdvice(key, wanted)}`,
			)
			return
		}
		case 'invalid_union': {
			// The branch that fits the kind of value says best what is wrong inside it.
			const inner = issue.errors.find(
				(errors) =>
					errors.length > 0 &&
					errors.every(
						(e) =>
							e.path.length > 0 ||
							e.code === 'unrecognized_keys' ||
							e.code === 'invalid_format' ||
							e.code === 'too_small' ||
							e.code === 'too_big',
					),
			)
			const colon = inner && found.node && textWithColon(found.node, path, inner)
			if (colon) {
				findings.error('wrong-type', found.at, colon)
				return
			}
			if (inner) {
				for (const one of inner) report(one, path, root, meant, findings)
				return
			}
			break
		}
	}
	if (!found.node) {
		if (found.spoilt || meant.has(path.join('\n'))) return
		const key = String(path.at(-1))
		const wanted = issue.message.startsWith('text') ? '' : `: expected ${issue.message}`
		findings.error('missing-key', found.at, `"${key}" is missing ${whereabouts(path.slice(0, -1))}${wanted}`)
		return
	}
	const rule = issue.code === 'invalid_format' ? 'bad-name' : 'wrong-type'
	if (rule === 'bad-name' && found.node.kind === 'scalar') {
		if (findings.isRefused(found.node.text)) return
		// Once is enough for a tag that many cards have.
		findings.refuse(found.node.text, undefined)
	}
	findings.error(
		rule,
		found.node.at,
		`${label(path)}: expected ${issue.message}, got ${received(found.node)}${advice(issue.message, found.node, path.at(-1))}`,
	)
}

interface Found {
	/** Absent: the last key of the path is not there, and `at` is where it belongs. */
	readonly node?: YamlNode
	readonly at: Location
	readonly keyAt?: Location
	/** Whether a key that cannot be read stands beside it. */
	readonly spoilt?: boolean
}

function walk(root: YamlNode, path: readonly PropertyKey[]): Found | 'broken' {
	let node: YamlNode = root
	let keyAt: Location | undefined
	for (const step of path) {
		if (node.kind === 'broken') return 'broken'
		const entry = node.kind === 'map' ? entryOf(node, String(step)) : undefined
		const child: YamlNode | undefined = entry
			? entry.value
			: node.kind === 'list'
				? node.items[Number(step)]
				: childOf(node, String(step))
		if (!child)
			return {
				at: keyAt ?? (node === root ? { line: 1, column: 1, endColumn: 2 } : node.at),
				spoilt: node.kind === 'map' && node.spoilt,
			}
		keyAt = entry ? entry.keyAt : child.at
		node = child
	}
	if (node.kind === 'broken') return 'broken'
	return { node, at: node.at, ...(keyAt && { keyAt }) }
}

function label(path: readonly PropertyKey[]): string {
	const last = path.at(-1)
	if (last === undefined) return 'The file'
	return typeof last === 'number' ? `Entry ${last + 1} of "${String(path.at(-2))}"` : `"${String(last)}"`
}

function whereabouts(path: readonly PropertyKey[]): string {
	const last = path.at(-1)
	if (last === undefined) return 'at the top of a scenario'
	return typeof last === 'number' ? `in entry ${last + 1} of "${String(path.at(-2))}"` : `in "${String(last)}"`
}

/** What stands there, in words. */
export function received(node: YamlNode): string {
	if (node.kind === 'list') return 'a list'
	if (node.kind === 'map') return node.entries.length === 0 ? 'an empty map {}' : 'a map of keys'
	if (node.kind === 'broken') return 'something that cannot be read'
	if (node.value === null) return 'nothing'
	const text = node.text.length > 40 ? `${node.text.slice(0, 40)}…` : node.text
	return typeof node.value === 'string' ? `the text "${text.replaceAll('\n', ' ')}"` : `${text}`
}

/** An entry of a list that was meant as text and is a map, for the colon in it. */
function textWithColon(node: YamlNode, path: readonly PropertyKey[], issues: readonly Issue[]): string | undefined {
	if (node.kind !== 'map' || node.entries.length !== 1 || typeof path.at(-1) !== 'number') return undefined
	const { key, value } = node.entries[0]!
	if (value.kind !== 'scalar' || !issues.some((i) => i.code === 'unrecognized_keys' && i.keys.includes(key)))
		return undefined
	if (path.at(-2) === 'steps') {
		const move = key.includes('.') ? key : `${key}.${value.text}`
		return `A step is a move, or a map with "move": write - ${move}, or - { move: ${move}, text: … }`
	}
	return `A colon followed by a space makes a map in YAML: put all of it in quotes: "${key}: ${value.text}"`
}

const nameAdvice = (written: string, wanted: string): string => {
	const mended = mendedName(written, wanted.startsWith('a name of letters') ? 'identifier' : 'name')
	return mended === undefined ? '' : `; write ${mended}`
}

/** Effects written as a map or as a list, as the lines that they were meant to be. */
function effectsAdvice(node: YamlNode): string {
	const line = (of: YamlNode): string[] => {
		if (of.kind === 'list') return of.items.flatMap(line)
		if (of.kind === 'scalar') return [of.text]
		if (of.kind !== 'map') return []
		return of.entries.flatMap(({ key, value }) =>
			value.kind !== 'scalar' ? [] : [value.value === null ? key : meantAssignment(key, value.text)],
		)
	}
	const lines = line(node)
	const why =
		node.kind === 'list'
			? 'Square brackets and "- " make a list'
			: 'Braces, and a colon followed by a space, make a map'
	const shown = lines.length > 0 && lines.length <= 4 ? lines.join('", then "') : 'name += 1'
	return `. ${why} in YAML: write "effects: |", and below it, a line each, "${shown}"`
}

function advice(expected: string, node: YamlNode, key: PropertyKey | undefined): string {
	if (key === 'per')
		return '. There is one for each player, or one for all: for some players only, write a region for each, or a variable that the others leave alone'
	if (key === 'initial' && node.kind === 'map')
		return '. It is the same for each player. To begin elsewhere, give the first state an "always" whose guard reads a variable that starts differently, as in always: { target: away, guard: self.far == 1 }'
	const wantsText = /^(text|an expression|one assignment|a name|a CAMEO|a map)/.test(expected)
	if (node.kind !== 'scalar' && /assignment/.test(expected)) return effectsAdvice(node)
	if (node.kind === 'map' && /expression/.test(expected))
		return '. Braces, and a colon followed by a space, make a map in YAML: leave out the braces, or put the whole expression in quotes'
	if (node.kind === 'list' && /expression|assignment|text/.test(expected))
		return '. Square brackets and "- " make a list in YAML: put the whole text in quotes'
	if (node.kind !== 'scalar') return ''
	if (/list|a name of/.test(expected) && /^\w[\w-]*(, *\w[\w-]*)+$/.test(node.text))
		return `; write a list: [${node.text}]`
	if (expected === 'a list' && typeof node.value === 'string')
		return /^[\w-]+$/.test(node.text)
			? `; write [${node.text}]`
			: `; begin the entry on the next line, with a dash: - ${node.text}`
	if (/^a name of/.test(expected)) return nameAdvice(node.text, expected)
	if (expected.startsWith('true') && typeof node.value === 'string' && /^(yes|no|on|off|y|n)$/i.test(node.text))
		return `; write ${/^(yes|on|y)$/i.test(node.text) ? 'true' : 'false'}`
	if (/^(text|a name)/.test(expected) && node.value !== null && typeof node.value !== 'string')
		return `; quote it: "${node.text}"`
	if (expected.includes('whole number') && typeof node.value === 'string' && /^[+-]?[\d_ ,.]+$/.test(node.text))
		return '; write the digits alone, without quotes, spaces, commas or underscores'
	if (wantsText && node.value === null)
		return '. If the value began with "#", put it in quotes: YAML takes it for a comment'
	return ''
}
