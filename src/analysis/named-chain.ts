import { join } from 'node:path'
import { type Policies, policiesOf } from '../game/draw.js'
import type { Game, Move, Policy, State, Weighted } from '../game/game.js'
import { namedPolicy, PolicyError } from '../game/policies.js'
import { type Chain, chainOf, formNodePolicy, type NodePolicy } from '../kernel/chain.js'
import { compileKernel } from '../kernel/compile.js'
import { type Budget, DEFAULT_BUDGET, exploreGraph, type Graph, nodesIn } from '../kernel/graph.js'
import { cachedGraph, graphKey } from '../kernel/graph-cache.js'
import { type Choice, nodeChoice } from '../kernel/node-choice.js'
import { type Chosen, checkPayoffs, chosenPolicies, type Rationality, type Solution, solve } from './solve.js'

export interface OpenGraph {
	readonly budget?: Budget
	/** Where graphs are kept between processes; none are when it is left out. */
	readonly cacheFile?: (key: string) => string
}

/** Files of the graphs that a folder keeps, by key. */
export const graphsIn =
	(folder: string) =>
	(key: string): string =>
		join(folder, `${key}.graph`)

/** The graph of a game, explored or from its file. @throws KernelRefusal when it can't be packed or does not fit */
export function openGraph(game: Game, { budget = DEFAULT_BUDGET, cacheFile }: OpenGraph = {}): Graph {
	const kernel = compileKernel(game)
	return cacheFile ? cachedGraph(kernel, cacheFile(graphKey(kernel)), budget).graph : exploreGraph(kernel, budget)
}

/** `best`, `quantal:2` (a rationality of 0 or more): the names of policies that have to be solved for. @throws PolicyError for `quantal` without a number */
export function rationalityOf(name: string): Rationality | undefined {
	if (name === 'best') return { kind: 'best' }
	if (!name.startsWith('quantal')) return undefined
	const lambda = Number(name.slice('quantal:'.length))
	if (
		!name.startsWith('quantal:') ||
		name.length === 'quantal:'.length ||
		!(lambda >= 0 && lambda < Number.POSITIVE_INFINITY)
	)
		throw new PolicyError(`"${name}" should be quantal:LAMBDA, a rationality of 0 or more, e.g. quantal:2`)
	return { kind: 'quantal', lambda }
}

/**
 * Policies over a graph by the names that `--policy` takes; a player without one follows its cards. Those who
 * play `best` or `quantal` are solved for together, given the others.
 * @throws PolicyError, or SolveError when a reasoning player has no payoffs
 */
export function nodePolicies(
	graph: Graph,
	names: Readonly<Record<string, string>> = {},
): ReadonlyMap<string, NodePolicy> {
	const { policies, solution } = solvedPolicies(graph, names)
	return solution ? new Map([...policies, ...solution.policies]) : policies
}

/** What those do who play `best` or `quantal`, as data that a thread can hand over. @throws PolicyError, SolveError */
export const chosenByName = (graph: Graph, names: Readonly<Record<string, string>>): Chosen =>
	solvedPolicies(graph, names).solution?.chosen ?? []

/** The policies of those who don't reason, and how the others play. */
function solvedPolicies(
	graph: Graph,
	names: Readonly<Record<string, string>>,
): { readonly policies: ReadonlyMap<string, NodePolicy>; readonly solution: Solution | null } {
	const { kernel } = graph
	const { game } = kernel
	const reasoning = new Map<string, Rationality>()
	const policies = new Map<string, NodePolicy>()
	const ids = game.scenario.players.map((p) => p.id)
	for (const [name, policy] of Object.entries(names)) if (!ids.includes(name)) namedPolicy(game, name, policy)
	for (const { id } of game.scenario.players) {
		const name = names[id] ?? 'cards'
		const rationality = rationalityOf(name)
		if (rationality) reasoning.set(id, rationality)
		else policies.set(id, formNodePolicy(kernel, id, name) ?? statePolicy(graph, id, namedPolicy(game, id, name)))
	}
	return { policies, solution: reasoning.size === 0 ? null : solve(graph, { reasoning, policies }) }
}

export const namedChain = (graph: Graph, names: Readonly<Record<string, string>> = {}): Chain =>
	chainOf(graph, nodePolicies(graph, names))

/** A policy over plain states (a script, a decision that is forced), asked node by node. */
export function statePolicy(graph: Graph, player: string, policy: Policy): NodePolicy {
	const { kernel } = graph
	return {
		readsRound: true,
		weigh(s, layer, _node, _round, cards, into) {
			const state = kernel.cells.read(s, layer)
			const legal = cards.map((c): Move => ({ id: kernel.slots[layer]!.cards[c]!.rule.id, player }))
			policy(state, legal).forEach(({ weight }, n) => {
				into[n] = weight
			})
		},
	}
}

/** The greatest weight of a move in a solved policy: 1 when only the best one counts, a million in a quantal response. */
const GREATEST = { best: 1, quantal: 1_000_000 } as const

/**
 * Policies for playing and sampling by any name, `best` and `quantal` included; the graph is opened only for those.
 * @param chosen what was found for these names in this game, if it was
 */
export function policiesByName(
	game: Game,
	names: Readonly<Record<string, string>>,
	open: () => Graph,
	chosen?: Chosen,
): Policies {
	const solved = solvedFor(names)
	if (solved.length === 0) return policiesOf(game, names)
	const graph = open()
	const nodes = chosen
		? chosenPolicies(
				chosen,
				solved.map(([p]) => p),
			)
		: nodePolicies(graph, names)
	const plain = policiesOf(game, followed(names))
	const players = new Map(plain.players)
	for (const [player, { kind }] of solved)
		players.set(player, plainPolicy(graph, player, nodes.get(player)!, GREATEST[kind]))
	return { chance: plain.chance, players }
}

/** How those choose whose policies are solved for, as the kernel's sampler asks for it; nobody, and no graph, without such names. */
export function choicesByName(names: Readonly<Record<string, string>>, open: () => Graph): ReadonlyMap<string, Choice> {
	const solved = solvedFor(names)
	if (solved.length === 0) return new Map()
	const graph = open()
	const nodes = nodePolicies(graph, names)
	return new Map(solved.map(([player, { kind }]) => [player, nodeChoice(graph, nodes.get(player)!, GREATEST[kind])]))
}

/** That there are such players and policies, and that those who reason have something to reason about. @throws PolicyError, SolveError */
export function checkNames(game: Game, names: Readonly<Record<string, string>>): void {
	policiesOf(game, followed(names))
	checkPayoffs(
		game.scenario,
		solvedFor(names).map(([player]) => player),
	)
}

/** The names that need not be solved for. */
function followed(names: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
	return Object.fromEntries(Object.entries(names).filter(([, name]) => !rationalityOf(name)))
}

function solvedFor(names: Readonly<Record<string, string>>): (readonly [string, Rationality])[] {
	return Object.entries(names).flatMap(([player, name]) => {
		const rationality = rationalityOf(name)
		return rationality ? [[player, rationality] as const] : []
	})
}

/** A policy over the graph as one over plain states. */
function plainPolicy(graph: Graph, player: string, policy: NodePolicy, greatest: number): Policy {
	const { kernel, packing, layers } = graph
	const s = new Int32Array(kernel.cells.size)
	const key = new Uint32Array(packing.words + 1)
	const cards = kernel.slots.find((slot) => slot.actor === player)?.cards ?? []
	const index = new Map(cards.map((c, n) => [c.rule.id, n]))
	const choose = (state: State, legal: readonly Move[]): Weighted<Move>[] => {
		const numbers = legal.flatMap((m) => index.get(m.id) ?? [])
		const into = new Float64Array(legal.length)
		kernel.cells.write(state, s)
		packing.pack(s, key, 0)
		const node = layers[state.ply]!.find(key.subarray(0, packing.words))
		const [first, end] = nodesIn(graph, state.ply, state.round)
		if (node < first || node >= end) throw new RangeError('no best play is known for a state that cannot be reached')
		if (numbers.length > 0) policy.weigh(s, state.ply, node, state.round, numbers, into)
		return legal.map((value, n) => ({ value, weight: into[n]! }))
	}
	return Object.assign(choose, { cells: new Map(cards.map((c) => [c.rule.id, greatest])) })
}
