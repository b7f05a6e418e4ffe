import { isAlias, isCollection, isMap, isPair, isScalar, isSeq, type Pair, parseDocument, type YAMLError } from 'yaml'
import type { Findings } from '../findings.js'
import type { Location } from '../location.js'
import { PART_KEYS } from '../scenario-schema.js'
import { BLANKS, blankName } from './blanks.js'
import { scalarOffsets } from './scalar-offsets.js'
import { SourceText } from './source-text.js'
import { openQuote, yamlAdvice } from './yaml-advice.js'
import type { Entry, YamlNode } from './yaml-node.js'

/** Nodes that aliases may unfold a file into, and levels of nesting. */
const MOST_NODES = 200_000
const MOST_LEVELS = 40
/** Errors that spoil one value and leave the rest of the file readable. */
const LOCAL = new Set(['BLOCK_AS_IMPLICIT_KEY', 'MULTILINE_IMPLICIT_KEY', 'BAD_SCALAR_START', 'BAD_DQ_ESCAPE'])

const TOO_DEEP = 'Brackets or indentation are nested too deeply'
/** Lines, and brackets opened directly behind one another: beyond them it takes seconds only to refuse a file. */
const MOST_LINES = 20_000
const MANY_BRACKETS = /(?:[[{]\s*){200}/

/** Reads a file's YAML. What cannot be read is reported, and stands as `broken` where the rest can still be looked at; `null` where it cannot. */
export function readYaml(text: string, findings: Findings): YamlNode | null {
	const source = new SourceText(text)
	if (source.lines > MOST_LINES) {
		findings.error(
			'too-big',
			source.locate(0, 1),
			`The file has ${source.lines} lines; a scenario may have at most ${MOST_LINES}`,
		)
		return null
	}
	const brackets = MANY_BRACKETS.exec(text)
	if (brackets) {
		findings.error('yaml-syntax', source.locate(brackets.index, brackets.index + 1), TOO_DEEP)
		return null
	}
	let document: ReturnType<typeof parseDocument>
	try {
		document = parseDocument(text, {
			version: '1.2',
			schema: 'core',
			uniqueKeys: false,
			prettyErrors: false,
			logLevel: 'error',
			merge: false,
		})
	} catch (error) {
		const message = error instanceof RangeError ? TOO_DEEP : 'YAML cannot read this file'
		findings.error('yaml-syntax', source.locate(0, 1), message)
		return null
	}
	const deep = document.errors.find(
		(error) => error.message.includes('call stack') || error.code === 'RESOURCE_EXHAUSTION',
	)
	if (deep) {
		findings.error('yaml-syntax', source.locate(...deep.pos), TOO_DEEP)
		return null
	}
	const local: number[] = []
	const lines = text.split('\n')
	if (document.errors.length > 0 && refuseBlanks(lines, findings)) return null
	let stop = false
	let last = 0
	for (const error of [...document.errors].sort((a, b) => a.pos[0] - b.pos[0])) {
		const found = source.locate(error.pos[0], Math.max(error.pos[1], error.pos[0] + 1))
		const at = openQuote(error, lines, found) ?? found
		// One slip gives several errors, and what follows one that is not local is mostly its doing.
		if (at.line !== last) findings.error('yaml-syntax', at, yamlAdvice(error, lines, at.line))
		last = at.line
		stop = !isLocal(error)
		if (stop) break
		local.push(error.pos[0])
	}
	if (stop) return null
	const content = document.contents
	if (content === null)
		return { kind: 'scalar', value: null, text: '', at: source.locate(0, 1), place: () => source.locate(0, 1) }
	const converter = new Converter(source, findings, local)
	const root = converter.convert(content, 0)
	return converter.full ? null : root
}

/** What looks like a space and is none, in an indentation: all that YAML then says is its doing. */
function refuseBlanks(lines: readonly string[], findings: Findings): boolean {
	for (const [index, line] of lines.entries()) {
		const blank = BLANKS.exec(/^\s*/.exec(line)![0])
		if (!blank) continue
		const at = { line: index + 1, column: blank.index + 1, endColumn: blank.index + 2 }
		findings.error(
			'yaml-syntax',
			at,
			`${blankName(blank[0])} stands where this line is indented, which looks like a space and is none; type spaces instead`,
		)
		return true
	}
	return false
}

function isLocal(error: YAMLError): boolean {
	return LOCAL.has(error.code) || (error.code === 'UNEXPECTED_TOKEN' && error.message.includes('at node end'))
}

class Converter {
	readonly #source: SourceText
	readonly #findings: Findings
	/** Offsets of local errors that no value has been spoilt for yet. */
	readonly #errors: Set<number>
	readonly #anchors = new Map<string, unknown>()
	readonly #open = new Set<unknown>()
	#nodes = 0
	/** Whether aliases unfolded into too much: then the rest is of no use. */
	full = false

	constructor(source: SourceText, findings: Findings, errors: readonly number[]) {
		this.#source = source
		this.#findings = findings
		this.#errors = new Set(errors)
	}

	convert(node: unknown, level: number): YamlNode {
		const range = rangeOf(node)
		const at = this.#source.locate(range[0], range[1])
		const broken: YamlNode = { kind: 'broken', at }
		if (this.full) return broken
		if (++this.#nodes > MOST_NODES) {
			this.full = true
			return this.#refuse(
				'too-big',
				at,
				`The file unfolds into more than ${MOST_NODES} values; aliases (*name) that repeat aliases do that`,
			)
		}
		if (level > MOST_LEVELS) return this.#refuse('too-big', at, `Nested more than ${MOST_LEVELS} levels deep`)
		if (isAlias(node)) return this.#alias(node.source, at, level)
		const anchor = (node as { anchor?: string }).anchor
		if (anchor !== undefined) {
			if (!/^[A-Za-z_][\w-]*$/.test(anchor))
				return this.#refuse(
					'yaml-anchor',
					at,
					`A value that begins with "&" is an anchor in YAML, so "&${anchor}" is cut off; put the whole value in quotes`,
				)
			this.#anchors.set(anchor, node)
		}
		const tag = (node as { tag?: string }).tag
		if (tag !== undefined) return this.#tag(range[0])
		if (isMap(node)) {
			this.#open.add(node)
			const { entries, spoilt } = this.#entries(node.items, level)
			this.#open.delete(node)
			return { kind: 'map', entries, spoilt, at }
		}
		if (isSeq(node)) {
			this.#open.add(node)
			const items = node.items.map((item) => (isPair(item) ? broken : this.convert(item, level + 1)))
			this.#open.delete(node)
			return { kind: 'list', items, at }
		}
		if (isScalar(node)) return this.#scalar(node, range, at)
		return broken
	}

	#entries(items: readonly Pair[], level: number): { entries: Entry[]; spoilt: boolean } {
		let spoilt = false
		const entries = new Map<string, Entry>()
		const queue = [...items]
		for (let pair = queue.shift(); pair; pair = queue.shift()) {
			const range = rangeOf(pair.key)
			const keyAt = this.#source.locate(range[0], range[1])
			// A key that runs over lines is no key: the error has been told, and what it belongs to cannot be known.
			const unreadable = this.#errors.has(range[0]) && !isMap(pair.value)
			const key = unreadable ? null : this.#key(pair.key, range, keyAt)
			if (key === null) spoilt = true
			const value = pair.value
			// "when: a ? b : c" makes a map of the line and of all keys below it: they belong to this one.
			if (isMap(value) && !value.flow && this.#errors.delete(rangeOf(value)[0])) {
				queue.unshift(...(value.items.slice(1) as Pair[]))
				if (key !== null) entries.set(key, { key, keyAt, value: { kind: 'broken', at: keyAt } })
				spoilt = true
				continue
			}
			let node = value === null || value === undefined ? this.#nothing(range[1]) : this.convert(value, level + 1)
			const next = queue[0] ? rangeOf(queue[0].key)[0] : (rangeOf(value)[2] ?? range[1])
			for (const offset of this.#errors)
				if (offset >= range[0] && offset < next) {
					this.#errors.delete(offset)
					node = { kind: 'broken', at: node.at }
				}
			if (key === null) continue
			const cut = value === null && !/^[\w.-]+$/.test(key) ? [...entries.values()].at(-1) : undefined
			if (cut?.value.kind === 'scalar' && cut.keyAt.line <= keyAt.line) {
				this.#findings.error(
					'yaml-syntax',
					keyAt,
					`Inside { } a comma ends a value, so "${cut.key}" is cut off before "${key}". Put all of it in quotes: ${cut.key}: '${cut.value.text}, ${key}'`,
				)
				entries.set(cut.key, { ...cut, value: { kind: 'broken', at: cut.value.at } })
				continue
			}
			const first = entries.get(key)
			const last = [...entries.values()].at(-1)
			if (first && last && last.value.kind === 'scalar' && last.value.value === null && !PART_KEYS.has(last.key)) {
				this.#findings.error(
					'unknown-key',
					last.keyAt,
					`"${last.key}" has nothing below it, and behind it "${key}" stands a second time: it looks like the beginning of an entry of its own. Move it left, to the column of the entry before it`,
				)
				this.#findings.refuse(last.key, undefined)
				entries.delete(last.key)
				break
			}
			if (first)
				this.#findings.error(
					'duplicate-key',
					keyAt,
					`"${key}" stands here a second time; the first is on line ${first.keyAt.line}. Remove or rename one`,
				)
			else entries.set(key, { key, keyAt, value: node })
		}
		return { entries: [...entries.values()], spoilt }
	}

	#key(node: unknown, range: readonly number[], at: Location): string | null {
		const text = isScalar(node)
			? typeof node.value === 'string'
				? node.value
				: (node.source ?? String(node.value))
			: null
		if (text === null || isCollection(node)) {
			this.#findings.error(
				'yaml-key',
				at,
				'A key must be a plain name. If this is an expression with brackets or "? :", put all of it in quotes',
			)
			return null
		}
		if ((node as { tag?: string }).tag !== undefined) {
			this.#tag(range[0]!)
			return null
		}
		if (text === '__proto__') {
			this.#findings.error('yaml-key', at, '"__proto__" cannot be a name; choose another')
			return null
		}
		if (text === '<<') {
			this.#findings.error('yaml-anchor', at, 'Merge keys (<<) are not used in scenarios; write the keys out')
			return null
		}
		const blank = BLANKS.exec(text)
		if (blank) {
			const place = this.#source.text.indexOf(blank[0], range[0])
			this.#findings.error(
				'yaml-key',
				this.#source.locate(place, place + 1),
				`${blankName(blank[0])} stands in this key, which looks like a space and is none; type spaces instead`,
			)
			return null
		}
		const before = this.#source.text.slice(0, range[0]).trimEnd()
		if (before.endsWith('?') && /(?:^|\n)[\s-]*\?$/.test(before)) {
			this.#findings.error('yaml-key', at, 'A line that begins with "?" is a complex key in YAML; write "key: value"')
			return null
		}
		return text
	}

	#scalar(node: { value: unknown; source?: string }, range: readonly number[], at: Location): YamlNode {
		const raw = this.#source.text.slice(range[0], range[1])
		const { value } = node
		if (typeof value === 'number' && (!/^[-+]?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(raw) || /\.000$/.test(raw))) {
			const advice = raw.endsWith('.000')
				? `YAML reads ${raw} as ${value}; write ${raw.replace('.', '')} if thousands are meant`
				: Number.isFinite(value)
					? `YAML reads ${raw} as ${value}; write ${value}`
					: `${raw} is no number that a scenario can use`
			return this.#refuse('yaml-number', at, `${advice}, or put it in quotes if it is text`)
		}
		const plain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value === null
		if (!plain) return this.#refuse('yaml-tag', at, 'Only text, numbers, true and false can stand here')
		const text = typeof value === 'string' ? value : raw
		let offsets: number[] | undefined
		return {
			kind: 'scalar',
			value,
			text,
			at,
			place: (start, end) => {
				offsets ??= scalarOffsets(raw, text, range[0]!)
				const last = offsets.length - 1
				const from = offsets[Math.min(Math.max(start, 0), last)]!
				const to = end > start ? offsets[Math.min(end - 1, last)]! + 1 : from + 1
				return this.#source.locate(from, to)
			},
		}
	}

	#nothing(offset: number): YamlNode {
		const at = this.#source.locate(offset, offset + 1)
		return { kind: 'scalar', value: null, text: '', at, place: () => at }
	}

	#alias(name: string, at: Location, level: number): YamlNode {
		const target = this.#anchors.get(name)
		if (target === undefined)
			return this.#refuse(
				'yaml-anchor',
				at,
				`"*${name}" is an alias in YAML, and nothing above is marked "&${name}"; if it is text or an expression, put the whole value in quotes`,
			)
		if (this.#open.has(target)) return this.#refuse('yaml-anchor', at, `"*${name}" stands inside what it repeats`)
		return this.convert(target, level + 1)
	}

	#tag(offset: number): YamlNode {
		const written = /!\S*(?=\s*$)/.exec(this.#source.text.slice(Math.max(0, offset - 500), offset))
		const tag = written?.[0] ?? '!'
		const from = this.#source.text.lastIndexOf(tag, offset)
		const message = `A value that begins with "!" is a tag in YAML, so "${tag}" does not mean "not" here; put the whole value in quotes: '${tag} …'`
		return this.#refuse('yaml-tag', this.#source.locate(from, from + tag.length), message)
	}

	#refuse(rule: 'too-big' | 'yaml-anchor' | 'yaml-tag' | 'yaml-number', at: Location, message: string): YamlNode {
		this.#findings.error(rule, at, message)
		return { kind: 'broken', at }
	}
}

function rangeOf(node: unknown): readonly [number, number, number] {
	const range = (node as { range?: readonly [number, number, number] } | null)?.range
	return range ?? [0, 0, 0]
}
