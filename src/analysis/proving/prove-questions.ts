import { createGame } from '../../game/create-game.js'
import { readSettings } from '../../game/settings.js'
import type { Graph } from '../../kernel/graph.js'
import type { Question } from '../../scenario/scenario.js'
import { type OpenGraph, openGraph } from '../named-chain.js'
import type { Find } from './proof-rules.js'
import { Reach } from './reach.js'

/**
 * Questions whose decision cannot be made: in no state that play reaches at its place is the move legal. Each is looked
 * at in the game that it asks about: with the parameters that the file gives or the question sets, without the cards
 * that it takes out.
 */
export function proveQuestions(graph: Graph, options: OpenGraph, find: Find): void {
	const { scenario } = graph.kernel.game
	let own: Reach | undefined
	for (const question of scenario.questions) {
		const { decision, set, without } = question.change
		if (!decision) continue
		const changed = set.length + without.length > 0
		if (!changed) own ??= new Reach(graph)
		const reach = changed
			? new Reach(openGraph(createGame(scenario, readSettings(scenario, set, without)), options))
			: own!
		const rounds = roundsOf(reach, decision)
		if (!rounds.includes(decision.round))
			find('decision-impossible', 'warning', question.at, messageOf(question.id, decision, rounds))
	}
}

type Decision = NonNullable<Question['change']['decision']>

/** The rounds in which the move is legal somewhere at its player's first ply. */
function roundsOf(reach: Reach, { player, move }: Decision): number[] {
	const { kernel, layers } = reach.graph
	const layer = kernel.slots.findIndex((slot) => slot.actor === player)
	const { first, card, size } = layers[layer]!
	const index = kernel.slots[layer]!.cards.findIndex((c) => c.rule.id === `${player}.${move}`)
	const legal = Array.from({ length: size }, () => false)
	for (let node = 0; node < size; node++)
		for (let e = first[node]!, stop = first[node + 1]!; e < stop && !legal[node]; e++) legal[node] = card[e] === index
	const { rounds } = kernel.game.scenario.clock
	return Array.from({ length: rounds }, (_, n) => n + 1).filter((round) => {
		const time = (round - 1) * layers.length + layer
		return legal.some((is, node) => is && reach.isReached(time, node))
	})
}

function messageOf(id: string, { round, player, move }: Decision, rounds: readonly number[]): string {
	const others = rounds.length === 0 ? 'it is in no other round' : `rounds in which it can be: ${rounds.join(', ')}`
	return `the decision of question "${id}" cannot be made: wherever play stands at ${round}.${player}, "${move}" is not legal; ${others}`
}
