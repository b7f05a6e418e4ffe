import type { Game, State } from '../../game/game.js'
import { isLegal } from '../../game/legality.js'
import type { DecidedBy, Entry, Playthrough, Table } from '../../game/playthrough.js'
import { moveTitle } from '../../report/move-title.js'
import { inSentence, playerName } from './wording.js'

/** A ply of a line, an outcome counted to its card. */
export interface LineStep {
	/** Id of the card's entry. */
	readonly entry: number
	/** Id of the entry before it. */
	readonly parent: number
	readonly round: number
	/** Index into `order`. */
	readonly ply: number
	readonly actorName: string
	readonly by: DecidedBy
	readonly move: string
	readonly outcome: string | null
	/** Title of the card, and of its outcome. */
	readonly title: string
}

type Ply = Entry & { kind: 'ply' }
type Name = Entry & { kind: 'note' }
type Laid = Entry & { kind: 'inject' }

/** The plies from the start to `id`, by default the current entry. */
export function stepsOf(table: Table, p: Playthrough, id = p.current): LineStep[] {
	const { game } = table
	const steps: LineStep[] = []
	for (const entry of table.line(p, id)) {
		if (entry.kind !== 'ply') continue
		const state = table.state(p, entry.parent)
		const title = moveTitle(game, entry.move)
		const card = steps.at(-1)
		if (state.pending !== null && card)
			steps[steps.length - 1] = { ...card, outcome: entry.move, title: `${card.title} – ${title}` }
		else
			steps.push({
				entry: entry.id,
				parent: entry.parent,
				round: state.round,
				ply: state.ply,
				actorName: playerName(game.scenario, game.rules.slots[state.ply]!.actor),
				by: entry.by,
				move: entry.move,
				outcome: null,
				title,
			})
	}
	return steps
}

const placeIn = (state: State): string => `${state.round} ${state.ply} ${state.pending ?? ''}`

/**
 * Another move at an earlier decision of the current line, played on with the same luck: cards laid down fall again,
 * and people's later decisions are kept while they are open; where one is not, the branch waits for a person.
 * The branch grows in the game's own tree, under its name; asked again, it is the same branch.
 * @returns the playthrough at the branch's last entry
 * @throws IllegalMove
 */
export function branchOff(table: Table, p: Playthrough, decision: number, move: string): Playthrough {
	const changed = p.entries[decision] as Ply
	const before = table.state(p, changed.parent)
	const kept = new Map<string, { move: Ply | null; cards: Laid[] }>()
	for (const entry of table.line(p).filter((e) => e.id > decision && e.kind !== 'note')) {
		const place = placeIn(table.state(p, entry.parent!))
		const at = kept.get(place) ?? { move: null, cards: [] }
		if (entry.kind === 'ply') at.move = entry
		if (entry.kind === 'inject') at.cards.push(entry)
		kept.set(place, at)
	}
	let at = named(table, table.goTo(p, changed.parent), titleOfWhatIf(table.game, before, move, changed.move))
	at = table.step(at, move)
	for (;;) {
		const state = table.state(at)
		if (state.ending !== null) return at
		const then = kept.get(placeIn(state))
		for (const card of then?.cards ?? []) at = laid(table, at, card)
		const next = table.draw(at)
		if (next !== at) at = next
		else if (then?.move?.by === 'person' && isLegal(table.game.rules, state, then.move.move))
			at = table.step(at, then.move.move)
		else return at
	}
}

/** `Round 2, Iran`. */
const placeName = ({ scenario, rules }: Game, { round, ply }: State): string =>
	`Round ${round}, ${playerName(scenario, rules.slots[ply]!.actor)}`

const quoted = (game: Game, move: string): string => `“${moveTitle(game, move)}”`

/** What a branch is called until somebody names it. */
const titleOfWhatIf = (game: Game, before: State, move: string, instead: string): string =>
	`${placeName(game, before)}: ${quoted(game, move)} instead of ${quoted(game, instead)}`

/** Whether a name is the one that its what-if came with. */
function isAutomatic(table: Table, p: Playthrough, { id, parent, text }: Name): boolean {
	const isPly = (e: Entry): e is Ply => e.kind === 'ply'
	const before = table.state(p, parent)
	const others = table.children(p, parent).filter(isPly)
	return table
		.children(p, id)
		.filter(isPly)
		.some(({ move }) => others.some((other) => text === titleOfWhatIf(table.game, before, move, other.move)))
}

function named(table: Table, p: Playthrough, text: string): Playthrough {
	const known = table.children(p).find((e) => e.kind === 'note' && e.names === 'branch' && e.text === text)
	return known ? table.goTo(p, known.id) : table.note(p, text, 'branch')
}

/** The same card laid, or taken up. */
function laid(table: Table, p: Playthrough, { card, lifted }: Laid): Playthrough {
	const known = table.children(p).find((e) => e.kind === 'inject' && e.card === card && e.lifted === lifted)
	if (known) return table.goTo(p, known.id)
	return lifted ? table.lift(p, card) : table.inject(p, card)
}

/** The entry that names the line which ends at `id`. */
function nameOf(table: Table, p: Playthrough, id: number): Name | null {
	for (const entry of [...table.line(p, id)].reverse())
		if (entry.kind === 'note' && entry.names === 'branch') return entry
	return null
}

/** What two lines did at one place; null for the line that has no such ply. */
export interface Pair {
	readonly round: number
	readonly actorName: string
	readonly original: LineStep | null
	readonly branch: LineStep | null
	readonly differs: boolean
}

/** Two lines ply by ply, from the first ply in which they differ; `same` counts the plies before it. */
export function compareLines(table: Table, p: Playthrough, original: number, branch: number) {
	const key = (s: LineStep): number => s.round * table.game.rules.slots.length + s.ply
	const left = new Map(stepsOf(table, p, original).map((s) => [key(s), s]))
	const right = new Map(stepsOf(table, p, branch).map((s) => [key(s), s]))
	const keys = [...new Set([...left.keys(), ...right.keys()])].sort((a, b) => a - b)
	const pairs = keys.map((k): Pair => {
		const [a, b] = [left.get(k) ?? null, right.get(k) ?? null]
		const { round, actorName } = (a ?? b)!
		return { round, actorName, original: a, branch: b, differs: a?.move !== b?.move || a?.outcome !== b?.outcome }
	})
	const first = pairs.findIndex((pair) => pair.differs)
	return { same: first < 0 ? pairs.length : first, pairs: first < 0 ? [] : pairs.slice(first) }
}

/** The playthrough with the line that ends at an entry called so; what was played goes on where it was. */
export function renamed(table: Table, p: Playthrough, end: number, text: string): Playthrough {
	const named = table.note(table.goTo(p, end), text, 'branch')
	return p.current === end ? named : table.goTo(named, p.current)
}

/** The end of the line that ends at `id`: behind the names that it was given there. */
export function settled(table: Table, p: Playthrough, id: number): number {
	const isName = (e: Entry): boolean =>
		e.kind === 'note' && e.names === 'branch' && table.children(p, e.id).every(isName)
	const name = table.children(p, id).findLast(isName)
	return name ? settled(table, p, name.id) : id
}

/** A line of the game's tree, by its last entry. */
export interface Branch {
	readonly entry: number
	readonly name: string
	/** Whether it is called what somebody wrote. */
	readonly isNamed: boolean
	readonly isCurrent: boolean
	readonly plies: number
}

/**
 * Every line of the tree, in the order in which they were begun. Where one has gone back on a line, that place is one
 * of its own, and the line keeps its name.
 */
export function branchesOf(table: Table, p: Playthrough): Branch[] {
	const parents = new Set(p.entries.map((e) => e.parent))
	const ends = p.entries.map((e) => e.id).filter((id) => !parents.has(id) || id === p.current)
	const begun = new Map(ends.map((id) => [id, withoutNames(p, id)]))
	const first = firstPlayed(table, p)
	const named = new Set<number>()
	return ends
		.sort((a, b) => begun.get(a)! - begun.get(b)!)
		.map((entry): Branch => {
			const isGoneBack = parents.has(entry)
			const name = isGoneBack ? null : nameOf(table, p, entry)
			// Lines that part after they were named: the first keeps the name to itself.
			const isTaken = name !== null && named.has(name.id)
			if (name) named.add(name.id)
			const way = isGoneBack
				? goneBack(table, p, entry)
				: entry === first
					? 'As first played'
					: departureOf(table, p, entry)
			return {
				entry,
				name: name === null ? way : isTaken ? `${name.text} · ${inSentence(way)}` : name.text,
				isNamed: name !== null && !isTaken && !isAutomatic(table, p, name),
				isCurrent: entry === p.current,
				plies: stepsOf(table, p, entry).length,
			}
		})
}

/** The end of the line that was played before anything was taken back. */
function firstPlayed(table: Table, p: Playthrough, id = 0): number {
	const [first] = table.children(p, id)
	return first ? firstPlayed(table, p, first.id) : id
}

/** The entry before the names that stand at a line's end. */
function withoutNames(p: Playthrough, id: number): number {
	const entry = p.entries[id]!
	return entry.kind === 'note' && entry.names === 'branch' ? withoutNames(p, entry.parent) : id
}

const goneBack = (table: Table, p: Playthrough, id: number): string =>
	`Gone back to ${inSentence(placeName(table.game, table.state(p, id)))}`

/** How a line left an older one: `Decided otherwise in round 2, Iran: “Protest”`. */
function departureOf(table: Table, p: Playthrough, id: number): string {
	const line = table.line(p, id)
	const left = line.findLastIndex((e) => e.parent !== null && table.children(p, e.parent).some((c) => c.id < e.id))
	const own = left < 0 ? undefined : line.slice(left).find((e) => e.kind === 'ply' || e.kind === 'inject')
	const { game } = table
	// A remark was written where one went back, and nothing played since.
	if (own === undefined || own.parent === null) return goneBack(table, p, id)
	const place = inSentence(placeName(game, table.state(p, own.parent)))
	return own.kind === 'inject'
		? `A card ${own.lifted ? 'taken up' : 'laid'} in ${place}: ${quoted(game, own.card)}`
		: `${own.by === 'person' ? 'Decided otherwise' : 'Otherwise'} in ${place}: ${quoted(game, (own as Ply).move)}`
}

/** The entry of the branch at which a person decides next after it parts from the current line; its end when nobody does. */
export function afterChange(table: Table, p: Playthrough, branch: number): number {
	const current = new Set(table.line(p).map((e) => e.id))
	const own = table.line(p, branch).filter((e) => !current.has(e.id) && e.kind !== 'note')
	const decisions = own.filter((e): e is Ply => e.kind === 'ply' && e.by === 'person')
	const [next] = decisions[0] === own[0] ? decisions.slice(1) : decisions
	return next?.parent ?? branch
}
