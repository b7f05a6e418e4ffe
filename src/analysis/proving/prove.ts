import { createGame } from '../../game/create-game.js'
import { KernelRefusal } from '../../kernel/cells.js'
import type { Graph } from '../../kernel/graph.js'
import { shapeParameters } from '../../kernel/graph-cache.js'
import type { Diagnostic } from '../../scenario/diagnostic.js'
import type { Assignment, Expression } from '../../scenario/expression.js'
import { visit } from '../../scenario/expressions/tree-parts.js'
import type { EventPattern, Region, Scenario } from '../../scenario/scenario.js'
import { type OpenGraph, openGraph } from '../named-chain.js'
import { nothingObserved, type Observed, observe, type Stuck } from './observe.js'
import type { Find } from './proof-rules.js'
import { proveEndings } from './prove-endings.js'
import { proveExpectations } from './prove-expectations.js'
import { proveQuestions } from './prove-questions.js'
import { findUnsourced, proveScripts } from './prove-scripts.js'
import { type PlayedPly, Reach } from './reach.js'
import { dropMattering, uselessCards } from './useless-cards.js'

/** Something that holds of every line of play, or that one shows. */
export interface Finding extends Diagnostic {
	/** A shortest line of play that shows it; empty when it holds of all. */
	readonly play: readonly PlayedPly[]
}

export interface Proof {
	/** In order of place. */
	readonly findings: readonly Finding[]
	/** Distinct states that the rules can reach, the round aside; null when they do not fit. */
	readonly states: number | null
	/** Why nothing was proved; null when all was. */
	readonly refused: string | null
}

/**
 * What can be said of a scenario by looking at every state that play can reach. A thing that happens nowhere is
 * looked for again under the ends of each parameter that guards and effects read, before it is reported.
 */
export function prove(scenario: Scenario, options: OpenGraph = {}): Proof {
	const findings: Finding[] = []
	const find: Find = (rule, severity, at, message, play = []) => {
		findings.push({ rule, severity, message, file: scenario.file, at, play })
	}
	let states: number | null = null
	let refused: string | null = null
	const game = createGame(scenario)
	findUnsourced(scenario, find)
	proveScripts(game, find)
	try {
		const graph = openGraph(game, options)
		states = graph.states
		const reach = new Reach(graph, vectorsOf(graph))
		const observed = nothingObserved()
		const stuck = observe(reach, vectorsOf(graph), observed)
		const legal = new Set(observed.legal)
		observeOtherShapes(graph, observed, options)
		findAbsent(scenario, observed, find)
		findStuck(reach, stuck, find)
		findFaults(reach, find)
		proveEndings(reach, observed, find)
		proveQuestions(graph, options, find)
		if (reach.faults.length === 0) {
			const open = new Set(legal)
			dropMattering(reach, open)
			for (const shaped of open.size > 0 ? otherShapes(graph, options) : [])
				dropMattering(new Reach(shaped, vectorsOf(shaped)), open)
			for (const { card, message } of uselessCards(scenario, legal, open))
				find('card-without-effect', 'warning', card, message)
			proveExpectations(graph, options, find)
		}
	} catch (error) {
		if (!(error instanceof KernelRefusal)) throw error
		refused = error.message
		find(
			'not-proved',
			'warning',
			{ line: 1, column: 1, endColumn: 2 },
			`nothing was proved over all states: ${refused}`,
		)
	}
	findings.sort((a, b) => a.at.line - b.at.line || a.at.column - b.at.column)
	return { findings, states, refused }
}

/** The game's own parameters, all at their lowest, and all at their highest. */
export function vectorsOf(graph: Graph): Int32Array[] {
	const { kernel } = graph
	const { parameters } = kernel.game.scenario
	return [
		Int32Array.from(kernel.parameters),
		Int32Array.from(parameters, (p) => p.low),
		Int32Array.from(parameters, (p) => p.high),
	]
}

/** The graphs of the game with each parameter that shapes it at its other end, one after the other. */
function* otherShapes(graph: Graph, options: OpenGraph): Generator<Graph> {
	const { scenario } = graph.kernel.game
	const shaping = shapeParameters(graph.kernel)
	for (const { id, low, value, high } of scenario.parameters)
		for (const other of shaping.has(id) ? [low, high] : [])
			if (other !== value) yield openGraph(createGame(scenario, { parameters: { [id]: other } }), options)
}

function observeOtherShapes(graph: Graph, observed: Observed, options: OpenGraph): void {
	const { scenario } = graph.kernel.game
	const isComplete = (): boolean => {
		const gaps: string[] = []
		findAbsent(scenario, observed, (rule) => gaps.push(rule))
		return gaps.length === 0 && observed.endings.size === scenario.endings.length
	}
	if (isComplete()) return
	for (const shaped of otherShapes(graph, options)) {
		observe(new Reach(shaped, vectorsOf(shaped)), vectorsOf(shaped), observed)
		if (isComplete()) return
	}
}

const listed = (names: readonly string[]): string =>
	names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`

/** Whether a region moves by cards of its owner or of the rival, and this player and its rival have none of them: then it is not for this player. */
function isBystander(region: Region, player: string, scenario: Scenario): boolean {
	const rival = scenario.players.find((p) => p.id === player)?.rival ?? null
	const events = (body: Pick<Region, 'on' | 'states'>): EventPattern[] => [
		...body.on.map((handler) => handler.event),
		...body.states.flatMap(events),
	]
	const own = events(region).filter(({ by }) => by === 'self' || by === 'rival')
	const has = (who: string | null, card: string): boolean =>
		who !== null && scenario.moves.some((m) => m.id === card && m.by.includes(who))
	return own.length > 0 && !own.some(({ by, card }) => has(by === 'self' ? player : rival, card))
}

function findAbsent(scenario: Scenario, observed: Observed, find: Find): void {
	const players = scenario.players.map((p) => p.id)
	for (const region of scenario.chart) {
		const owners = region.perPlayer ? players.filter((p) => !isBystander(region, p, scenario)) : [null]
		const visit = (nodes: typeof region.states): void => {
			for (const node of nodes) {
				const inside = (n: typeof node): string[] => (n.states.length === 0 ? [n.id] : n.states.flatMap(inside))
				const missing = owners.filter(
					(o) =>
						!inside(node).some((leaf) =>
							observed.leaves.has(`${o === null ? region.id : `${o}.${region.id}`} ${leaf}`),
						),
				)
				if (missing.length === 0) visit(node.states)
				else {
					const whose = missing.length === owners.length ? '' : ` for ${listed(missing.map(String))}`
					find(
						'state-unreachable',
						'warning',
						node.at,
						`no play reaches the state "${node.id}" of ${region.id}${whose}`,
					)
				}
			}
		}
		visit(region.states)
	}
	for (const move of scenario.moves) {
		const never = move.by.filter((p) => !observed.legal.has(`${p}.${move.id}`))
		const whose = (list: readonly string[]): string => (list.length === move.by.length ? '' : ` for ${listed(list)}`)
		const why = move.when ? `: its condition is never met on that player’s turn` : ''
		if (never.length > 0)
			find('card-never-legal', 'warning', move.at, `"${move.id}" is never legal${whose(never)}${why}`)
		const idle = move.by.filter((p) => !never.includes(p) && !observed.chosen.has(`${p}.${move.id}`))
		if (idle.length > 0)
			find(
				'card-never-chosen',
				'warning',
				move.at,
				`"${move.id}" is never chosen${whose(idle)}: its weight is 0 wherever it is legal, and so it is by every doctrine`,
			)
		for (const outcome of move.outcomes) {
			const without = move.by.filter((p) => !never.includes(p) && !observed.falls.has(`${p}.${move.id}.${outcome.id}`))
			if (without.length > 0 && without.length === move.by.length - never.length)
				find(
					'card-never-falls',
					'warning',
					outcome.at,
					`"${move.id}" never has the outcome "${outcome.id}": its chance is 0`,
				)
		}
	}
	for (const deck of scenario.decks)
		for (const card of deck.cards) {
			const id = `${deck.id}.${card.id}`
			if (!observed.legal.has(id))
				find('card-never-legal', 'warning', card.at, `"${id}" can never fall: its condition is never met`)
			else if (!observed.falls.has(id))
				find('card-never-falls', 'warning', card.at, `"${id}" never falls: its chance is always 0`)
			else
				for (const outcome of card.outcomes)
					if (!observed.falls.has(`${id}.${outcome.id}`))
						find(
							'card-never-falls',
							'warning',
							outcome.at,
							`"${id}" never has the outcome "${outcome.id}": its chance is 0`,
						)
		}
	for (const assignment of observed.assigned)
		if (!observed.unclamped.has(assignment))
			find('effect-always-clamped', 'warning', assignment.at, clamped(scenario, assignment))
	scenario.rules.forEach((rule, n) => {
		if (!observed.rules.has(n))
			find('rule-never-applies', 'warning', rule.at, `the condition of this rule is never met when rules are applied`)
	})
}

function clamped(scenario: Scenario, { owner, variable, operator, value }: Assignment): string {
	const name = `${owner === null ? '' : `${owner}.`}${variable}`
	const { low, high } = scenario.variables.find((v) => v.id === variable)!
	const { tree } = value
	const remedy =
		operator === '=' && tree.op === 'negate'
			? `To subtract, write ${name} -= ${value.text.trim().replace(/^-\s*/, '')}`
			: operator === '='
				? `Assign a value within the range, or widen the range`
				: `Leave the line out, widen the range, or add a "when" that holds where there is room`
	return `the value assigned to ${name} is outside its range, ${low} to ${high}, wherever this is carried out, and is held at its end. ${remedy}`
}

function findStuck(reach: Reach, { passes, weightless }: Stuck, find: Find): void {
	const { scenario } = reach.graph.kernel.game
	for (const [player, { time, node }] of passes) {
		const { at, name } = scenario.players.find((p) => p.id === player)!
		find(
			'player-passes',
			'warning',
			at,
			`${name} can be left without a move, and then passes`,
			reach.lineTo(time, node),
		)
	}
	for (const [key, { time, node }] of weightless) {
		const [player, name] = key.split(' ') as [string, string]
		const doctrine = scenario.doctrines.find((d) => d.id === name)
		const first = scenario.moves.find((m) => legalHere(reach, time, node).includes(m.id))
		const at = doctrine?.at ?? first?.at ?? scenario.players.find((p) => p.id === player)!.at
		const whose = doctrine ? `by the doctrine "${name}"` : 'by the cards’ own weights'
		find(
			'weights-all-zero',
			'warning',
			at,
			`${whose} all cards that ${player} may play can have weight 0 (${listed(legalHere(reach, time, node))}); then each is as likely as any other`,
			reach.lineTo(time, node),
		)
	}
}

function legalHere({ graph }: Reach, time: number, node: number): string[] {
	const layer = time % graph.layers.length
	const { first, card } = graph.layers[layer]!
	const { cards } = graph.kernel.slots[layer]!
	const numbers = new Set(card.subarray(first[node]!, first[node + 1]!))
	return [...numbers].flatMap((c) => cards[c]?.rule.card.id ?? [])
}

function findFaults(reach: Reach, find: Find): void {
	const { scenario, rules } = reach.graph.kernel.game
	const remedy = 'raise "of", lower the chances, or narrow the ranges of the parameters in them'
	for (const { kind, of, time, node, sum, parameters } of reach.faults) {
		const play = reach.lineTo(time, node)
		/** Values of the parameters that the chances read, as in ` (at rain = 90)`. */
		const where = (chances: readonly (Expression | null)[]): string => {
			const read = new Set<string>()
			for (const chance of chances)
				if (chance)
					visit(chance.tree, (tree) => {
						if (tree.op === 'parameter') read.add(tree.id)
					})
			const values = scenario.parameters.flatMap((p, n) => (read.has(p.id) ? [`${p.id} = ${parameters[n]}`] : []))
			return values.length === 0 ? '' : ` (at ${values.join(', ')})`
		}
		if (kind === 'deck-over-base') {
			const deck = scenario.decks.find((d) => d.id === of)!
			find(
				'chance-over-base',
				'error',
				deck.at,
				`the chances of deck "${of}" can add up to ${sum}${where(deck.cards.map((c) => c.weight))}, more than its base of ${deck.of}: ${remedy}`,
				play,
			)
			continue
		}
		const { card } = rules.cards.get(of)!
		if (kind === 'outcomes-zero')
			find('outcomes-all-zero', 'error', card.at, `the weights of all outcomes of "${of}" can be zero`, play)
		else
			find(
				'chance-over-base',
				'error',
				card.at,
				`the chances of the outcomes of "${of}" can add up to ${sum}${where(card.outcomes.map((o) => o.chance))}, more than ${card.of}: ${remedy}`,
				play,
			)
	}
}
