import type { Review } from '../../analysis/review.js'
import type { Playthrough, Table } from '../../game/playthrough.js'
import { percent } from '../../report/percent.js'
import { reasonsForEnding } from './reason.js'
import { listed, type Viewer } from './wording.js'

/** Why a game that is over ended so, in a sentence; null while it goes on. */
export function whyItEnded(table: Table, p: Playthrough, viewer: Viewer): string | null {
	const { game } = table
	const state = table.state(p)
	const reached = game.ending(state)
	if (!reached) return null
	const met = listed(reasonsForEnding(game, state, reached.when.tree, viewer))
	return reached.atEnd
		? `The last round is over${met === '' ? ', and no other end was reached' : `, with ${met}`}.`
		: `It ended here, with ${met}.`
}

/** A good ending that was never likelier than this was not missed. */
const LIKELY = 0.05
/** Beyond these, what an ending lacked is left out. */
const MOST_LACKING = 3

/** Where a game had no good end: which of the good ones had been likeliest on the way, when, and what it lacked at the end; null where none was likely. */
export function whatWasMissed(table: Table, p: Playthrough, review: Review, viewer: Viewer): string | null {
	const { game } = table
	const state = table.state(p)
	const reached = game.ending(state)
	if (!reached || reached.tone === 'good') return null
	const best = game.scenario.endings
		.flatMap((ending, n) =>
			ending.tone === 'good' ? review.plies.map((ply) => ({ ending, ply, odds: ply.after.values[n]! })) : [],
		)
		.reduce<{ ending: typeof reached; ply: { readonly round: number }; odds: number } | null>(
			(a, b) => (a && a.odds >= b.odds ? a : b),
			null,
		)
	if (!best || best.odds < LIKELY) return null
	const lacking = reasonsForEnding(game, state, best.ending.when.tree, viewer).slice(0, MOST_LACKING)
	const lacked = lacking.length === 0 ? '' : `; at the end it lacked ${listed(lacking)}`
	return `Of the good ends “${best.ending.title}” had been likeliest, at ${percent(best.odds)} in round ${best.ply.round}${lacked}.`
}
