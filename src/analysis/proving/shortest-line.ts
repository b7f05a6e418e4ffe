import type { Graph } from '../../kernel/graph.js'
import { closest } from '../../scenario/closest.js'
import { type EndEdge, type PlayedPly, Reach } from './reach.js'

/** What a line of play should come to: an ending, a leaf or an outer state of a region, or a value of a variable. */
export type Target =
	| { readonly kind: 'ending'; readonly id: string }
	| { readonly kind: 'state'; readonly region: string; readonly leaves: readonly string[] }
	| { readonly kind: 'value'; readonly variable: string; readonly value: number }

export class TargetError extends Error {
	override readonly name = 'TargetError'
}

/** Reads `thaw`, `relations=thaw`, `iran.envoy=recalled`, `rung=5`. @throws TargetError saying what there is */
export function readTarget(graph: Graph, text: string): Target {
	const { rules, scenario } = graph.kernel.game
	const [name = '', value] = text.split('=').map((part) => part.trim())
	const endings = scenario.endings.map((e) => e.id)
	if (value === undefined) {
		if (endings.includes(name)) return { kind: 'ending', id: name }
		throw new TargetError(
			`there is no ending "${name}"${closest(name, endings)}; endings are ${endings.join(', ')}, and REGION=STATE or VARIABLE=VALUE can be asked for too`,
		)
	}
	const region = rules.layout.regions.find((r) => r.key === name)
	if (region) {
		const state = region.states.get(value)
		if (state) return { kind: 'state', region: name, leaves: state.leaves }
		const names = [...region.states.keys()]
		throw new TargetError(`${name} has no state "${value}"${closest(value, names)}; it has ${names.join(', ')}`)
	}
	const variable = rules.layout.variables.find((v) => v.key === name)
	if (variable) {
		const at = variable.variable.names.indexOf(value)
		const number = at >= 0 ? variable.low + at : Number(value)
		if (Number.isInteger(number) && number >= variable.low && number <= variable.high)
			return { kind: 'value', variable: name, value: number }
		throw new TargetError(`${name} takes ${variable.low} to ${variable.high}, got "${value}"`)
	}
	const names = [...rules.layout.regions.map((r) => r.key), ...rules.layout.variables.map((v) => v.key)]
	throw new TargetError(
		`there is no region or variable "${name}"${closest(name, names)}; there are ${names.join(', ')}`,
	)
}

/**
 * A shortest line of play to the target, in plies, under the game's own settings: any legal move of a player,
 * and of chance what it gives more than 0. Undefined when no play comes there; empty when the game begins there.
 */
export function shortestLine(graph: Graph, target: Target): readonly PlayedPly[] | undefined {
	const reach = new Reach(graph)
	const { kernel, layers, packing, finals } = graph
	if (target.kind === 'ending') {
		const edge = reach.endings[kernel.game.scenario.endings.findIndex((e) => e.id === target.id)]
		return edge && reach.lineThrough(edge)
	}
	const holds = holdsIn(graph, target)
	const s = new Int32Array(kernel.cells.size)
	for (let time = 0; time < reach.times; time++) {
		const layer = time % layers.length
		const last = time === reach.times - 1
		const { first, to, size, packed } = layers[layer]!
		let ended: EndEdge | undefined
		for (let node = 0; node < size; node++) {
			if (reach.first[layer]![node] === time) {
				packing.unpack(packed, node * packing.words, s)
				if (holds(s)) return reach.lineTo(time, node)
			}
			if (ended || !reach.isReached(time, node)) continue
			for (let e = first[node]!, stop = first[node + 1]!; e < stop && !ended; e++) {
				if (!reach.isPossible(layer, e) || (to[e]! >= 0 && !last)) continue
				if (to[e]! >= 0) packing.unpack(layers[0]!.packed, to[e]! * packing.words, s)
				else packing.unpack(finals.packed, (-1 - to[e]!) * (packing.words + 1), s)
				if (holds(s)) ended = { time, node, edge: e }
			}
		}
		// A game that ends there is as long as one that goes on from there, at the next time.
		if (ended) return reach.lineThrough(ended)
	}
	return undefined
}

function holdsIn({ kernel }: Graph, target: Exclude<Target, { kind: 'ending' }>): (s: Int32Array) => boolean {
	if (target.kind === 'value') {
		const cell = kernel.cells.variable.get(target.variable)!
		return (s) => s[cell] === target.value
	}
	const cell = kernel.cells.region.get(target.region)!
	const { leaves } = kernel.game.rules.layout.region(target.region)
	const wanted = new Set(target.leaves.map((leaf) => leaves.indexOf(leaf)))
	return (s) => wanted.has(s[cell]!)
}
