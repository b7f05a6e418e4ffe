import { renderToString } from 'ink'
import { positionOdds } from '../../src/analysis/position-odds.js'
import { review } from '../../src/analysis/review.js'
import { createGame } from '../../src/game/create-game.js'
import type { State } from '../../src/game/game.js'
import { begin, type Playthrough, Table } from '../../src/game/playthrough.js'
import type { OddsShown } from '../../src/game/saved-game.js'
import { loadScenario } from '../../src/scenario/load-scenario.js'
import type { AppState, SetUp, Size } from '../../src/tui/app-state.js'
import { AppStore } from '../../src/tui/app-store.js'
import {
	type CardPreview,
	type GameEntry,
	type Host,
	HostProblem,
	type OddsFrom,
	type OlderGames,
	type OpenGame,
	type ResumedGame,
	type ReviewOfGame,
	type ScenarioEntry,
} from '../../src/tui/host.js'
import type { Atlas } from '../../src/tui/map/atlas.js'
import { naturalEarth } from '../../src/tui/map/natural-earth.js'
import { App } from '../../src/tui/screens/app.js'
import { themeFor } from '../../src/tui/theme.js'

const { scenario } = loadScenario('test/tui/border-post.yaml')
if (!scenario) throw new Error('the screens need their scenario')

export const borderPost = new Table(createGame(scenario))

export const setUp: SetUp = {
	table: borderPost,
	source: 'border-post',
	seed: 'ford',
	run: 1,
	policies: {},
	showsOdds: false,
	asksReasons: false,
}

const twoBlows = loadScenario('scenarios/two-blows.yaml').scenario
if (!twoBlows) throw new Error('the map needs a scenario with places')

/** A crisis that lies somewhere on the Earth. */
export const onTheMap: SetUp = {
	...setUp,
	table: new Table(createGame(twoBlows)),
	source: 'two-blows',
	seed: 'oasis',
}

export function opening(people: readonly string[], seed = 'ford'): Playthrough {
	return borderPost.advance(begin(borderPost.game, { seed, run: 1, people }))
}

const SCENARIOS: readonly ScenarioEntry[] = [
	{
		source: 'border-post',
		title: scenario.title,
		summary: scenario.summary,
		minutes: 5,
		decisions: 4,
		hasRecord: true,
		problem: null,
	},
	{
		source: 'torn',
		title: 'torn',
		summary: '',
		minutes: null,
		decisions: null,
		hasRecord: false,
		problem: 'torn.yaml:3:1: there is no player "nobody"',
	},
]

let earth: Atlas | null = null

/** Rounds whose beginning lies behind. */
const roundsBegun = ({ round, ply }: State): number => (ply === 0 ? round - 1 : round)

/** A world in memory: it remembers what was saved, and can be told to refuse. */
export class MemoryHost implements Host {
	readonly saved: OpenGame[] = []
	readonly discarded: string[] = []
	refusal: string | null = null
	/** Who saw odds when a game was saved last. */
	left: OddsShown = { byDefault: false, bySeat: {} }
	/** For which policies the game was solved. */
	readonly solved: Playthrough['policies'][] = []
	/** Why the game cannot be solved. */
	unsolvable: string | null = null
	/** Why there are no previews. */
	oddless: string | null = null
	waiting: readonly GameEntry[] = []

	async scenarios() {
		return SCENARIOS
	}

	async games() {
		return this.waiting
	}

	older(): OlderGames {
		return { count: 0, folder: '/games' }
	}

	async open() {
		return borderPost
	}

	async solve(_: Table, policies: Playthrough['policies']) {
		this.solved.push(policies)
		if (this.unsolvable !== null) throw new HostProblem(this.unsolvable)
	}

	async resume(file: string): Promise<ResumedGame> {
		if (file.includes('torn')) throw new HostProblem(`${file}:4: this line was changed after it was saved`)
		const game = { table: borderPost, playthrough: opening(['belmark']), source: 'border-post', file }
		return { game, odds: this.left }
	}

	save(game: OpenGame, odds: OddsShown): string {
		if (this.refusal !== null) throw new HostProblem(this.refusal)
		this.left = odds
		this.saved.push(game)
		return game.file ?? '/games/border-post-1.jsonl'
	}

	discard(file: string): void {
		this.discarded.push(file)
	}

	newSeed() {
		return 'heron'
	}

	async review({ table, playthrough }: OpenGame): Promise<ReviewOfGame> {
		return { review: review(table, playthrough, positionOdds(table.game)), of: 'The border post · rules 0123456789ab' }
	}

	async atlas(): Promise<Atlas> {
		earth ??= naturalEarth()
		return earth
	}

	exportReview({ file }: OpenGame): string {
		if (this.refusal !== null) throw new HostProblem(this.refusal)
		return `${file}-review.md`
	}

	async preview(_: OpenGame, card: string): Promise<CardPreview> {
		if (this.oddless !== null) throw new HostProblem(this.oddless)
		return {
			now: { values: [0.004, 0.596, 0.4], low: null, high: null },
			laid: { values: [0.004 + card.length / 100, 0.5, 0.496 - card.length / 100], low: null, high: null },
			falls: card.length % 2 === 0 ? 1 : 0.875,
			of: 'The border post · rules 0123456789ab',
		}
	}

	async odds({ table, playthrough }: OpenGame): Promise<OddsFrom> {
		const legal = table.game.legalMoves(table.state(playthrough))
		return {
			kind: 'exact',
			now: { values: [0.004, 0.596, 0.4], low: null, high: null },
			moves: new Map(
				legal.map(({ id }, n) => [id, { values: [0.004 + n / 10, 0.596, 0.4 - n / 10], low: null, high: null }]),
			),
			rounds: Array.from({ length: roundsBegun(table.state(playthrough)) }, (_, n) => ({
				values: [0.3 - n / 10, 0.3 + n / 10, 0.4],
				low: null,
				high: null,
			})),
			of: 'The border post · rules 0123456789ab\nArdania: the weights of the cards',
		}
	}
}

/** The app without a terminal: keys go in, frames come out. */
export class Stage {
	readonly host = new MemoryHost()
	readonly store: AppStore
	left = 0

	readonly #showsOdds: boolean

	constructor(size: Size = { columns: 80, rows: 24 }, showsOdds = false) {
		this.#showsOdds = showsOdds
		this.store = new AppStore({ host: this.host, size, showsOdds, asksReasons: false, onLeave: () => this.left++ })
	}

	get state(): AppState {
		return this.store.getState()
	}

	begin(...people: string[]): this {
		this.store.dispatch({ kind: 'begin', setUp: { ...setUp, showsOdds: this.#showsOdds }, people })
		return this
	}

	/** The crisis on the map, with its atlas unfolded. */
	async beginOnTheMap(...people: string[]): Promise<this> {
		this.store.dispatch({ kind: 'begin', setUp: onTheMap, people })
		await new Promise((resolve) => setImmediate(resolve))
		return this
	}

	press(...keys: string[]): this {
		for (const key of keys) this.store.press(key)
		return this
	}

	/** Keys, and then whatever they asked of the world. */
	async ask(...keys: string[]): Promise<this> {
		for (const key of keys) {
			this.store.press(key)
			await new Promise((resolve) => setImmediate(resolve))
		}
		if (keys.length === 0) await new Promise((resolve) => setImmediate(resolve))
		return this
	}

	resize(columns: number, rows: number): this {
		this.store.dispatch({ kind: 'resized', size: { columns, rows } })
		return this
	}

	/** What is on the screen, without colours; blanks at the ends of rows are left off. */
	frame(): string {
		const text = renderToString(<App store={this.store} theme={themeFor({ NO_COLOR: '1' })} />, {
			columns: this.state.size.columns,
		})
		// biome-ignore lint/complexity/useRegexLiterals: the escape reads better as a string
		const bare = text.replaceAll(new RegExp('\\u001B\\[[0-9;]*m', 'g'), '')
		return `${bare
			.split('\n')
			.map((row) => row.trimEnd())
			.join('\n')}\n`
	}
}
