import { drawMove, type Policies, policiesOf } from './draw.js'
import { type Game, IllegalMove, type Move, type State } from './game.js'
import { type Luck, luckOf } from './luck.js'
import type { Settings } from './settings.js'

/** Who decided a ply: someone at the keyboard, a policy, chance's luck, or the instructor's card. */
export type DecidedBy = 'person' | 'policy' | 'luck' | 'inject'

/** One line of a saved game. Ids count from 0 in the order in which the entries came to be; a parent comes before its children. */
export type Entry =
	| { readonly kind: 'start'; readonly id: 0; readonly parent: null }
	| {
			readonly kind: 'ply'
			readonly id: number
			readonly parent: number
			readonly move: string
			readonly by: DecidedBy
			/** Why a person decided so, in a game that asks for it: `''` when they gave no reason. */
			readonly reasons?: string
	  }
	/** Something said at this point: a reason, a remark, or with `names` the name of the branch that begins here. */
	| {
			readonly kind: 'note'
			readonly id: number
			readonly parent: number
			readonly text: string
			readonly names?: 'branch'
	  }
	/** A deck's card laid face up: it falls at the deck's next ply on this branch, if it is legal there; or taken up again. */
	| {
			readonly kind: 'inject'
			readonly id: number
			readonly parent: number
			readonly card: string
			readonly lifted?: true
	  }

/** A game played: a tree of entries, one of them current. Every state is replayed from it; none is kept. */
export interface Playthrough {
	readonly scenario: string
	readonly rulesHash: string
	readonly textHash: string
	readonly settings: Settings
	readonly seed: string
	readonly run: number
	/** Policies by player, of those that nobody plays; a player without one follows its cards. */
	readonly policies: Readonly<Record<string, string>>
	/** Players that people decide for, in the scenario's order. */
	readonly people: readonly string[]
	/** Whether people are asked for the reasons of each decision. */
	readonly asksReasons: boolean
	/** `entries[n].id` is `n`. */
	readonly entries: readonly Entry[]
	readonly current: number
}

export interface Beginning {
	readonly seed: string
	/** From 1. */
	readonly run: number
	readonly people: readonly string[]
	readonly policies?: Readonly<Record<string, string>>
	readonly asksReasons?: boolean
}

/** A game at its first ply, nothing drawn yet. */
export function begin(game: Game, { seed, run, people, policies = {}, asksReasons = false }: Beginning): Playthrough {
	const { id, rulesHash, textHash } = game.scenario
	return {
		scenario: id,
		rulesHash,
		textHash,
		settings: game.rules.settings,
		seed,
		run,
		policies,
		people: game.scenario.players.map((p) => p.id).filter((p) => people.includes(p)),
		asksReasons,
		entries: [{ kind: 'start', id: 0, parent: null }],
		current: 0,
	}
}

/** The same for the same names, whatever their order. */
export const policiesKey = (names: Playthrough['policies']): string => JSON.stringify(Object.entries(names).sort())

/** Plays on a playthrough: the one place that moves, draws, takes back and branches. Pure: each answer is a new playthrough. */
export class Table {
	readonly game: Game
	readonly #find: (names: Playthrough['policies']) => Policies
	readonly #policies = new Map<string, Policies>()
	readonly #luck = new Map<string, Luck>()
	/** Entries are shared between the playthroughs that grow out of each other, so what they lead to is remembered by them. */
	readonly #states = new WeakMap<Entry, State>()

	/** @param find the policies of these names, by player; by default those that are weights or scripts */
	constructor(game: Game, find = (names: Playthrough['policies']) => policiesOf(game, names)) {
		this.game = game
		this.#find = find
	}

	/** What those follow whom nobody plays. @throws PolicyError, and what the table's own search for policies throws */
	policies(names: Playthrough['policies']): Policies {
		const key = policiesKey(names)
		const policies = this.#policies.get(key) ?? this.#find(names)
		this.#policies.set(key, policies)
		return policies
	}

	/** The state after `entry`, by default the current one. @throws IllegalMove when a move of the line is not legal */
	state(p: Playthrough, id = p.current): State {
		const line: Entry[] = []
		let entry = p.entries[id]!
		while (!this.#states.has(entry)) {
			line.push(entry)
			if (entry.parent === null) break
			entry = p.entries[entry.parent]!
		}
		let state = this.#states.get(entry)
		for (const next of line.reverse()) {
			if (next.kind === 'start') state = this.game.initialState()
			else if (next.kind === 'ply') state = this.game.apply(state!, moveOf(this.game, state!, next.move))
			this.#states.set(next, state!)
		}
		return state!
	}

	/** Whether a person is to choose now. */
	awaitsPerson(p: Playthrough): boolean {
		const player = this.game.currentPlayer(this.state(p))
		return player !== undefined && p.people.includes(player)
	}

	isOver(p: Playthrough): boolean {
		return this.state(p).ending !== null
	}

	/** The person's choice, and everything that follows until a person is to choose again or the game is over. @throws IllegalMove */
	play(p: Playthrough, move: string, reasons?: string): Playthrough {
		return this.advance(this.step(p, move, 'person', reasons))
	}

	/** The person's choice alone. @throws IllegalMove */
	step(p: Playthrough, move: string, by: DecidedBy = 'person', reasons?: string): Playthrough {
		moveOf(this.game, this.state(p), move)
		return grow(p, { kind: 'ply', move, by, ...(reasons !== undefined && { reasons }) })
	}

	/** Plies of chance and of players under a policy, one; the same playthrough when a person is to choose or the game is over. */
	draw(p: Playthrough): Playthrough {
		if (this.isOver(p) || this.awaitsPerson(p)) return p
		const state = this.state(p)
		const injected = this.#injected(p, state)
		if (injected) return grow(p, { kind: 'ply', move: injected, by: 'inject' })
		const by = this.game.currentPlayer(state) === 'chance' ? 'luck' : 'policy'
		return grow(p, { kind: 'ply', move: this.drawn(p, state).id, by })
	}

	/** What luck and policies give in this state of this playthrough. */
	drawn(p: Playthrough, state: State): Move {
		const key = `${p.run} ${p.seed}`
		const luck = this.#luck.get(key) ?? luckOf(p.seed, p.run)
		this.#luck.set(key, luck)
		return drawMove(this.game, this.policies(p.policies), state, luck)
	}

	/** Draws until a person is to choose or the game is over. */
	advance(p: Playthrough): Playthrough {
		let at = p
		for (;;) {
			const next = this.draw(at)
			if (next === at) return at
			at = next
		}
	}

	/** Back to the last choice that a person made on this branch; what was played stays in the tree. The same playthrough when there is none. */
	takeBack(p: Playthrough): Playthrough {
		for (let entry = p.entries[p.current]!; entry.parent !== null; entry = p.entries[entry.parent]!)
			if (entry.kind === 'ply' && entry.by === 'person') return { ...p, current: entry.parent }
		return p
	}

	/** @throws RangeError when there is no such entry */
	goTo(p: Playthrough, id: number): Playthrough {
		if (!p.entries[id]) throw new RangeError(`there is no entry ${id}; the last is ${p.entries.length - 1}`)
		return { ...p, current: id }
	}

	note(p: Playthrough, text: string, names?: 'branch'): Playthrough {
		return grow(p, names ? { kind: 'note', text, names } : { kind: 'note', text })
	}

	/** Lays a card of a deck face up; the same playthrough when it lies there. @throws IllegalMove when no deck has that card, or its deck has no ply left. */
	inject(p: Playthrough, card: string): Playthrough {
		const known = this.game.scenario.decks.flatMap((d) => d.cards.map((c) => `${d.id}.${c.id}`))
		if (!known.includes(card)) throw new IllegalMove(`no deck has the card ${card}; there are ${known.join(', ')}`)
		const state = this.state(p)
		const { slots, scenario } = this.game.rules
		const left = slots.some(
			(s) => card.startsWith(`${s.actor}.`) && (state.round < scenario.clock.rounds || s.index >= state.ply),
		)
		if (state.ending !== null || !left) throw new IllegalMove(`${card} can't fall any more: its deck has no ply left`)
		return this.#lies(p, card) ? p : grow(p, { kind: 'inject', card })
	}

	/** Takes up a card that lies face up: its deck's luck is luck's again. The same playthrough when it doesn't lie there. */
	lift(p: Playthrough, card: string): Playthrough {
		return this.#lies(p, card) ? grow(p, { kind: 'inject', card, lifted: true }) : p
	}

	#lies(p: Playthrough, card: string): boolean {
		return [...this.waiting(p).values()].includes(card)
	}

	/** The entries from the start to `id`, by default the current one. */
	line(p: Playthrough, id = p.current): readonly Entry[] {
		const line: Entry[] = []
		for (
			let entry: Entry | undefined = p.entries[id];
			entry;
			entry = entry.parent === null ? undefined : p.entries[entry.parent]
		)
			line.push(entry)
		return line.reverse()
	}

	children(p: Playthrough, id = p.current): readonly Entry[] {
		return p.entries.filter((e) => e.parent === id)
	}

	/** The cards that lie face up on this branch and have neither been spent nor taken up, by deck; the latest of a deck counts. */
	waiting(p: Playthrough): ReadonlyMap<string, string> {
		const decks = new Set(this.game.scenario.decks.map((d) => d.id))
		const seen = new Set<string>()
		const cards = new Map<string, string>()
		for (let e = p.entries[p.current]!; e.parent !== null && seen.size < decks.size; e = p.entries[e.parent]!) {
			if (e.kind === 'note') continue
			const id = e.kind === 'ply' ? e.move : e.card
			const deck = id.slice(0, id.indexOf('.'))
			if (e.kind === 'inject' && !e.lifted && !seen.has(deck)) cards.set(deck, e.card)
			if (decks.has(deck)) seen.add(deck)
		}
		return cards
	}

	/** The injected card that waits for this ply, if it is legal now. One ply of its deck, and it is spent. */
	#injected(p: Playthrough, state: State): string | undefined {
		const slot = this.game.rules.slots[state.ply]!
		if (slot.deckOf === null || state.pending !== null) return undefined
		const card = this.waiting(p).get(slot.actor)
		return card !== undefined && this.game.legalMoves(state).some((m) => m.id === card) ? card : undefined
	}
}

function moveOf(game: Game, state: State, id: string): Move {
	const legal = game.legalMoves(state)
	const move = legal.find((m) => m.id === id)
	if (move) return move
	const where = state.ending === null ? `legal are ${legal.map((m) => m.id).join(', ')}` : 'the game is over'
	throw new IllegalMove(`${id} is not legal in round ${state.round}: ${where}`)
}

type Growth =
	| { kind: 'ply'; move: string; by: DecidedBy; reasons?: string }
	| { kind: 'note'; text: string; names?: 'branch' }
	| { kind: 'inject'; card: string; lifted?: true }

/** A child of the current entry; the same ply played again for the same reasons is the same child, so a branch is never doubled. */
function grow(p: Playthrough, growth: Growth): Playthrough {
	if (growth.kind === 'ply') {
		const known = p.entries.find(
			(e) =>
				e.parent === p.current &&
				e.kind === 'ply' &&
				e.move === growth.move &&
				e.by === growth.by &&
				e.reasons === growth.reasons,
		)
		if (known) return { ...p, current: known.id }
	}
	const entry: Entry = { id: p.entries.length, parent: p.current, ...growth }
	return { ...p, entries: [...p.entries, entry], current: entry.id }
}
