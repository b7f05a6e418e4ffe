/** A scenario file as the YAML parser gives it: only the parts that decide play, nothing checked or expanded. */
export interface RawScenario {
	id: string
	clock: { rounds: number; [prose: string]: unknown }
	players: Record<string, RawPlayer>
	order: string[]
	parameters?: Record<string, { value: number; [prose: string]: unknown }>
	variables?: Record<string, RawVariable>
	chart?: Record<string, RawRegion>
	decks?: Record<string, RawDeck>
	moves: Record<string, RawMove>
	rules?: RawRule[]
	endings: Record<string, RawEnding>
	doctrines?: Record<string, RawDoctrine>
	[prose: string]: unknown
}

export interface RawPlayer {
	rival?: string
	payoff?: Record<string, RawNumber>
	[prose: string]: unknown
}

/** A number or a boolean where it is constant, else the text of an expression. */
export type RawNumber = number | string
export type RawCondition = boolean | string

export interface RawVariable {
	per?: 'player'
	range: [number, number]
	start: number | Record<string, number>
	names?: string[]
	[prose: string]: unknown
}

export interface RawNode {
	initial?: string
	states?: Record<string, RawNode | null>
	on?: Record<string, RawTransition | RawTransition[]>
	always?: RawTransition | RawTransition[]
	[prose: string]: unknown
}

export interface RawRegion extends RawNode {
	per?: 'player'
}

export type RawTransition = string | { target?: string; guard?: RawCondition }

export interface RawCard {
	tags?: string[]
	when?: RawCondition
	effects?: string
	of?: number
	outcomes?: Record<string, RawOutcome | null>
	[prose: string]: unknown
}

export interface RawMove extends RawCard {
	by: string | string[]
	weight?: RawNumber
}

interface RawDeckCard extends RawCard {
	chance: RawNumber
}

export interface RawOutcome {
	chance?: RawNumber
	rest?: boolean
	effects?: string
	[prose: string]: unknown
}

export interface RawDeck {
	of: number
	cards: Record<string, RawDeckCard>
	[prose: string]: unknown
}

export interface RawRule {
	when?: RawCondition
	effects?: string
	every?: 'ply' | 'round'
	[prose: string]: unknown
}

export interface RawEnding {
	when?: RawCondition
	'at-end'?: boolean
	[prose: string]: unknown
}

export interface RawDoctrine {
	by?: string | string[]
	weights?: Record<string, RawNumber>
	percent?: Record<string, RawNumber>
	otherwise?: RawNumber
	[prose: string]: unknown
}
