import { createGame } from '../game/create-game.js'
import type { Game } from '../game/game.js'
import { type Chain, chainOf, formNodePolicy, type NodePolicy } from '../kernel/chain.js'
import { type Graph, NO_CARD, nodesIn } from '../kernel/graph.js'
import { shapeParameters } from '../kernel/graph-cache.js'
import { certain, type Front, sweepForwards } from '../kernel/sweep.js'
import { type Place, plyOf } from './decision.js'
import { decidedNodePolicy, leftToChance, scriptNodePolicy } from './forced-node-policy.js'
import { nodePolicies, type OpenGraph, openGraph, rationalityOf } from './named-chain.js'

/** A game under policies, and with one decision made for its player or deck if there is one. */
export interface ArmSpec {
	readonly game: Game
	readonly policies: Readonly<Record<string, string>>
	readonly decision?: { readonly place: Place; readonly move: string } | undefined
}

/** The odds of an arm at its start, under one set of parameters after another. */
export interface OddsArm {
	readonly spec: ArmSpec
	/** How the odds were sampled, and why; null when they are exact. */
	readonly sampled: { readonly runs: number; readonly refused: string } | null
	/** How many graphs were needed so far. */
	readonly graphs: number
	/** Indices of parameters that guards and effects read: other values of these need another graph. */
	readonly shaping: readonly number[]
	/**
	 * By ending, in file order.
	 * @param values of all parameters in file order; those that the arm's settings fix keep their value. By default the arm's own
	 */
	odds(values?: readonly number[]): number[]
}

/** The exact odds of an arm at its start, under one set of parameters after another. A graph serves all that only weights and chances read. */
export class ExactArm implements OddsArm {
	readonly spec: ArmSpec
	readonly sampled = null
	graphs = 1
	readonly #options: OpenGraph
	readonly #own: readonly number[]
	readonly #shaping: readonly number[]
	#graph: Graph

	/** @throws KernelRefusal */
	constructor(spec: ArmSpec, options: OpenGraph = {}) {
		const { game } = spec
		this.spec = spec
		this.#options = options
		this.#graph = openGraph(game, options)
		this.#own = [...this.#graph.kernel.parameters]
		const shaping = shapeParameters(this.#graph.kernel)
		this.#shaping = game.scenario.parameters.flatMap((p, n) => (shaping.has(p.id) ? [n] : []))
	}

	get shaping(): readonly number[] {
		return this.#shaping
	}

	get states(): number {
		return this.#graph.states
	}

	odds(values: readonly number[] = this.#own): number[] {
		return this.#sweep(values, null).odds
	}

	/** The odds under the arm's own parameters, and how likely its decision is legal at its place; null without one. */
	whole(): { readonly odds: number[]; readonly decisionLegal: number | null } {
		return this.#sweep(this.#own, this.spec.decision ?? null)
	}

	#sweep(
		values: readonly number[],
		watched: ArmSpec['decision'] | null,
	): { readonly odds: number[]; readonly decisionLegal: number | null } {
		const { scenario, rules } = this.spec.game
		const fixed = rules.settings.parameters ?? {}
		const now = scenario.parameters.map((p, n) => fixed[p.id] ?? values[n]!)
		this.#shape(now)
		this.#graph.kernel.parameters.set(now)
		const chain = this.#chain()
		let decisionLegal = watched ? 0 : null
		const at = watched && plyOf(this.spec.game, watched.place)
		const plies = this.#graph.layers.length
		const byRound = sweepForwards(chain, certain(chain, 1, 0, 0), (front) => {
			if (watched && (front.round - 1) * plies + front.layer === at)
				decisionLegal = massWhereLegal(this.#graph, front, watched.move)
		})
		this.#graph.kernel.parameters.set(this.#own)
		return { odds: scenario.endings.map((_, n) => byRound.reduce((sum, round) => sum + round[n]!, 0)), decisionLegal }
	}

	/** Explores again when a parameter that shapes the graph has another value than the graph has now. */
	#shape(values: readonly number[]): void {
		const { resolved } = this.#graph.kernel.game.rules
		const { scenario, rules } = this.spec.game
		const ids = scenario.parameters.map((p) => p.id)
		if (this.#shaping.every((n) => resolved.parameters.get(ids[n]!) === values[n])) return
		const parameters = {
			...rules.settings.parameters,
			...Object.fromEntries(this.#shaping.map((n) => [ids[n]!, values[n]!])),
		}
		this.#graph = openGraph(createGame(scenario, { ...rules.settings, parameters }), this.#options)
		this.graphs++
	}

	/** Policies that read the parameters as they are now: scripts as their steps over the cards' weights, solved ones solved again. */
	#chain(): Chain {
		const { policies: names, decision, game } = this.spec
		const { kernel } = this.#graph
		const cards = (player: string): NodePolicy => formNodePolicy(kernel, player, 'cards')!
		const scripts = new Map<string, NodePolicy>()
		for (const [player, name] of Object.entries(names)) {
			const script = game.scenario.scripts.find((s) => `script:${s.id}` === name)
			if (script) scripts.set(player, scriptNodePolicy(kernel, cards(player), script))
		}
		const solved = Object.values(names).some((name) => rationalityOf(name))
		const others = Object.fromEntries(Object.entries(names).filter(([player]) => solved || !scripts.has(player)))
		const policies = new Map([...nodePolicies(this.#graph, others), ...scripts])
		if (decision) {
			const { place, move } = decision
			const isDeck = game.scenario.decks.some((d) => d.id === place.player)
			const otherwise = isDeck ? leftToChance : (policies.get(place.player) ?? cards(place.player))
			policies.set(place.player, decidedNodePolicy(kernel, otherwise, place, move))
		}
		return chainOf(this.#graph, policies)
	}
}

/** How much of the front stands where the move is legal. */
function massWhereLegal(graph: Graph, { layer, round, mass }: Front, move: string): number {
	const { cards } = graph.kernel.slots[layer]!
	const { first, card } = graph.layers[layer]!
	const [begin, end] = nodesIn(graph, layer, round)
	const known = cards.findIndex((c) => c.rule.id === move)
	// Neither passing nor a quiet deck is a card.
	const wanted = known < 0 ? NO_CARD : known
	let sum = 0
	for (let node = begin; node < end; node++)
		if (mass[node]! > 0 && card.subarray(first[node]!, first[node + 1]!).includes(wanted)) sum += mass[node]!
	return sum
}
