import type { Tree } from '../expression.js'
import { type Dimension, dimensionKey, dimensionsOf, eachCombination } from '../expressions/dimensions.js'
import { intervalBounds } from '../expressions/intervals.js'
import { settleOwners } from '../expressions/settle-owners.js'
import { visit } from '../expressions/tree-parts.js'
import type { Findings } from '../findings.js'
import type { Location } from '../location.js'
import { BROKEN } from '../reading/context.js'
import type { Draft } from '../reading/read-scenario.js'
import type { Region, StateNode } from '../scenario.js'
import type { Proofs } from './proofs.js'

/** A transition that a leaf takes by itself, once its guard holds. */
interface Candidate {
	/** Index of the leaf it leads to. */
	readonly to: number
	readonly guard: Tree | null
	readonly at: Location
}

/** A region, of all or of one player, with the candidates of each leaf in the order in which they are tried. */
interface Slot {
	readonly key: string
	readonly leaves: readonly string[]
	readonly candidates: readonly (readonly Candidate[])[]
}

/**
 * Proves that `always` comes to rest from everywhere. Regions whose transitions lead onward only need no trying;
 * of the others every combination of what their guards read is tried, together with the regions that they read.
 */
export function checkAlways(draft: Draft, proofs: Proofs, findings: Findings): void {
	const slots = draft.chart.flatMap((region) => slotsOf(region, draft))
	const circular = slots.filter(canCircle)
	for (const group of groupsOf(slots)) {
		if (!group.some((slot) => circular.includes(slot))) continue
		tryGroup(group, proofs, findings)
	}
}

function slotsOf(region: Region, draft: Draft): Slot[] {
	const owners = region.perPlayer ? draft.players : [null]
	return owners.flatMap((owner): Slot[] => {
		const leaves: string[] = []
		const chains: StateNode[][] = []
		const walk = (states: readonly StateNode[], around: readonly StateNode[]): void => {
			for (const state of states) {
				const chain = [state, ...around]
				if (state.states.length > 0) walk(state.states, chain)
				else {
					leaves.push(state.id)
					chains.push(chain)
				}
			}
		}
		walk(region.states, [])
		const candidates = chains.map((chain, from) =>
			[...chain, region].flatMap((state) =>
				state.always.flatMap((transition): Candidate[] => {
					const to = transition.target === null ? -1 : leaves.indexOf(entered(region, transition.target))
					if (to < 0 || to === from || transition.guard === BROKEN) return []
					const guard =
						transition.guard &&
						(owner ? settleOwners(transition.guard.tree, owner.id, owner.rival) : transition.guard.tree)
					return [{ to, guard, at: transition.at }]
				}),
			),
		)
		if (candidates.every((list) => list.length === 0)) return []
		return [{ key: owner ? `${owner.id}.${region.id}` : region.id, leaves, candidates }]
	})
}

/** The leaf that entering a state leads to. */
function entered(region: Region, target: string): string {
	const find = (states: readonly StateNode[]): StateNode | undefined => {
		for (const state of states) {
			const found = state.id === target ? state : find(state.states)
			if (found) return found
		}
		return undefined
	}
	let state = find(region.states)
	while (state && state.states.length > 0) {
		const { initial, states } = state
		state = states.find((s) => s.id === initial)
	}
	return state?.id ?? ''
}

/** Whether some leaf can come back to itself if all guards hold. */
function canCircle(slot: Slot): boolean {
	const state = slot.leaves.map(() => 0)
	const visit = (leaf: number): boolean => {
		if (state[leaf] === 1) return true
		if (state[leaf] === 2) return false
		state[leaf] = 1
		const circles = slot.candidates[leaf]!.some((c) => visit(c.to))
		state[leaf] = 2
		return circles
	}
	return slot.leaves.some((_, leaf) => visit(leaf))
}

const guardsOf = (slot: Slot): Tree[] => slot.candidates.flat().flatMap((c) => (c.guard ? [c.guard] : []))

function regionsRead(slot: Slot): Set<string> {
	const keys = new Set<string>()
	for (const guard of guardsOf(slot))
		visit(guard, (node) => {
			if (node.op === 'region') keys.add(dimensionKey(node)!)
		})
	return keys
}

/** Slots that move by themselves, put together where one's guards read another. */
function groupsOf(slots: readonly Slot[]): Slot[][] {
	const groups: Slot[][] = []
	for (const slot of slots) {
		const reads = regionsRead(slot)
		const linked = groups.filter((group) =>
			group.some((other) => reads.has(other.key) || regionsRead(other).has(slot.key)),
		)
		for (const group of linked) groups.splice(groups.indexOf(group), 1)
		groups.push([...linked.flat(), slot])
	}
	return groups
}

function tryGroup(group: readonly Slot[], proofs: Proofs, findings: Findings): void {
	const own = new Map(group.map((slot, i) => [slot.key, i]))
	const dimensions = dimensionsOf(group.flatMap(guardsOf), proofs.ranges)
	const outside = dimensions.filter((d) => !own.has(d.key))
	const inside = group.map((slot): Dimension => ({ key: slot.key, low: 0, high: slot.leaves.length - 1 }))
	const size = [...outside, ...inside].reduce((product, d) => product * (d.high - d.low + 1), 1)
	const first = group.find(canCircle)!
	const at = first.candidates.flat()[0]!.at
	if (size > proofs.budget()) {
		const names = dimensions.map((d) => d.key).join(', ')
		findings.warning(
			'always-unproved',
			at,
			`That "always" comes to rest cannot be proved: there are ${size} combinations of ${names} and the states of ${group.map((s) => s.key).join(', ')} to try. Play stops with an error if it does not`,
		)
		return
	}
	proofs.spend(size)
	const known = new Map<string, { low: number; high: number }>()
	const holds = (guard: Tree | null): boolean => guard === null || intervalBounds(guard, proofs.ranges, known).low === 1
	const next = (leaves: readonly number[]): { leaves: number[]; at: Location | null } => {
		group.forEach((slot, i) => {
			known.set(slot.key, { low: leaves[i]!, high: leaves[i]! })
		})
		let taken: Location | null = null
		const after = group.map((slot, i) => {
			const candidate = slot.candidates[leaves[i]!]!.find((c) => holds(c.guard))
			if (candidate) taken ??= candidate.at
			return candidate ? candidate.to : leaves[i]!
		})
		return { leaves: after, at: taken }
	}
	eachCombination(outside, (values) => {
		outside.forEach((d, i) => {
			known.set(d.key, { low: values[i]!, high: values[i]! })
		})
		const settled = new Set<string>()
		let good = true
		eachCombination(inside, (start) => {
			const path: string[] = []
			let here: readonly number[] = [...start]
			let step: ReturnType<typeof next>
			for (;;) {
				const key = here.join()
				if (settled.has(key)) break
				const seen = path.indexOf(key)
				step = next(here)
				if (seen >= 0) {
					good = false
					report(group, path.slice(seen), step.at ?? at, outside, values, findings)
					return false
				}
				path.push(key)
				if (step.at === null) break
				here = step.leaves
			}
			for (const key of path) settled.add(key)
			return true
		})
		return good
	})
}

function report(
	group: readonly Slot[],
	cycle: readonly string[],
	at: Location,
	outside: readonly Dimension[],
	values: readonly number[],
	findings: Findings,
): void {
	const describe = (key: string): string => {
		const leaves = key.split(',').map(Number)
		return group.map((slot, i) => `${slot.key} ${slot.leaves[leaves[i]!]}`).join(' and ')
	}
	const when = outside.length > 0 ? ` when ${outside.map((d, i) => `${d.key} is ${values[i]}`).join(', ')}` : ''
	findings.error(
		'always-cycle',
		at,
		`"always" goes round in a circle${when}: ${[...cycle, cycle[0]!].map(describe).join(', then ')}. Give one of them a guard that does not hold there`,
	)
}
