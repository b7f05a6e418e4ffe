import type { Game, State } from '../../game/game.js'
import { chancePolicy } from '../../game/policies.js'
import { assigned } from '../../game/rules.js'
import { remembered } from '../remembered.js'
import { type Change, changesBetween } from './changes.js'
import type { Viewer } from './wording.js'

/** What a move can do, found by trying it: standing rules and the chart's consequences included. */
export interface Consequences {
	/** What the card itself changes; with outcomes, before chance has spoken. */
	readonly changes: readonly Change[]
	/** The ending that it brings at once. */
	readonly ending: string | null
	readonly outcomes: readonly {
		readonly title: string
		readonly text: string | null
		/** Chance as the scenario gives it, out of `of`. */
		readonly weight: number
		readonly of: number
		/** What comes on top of the card's own changes. */
		readonly changes: readonly Change[]
		readonly ending: string | null
	}[]
}

/** @throws IllegalMove when `move` is not legal in `state` */
export const consequencesOf = (game: Game, state: State, move: string, viewer: Viewer): Consequences =>
	tried(state, `${move} ${viewer}`, () => triedOut(game, state, move, viewer))

const tried = remembered<Consequences>()

function triedOut(game: Game, state: State, move: string, viewer: Viewer): Consequences {
	const after = game.apply(state, game.legalMoves(state).find((m) => m.id === move) ?? { id: move, player: '' })
	const card = game.rules.cards.get(move)
	const changes = changesBetween(game, state, after, viewer, assigned(card?.effects ?? [], state))
	const title = (s: State): string | null => game.ending(s)?.title ?? null
	if (after.pending === null || !card) return { changes, ending: title(after), outcomes: [] }
	const weighted = chancePolicy(game)(after, game.legalMoves(after))
	const of = weighted.reduce((sum, w) => sum + w.weight, 0)
	return {
		changes,
		ending: null,
		outcomes: weighted.map(({ value, weight }, n) => {
			const { outcome, effects } = card.outcomes[n]!
			const then = game.apply(after, value)
			return {
				title: outcome.title ?? outcome.id.replaceAll('-', ' '),
				text: outcome.text,
				weight,
				of,
				changes: changesBetween(game, after, then, viewer, assigned(effects, after)),
				ending: title(then),
			}
		}),
	}
}
