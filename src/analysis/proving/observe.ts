import { weightForms } from '../../game/policies.js'
import type { RuleEffect } from '../../game/rules.js'
import { formNodePolicy, type NodePolicy } from '../../kernel/chain.js'
import type { CellsFunction, Kernel } from '../../kernel/compile.js'
import { NO_CARD } from '../../kernel/graph.js'
import { edgesOf } from '../../kernel/node-groups.js'
import type { Assignment } from '../../scenario/expression.js'
import { cellsFunction } from './cells-function.js'
import type { Reach } from './reach.js'

/** A node and the first time at which something was seen in it. */
export interface Seen {
	readonly time: number
	readonly node: number
}

/** What happens anywhere in a game, gathered over one graph or several. */
export interface Observed {
	/** `iran.envoy recalled`: regions and their active leaves. */
	readonly leaves: Set<string>
	/** Cards that are legal somewhere. */
	readonly legal: Set<string>
	/** Deck cards and outcomes that chance gives more than 0 somewhere. */
	readonly falls: Set<string>
	/** Player's cards that some policy (the cards' weights, a doctrine) gives more than 0 somewhere. */
	readonly chosen: Set<string>
	readonly endings: Set<string>
	/** Effects that are carried out somewhere, and those that are somewhere not clamped. */
	readonly assigned: Set<Assignment>
	readonly unclamped: Set<Assignment>
	/** Indices of rules whose condition holds somewhere when they are looked at. */
	readonly rules: Set<number>
}

/** What may happen to a player, with its first place. */
export interface Stuck {
	/** Players who have no card to play. */
	readonly passes: Map<string, Seen>
	/** `iran cards`, `iran hawk`: a choice of several cards, none of which the policy gives any weight. */
	readonly weightless: Map<string, Seen>
}

export const nothingObserved = (): Observed => ({
	leaves: new Set(),
	legal: new Set(),
	falls: new Set(),
	chosen: new Set(),
	endings: new Set(),
	assigned: new Set(),
	unclamped: new Set(),
	rules: new Set(),
})

interface Probe {
	readonly assignment: Assignment
	readonly cell: number
	readonly low: number
	readonly high: number
	/** Before it is clamped. */
	readonly value: CellsFunction
}

interface NamedPolicy {
	readonly name: string
	readonly policy: NodePolicy
}

/** Looks at every state that play reaches. @param vectors values of the parameters under which a weight counts as above 0 */
export function observe(reach: Reach, vectors: readonly Int32Array[], into: Observed): Stuck {
	const { graph } = reach
	const { kernel, layers } = graph
	const { scenario } = kernel.game
	const own = Int32Array.from(kernel.parameters)
	const stuck: Stuck = { passes: new Map(), weightless: new Map() }
	const probes = probesOf(kernel)
	const policies = new Map(scenario.players.map(({ id }) => [id, policiesOf(kernel, id)] as const))
	const cards: number[] = []
	const weights = new Float64Array(Math.max(...kernel.slots.map((slot) => slot.cards.length + 1)))
	const played = new Int32Array(kernel.cells.size)
	const landed = new Int32Array(kernel.cells.size)

	for (const [n, edge] of reach.endings.entries()) if (edge) into.endings.add(scenario.endings[n]!.id)
	seeLeaves(reach, into.leaves)

	for (let time = 0; time < reach.times; time++) {
		const layer = time % layers.length
		const slot = kernel.slots[layer]!
		const { first, card } = layers[layer]!
		const firstTime = reach.first[layer]!
		const lastPly = layer === layers.length - 1
		const player = policies.get(slot.actor)
		const every = player?.some(({ policy }) => policy.readsRound) ?? false
		for (let node = 0; node < firstTime.length; node++) {
			const fresh = firstTime[node] === time
			if (!fresh && !(every && reach.isReached(time, node))) continue
			const s = reach.state(time, node)
			cards.length = 0
			for (let e = first[node]!, stop = first[node + 1]!; e < stop; ) {
				const c = card[e]!
				const count = edgesOf(graph, layer, c)
				if (c !== NO_CARD) {
					cards.push(c)
					if (fresh) seeCard(reach, layer, c, e, count, into)
				} else if (slot.deckOf === null && !stuck.passes.has(slot.actor)) stuck.passes.set(slot.actor, { time, node })
				if (fresh && pending(layer, c)) follow(layer, c, e, count, s, lastPly)
				e += count
			}
			if (player) choose(player, slot.actor, layer, node, time, s)
		}
	}
	return stuck

	function pending(layer: number, c: number): boolean {
		const { effects, outcomes } = probes.cards[layer]![c === NO_CARD ? -1 : c] ?? { effects: [], outcomes: [] }
		return (
			probes.open.rules || [effects, ...outcomes].some((list) => list.some((p) => !into.unclamped.has(p.assignment)))
		)
	}

	/** Plays a card as the game does, up to its rules, and looks at each effect on the way. */
	function follow(layer: number, c: number, at: number, count: number, s: Int32Array, lastPly: boolean): void {
		const cardProbes = probes.cards[layer]![c]
		const kernelCard = c === NO_CARD ? null : kernel.slots[layer]!.cards[c]!
		if (cardProbes) look(cardProbes.effects, s)
		played.set(s)
		kernelCard?.play(played)
		for (let o = 0; o < count; o++) {
			if (!reach.isPossible(layer, at + o)) continue
			landed.set(played)
			if (kernelCard && kernelCard.outcomes.length > 0) {
				look(cardProbes!.outcomes[o]!, played)
				kernelCard.outcomes[o]!.land(landed)
			}
			if (probes.open.rules) applyRules(lastPly)
		}
	}

	function look(list: readonly Probe[], s: Int32Array): void {
		for (const { assignment, low, high, value } of list) {
			into.assigned.add(assignment)
			if (into.unclamped.has(assignment)) continue
			const v = value(s)
			if (v >= low && v <= high) into.unclamped.add(assignment)
		}
	}

	function applyRules(lastPly: boolean): void {
		probes.rules.forEach(({ when, effects, every }, n) => {
			if ((every === 'round' && !lastPly) || (when && when(landed) === 0)) return
			into.rules.add(n)
			look(effects, landed)
			const values = effects.map((p) => Math.max(p.low, Math.min(p.high, p.value(landed))))
			effects.forEach((p, i) => {
				landed[p.cell] = values[i]!
			})
		})
		probes.open.rules = probes.rules.some(
			({ effects }, n) => !into.rules.has(n) || effects.some((p) => !into.unclamped.has(p.assignment)),
		)
	}

	function choose(
		named: readonly NamedPolicy[],
		player: string,
		layer: number,
		node: number,
		time: number,
		s: Int32Array,
	): void {
		const { cards: ruleCards } = kernel.slots[layer]!
		const newly = cards.some((c) => !into.chosen.has(ruleCards[c]!.rule.id))
		for (const { name, policy } of named) {
			const key = `${player} ${name}`
			if (cards.length < 2 && !newly) continue
			vectors.forEach((vector, n) => {
				if (n > 0 && !newly) return
				kernel.parameters.set(vector)
				policy.weigh(s, layer, node, reach.roundOf(time), cards, weights)
				let any = cards.length === 1
				for (let i = 0; i < cards.length; i++)
					if (weights[i]! > 0) {
						any = true
						into.chosen.add(ruleCards[cards[i]!]!.rule.id)
					}
				if (cards.length === 1) into.chosen.add(ruleCards[cards[0]!]!.rule.id)
				if (!any && cards.length > 0 && n === 0 && !stuck.weightless.has(key)) stuck.weightless.set(key, { time, node })
				if (!any) for (const c of cards) into.chosen.add(ruleCards[c]!.rule.id)
			})
			kernel.parameters.set(own)
		}
	}
}

function seeCard(reach: Reach, layer: number, c: number, at: number, count: number, into: Observed): void {
	const slot = reach.graph.kernel.slots[layer]!
	const { rule, outcomes } = slot.cards[c]!
	into.legal.add(rule.id)
	for (let o = 0; o < count; o++)
		if (reach.isPossible(layer, at + o)) {
			into.falls.add(rule.id)
			if (outcomes.length > 0) into.falls.add(rule.outcomes[o]!.id)
		}
}

function seeLeaves(reach: Reach, leaves: Set<string>): void {
	const { graph } = reach
	const { kernel, packing } = graph
	const { regions } = kernel.game.rules.layout
	const seen = regions.map((r) => new Uint8Array(r.leaves.length))
	const s = new Int32Array(kernel.cells.size)
	const see = (packed: Uint32Array, at: number): void => {
		packing.unpack(packed, at, s)
		regions.forEach((r, n) => {
			seen[n]![s[kernel.cells.region.get(r.key)!]!] = 1
		})
	}
	graph.layers.forEach(({ packed, size }, k) => {
		for (let node = 0; node < size; node++)
			if (reach.first[k]![node] !== 0xffff || (k === 0 && reach.last[node] === 1)) see(packed, node * packing.words)
	})
	for (let n = 0; n < graph.finals.size; n++)
		if (reach.finals[n] === 1 || reach.lastFinals[n] === 1) see(graph.finals.packed, n * (packing.words + 1))
	regions.forEach((r, n) => {
		r.leaves.forEach((leaf, i) => {
			if (seen[n]![i] === 1) leaves.add(`${r.key} ${leaf}`)
		})
	})
}

function policiesOf(kernel: Kernel, player: string): NamedPolicy[] {
	const { doctrines } = kernel.game.scenario
	return ['cards', ...doctrines.filter((d) => d.by.includes(player)).map((d) => d.id)]
		.filter((name) => weightForms(kernel.game, player, name))
		.map((name) => ({ name, policy: formNodePolicy(kernel, player, name)! }))
}

function probesOf(kernel: Kernel) {
	const { rules } = kernel.game
	const of = (list: readonly RuleEffect[], player: string | null): Probe[] =>
		list.map(({ key, low, high, assignment }) => {
			const cell = kernel.cells.variable.get(key)!
			const right = cellsFunction(kernel, assignment.value.tree, player)
			const { operator } = assignment
			const value: CellsFunction =
				operator === '=' ? right : operator === '+=' ? (s) => s[cell]! + right(s) : (s) => s[cell]! - right(s)
			return { assignment, cell, low, high, value }
		})
	return {
		cards: rules.slots.map(({ cards, deckOf, actor }) =>
			cards.map((c) => ({
				effects: of(c.effects, deckOf === null ? actor : null),
				outcomes: c.outcomes.map((o) => of(o.effects, deckOf === null ? actor : null)),
			})),
		),
		rules: rules.standing.map(({ rule, effects }) => ({
			every: rule.every,
			when: rule.when ? cellsFunction(kernel, rule.when.tree, null) : null,
			effects: of(effects, null),
		})),
		open: { rules: rules.standing.length > 0 },
	}
}
