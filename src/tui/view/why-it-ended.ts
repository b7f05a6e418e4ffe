import type { Playthrough, Table } from '../../game/playthrough.js'
import type { Ending } from '../../scenario/scenario.js'
import { reasonsForEnding } from './reason.js'
import { listed, type Viewer } from './wording.js'

/** An ending that lacked more than this was not near. */
const NEAR = 2

/** Why a game that is over ended so, and what the nearest good ending lacked: a sentence each; none while it goes on. */
export function whyItEnded(table: Table, p: Playthrough, viewer: Viewer): readonly string[] {
	const { game } = table
	const state = table.state(p)
	const reached = game.ending(state)
	if (!reached) return []
	const reasons = (ending: Ending): readonly string[] => reasonsForEnding(game, state, ending.when.tree, viewer)
	const met = listed(reasons(reached))
	const why = reached.atEnd
		? `The last round is over${met === '' ? ', and no other end was reached' : `, with ${met}`}.`
		: `It ended here, with ${met}.`
	if (reached.tone === 'good') return [why]
	const missed = game.scenario.endings
		.filter((ending) => ending.tone === 'good')
		.map((ending) => ({ title: ending.title, lacking: reasons(ending) }))
		.filter(({ lacking }) => lacking.length <= NEAR)
		.sort((a, b) => a.lacking.length - b.lacking.length)[0]
	if (!missed || missed.lacking.length === 0) return [why]
	return [why, `It is not “${missed.title}”, which needs ${listed(missed.lacking)}.`]
}
