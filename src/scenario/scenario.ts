import type { Assignment, Expression } from './expression.js'
import type { Location } from './location.js'

/** A scenario file, checked. Everything stands in file order, and nothing is derived: the game expands players, `self` and `rival`. */
export interface Scenario {
	readonly id: string
	readonly title: string
	readonly summary: string
	/** Markdown. */
	readonly briefing: string
	readonly takes: { readonly minutes: number; readonly decisions: number } | null
	readonly sources: readonly Source[]
	readonly clock: Clock
	readonly players: readonly Player[]
	/** For the map; they decide nothing in play. */
	readonly places: readonly Place[]
	readonly parameters: readonly Parameter[]
	/** Ids of players and decks, one per ply of a round; a player may stand twice. */
	readonly order: readonly string[]
	readonly decks: readonly Deck[]
	readonly variables: readonly Variable[]
	readonly chart: readonly Region[]
	readonly moves: readonly MoveCard[]
	readonly rules: readonly Rule[]
	readonly endings: readonly Ending[]
	readonly doctrines: readonly Doctrine[]
	readonly scripts: readonly Script[]
	readonly questions: readonly Question[]
	readonly expect: readonly Expectation[]
	/** As given to the loader: a path, or a name for a text that has none. */
	readonly file: string
	/** The file itself: what workers compile again and messages quote. */
	readonly text: string
	/** SHA-256 (hex) of what decides play: prose, titles and sources do not enter. */
	readonly rulesHash: string
	/** SHA-256 (hex) of the file's bytes. */
	readonly textHash: string
}

export interface Source {
	readonly title: string
	readonly url: string | null
	readonly note: string | null
}

export interface Clock {
	/** The horizon: a game has at most this many rounds. */
	readonly rounds: number
	/** What a round stands for: "two days". */
	readonly each: string | null
	/** One per round, at most; rounds without a label have only their number. */
	readonly labels: readonly string[]
}

export interface Player {
	readonly id: string
	readonly name: string
	readonly role: string | null
	readonly rival: string | null
	/** What each ending is worth to this player; empty when the scenario gives none, else one per ending. */
	readonly payoffs: readonly Payoff[]
	readonly at: Location
}

export interface Payoff {
	readonly ending: string
	readonly value: number | Expression
}

/** A place on the Earth, in degrees: latitude from -90 to 90, longitude from -180 to 180. */
export interface Place {
	readonly id: string
	readonly title: string
	readonly latitude: number
	readonly longitude: number
	readonly source: string
	readonly at: Location
}

/** Where a card or an outcome happens. */
export interface PlaceOf {
	/** Only when this player lays it down; `null`: whoever does. */
	readonly by: string | null
	/** A place's id. */
	readonly place: string
}

/** How far a number can be trusted: `data` was counted, `tuned` was moved until something came out. */
export type Basis = 'data' | 'theory' | 'judgement' | 'tuned'

/** A named integer constant; `low <= value <= high`. A switch has `low` 0 and `high` 1. */
export interface Parameter {
	readonly id: string
	readonly title: string | null
	readonly value: number
	readonly low: number
	readonly high: number
	readonly basis: Basis
	readonly source: string | null
	readonly at: Location
}

/** A bounded integer; with `perPlayer` each player has its own. */
export interface Variable {
	readonly id: string
	readonly title: string | null
	readonly text: string | null
	readonly perPlayer: boolean
	readonly low: number
	readonly high: number
	/** One number, or one for each player in file order of `players`. */
	readonly start: number | readonly number[]
	/** Names of the values from `low` upwards; empty when they have none. */
	readonly names: readonly string[]
	readonly source: string | null
	readonly at: Location
}

/** A chart region. Names of its states are unique at any depth. */
export interface Region extends StateBody {
	readonly id: string
	readonly perPlayer: boolean
}

export interface StateNode extends StateBody {
	readonly id: string
	readonly tags: readonly string[]
}

interface StateBody {
	readonly title: string | null
	readonly description: string | null
	/** `null` exactly when there are no `states`. */
	readonly initial: string | null
	readonly states: readonly StateNode[]
	readonly on: readonly Handler[]
	readonly always: readonly Transition[]
	readonly at: Location
}

/** One key of `on`: `limited-strike`, `iran.limited-strike`, `rival.bar-envoy`, `call.agreed`, `incidents.terror-attack`, … */
export interface Handler {
	readonly event: EventPattern
	/** Tried in order. */
	readonly transitions: readonly Transition[]
	readonly at: Location
}

export interface EventPattern {
	/** As written. */
	readonly text: string
	/** `any` player, `self` or `rival` of a per-player region's owner, or the id of a player or of a deck. */
	readonly by: 'any' | 'self' | 'rival' | (string & {})
	readonly card: string
	/** `null` for the card itself, else the outcome of it. */
	readonly outcome: string | null
}

export interface Transition {
	/** A state of the same region at any depth, or `null`: stay, and look no further outward. Never `null` in `always`. */
	readonly target: string | null
	readonly guard: Expression | null
	readonly at: Location
}

/** What a player lays down, or what a deck turns up. */
export interface Card {
	readonly id: string
	readonly title: string
	readonly text: string | null
	/** What the move says to the other side. */
	readonly signal: string | null
	/** What is said of it, and by whom. */
	readonly claims: readonly Claim[]
	readonly tags: readonly string[]
	/** CAMEO event code. */
	readonly code: string | null
	readonly source: string | null
	readonly when: Expression | null
	/** A move's weight, or a deck card's chance out of the deck's base. `null`: 1. */
	readonly weight: Expression | null
	readonly effects: readonly Assignment[]
	/** Base of the outcomes' chances; `null` when they are weights. */
	readonly of: number | null
	readonly outcomes: readonly Outcome[]
	readonly places: readonly PlaceOf[]
	readonly at: Location
}

export interface Claim {
	readonly by: string
	readonly text: string
}

export interface MoveCard extends Card {
	readonly by: readonly string[]
}

export interface Outcome {
	readonly id: string
	readonly title: string | null
	readonly text: string | null
	readonly claims: readonly Claim[]
	readonly source: string | null
	/** Weight, or chance out of the card's `of`; `null` for the one that takes the rest of it. */
	readonly chance: Expression | null
	readonly effects: readonly Assignment[]
	readonly places: readonly PlaceOf[]
	readonly at: Location
}

/** Chance's cards. What the chances of the legal ones leave of `of` belongs to the move `nothing`. */
export interface Deck {
	readonly id: string
	readonly title: string
	readonly text: string | null
	readonly of: number
	readonly cards: readonly Card[]
	readonly at: Location
}

export interface Rule {
	readonly title: string | null
	readonly source: string | null
	readonly when: Expression | null
	readonly effects: readonly Assignment[]
	/** `round`: only at a round's last ply. */
	readonly every: 'ply' | 'round'
	readonly at: Location
}

export interface Ending {
	readonly id: string
	readonly title: string
	readonly text: string | null
	readonly tone: 'good' | 'mixed' | 'bad' | null
	readonly when: Expression
	/** Looked at only after the last round. */
	readonly atEnd: boolean
	/** `null` where nothing is said of what comes after. */
	readonly outlook: Outlook | null
	readonly at: Location
}

/** How likely what has ended is to begin again: a claim about the world, which decides nothing in play. */
export interface Outlook {
	/** Base of the odds, 1 or more. */
	readonly of: number
	/** Odds out of `of`, over the final state; proved to lie from 0 to `of`. */
	readonly recurs: Expression
	readonly text: string | null
	readonly source: string
	readonly at: Location
}

/** A named way to choose. The first key that matches a card wins, a card's own name before its tags; an unmatched card has `otherwise`, or its own weight. */
export interface Doctrine {
	readonly id: string
	readonly title: string
	readonly text: string | null
	readonly source: string | null
	readonly by: readonly string[]
	/** Weights in the card's place. */
	readonly weights: readonly DoctrineWeight[]
	/** Whole percents of the card's own weight. */
	readonly percent: readonly DoctrineWeight[]
	readonly otherwise: Expression | null
	readonly at: Location
}

export interface DoctrineWeight {
	/** A move's id, or a tag. */
	readonly key: string
	readonly kind: 'move' | 'tag'
	readonly value: Expression
}

/** A sourced line of play. Legal, not necessarily likely. */
export interface Script {
	readonly id: string
	readonly title: string
	readonly text: string | null
	readonly source: string | null
	/** One per ply, chance's included, in order from the first. */
	readonly steps: readonly Step[]
	/** The ending it reaches, when the file says so. */
	readonly ending: string | null
	readonly at: Location
}

export interface Step {
	/** `iran`, or a deck's id. */
	readonly player: string
	/** A card's id, `pass`, or `nothing`. */
	readonly move: string
	/** `null` unless the card has outcomes. */
	readonly outcome: string | null
	readonly date: string | null
	readonly text: string | null
	readonly source: string | null
	readonly at: Location
}

/** What a what-if changes; at least one part is there. */
export interface Change {
	/** A decision: at this round's ply of this player (its first, when it has several), wherever it is legal there. */
	readonly decision: { readonly round: number; readonly player: string; readonly move: string } | null
	/** Parameters, start values (`iran.pressure`), a region's first state. */
	readonly set: readonly Setting[]
	readonly policies: readonly { readonly player: string; readonly policy: string }[]
	/** Cards that never fall: `incidents.terror-attack`, `iran.limited-strike`, or a move's id for everyone's. */
	readonly without: readonly string[]
}

export interface Setting {
	readonly name: string
	readonly value: number | string
}

export interface Question {
	readonly id: string
	readonly title: string
	readonly text: string | null
	readonly change: Change
	readonly at: Location
}

/** Known odds: the probability of `ending` under the policies and settings given, to within `tolerance`. */
export interface Expectation {
	readonly ending: string
	readonly probability: number
	readonly tolerance: number
	readonly set: readonly Setting[]
	readonly policies: readonly { readonly player: string; readonly policy: string }[]
	readonly at: Location
}
