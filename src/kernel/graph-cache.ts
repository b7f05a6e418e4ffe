import { createHash, randomUUID } from 'node:crypto'
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { crc32 } from 'node:zlib'
import { roundMatters } from '../game/round-matters.js'
import type { Kernel } from './compile.js'
import {
	type Budget,
	DEFAULT_BUDGET,
	exploreGraph,
	type Finals,
	type Graph,
	type Layer,
	withinBudget,
} from './graph.js'
import { makeFolder } from './make-folder.js'
import { packingOf } from './packing.js'
import { StateSet } from './state-set.js'

/** Raised whenever the meaning of a graph's bytes changes. */
const FORMAT = 3
const MAGIC = 'detente graph\n'

/**
 * What the graph depends on: the rules, and those settings that change its shape. Parameters that only weights and
 * chances read do not: a graph serves all their values.
 */
export function graphKey(kernel: Kernel): string {
	const { scenario, resolved } = kernel.game.rules
	const shape = shapeParameters(kernel)
	const content = {
		format: FORMAT,
		rules: scenario.rulesHash,
		parameters: [...resolved.parameters].filter(([id]) => shape.has(id)),
		variables: [...resolved.variables],
		chart: [...resolved.chart],
		without: [...resolved.without].sort(),
	}
	return createHash('sha256').update(JSON.stringify(content)).digest('hex')
}

/** Parameters that guards, effects, rules or endings read. */
export function shapeParameters(kernel: Kernel): ReadonlySet<string> {
	const { scenario } = kernel.game
	const read = new Set<string>()
	const visit = (value: unknown): void => {
		if (typeof value !== 'object' || value === null) return
		if ('op' in value && value.op === 'parameter' && 'id' in value) read.add(String(value.id))
		for (const [name, inner] of Object.entries(value))
			if (name !== 'weight' && name !== 'chance' && name !== 'outlook') visit(inner)
	}
	for (const part of [scenario.chart, scenario.moves, scenario.decks, scenario.rules, scenario.endings]) visit(part)
	return read
}

/**
 * The graph from its file, or explored and then kept there for the next time. A file that is cut off, changed, of
 * another format or of other rules is explored anew and replaced. Written beside itself and renamed, so that a
 * reader, or a second writer, never sees half of it; a folder that can't be written to costs nothing but the time.
 * @throws KernelRefusal when the game does not fit the budget
 */
export function cachedGraph(
	kernel: Kernel,
	file: string,
	budget: Budget = DEFAULT_BUDGET,
): { graph: Graph; cached: boolean } {
	const kept = readGraph(kernel, file)
	if (kept) {
		// A budget gives the same answer on every machine, whatever its cache holds.
		withinBudget(kept.states + kept.finals.size, 0, budget)
		return { graph: kept, cached: true }
	}
	const graph = exploreGraph(kernel, budget)
	writeGraph(graph, file)
	return { graph, cached: false }
}

type Part = { name: keyof typeof TYPES; length: number }
const TYPES = {
	packed: Uint32Array,
	first: Uint32Array,
	card: Uint16Array,
	to: Int32Array,
	met: Uint32Array,
	ending: Uint8Array,
	lastEnding: Uint8Array,
} as const

interface Heading {
	key: string
	/** One of each layer, then the final states', then the endings after the last round. */
	sections: { size: number; parts: Part[] }[]
	checksum: number
	bytes: number
}

/** The checksum of the body, with the heading taken in. */
const headed = (checksum: number, key: string, sections: Heading['sections']): number =>
	crc32(JSON.stringify([key, sections]), checksum)

const aligned = (bytes: number): number => Math.ceil(bytes / 8) * 8

function writeGraph(graph: Graph, file: string): void {
	const chunks: Uint8Array[] = []
	let checksum = 0
	let bytes = 0
	const add = (part: Uint8Array): void => {
		chunks.push(part)
		checksum = crc32(part, checksum)
		bytes += part.byteLength
	}
	const section = (
		size: number,
		arrays: Partial<Record<keyof typeof TYPES, Uint8Array | Uint16Array | Uint32Array | Int32Array>>,
	) => ({
		size,
		parts: Object.entries(arrays).map(([name, array]): Part => {
			const view = new Uint8Array(array.buffer, array.byteOffset, array.byteLength)
			add(view)
			const padding = aligned(view.byteLength) - view.byteLength
			if (padding > 0) add(new Uint8Array(padding))
			return { name: name as keyof typeof TYPES, length: array.length }
		}),
	})
	const { finals, lastEnding } = graph
	const sections = [
		...graph.layers.map(({ size, packed, first, card, to, met }) =>
			section(size, { packed: packed.subarray(0, size * graph.packing.words), first, card, to, met }),
		),
		section(finals.size, { packed: finals.packed, ending: finals.ending, lastEnding: finals.lastEnding }),
		section(lastEnding.length, { lastEnding }),
	]
	const key = graphKey(graph.kernel)
	const heading: Heading = { key, sections, checksum: headed(checksum, key, sections), bytes }
	const text = MAGIC + JSON.stringify(heading)
	const head = new Uint8Array(aligned(Buffer.byteLength(text) + 1)).fill(0x20)
	head.set(Buffer.from(text))
	head[head.length - 1] = 0x0a
	const temporary = `${file}.${randomUUID()}`
	try {
		makeFolder(dirname(file))
		writeFileSync(temporary, head)
		for (const chunk of chunks) writeFileSync(temporary, chunk, { flag: 'a' })
		renameSync(temporary, file)
	} catch {
		removeIfThere(temporary)
	}
}

function removeIfThere(file: string): void {
	try {
		rmSync(file, { force: true })
	} catch {
		// Where nothing can be removed, nothing was written.
	}
}

function readGraph(kernel: Kernel, file: string): Graph | null {
	try {
		const content = readFileSync(file)
		const end = content.indexOf(0x0a, MAGIC.length)
		if (content.subarray(0, MAGIC.length).toString('latin1') !== MAGIC || end < 0) return null
		const heading = JSON.parse(content.subarray(MAGIC.length, end).toString('utf8')) as Heading
		const body = content.subarray(end + 1)
		if (heading.key !== graphKey(kernel) || heading.bytes !== body.byteLength) return null
		if (headed(crc32(body), heading.key, heading.sections) !== heading.checksum) return null
		return assemble(kernel, heading, body)
	} catch {
		return null
	}
}

function assemble(kernel: Kernel, heading: Heading, body: Buffer): Graph {
	const withRound = roundMatters(kernel.game.rules)
	const packing = packingOf(kernel.cells, withRound)
	// A pooled buffer may start anywhere; typed arrays want their own alignment.
	const bytes = body.byteOffset % 8 === 0 ? body : new Uint8Array(body)
	let at = bytes.byteOffset
	const sections = heading.sections.map(({ size, parts }) => {
		const arrays = Object.fromEntries(
			parts.map(({ name, length }) => {
				const array = new TYPES[name](bytes.buffer as ArrayBuffer, at, length)
				at += aligned(array.byteLength)
				return [name, array]
			}),
		)
		return { size, ...arrays }
	})
	const { lastEnding } = sections.pop() as unknown as Pick<Graph, 'lastEnding'>
	const finals = sections.pop() as unknown as Finals
	const layers = sections.map((section): Layer => {
		const arrays = section as unknown as Omit<Layer, 'find'>
		let states: StateSet | undefined
		return {
			...arrays,
			find(key) {
				states ??= StateSet.of(packing.words, arrays.packed, arrays.size)
				return states.find(key)
			},
		}
	})
	return {
		kernel,
		packing,
		layers,
		finals,
		lastEnding,
		withRound,
		states: layers.reduce((sum, l) => sum + l.size, 0),
		edges: layers.reduce((sum, l) => sum + l.to.length, 0),
		bytes: heading.bytes,
	}
}
