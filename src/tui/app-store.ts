import type { Playthrough } from '../game/playthrough.js'
import { type OddsShown, SHOWN_TO_ALL } from '../game/saved-game.js'
import type { AppState, Size } from './app-state.js'
import { initialState } from './app-state.js'
import { type CardPreview, type Host, HostProblem, type OddsFrom } from './host.js'
import { deckCards } from './panels/inject-lines.js'
import { type Action, reduce } from './reduce.js'
import { othersPolicies } from './sides.js'
import type { Command } from './step.js'

const oddsShown = ({ oddsByDefault, oddsBySeat }: AppState): OddsShown => ({
	byDefault: oddsByDefault,
	bySeat: oddsBySeat,
})

export interface StoreOptions {
	readonly host: Host
	readonly size: Size
	readonly showsOdds: boolean
	/** What class mode is in a game that is set up here. */
	readonly asksReasons: boolean
	/** Called once, when the player leaves. */
	readonly onLeave: () => void
}

/** Holds the app's state and does what the reducer asks of the world. */
export class AppStore {
	#state: AppState
	readonly #options: StoreOptions
	readonly #listeners = new Set<() => void>()
	/** While something is being opened, keys other than leaving wait for nothing and do nothing. */
	#busy = false
	/** Whose odds were asked for last. */
	#lookingAt: Playthrough | null = null
	/** The game beside which a branch's odds are being worked out. */
	#besideOf: Playthrough | null = null
	/** Whose review was asked for last. */
	#reviewing: Playthrough | null = null
	/** Whether a card's preview is being worked out. */
	#previewing = false
	/** Files of games that were begun here, as long as nothing has been saved in them since. */
	readonly #begun = new Set<string>()
	/** Whether the atlas was asked for. */
	#unfolding = false

	constructor(options: StoreOptions) {
		this.#options = options
		this.#state = initialState(options.size, options.showsOdds)
	}

	readonly getState = (): AppState => this.#state

	readonly subscribe = (listener: () => void): (() => void) => {
		this.#listeners.add(listener)
		return () => this.#listeners.delete(listener)
	}

	press(key: string): void {
		if (!this.#busy || key === 'ctrl+c' || key === 'q') this.dispatch({ kind: 'key', key })
	}

	/** What is asked of the world is done before the new state is seen: a game that is on the screen is in its file. */
	dispatch(action: Action): void {
		const { state, command } = reduce(this.#state, action)
		this.#state = command?.kind === 'save' ? this.#saved(state, command) : state
		for (const listener of this.#listeners) listener()
		if (command?.kind === 'leave') this.#discard()
		if (command) void this.#obey(command)
		this.#lookAhead()
		this.#lookBeside()
		this.#lookBack()
		this.#lookAtCard()
		this.#unfoldMap()
	}

	/** Odds of where the game stands now are asked for once, and drawn when they come. */
	#lookAhead(): void {
		const { showsOdds, game, odds } = this.#state
		if (!showsOdds || !game || game.table.isOver(game.playthrough)) return
		const at = game.playthrough
		if (odds?.at === at || this.#lookingAt === at) return
		this.#lookingAt = at
		this.#options.host.odds(game).then(
			(from) => this.dispatch({ kind: 'odds', at, from }),
			(error: unknown) => {
				if (!(error instanceof HostProblem)) throw error
				this.dispatch({ kind: 'odds', at, from: error.message })
			},
		)
	}

	/** Where odds are shown, those of a branch that stands beside the game are asked for too. */
	#lookBeside(): void {
		const { showsOdds, page, game, branch, besideOdds, odds } = this.#state
		if (!showsOdds || page !== 'beside' || !game || branch === null) return
		const at = game.playthrough
		// One question at a time: those of the game itself come first.
		const isKnown = odds?.at === at || game.table.isOver(at)
		if (!isKnown || (besideOdds?.at === at && besideOdds.branch === branch) || this.#besideOf === at) return
		const other = game.table.goTo(at, branch)
		if (game.table.isOver(other)) return
		this.#besideOf = at
		const answered = (from: OddsFrom | string): void => {
			this.#besideOf = null
			this.dispatch({ kind: 'odds-beside', at, branch, from })
		}
		this.#options.host.odds({ ...game, playthrough: other }).then(answered, (error: unknown) => {
			if (!(error instanceof HostProblem)) throw error
			answered(error.message)
		})
	}

	/** The review of a game is worked out once its page is open, or the game is over: its end says where it turned. */
	#lookBack(): void {
		const { page, screen, game, review } = this.#state
		if (!game || !(page === 'review' || (screen === 'ending' && page === null))) return
		const at = game.playthrough
		if (review?.at === at || this.#reviewing === at) return
		this.#reviewing = at
		this.#options.host.review(game).then(
			(from) => this.dispatch({ kind: 'reviewed', at, from }),
			(error: unknown) => {
				if (!(error instanceof HostProblem)) throw error
				this.dispatch({ kind: 'reviewed', at, from: error.message })
			},
		)
	}

	/** What the chosen card would do is worked out while it is looked at: one card at a time, the latest. */
	#lookAtCard(): void {
		const { page, showsOdds, game, row, preview } = this.#state
		const card = page === 'cards' && showsOdds && game ? deckCards(game.table.game)[row] : undefined
		if (!game || card === undefined || this.#previewing) return
		const at = game.playthrough
		if (preview?.at === at && preview.card === card) return
		this.#previewing = true
		const answered = (from: CardPreview | string): void => {
			this.#previewing = false
			this.dispatch({ kind: 'previewed', at, card, from })
		}
		this.#options.host.preview(game, card).then(answered, (error: unknown) => {
			if (!(error instanceof HostProblem)) throw error
			answered(error.message)
		})
	}

	/** The atlas is asked for once a game with places is on the table; without one there is no map. */
	#unfoldMap(): void {
		const { game } = this.#state
		if (this.#unfolding || !game || game.table.game.scenario.places.length === 0) return
		this.#unfolding = true
		this.#options.host.atlas().then(
			(atlas) => this.dispatch({ kind: 'atlas', atlas }),
			(error: unknown) => {
				if (!(error instanceof HostProblem)) throw error
				this.dispatch({ kind: 'failed', problem: error.message })
			},
		)
	}

	#exported({ game, found }: Command & { kind: 'export' }): Action {
		if (game.file !== null) this.#begun.delete(game.file)
		try {
			return { kind: 'exported', file: this.#options.host.exportReview(game, found) }
		} catch (error) {
			if (!(error instanceof HostProblem)) throw error
			return { kind: 'failed', problem: error.message }
		}
	}

	#saved(state: AppState, { game, isAsked }: Command & { kind: 'save' }): AppState {
		const asked = isAsked ? { isAsked } : {}
		if (game.file !== null) this.#begun.delete(game.file)
		try {
			const file = this.#options.host.save(game, oddsShown(state))
			if (game.file === null) this.#begun.add(file)
			return reduce(state, { kind: 'saved', file, ...asked }).state
		} catch (error) {
			if (!(error instanceof HostProblem)) throw error
			return reduce(state, { kind: 'unsaved', problem: error.message, ...asked }).state
		}
	}

	/** Games that are left as they were begun are not kept: whoever only looked at one finds none to go on with. */
	#discard(): void {
		for (const file of this.#begun) this.#options.host.discard(file)
		if (this.#begun.has(this.#state.game?.file ?? '')) this.#state = reduce(this.#state, { kind: 'discarded' }).state
		this.#begun.clear()
	}

	async #obey(command: Command): Promise<void> {
		const { host, onLeave } = this.#options
		if (command.kind === 'save') return
		if (command.kind === 'leave') return onLeave()
		if (command.kind === 'export') return this.dispatch(this.#exported(command))
		if (command.kind === 'seed') return this.dispatch({ kind: 'seed', seed: host.newSeed() })
		if (command.kind === 'letters') {
			const { bigLetters } = await import('./big-letters.js')
			return this.dispatch({ kind: 'letters', letters: bigLetters })
		}
		this.#busy = command.kind !== 'list'
		let answer: Action
		try {
			answer = await this.#asked(command)
		} catch (error) {
			if (!(error instanceof HostProblem)) throw error
			answer = { kind: 'failed', problem: error.message }
		} finally {
			this.#busy = false
		}
		this.dispatch(answer)
	}

	async #asked(command: Command & { kind: 'list' | 'open' | 'resume' | 'solve' }): Promise<Action> {
		const { host } = this.#options
		switch (command.kind) {
			case 'list': {
				const [scenarios, games] = await Promise.all([host.scenarios(), host.games()])
				return { kind: 'listed', scenarios, games, older: host.older() }
			}
			case 'open': {
				const table = await host.open(command.source)
				return {
					kind: 'opened',
					setUp: {
						table,
						source: command.source,
						seed: host.newSeed(),
						run: 1,
						policies: {},
						showsOdds: this.#options.showsOdds,
						asksReasons: this.#options.asksReasons,
					},
				}
			}
			case 'solve': {
				const { setUp, people } = command
				await host.solve(setUp.table, othersPolicies(setUp.policies, people))
				return { kind: 'begin', setUp, people }
			}
			case 'resume': {
				const { game, odds } = await host.resume(command.file)
				return { kind: 'resumed', game, odds: this.#options.showsOdds ? SHOWN_TO_ALL : odds }
			}
		}
	}
}
