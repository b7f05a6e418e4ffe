import { integerOf } from '../game/evaluate.js'
import type { Game, State } from '../game/game.js'
import { type OutlookOfGame, outlookOf } from '../game/outlook.js'
import type { Entry, Playthrough, Table } from '../game/playthrough.js'
import { PolicyError } from '../game/policies.js'
import type { Script } from '../scenario/scenario.js'
import { type ChoiceReasons, explainChoice } from './explain-choice.js'
import type { MoveOdds, Odds, PositionOdds } from './position-odds.js'

/** What moved the odds at a ply: chance, a policy's draw, a person's choice, or a card that was laid down. */
export type Mover = 'chance' | 'policy' | 'choice' | 'inject'

export interface ReviewedPly {
	/** Id of the playthrough's entry. */
	readonly entry: number
	readonly round: number
	/** Index into `order`. */
	readonly ply: number
	readonly move: string
	/** Who moved: a player's id, a deck's, or `chance` for an outcome. */
	readonly player: string
	readonly mover: Mover
	readonly before: Odds
	readonly after: Odds
	/** How far the odds moved: their total variation distance, half the sum of all differences, 0 to 1. */
	readonly shift: number
	/** Change in the probability of the ending that the game reached, −1 to 1; null while it has reached none. */
	readonly toward: number | null
	/** What the script did at this ply of this round; null when it has no such step. */
	readonly record: { readonly move: string; readonly date: string | null; readonly text: string | null } | null
}

/** A person's decision, and what else could have been done. */
export interface ReviewedDecision {
	/** Index into `plies`. */
	readonly at: number
	readonly player: string
	readonly played: string
	/** Why, in the person's own words: `''` when they were asked and gave none, null when nobody asked. */
	readonly reasons: string | null
	readonly moves: readonly ReviewedMove[]
	/**
	 * The move worth most to the player, the first of several; the one played where that is worth less by under a
	 * hundredth of what lies between the best and the worst ending, as things stood. Null when the player has no payoffs.
	 */
	readonly bestByPayoff: string | null
	/** The move after which good endings are likeliest, less bad ones; the one played where it lacks under a percentage point. Null when no ending has such a tone. */
	readonly bestByOutcome: string | null
	/** No other move differs from the one played by so much, in payoff, in outcome, or in the odds. */
	readonly hardlyDiffer: boolean
}

export interface ReviewedMove {
	readonly id: string
	readonly odds: Odds
	/** To the player who decides; null when it has no payoffs. */
	readonly payoff: number | null
	/** P(good) − P(bad), by the tones of the endings. */
	readonly outcome: number
}

export interface Review {
	readonly kind: 'exact' | 'sampled'
	readonly refused: string | null
	readonly runs: number | null
	readonly confidence: number
	/** Under which the odds are, by player. */
	readonly policies: Readonly<Record<string, string>>
	readonly reached: { readonly id: string; readonly round: number } | null
	/** How likely it begins again; null where the scenario does not say. */
	readonly outlook: OutlookOfGame | null
	readonly script: string | null
	readonly plies: readonly ReviewedPly[]
	/** Indices of the plies that shifted the odds most, largest first. */
	readonly turningPoints: readonly number[]
	/** By mover (and by player, of choices): the sum of the shifts, and of what they did for the ending reached. */
	readonly totals: readonly {
		readonly mover: Mover
		readonly player: string | null
		readonly shift: number
		readonly toward: number | null
	}[]
	readonly decisions: readonly ReviewedDecision[]
	/** Choices that policies made, by index into `plies`. */
	readonly reasons: readonly (ChoiceReasons & { readonly at: number })[]
	/** Parameters that are 0 or 1, and what they were in this game. */
	readonly switches: readonly { readonly id: string; readonly title: string; readonly value: number }[]
	/** Cards laid down and not taken up again, whether or not they fell: `at` counts the plies played before. */
	readonly injects: readonly { readonly at: number; readonly card: string }[]
	readonly notes: readonly { readonly at: number; readonly text: string; readonly branch: boolean }[]
}

export interface ReviewOptions {
	/** The names that `odds` was made with, by player. */
	readonly policies?: Readonly<Record<string, string>>
	/** The script that stands for the record; by default the one called `record`, else the first. */
	readonly script?: string
	readonly turningPoints?: number
	/** Called before each ply, with how many there are. */
	readonly progress?: (done: number, plies: number) => void
}

/** Shifts below this turn nothing. */
const NO_TURN = 0.005

/** What the current line of a playthrough was worth, ply by ply, finished or not. */
export function review(table: Table, p: Playthrough, odds: PositionOdds, options: ReviewOptions = {}): Review {
	const { game } = table
	const { scenario } = game
	const names = Object.fromEntries(scenario.players.map(({ id }) => [id, options.policies?.[id] ?? 'cards']))
	const line = table.line(p)
	const played = line.filter((e): e is Entry & { kind: 'ply' } => e.kind === 'ply')
	const last = table.state(p)
	const reached = last.ending === null ? null : { id: last.ending, round: last.round }
	const target = scenario.endings.findIndex((e) => e.id === last.ending)
	const script = scriptOf(scenario.scripts, options.script)
	const plies: ReviewedPly[] = []
	const decisions: ReviewedDecision[] = []
	const reasons: (ChoiceReasons & { at: number })[] = []
	let before = odds.odds(table.state(p, 0))
	for (const [at, entry] of played.entries()) {
		options.progress?.(at, played.length)
		const state = table.state(p, entry.parent)
		const next = table.state(p, entry.id)
		const after = odds.odds(next)
		const player = game.currentPlayer(state)!
		const mover = moverOf(entry, game, state)
		plies.push({
			entry: entry.id,
			round: state.round,
			ply: state.ply,
			move: entry.move,
			player: state.pending === null ? game.rules.slots[state.ply]!.actor : 'chance',
			mover,
			before,
			after,
			shift: distance(before.values, after.values),
			toward: target < 0 ? null : after.values[target]! - before.values[target]!,
			record: stepAt(game, script, state),
		})
		if (mover === 'choice')
			decisions.push(
				decisionOf(game, state, odds.moves(state), { at, player, played: entry.move, reasons: entry.reasons ?? null }),
			)
		if (mover === 'policy') reasons.push({ at, ...reasonsOf(table, p, state, player) })
		before = after
	}
	return {
		kind: odds.kind,
		refused: odds.refused,
		runs: odds.runs,
		confidence: odds.confidence,
		policies: names,
		reached,
		outlook: outlookOf(game, last),
		script: script?.id ?? null,
		plies,
		turningPoints: turningPoints(plies, options.turningPoints ?? 3),
		totals: totalsOf(plies),
		decisions,
		reasons,
		switches: scenario.parameters
			.filter((s) => s.low === 0 && s.high === 1)
			.map(({ id, title }) => ({ id, title: title ?? id, value: game.rules.resolved.parameters.get(id)! })),
		injects: laidCards(line),
		notes: asides(line, (e) => (e.kind === 'note' ? { text: e.text, branch: e.names === 'branch' } : null)),
	}
}

/** Half the sum of the differences: the most that any event's probability differs by. */
export const distance = (a: readonly number[], b: readonly number[]): number =>
	a.reduce((sum, value, n) => sum + Math.abs(value - b[n]!), 0) / 2

function moverOf(entry: Entry & { kind: 'ply' }, game: Game, state: State): Mover {
	if (entry.by === 'inject') return 'inject'
	if (entry.by === 'person') return 'choice'
	return game.currentPlayer(state) === 'chance' ? 'chance' : 'policy'
}

function scriptOf(scripts: readonly Script[], id: string | undefined): Script | null {
	if (id !== undefined) return scripts.find((s) => s.id === id) ?? null
	return scripts.find((s) => s.id === 'record') ?? scripts[0] ?? null
}

function stepAt(game: Game, script: Script | null, state: State): ReviewedPly['record'] {
	const step = script?.steps[(state.round - 1) * game.rules.slots.length + state.ply]
	if (!step) return null
	const { player, move, outcome, date, text } = step
	const outcomePly = state.pending !== null
	if (outcomePly && outcome === null) return null
	return { move: outcomePly ? `${player}.${move}.${outcome}` : `${player}.${move}`, date, text }
}

function decisionOf(
	game: Game,
	state: State,
	moves: readonly MoveOdds[],
	decision: Pick<ReviewedDecision, 'at' | 'player' | 'played' | 'reasons'>,
): ReviewedDecision {
	const tones = game.scenario.endings.map((e) => (e.tone === 'good' ? 1 : e.tone === 'bad' ? -1 : 0))
	const reviewed = moves.map(
		({ move, odds, payoffs }): ReviewedMove => ({
			id: move.id,
			odds,
			payoff: payoffs.get(decision.player) ?? null,
			outcome: tones.reduce<number>((sum, tone, n) => sum + tone * odds.values[n]!, 0),
		}),
	)
	const own = reviewed.find((m) => m.id === decision.played)!
	const little = LITTLE * payoffSpan(game, decision.player, state)
	return {
		...decision,
		moves: reviewed,
		bestByPayoff: own.payoff === null ? null : bestOf(reviewed, own, (m) => m.payoff!, little),
		bestByOutcome: tones.every((t) => t === 0) ? null : bestOf(reviewed, own, (m) => m.outcome, LITTLE),
		hardlyDiffer:
			reviewed.length > 1 &&
			reviewed.every(
				(m) =>
					Math.abs((m.payoff ?? 0) - (own.payoff ?? 0)) <= little &&
					Math.abs(m.outcome - own.outcome) < LITTLE &&
					distance(m.odds.values, own.odds.values) < LITTLE,
			),
	}
}

/** A difference of less than this share of all that there is to win or lose is no reason to call a move better. */
const LITTLE = 0.01
const SAME = 1e-12

/** Between the endings worth most and least to a player, were each reached as things stand. */
function payoffSpan({ scenario, rules }: Game, player: string, state: State): number {
	const worth = scenario.players
		.find((p) => p.id === player)!
		.payoffs.map(({ value }) => (typeof value === 'number' ? value : integerOf(value.tree, rules.bind(player))(state)))
	return worth.length === 0 ? 0 : Math.max(...worth) - Math.min(...worth)
}

/** The move worth most, or the one played where it is worth less by under `little`. */
function bestOf(
	moves: readonly ReviewedMove[],
	own: ReviewedMove,
	worth: (move: ReviewedMove) => number,
	little: number,
): string {
	const most = Math.max(...moves.map(worth))
	if (worth(own) > most - little) return own.id
	return moves.find((m) => worth(m) >= most - SAME)!.id
}

function reasonsOf(table: Table, p: Playthrough, state: State, player: string): ChoiceReasons {
	const policy = p.policies[player] ?? 'cards'
	try {
		return explainChoice(table.game, table.policies(p.policies), state, policy)
	} catch (error) {
		if (!(error instanceof PolicyError)) throw error
		return { player, policy, even: false, moves: [], closed: [] }
	}
}

function turningPoints(plies: readonly ReviewedPly[], most: number): number[] {
	return plies
		.map(({ shift }, n) => ({ shift, n }))
		.filter(({ shift }) => shift >= NO_TURN)
		.sort((a, b) => b.shift - a.shift)
		.slice(0, most)
		.map(({ n }) => n)
}

function totalsOf(plies: readonly ReviewedPly[]): Review['totals'] {
	const totals = new Map<string, { mover: Mover; player: string | null; shift: number; toward: number | null }>()
	for (const { mover, player, shift, toward } of plies) {
		const own = mover === 'choice' || mover === 'policy' ? player : null
		const key = `${mover} ${own}`
		const so = totals.get(key) ?? { mover, player: own, shift: 0, toward: toward === null ? null : 0 }
		so.shift += shift
		if (so.toward !== null) so.toward += toward!
		totals.set(key, so)
	}
	return [...totals.values()]
}

function laidCards(line: readonly Entry[]): { at: number; card: string }[] {
	const laid = asides(line, (e) => (e.kind === 'inject' ? { card: e.card, lifted: e.lifted === true } : null))
	return laid.flatMap(({ at, card, lifted }, n) => {
		const next = laid.slice(n + 1).find((later) => later.card === card)
		return lifted || next?.lifted ? [] : [{ at, card }]
	})
}

function asides<T extends object>(line: readonly Entry[], read: (entry: Entry) => T | null): (T & { at: number })[] {
	let at = 0
	return line.flatMap((entry) => {
		if (entry.kind === 'ply') at++
		const aside = read(entry)
		return aside ? [{ at, ...aside }] : []
	})
}
