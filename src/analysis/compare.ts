import { drawMove, policiesOf } from '../game/draw.js'
import type { Game } from '../game/game.js'
import { luckOf } from '../game/luck.js'
import type { Playthrough, Table } from '../game/playthrough.js'
import type { Settings } from '../game/settings.js'
import { KernelRefusal } from '../kernel/cells.js'
import { NO_CARD } from '../kernel/graph.js'
import { edgesOf } from '../kernel/node-groups.js'
import { certain, sweepForwards } from '../kernel/sweep.js'
import type { Script } from '../scenario/scenario.js'
import { wilson } from '../statistics/wilson.js'
import { likelihood, scriptMoves } from './likelihood.js'
import { namedChain, type OpenGraph, openGraph } from './named-chain.js'

/** A saved game of the scenario, by the name it is shown with. */
export interface GroupGame {
	readonly name: string
	readonly playthrough: Playthrough
}

/** What a model share is: a probability, or a share of runs with its interval. */
export interface ModelShare {
	readonly value: number
	readonly low: number | null
	readonly high: number | null
}

export interface ComparedMove {
	readonly round: number
	/** Index into `order`. */
	readonly ply: number
	readonly player: string
	/** `pakistan.absorb`: a card, `pass` or `nothing`. */
	readonly move: string
	/** By game, in their order: whether it played this here; null when it had ended before. */
	readonly by: readonly (boolean | null)[]
	/** Games that played it, of those that came to this ply. */
	readonly games: number
	readonly of: number
	/** Whether the record did; null when it has no such ply. */
	readonly record: boolean | null
	/** How likely the model is to play it here, if it comes to this ply. */
	readonly model: ModelShare
}

export interface Comparison {
	readonly games: readonly {
		readonly name: string
		readonly seed: string
		readonly run: number
		readonly people: readonly string[]
		readonly settings: Settings
		readonly ending: string | null
		readonly round: number
		readonly plies: number
		/** Plies at which a card was laid down by hand. */
		readonly injects: number
	}[]
	/** In file order: games that ended so, of those that ended; whether the record did; the model's odds, and what they come to in so many games. */
	readonly endings: readonly {
		readonly id: string
		readonly by: readonly boolean[]
		readonly games: number
		readonly of: number
		readonly record: boolean | null
		readonly model: ModelShare
		readonly expected: number
	}[]
	/** By round and ply, then in file order; only what some game or the record played, or the model may. */
	readonly moves: readonly ComparedMove[]
	readonly script: string | null
	readonly kind: 'exact' | 'sampled'
	/** Of the model, when it is sampled. */
	readonly runs: number | null
	readonly refused: string | null
}

export interface CompareOptions extends OpenGraph {
	/** The model's policies by player. */
	readonly policies?: Readonly<Record<string, string>>
	/** The script that stands for the record; by default the one called `record`, else the first. */
	readonly script?: string
	readonly runs?: number
	readonly seed?: string
}

/** Several games of one scenario, the model and the record side by side, in counts. @param table of the model's game, with its settings */
export function compare(
	table: Table,
	group: readonly GroupGame[],
	tables: readonly Table[],
	options: CompareOptions = {},
): Comparison {
	const { game } = table
	const { scenario } = game
	const script =
		options.script === undefined
			? (scenario.scripts.find((s) => s.id === 'record') ?? scenario.scripts[0])
			: scenario.scripts.find((s) => s.id === options.script)
	const plays = group.map(({ playthrough }, n) => playsOf(tables[n]!, playthrough))
	const record = script ? recordOf(game, script) : null
	const model = modelOf(game, options)
	const games = group.map(({ name, playthrough }, n) => {
		const state = tables[n]!.state(playthrough)
		const { seed, run, people, settings } = playthrough
		return {
			name,
			seed,
			run,
			people,
			settings,
			ending: state.ending,
			round: state.round,
			plies: plays[n]!.size,
			injects: tables[n]!.line(playthrough).filter((e) => e.kind === 'ply' && e.by === 'inject').length,
		}
	})
	const over = games.filter((g) => g.ending !== null).length
	return {
		games,
		endings: scenario.endings.map(({ id }, n) => {
			const by = games.map((g) => g.ending === id)
			const share = model.endings[n]!
			return {
				id,
				by,
				games: by.filter((b) => b).length,
				of: over,
				record: record && record.ending !== null ? record.ending === id : null,
				model: share,
				expected: share.value * over,
			}
		}),
		moves: movesOf(game, plays, record?.plays ?? null, model),
		script: script?.id ?? null,
		kind: model.kind,
		runs: model.runs,
		refused: model.refused,
	}
}

/** What was played at each ply, by `round ply`: outcomes belong to their card. */
type Plays = ReadonlyMap<string, string>

const placeKey = (round: number, ply: number): string => `${round} ${ply}`

function playsOf(table: Table, p: Playthrough): Plays {
	const plays = new Map<string, string>()
	for (const entry of table.line(p)) {
		if (entry.kind !== 'ply') continue
		const { round, ply, pending } = table.state(p, entry.parent)
		if (pending === null) plays.set(placeKey(round, ply), entry.move)
	}
	return plays
}

function recordOf(game: Game, script: Script): { plays: Plays; ending: string | null } {
	const plies = game.rules.slots.length
	const plays = new Map(
		script.steps.map((s, n) => [placeKey(Math.floor(n / plies) + 1, n % plies), `${s.player}.${s.move}`] as const),
	)
	return { plays, ending: likelihood(game, policiesOf(game), scriptMoves(script)).state.ending }
}

interface Model {
	readonly kind: 'exact' | 'sampled'
	readonly runs: number | null
	readonly refused: string | null
	readonly endings: readonly ModelShare[]
	/** By `round ply`, then by move. */
	readonly moves: ReadonlyMap<string, ReadonlyMap<string, ModelShare>>
}

function modelOf(game: Game, options: CompareOptions): Model {
	try {
		return exactModel(game, options)
	} catch (error) {
		if (!(error instanceof KernelRefusal)) throw error
		return sampledModel(game, options, error.message)
	}
}

const sure = (value: number): ModelShare => ({ value, low: null, high: null })

function exactModel(game: Game, options: CompareOptions): Model {
	const graph = openGraph(game, options)
	const chain = namedChain(graph, options.policies)
	const moves = new Map<string, Map<string, ModelShare>>()
	const byRound = sweepForwards(chain, certain(chain, 1, 0, 0), ({ round, layer, mass }) => {
		const { first, card } = graph.layers[layer]!
		const slot = graph.kernel.slots[layer]!
		const p = chain.probabilities(layer, round)
		const shares = new Map<string, number>()
		let total = 0
		for (let node = 0; node < mass.length; node++) {
			const m = mass[node]!
			if (m === 0) continue
			total += m
			for (let e = first[node]!, stop = first[node + 1]!; e < stop; ) {
				const c = card[e]!
				const count = edgesOf(graph, layer, c)
				const id = c === NO_CARD ? `${slot.actor}.${slot.deckOf === null ? 'pass' : 'nothing'}` : slot.cards[c]!.rule.id
				let q = 0
				for (let o = 0; o < count; o++) q += p[e + o]!
				shares.set(id, (shares.get(id) ?? 0) + m * q)
				e += count
			}
		}
		moves.set(
			placeKey(round, layer),
			new Map([...shares].map(([id, share]) => [id, sure(total > 0 ? share / total : 0)])),
		)
	})
	const endings = game.scenario.endings.map((_, n) => sure(byRound.reduce((sum, round) => sum + round[n]!, 0)))
	return { kind: 'exact', runs: null, refused: null, endings, moves }
}

const SAMPLED_RUNS = 2000

function sampledModel(
	game: Game,
	{ policies = {}, runs = SAMPLED_RUNS, seed = 'model' }: CompareOptions,
	refused: string,
): Model {
	const chosen = policiesOf(game, policies)
	const ended = new Map<string, number>()
	const counts = new Map<string, Map<string, number>>()
	for (let run = 1; run <= runs; run++) {
		const luck = luckOf(seed, run)
		let state = game.initialState()
		while (state.ending === null) {
			const move = drawMove(game, chosen, state, luck)
			if (state.pending === null) {
				const at = placeKey(state.round, state.ply)
				const here = counts.get(at) ?? new Map<string, number>()
				here.set(move.id, (here.get(move.id) ?? 0) + 1)
				counts.set(at, here)
			}
			state = game.apply(state, move)
		}
		ended.set(state.ending, (ended.get(state.ending) ?? 0) + 1)
	}
	const share = (count: number, of: number): ModelShare => ({ value: count / of, ...wilson(count, of) })
	return {
		kind: 'sampled',
		runs,
		refused,
		endings: game.scenario.endings.map((e) => share(ended.get(e.id) ?? 0, runs)),
		moves: new Map(
			[...counts].map(([at, here]) => {
				const of = [...here.values()].reduce((a, b) => a + b, 0)
				return [at, new Map([...here].map(([id, count]) => [id, share(count, of)]))]
			}),
		),
	}
}

function movesOf(game: Game, plays: readonly Plays[], record: Plays | null, model: Model): ComparedMove[] {
	const { slots, scenario } = game.rules
	const rows: ComparedMove[] = []
	for (let round = 1; round <= scenario.clock.rounds; round++)
		for (const slot of slots) {
			const at = placeKey(round, slot.index)
			const recorded = record?.get(at) ?? null
			const ids = [...slot.cards.map((c) => c.id), `${slot.actor}.${slot.deckOf === null ? 'pass' : 'nothing'}`]
			for (const move of ids) {
				const by = plays.map((p) => (p.has(at) ? p.get(at) === move : null))
				const share = model.moves.get(at)?.get(move) ?? sure(0)
				const games = by.filter((b) => b === true).length
				if (games === 0 && recorded !== move && share.value === 0) continue
				rows.push({
					round,
					ply: slot.index,
					player: slot.actor,
					move,
					by,
					games,
					of: by.filter((b) => b !== null).length,
					record: recorded === null ? null : recorded === move,
					model: share,
				})
			}
		}
	return rows
}
