import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { crc32 } from 'node:zlib'
import type { Kernel } from './compile.js'
import { type Budget, DEFAULT_BUDGET, exploreGraph, type Graph, type Layer, shapeReadsRound } from './graph.js'
import { packingOf } from './packing.js'
import { StateSet } from './state-set.js'

/** Raised whenever the meaning of a graph's bytes changes. */
const FORMAT = 1
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
		for (const [name, inner] of Object.entries(value)) if (name !== 'weight' && name !== 'chance') visit(inner)
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
	if (kept) return { graph: kept, cached: true }
	const graph = exploreGraph(kernel, budget)
	writeGraph(graph, file)
	return { graph, cached: false }
}

type Part = { name: 'packed' | 'first' | 'card' | 'to' | 'last'; length: number }
const TYPES = { packed: Uint32Array, first: Uint32Array, card: Uint16Array, to: Int32Array, last: Uint8Array } as const

interface Heading {
	key: string
	layers: { size: number; parts: Part[] }[]
	checksum: number
	bytes: number
}

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
	const layers = graph.layers.map((layer) => ({
		size: layer.size,
		parts: (['packed', 'first', 'card', 'to', 'last'] as const).map((name): Part => {
			const array = name === 'packed' ? layer.packed.subarray(0, layer.size * graph.packing.words) : layer[name]
			const view = new Uint8Array(array.buffer, array.byteOffset, array.byteLength)
			add(view)
			const padding = aligned(view.byteLength) - view.byteLength
			if (padding > 0) add(new Uint8Array(padding))
			return { name, length: array.length }
		}),
	}))
	const heading: Heading = { key: graphKey(graph.kernel), layers, checksum, bytes }
	const text = MAGIC + JSON.stringify(heading)
	const head = new Uint8Array(aligned(Buffer.byteLength(text) + 1)).fill(0x20)
	head.set(Buffer.from(text))
	head[head.length - 1] = 0x0a
	const temporary = `${file}.${randomUUID()}`
	try {
		mkdirSync(dirname(file), { recursive: true })
		writeFileSync(temporary, head)
		for (const chunk of chunks) writeFileSync(temporary, chunk, { flag: 'a' })
		renameSync(temporary, file)
	} catch {
		rmSync(temporary, { force: true })
	}
}

function readGraph(kernel: Kernel, file: string): Graph | null {
	try {
		const content = readFileSync(file)
		const end = content.indexOf(0x0a, MAGIC.length)
		if (content.subarray(0, MAGIC.length).toString('latin1') !== MAGIC || end < 0) return null
		const heading = JSON.parse(content.subarray(MAGIC.length, end).toString('utf8')) as Heading
		const body = content.subarray(end + 1)
		if (heading.key !== graphKey(kernel) || heading.bytes !== body.byteLength || crc32(body) !== heading.checksum)
			return null
		return assemble(kernel, heading, body)
	} catch {
		return null
	}
}

function assemble(kernel: Kernel, heading: Heading, body: Buffer): Graph {
	const withRound = shapeReadsRound(kernel.game.rules)
	const packing = packingOf(kernel.cells, withRound)
	// A pooled buffer may start anywhere; typed arrays want their own alignment.
	const bytes = body.byteOffset % 8 === 0 ? body : new Uint8Array(body)
	let at = bytes.byteOffset
	const layers = heading.layers.map(({ size, parts }): Layer => {
		const arrays = Object.fromEntries(
			parts.map(({ name, length }) => {
				const array = new TYPES[name](bytes.buffer as ArrayBuffer, at, length)
				at += aligned(array.byteLength)
				return [name, array]
			}),
		) as unknown as Omit<Layer, 'size' | 'find'>
		let states: StateSet | undefined
		return {
			size,
			...arrays,
			find(key) {
				states ??= StateSet.of(packing.words, arrays.packed, size)
				return states.find(key)
			},
		}
	})
	return {
		kernel,
		packing,
		layers,
		withRound,
		states: layers.reduce((sum, l) => sum + l.size, 0),
		edges: layers.reduce((sum, l) => sum + l.to.length, 0),
		bytes: heading.bytes,
	}
}
