import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import type { Playthrough, Table } from '../game/playthrough.js'
import { type OddsShown, readGame, writeGame } from '../game/saved-game.js'
import { markdown, textBlock } from '../report/document.js'
import { reviewDocument } from '../report/review-document.js'
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
} from '../tui/host.js'
import type { Atlas } from '../tui/map/atlas.js'
import { needSolving } from '../tui/sides.js'
import { reviewWords } from '../tui/view/review-words.js'
import { listed, playerName, roundLabel } from '../tui/view/wording.js'
import { failureOf } from './failure.js'
import { type GameStore, gameName } from './game-store.js'
import { OddsService } from './odds-service.js'
import { openGame } from './open-game.js'
import { openSavedGame } from './open-position.js'
import { openScenario } from './open-scenario.js'
import { keepSolved, openTable } from './open-table.js'
import { shippedIds } from './shipped-scenarios.js'

/** Milliseconds that the map leaves to what is shown without it. */
const AFTER_FIRST_FRAME = 60

/** Beyond the latest, the home screen leaves games in their folder. */
const MOST_GAMES = 20

/** The world as the screens know it: shipped scenarios, and games in a folder. */
export class PlayHost implements Host {
	readonly store: GameStore
	readonly #odds = new OddsService()
	/** Table per scenario and settings, for the list of games. */
	readonly #tables = new Map<string, Promise<Table>>()

	constructor(store: GameStore) {
		this.store = store
	}

	async scenarios(): Promise<readonly ScenarioEntry[]> {
		const entries = await Promise.all((await shippedIds()).map((id) => this.#entry(id)))
		const minutes = (e: ScenarioEntry): number => e.minutes ?? Number.POSITIVE_INFINITY
		return entries.sort((a, b) => Number(b.hasRecord) - Number(a.hasRecord) || minutes(a) - minutes(b))
	}

	async #entry(source: string): Promise<ScenarioEntry> {
		try {
			const { title, summary, takes, scripts } = await openScenario(source)
			return {
				source,
				title,
				summary,
				minutes: takes?.minutes ?? null,
				decisions: takes?.decisions ?? null,
				hasRecord: scripts.some((script) => script.steps.some((step) => step.date !== null)),
				problem: null,
			}
		} catch (error) {
			const problem = firstLine(failureOf(error).text)
			return { source, title: source, summary: '', minutes: null, decisions: null, hasRecord: false, problem }
		}
	}

	async games(): Promise<readonly GameEntry[]> {
		const entries = await Promise.all(
			this.store
				.files()
				.slice(0, MOST_GAMES)
				.map((file) => this.#saved(file)),
		)
		return [...entries.filter((entry) => !entry.isOver), ...entries.filter((entry) => entry.isOver)]
	}

	older(): OlderGames {
		return { count: Math.max(0, this.store.files().length - MOST_GAMES), folder: this.store.folder }
	}

	/** Whether its luck is luck's is looked at when it is opened. */
	async #saved(file: string): Promise<GameEntry> {
		const name = gameName(file)
		try {
			const { playthrough, source } = readGame(readFileSync(file, 'utf8'))
			const key = `${source} ${JSON.stringify(playthrough.settings)}`
			const known = this.#tables.get(key) ?? tableOf(source, playthrough.settings)
			this.#tables.set(key, known)
			const table = await known
			const { scenario } = table.game
			const state = table.state(playthrough)
			const ending = table.game.ending(state)
			const label = scenario.clock.labels[state.round - 1] ? ` · ${roundLabel(scenario, state.round)}` : ''
			return {
				file,
				name,
				title: scenario.title,
				where: `${ending ? `${ending.title} · ` : ''}round ${state.round} of ${scenario.clock.rounds}${label} · seed ${playthrough.seed}`,
				who: listed(playthrough.people.map((p) => playerName(scenario, p))),
				isOver: ending !== undefined,
				isSolvedFor: ending === undefined && needSolving(playthrough.policies),
				problem: null,
			}
		} catch (error) {
			return {
				file,
				name,
				title: name,
				where: '',
				who: '',
				isOver: false,
				isSolvedFor: false,
				problem: `${name}: ${lineOf(error)}${firstLine(failureOf(error).text)}`,
			}
		}
	}

	async open(source: string): Promise<Table> {
		return told(async () => openTable((await openGame(source, {})).game))
	}

	async resume(file: string): Promise<ResumedGame> {
		return told(async () => {
			const { table, playthrough, source, odds } = await openSavedGame(file, undefined, (t, p) =>
				this.#solved(t, p.policies),
			)
			return { game: { table, playthrough, file, source }, odds }
		})
	}

	async solve(table: Table, policies: Playthrough['policies']): Promise<void> {
		return told(() => this.#solved(table, policies))
	}

	/** In a thread; the table then opens the graph that the thread has kept. */
	async #solved(table: Table, policies: Playthrough['policies']): Promise<void> {
		if (!needSolving(policies)) return
		keepSolved(table.game, policies, await this.#odds.solve(table, policies))
		table.policies(policies)
	}

	odds(game: OpenGame): Promise<OddsFrom> {
		return this.#odds.ask(game)
	}

	preview(game: OpenGame, card: string): Promise<CardPreview> {
		return this.#odds.preview(game, card)
	}

	review(game: OpenGame): Promise<ReviewOfGame> {
		return this.#odds.review(game)
	}

	async atlas(): Promise<Atlas> {
		await setTimeout(AFTER_FIRST_FRAME)
		try {
			return (await import('../tui/map/natural-earth.js')).naturalEarth()
		} catch {
			throw new HostProblem('The map could not be read')
		}
	}

	exportReview({ table, playthrough, file }: OpenGame, { review, of }: ReviewOfGame): string {
		if (file === null) throw new HostProblem('The game is not saved, so that its review has no place to go to')
		const { game } = table
		const to = file.replace(/(\.jsonl)?$/, '-review.md')
		try {
			const blocks = [textBlock(of), ...reviewDocument(game, review, reviewWords(table, playthrough, review))]
			this.store.write(to, markdown(`${game.scenario.title}: a review`, blocks))
			return to
		} catch (error) {
			throw new HostProblem(writeFailure(error as NodeJS.ErrnoException, this.store.folder))
		}
	}

	save({ playthrough, source, file }: OpenGame, odds: OddsShown): string {
		try {
			const to = file ?? this.store.newFile(playthrough.scenario, new Date())
			this.store.write(to, writeGame(playthrough, source, odds))
			return to
		} catch (error) {
			throw new HostProblem(writeFailure(error as NodeJS.ErrnoException, this.store.folder))
		}
	}

	discard(file: string): void {
		this.store.remove(file)
	}

	/** Six letters and digits that are not mistaken for one another. */
	newSeed(): string {
		return Array.from(randomBytes(6), (byte) => SEED_LETTERS[byte % SEED_LETTERS.length]).join('')
	}
}

const SEED_LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'

async function tableOf(
	source: string,
	settings: Parameters<typeof import('../game/create-game.js').createGame>[1],
): Promise<Table> {
	const { createGame } = await import('../game/create-game.js')
	return openTable(createGame(await openScenario(source), settings))
}

/** What a sentence can say of it; faults of the program's own go up. */
async function told<T>(work: () => Promise<T>): Promise<T> {
	try {
		return await work()
	} catch (error) {
		throw new HostProblem(firstLine(failureOf(error).text))
	}
}

const firstLine = (text: string): string => text.split('\n')[0]!

const lineOf = (error: unknown): string =>
	error instanceof Error && 'line' in error && typeof error.line === 'number' ? `line ${error.line}: ` : ''

function writeFailure({ code, message }: NodeJS.ErrnoException, folder: string): string {
	switch (code) {
		case 'EACCES':
		case 'EPERM':
			return `${folder} may not be written to`
		case 'EROFS':
			return `${folder} is on a disk that can only be read`
		case 'ENOSPC':
		case 'EDQUOT':
			return `the disk of ${folder} is full`
		case 'ENOTDIR':
		case 'EEXIST':
			return `${folder} is no folder`
		case 'ENOENT':
			return `the folder ${folder} cannot be made`
		default:
			return `${folder} could not be written to (${code ?? message})`
	}
}
