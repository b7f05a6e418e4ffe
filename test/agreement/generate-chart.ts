import type { Draw } from './draw.js'
import { booleanText, type Vocabulary } from './expressions.js'
import type { RawNode, RawRegion, RawTransition } from './raw-scenario.js'

const STATES = [
	'calm',
	'tense',
	'talks',
	'crisis',
	'brink',
	'thaw',
	'shut',
	'open-door',
	'drill',
	'wait',
	'siege',
	'parley',
]

/** A tree of states without transitions. */
export interface Shape {
	readonly id: string
	readonly children: readonly Shape[]
}

/** One event that a region may hear of, with all the keys of `on` that mean it or more than it. */
export interface Hearing {
	readonly keys: readonly string[]
}

export function drawShapes(draw: Draw): Shape[] {
	const names = draw.shuffled(STATES)
	const shape = (depth: number): Shape => ({
		id: names.shift()!,
		children:
			depth < 2 && names.length > 5 && draw.chance(depth === 0 ? 40 : 15) ? [shape(depth + 1), shape(depth + 1)] : [],
	})
	return Array.from({ length: 2 + draw.number(2) }, () => shape(0))
}

export const namesOf = (shapes: readonly Shape[]): string[] =>
	shapes.flatMap((shape) => [shape.id, ...namesOf(shape.children)])

const leavesOf = (shape: Shape): string[] =>
	shape.children.length === 0 ? [shape.id] : shape.children.flatMap(leavesOf)

export interface RegionParts {
	readonly shapes: readonly Shape[]
	readonly isPerPlayer: boolean
	/** What guards may read. */
	readonly vocabulary: Vocabulary
	readonly hearings: readonly Hearing[]
	/** What many states of many regions react to, so that they meet over one event. */
	readonly favourite: Hearing
}

/**
 * A region whose `always` cannot cycle: each leads from where it stands to a leaf that comes no earlier in file order,
 * and one that stays is not taken.
 */
export function drawRegion(
	draw: Draw,
	{ shapes, isPerPlayer, vocabulary, hearings, favourite }: RegionParts,
): RawRegion {
	const states = namesOf(shapes)
	const leaves = shapes.flatMap(leavesOf)
	/** The first child is not always the initial one. */
	const initials = new Map<string, string>()
	const entered = (id: string): number => {
		const initial = initials.get(id)
		return initial === undefined ? leaves.indexOf(id) : entered(initial)
	}
	const noteInitials = (shape: Shape): void => {
		shape.children.forEach(noteInitials)
		if (shape.children.length > 0) {
			initials.set(shape.id, draw.pick(shape.children).id)
		}
	}
	shapes.forEach(noteInitials)

	const guard = () => booleanText(draw, vocabulary, draw.weighted([6, 0], [3, 1], [1, 2]))

	const transition = (): RawTransition =>
		draw.weighted<() => RawTransition>(
			[4, () => draw.pick(states)],
			[5, () => ({ target: draw.pick(states), guard: guard() })],
			[1, () => ({})],
			[1, () => ({ guard: guard() })],
		)()

	function drawOn(): Record<string, RawTransition | RawTransition[]> {
		const on: Record<string, RawTransition | RawTransition[]> = {}
		const keys = Array.from({ length: 2 + draw.number(2) }, () => {
			const hearing = draw.chance(60) ? favourite : draw.pick(hearings)
			return draw.shuffled(hearing.keys).slice(0, 1 + draw.number(3))
		})
		for (const key of keys.flat()) {
			on[key] = draw.chance(30) ? [transition(), transition(), transition()].slice(0, 2 + draw.number(2)) : transition()
		}
		return on
	}

	function drawAlways(inside: readonly string[]): RawTransition[] {
		const last = Math.max(...inside.map((leaf) => leaves.indexOf(leaf)))
		const targets = states.filter((state) => entered(state) >= last && (inside.length > 1 || entered(state) > last))
		if (targets.length === 0) {
			return []
		}
		return Array.from({ length: 1 + draw.number(2) }, () => {
			const target = draw.pick(targets)
			return draw.chance(92) ? { target, guard: guard() } : target
		})
	}

	function drawNode(children: readonly Shape[], inside: readonly string[], percentOn: number, percentAlways: number) {
		const node: RawNode = {}
		if (draw.chance(percentOn) && hearings.length > 0) {
			node.on = drawOn()
		}
		const always = draw.chance(percentAlways) ? drawAlways(inside) : []
		if (always.length > 0) {
			node.always = always.length === 1 ? always[0]! : always
		}
		if (children.length > 0) {
			node.states = Object.fromEntries(
				children.map((child) => {
					const body = drawNode(child.children, leavesOf(child), 85, 45)
					const initial = initials.get(child.id)
					const isEmpty = Object.keys(body).length === 0 && draw.chance(50)
					return [child.id, isEmpty ? null : initial === undefined ? body : { initial, ...body }]
				}),
			)
		}
		return node
	}

	const first = draw.pick(shapes).id
	return { ...(isPerPlayer ? { per: 'player' } : {}), initial: first, ...drawNode(shapes, leaves, 50, 25) }
}
