import type { Game, State } from '../../game/game.js'
import { cardOf, NOTHING, PASS } from '../../game/legality.js'
import type { DecidedBy, Entry, Playthrough, Table } from '../../game/playthrough.js'
import { assigned, type RuleEffect } from '../../game/rules.js'
import { remembered } from '../remembered.js'
import { type Change, changesBetween } from './changes.js'
import { playerName, roundLabel, saidBy, type Viewer } from './wording.js'

/** Something that happened: a card, with the outcome that chance gave it. */
export interface Happening {
	/** Id of its first entry. */
	readonly entry: number
	readonly round: number
	readonly date: string
	/** A player's or a deck's id. */
	readonly actor: string
	readonly actorName: string
	readonly isChance: boolean
	readonly by: DecidedBy
	readonly title: string
	/** Of a deck's card, or of the viewer's own: a player's card speaks to whoever chooses it. */
	readonly text: string | null
	/** Of another player's card: what it says to the others. */
	readonly signal: string | null
	/** Of the person who decided so: `''` when they gave none, null when nobody asked; others' wait for the end of the game. */
	readonly reasons: string | null
	readonly outcome: { readonly title: string; readonly text: string | null } | null
	/** `Iran says`, and what. */
	readonly claims: readonly { readonly says: string; readonly text: string }[]
	/** What it and the rules after it changed. */
	readonly changes: readonly Change[]
	/** True for what came after the viewer's last decision, that decision included. */
	readonly isNew: boolean
}

/** Id of the entry before the viewer's latest decision on this branch; null before the first. With no viewer, anyone's decision. */
export function lastDecision(table: Table, p: Playthrough, viewer: Viewer): number | null {
	for (const entry of [...table.line(p)].reverse())
		if (entry.kind === 'ply' && entry.by === 'person' && (viewer === null || entry.move.startsWith(`${viewer}.`)))
			return entry.parent
	return null
}

/** The state that the viewer last decided in: what the table's marks of change are measured from. */
export function stateBefore(table: Table, p: Playthrough, viewer: Viewer): State {
	return table.state(p, lastDecision(table, p, viewer) ?? 0)
}

/** What happened on this branch, oldest first. Chance's `nothing` is told only where something followed by itself. */
export const accountOf = (table: Table, p: Playthrough, viewer: Viewer): readonly Happening[] =>
	accounts(p, String(viewer), () => accountAt(table, p, viewer))

const accounts = remembered<readonly Happening[]>()

function accountAt(table: Table, p: Playthrough, viewer: Viewer): Happening[] {
	const since = lastDecision(table, p, viewer)
	const happenings: Happening[] = []
	let isNew = since === null
	let before = table.state(p, 0)
	let card: { entry: Entry & { kind: 'ply' }; before: State } | null = null
	for (const entry of table.line(p)) {
		if (entry.kind === 'ply') {
			const after = table.state(p, entry.id)
			card ??= { entry, before }
			if (after.pending === null) {
				const left = assigned(effectsOf(table.game, entry.move), before)
				const happening = told(table.game, card.entry, entry.move, card.before, left, after, viewer)
				if (happening) happenings.push({ ...happening, isNew })
				card = null
			}
			before = after
		}
		if (entry.id === since) isNew = true
	}
	return happenings
}

/** Of a card, or of its outcome when `move` names one. */
function effectsOf(game: Game, move: string): readonly RuleEffect[] {
	const found = cardOf(game.rules, move)
	return found?.outcome?.effects ?? found?.card.effects ?? []
}

/** @param left the variables as the card and its outcome left them, before any rule */
function told(
	game: Game,
	entry: Entry & { kind: 'ply' },
	move: string,
	before: State,
	left: State['variables'],
	after: State,
	viewer: Viewer,
): Omit<Happening, 'isNew'> | null {
	const { scenario } = game
	const { actor, deckOf } = game.rules.slots[before.ply]!
	const changes = changesBetween(game, before, after, viewer, left)
	const base = {
		entry: entry.id,
		round: before.round,
		date: roundLabel(scenario, before.round),
		actor,
		isChance: deckOf !== null,
		by: entry.by,
		reasons: viewer === null || viewer === actor ? (entry.reasons ?? null) : null,
	}
	if (move === `${actor}.${NOTHING}`) {
		if (changes.length === 0) return null
		const [rule, ...others] = new Set(changes.map((c) => c.because))
		const one = others.length === 0 ? rule : null
		return {
			...base,
			actorName: 'The situation',
			title: one ?? 'Things take their course',
			text: null,
			signal: null,
			outcome: null,
			claims: [],
			changes: one ? changes.map((c) => ({ ...c, because: null })) : changes,
		}
	}
	const found = cardOf(game.rules, move)
	const outcome = found?.outcome?.outcome ?? null
	const isToViewer = deckOf !== null || actor === viewer
	return {
		...base,
		actorName: playerName(scenario, actor),
		title: found ? found.card.card.title : move === `${actor}.${PASS}` ? 'Has no move open' : move,
		text: (isToViewer ? found?.card.card.text : null) ?? null,
		signal: (isToViewer ? null : found?.card.card.signal) ?? null,
		outcome: outcome && { title: outcome.title ?? outcome.id.replaceAll('-', ' '), text: outcome.text },
		claims: [...(found?.card.card.claims ?? []), ...(outcome?.claims ?? [])].map(({ by, text }) => ({
			says: saidBy(scenario, by),
			text,
		})),
		changes,
	}
}
