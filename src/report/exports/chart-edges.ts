import type { Handler, Region, StateNode, Transition } from '../../scenario/scenario.js'

/** An arrow of a region's picture. */
export interface ChartEdge {
	/** A state's id, or null for the region itself: from any state of it. */
	readonly from: string | null
	/** Null: it stays where it is. */
	readonly to: string | null
	/** The event as written; null for `always`. */
	readonly event: string | null
	readonly guard: string | null
}

/** All transitions of a region as they are written, outermost first. */
export function chartEdges(region: Region): ChartEdge[] {
	const of = (
		from: string | null,
		body: { readonly on: readonly Handler[]; readonly always: readonly Transition[] },
	) => [
		...body.on.flatMap((h) => h.transitions.map((t) => edge(from, h.event.text, t))),
		...body.always.map((t) => edge(from, null, t)),
	]
	const inside = (nodes: readonly StateNode[]): ChartEdge[] =>
		nodes.flatMap((n) => [...of(n.id, n), ...inside(n.states)])
	return [...of(null, region), ...inside(region.states)]
}

const edge = (from: string | null, event: string | null, { target, guard }: Transition): ChartEdge => ({
	from,
	to: target,
	event,
	guard: guard?.text ?? null,
})

/** Events of several arrows between the same two states, on one arrow. */
export function bundled(edges: readonly ChartEdge[]): { from: string | null; to: string | null; labels: string[] }[] {
	const bundles = new Map<string, { from: string | null; to: string | null; labels: string[] }>()
	for (const { from, to, event, guard } of edges) {
		const bundle = bundles.get(`${from} ${to}`) ?? { from, to, labels: [] }
		bundle.labels.push(`${event ?? 'always'}${guard === null ? '' : ` [${guard.replace(/\s+/g, ' ').trim()}]`}`)
		bundles.set(`${from} ${to}`, bundle)
	}
	return [...bundles.values()]
}
