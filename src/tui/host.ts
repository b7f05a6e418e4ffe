import type { Odds } from '../analysis/position-odds.js'
import type { Review } from '../analysis/review.js'
import type { Playthrough, Table } from '../game/playthrough.js'
import type { OddsShown } from '../game/saved-game.js'
import type { Atlas } from './map/atlas.js'

/** A scenario that can be chosen. */
export interface ScenarioEntry {
	/** Shipped scenario's id, or a path. */
	readonly source: string
	readonly title: string
	readonly summary: string
	readonly minutes: number | null
	readonly decisions: number | null
	/** Whether it happened: the file has a script with dates. */
	readonly hasRecord: boolean
	/** Why it can't be played; null when it can. */
	readonly problem: string | null
}

/** A saved game. */
export interface GameEntry {
	readonly file: string
	/** File name without its ending: what `--resume` takes. */
	readonly name: string
	readonly title: string
	/** Where it stands: "round 3 of 6 · 18–20 January"; of one that is over, how and when it ended. */
	readonly where: string
	/** Who plays: "Iran". */
	readonly who: string
	/** Nothing is left to decide: what can be opened is its end, and the review. */
	readonly isOver: boolean
	/** Whether somebody in it plays by what is best, for which it is solved anew. */
	readonly isSolvedFor: boolean
	/** Why it can't be resumed; null when it can. */
	readonly problem: string | null
}

/** Saved games that are only counted: to read each takes time. */
export interface OlderGames {
	readonly count: number
	readonly folder: string
}

/** A game on the table. */
export interface OpenGame {
	readonly table: Table
	readonly playthrough: Playthrough
	/** How its scenario was named: an id, or a path. */
	readonly source: string
	/** Where it is saved; null before the first time. */
	readonly file: string | null
}

/** A saved game, and who saw odds when it was left. */
export interface ResumedGame {
	readonly game: OpenGame
	readonly odds: OddsShown
}

/** Odds of every ending, in file order: from where a game stands, and after each of its open moves. */
export interface OddsFrom {
	readonly kind: 'exact' | 'sampled'
	readonly now: Odds
	/** By the move's id. */
	readonly moves: ReadonlyMap<string, Odds>
	/** At the beginning of each round of this line, the first round's first; where the game stands is not among them. */
	readonly rounds: readonly Odds[]
	/** Of what they are: the scenario, its rules, the settings, who chooses how. */
	readonly of: string
}

/** Exact odds of every ending as they are, and with a card laid face up. */
export interface CardPreview {
	readonly now: Odds
	readonly laid: Odds
	/** How likely the card falls: at its deck's next ply it may not be legal. */
	readonly falls: number
	/** Of what the odds are. */
	readonly of: string
}

/** A game's after-action review, and of what its odds are. */
export interface ReviewOfGame {
	readonly review: Review
	readonly of: string
}

/** What the screens ask of the world: files, and a seed nobody chose. Each throws, or rejects with, a `HostProblem` where it can't. */
export interface Host {
	/** Crises that happened before models of none, the shortest first. */
	scenarios(): Promise<readonly ScenarioEntry[]>
	/** The latest: those that go on before those that are over, each the latest first. */
	games(): Promise<readonly GameEntry[]>
	/** The games that are not among those. */
	older(): OlderGames
	open(source: string): Promise<Table>
	resume(file: string): Promise<ResumedGame>
	/** Solves a game for these policies, so that its table answers at once. May take its time. */
	solve(table: Table, policies: Playthrough['policies']): Promise<void>
	/** Saves atomically, with who sees odds. @returns the file */
	save(game: OpenGame, odds: OddsShown): string
	/** Removes a saved game that nothing has happened in; without a word where it can't. */
	discard(file: string): void
	newSeed(): string
	/** May take its time. */
	odds(game: OpenGame): Promise<OddsFrom>
	/** What a deck's card would do, were it laid face up now. May take its time. */
	preview(game: OpenGame, card: string): Promise<CardPreview>
	/** May take its time. */
	review(game: OpenGame): Promise<ReviewOfGame>
	/** What maps are drawn from. May take its time, and begins no work before what is on its way to the screen is there. */
	atlas(): Promise<Atlas>
	/** Writes the review as Markdown, beside the saved game. @returns the file */
	exportReview(game: OpenGame, found: ReviewOfGame): string
}

/** Something the player can be told in a sentence: no trace, no code. */
export class HostProblem extends Error {
	override readonly name = 'HostProblem'
}
