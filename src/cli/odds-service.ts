import { Worker } from 'node:worker_threads'
import type { Odds } from '../analysis/position-odds.js'
import type { Review } from '../analysis/review.js'
import type { Chosen } from '../analysis/solve.js'
import type { State } from '../game/game.js'
import type { Playthrough, Table } from '../game/playthrough.js'
import type { Settings } from '../game/settings.js'
import { heading } from '../report/heading.js'
import { moveTitle } from '../report/move-title.js'
import type { Scenario } from '../scenario/scenario.js'
import { type CardPreview, HostProblem, type OddsFrom, type OpenGame, type ReviewOfGame } from '../tui/host.js'
import { everyPolicy } from './open-game.js'

/** What a thread is made for. */
export interface OddsWork {
	readonly scenario: Scenario
	readonly settings: Settings
	/** By player; a player without one follows its cards. */
	readonly policies: Readonly<Record<string, string>>
}

/** The odds of a position, where cards may lie face up, and of earlier ones; the review of a game; or what is best. */
export type OddsQuestion = { readonly id: number } & (
	| { readonly state: State; readonly cards: readonly string[]; readonly earlier: readonly State[] }
	| { readonly playthrough: Playthrough }
	| { readonly solve: true }
)

export type OddsAnswer =
	| {
			readonly id: number
			readonly kind: OddsFrom['kind']
			readonly now: Odds
			readonly moves: readonly (readonly [string, Odds])[]
			/** By card that lies face up: how likely it falls. */
			readonly falls: readonly (readonly [string, number])[]
			readonly earlier: readonly Odds[]
	  }
	| { readonly id: number; readonly review: Review }
	| { readonly id: number; readonly chosen: Chosen }
	| { readonly id: number; readonly problem: string }

/** What a thread has to know of a game. */
interface Worked {
	readonly table: Pick<Table, 'game'>
	readonly playthrough: Pick<Playthrough, 'policies' | 'settings' | 'rulesHash'>
}

/** Odds worked out beside the screen, in a thread per game and policies. */
export class OddsService {
	#worker: { readonly key: string; readonly thread: Worker } | null = null
	#asked = 0

	/** @throws HostProblem when there are no odds to be had */
	async ask(game: Pick<OpenGame, 'table' | 'playthrough'>): Promise<OddsFrom> {
		const cards = [...game.table.waiting(game.playthrough).values()]
		const { kind, now, moves, earlier, of } = await this.#oddsOf(game, cards, roundsOf(game))
		return { kind, now, moves: new Map(moves), rounds: earlier, of }
	}

	/** What a card would do, were it laid face up now. @throws HostProblem when there are no exact odds to be had */
	async preview(game: Pick<OpenGame, 'table' | 'playthrough'>, card: string): Promise<CardPreview> {
		const waiting = game.table.waiting(game.playthrough)
		const before = await this.#oddsOf(game, [...waiting.values()])
		if (before.kind === 'sampled')
			throw new HostProblem('only exact odds can show what a card does, and this game is too large for them')
		const deck = card.slice(0, card.indexOf('.'))
		const { now, falls } = await this.#oddsOf(game, [...new Map([...waiting, [deck, card]]).values()])
		return { now: before.now, laid: now, falls: new Map(falls).get(card) ?? 0, of: before.of }
	}

	async #oddsOf(
		game: Pick<OpenGame, 'table' | 'playthrough'>,
		cards: readonly string[],
		earlier: readonly State[] = [],
	) {
		const state = game.table.state(game.playthrough)
		const answer = await this.#answer(game, { id: ++this.#asked, state, cards, earlier })
		if (!('moves' in answer)) throw new HostProblem(problemOf(answer))
		const told = answer.kind === 'exact' ? 'Laid face up' : 'Laid face up, and left out of what is sampled'
		const lying = cards.map((card) => `\n${told}: “${moveTitle(game.table.game, card)}”`).join('')
		return { ...answer, of: `${headingOf(game)}${lying}` }
	}

	/** @throws HostProblem when there are no odds to be had */
	async review(game: Pick<OpenGame, 'table' | 'playthrough'>): Promise<ReviewOfGame> {
		const answer = await this.#answer(game, { id: ++this.#asked, playthrough: game.playthrough })
		if (!('review' in answer)) throw new HostProblem(problemOf(answer))
		return { review: answer.review, of: headingOf(game) }
	}

	/** What those do who play by what it is worth. @throws HostProblem when it can't be solved */
	async solve({ game }: Table, policies: Playthrough['policies']): Promise<Chosen> {
		const { settings, scenario } = game.rules
		const of = { policies, settings, rulesHash: scenario.rulesHash }
		const answer = await this.#answer({ table: { game }, playthrough: of }, { id: ++this.#asked, solve: true })
		if (!('chosen' in answer)) throw new HostProblem(problemOf(answer))
		return answer.chosen
	}

	#answer({ table, playthrough }: Worked, question: OddsQuestion): Promise<OddsAnswer> {
		const thread = this.#threadFor(table, playthrough)
		return new Promise<OddsAnswer>((resolve) => {
			const settle = (given: OddsAnswer): void => {
				if (given.id !== question.id) return
				thread.off('message', settle)
				thread.off('error', fail)
				thread.unref()
				resolve(given)
			}
			const fail = (error: Error): void => {
				if (this.#worker?.thread === thread) this.#worker = null
				settle({ id: question.id, problem: error.message })
			}
			thread.on('message', settle)
			thread.on('error', fail)
			thread.ref()
			thread.postMessage(question)
		})
	}

	#threadFor(table: Worked['table'], { policies, settings, rulesHash }: Worked['playthrough']): Worker {
		const key = JSON.stringify([rulesHash, settings, policies])
		if (this.#worker?.key === key) return this.#worker.thread
		void this.#worker?.thread.terminate()
		const work: OddsWork = { scenario: table.game.scenario, settings, policies }
		const thread = new Worker(new URL('./odds-worker.js', import.meta.url), { workerData: work })
		this.#worker = { key, thread }
		return thread
	}
}

/** Where each round of the line began, without the position that the game stands in. */
function roundsOf({ table, playthrough }: Pick<OpenGame, 'table' | 'playthrough'>): State[] {
	const now = table.state(playthrough)
	const states = [table.state(playthrough, 0), ...table.line(playthrough).map((e) => table.state(playthrough, e.id))]
	const first = new Map<number, State>()
	for (const state of states) if (!first.has(state.round)) first.set(state.round, state)
	return [...first.values()].filter((state) => state !== now && !(state.round === now.round && state.ply === now.ply))
}

const problemOf = (answer: OddsAnswer): string =>
	'problem' in answer ? answer.problem : 'another question was answered'

const headingOf = ({ table, playthrough }: Pick<OpenGame, 'table' | 'playthrough'>): string =>
	heading(table.game.scenario, playthrough.settings, everyPolicy(table.game.scenario, playthrough.policies))
