import type { Review } from '../../analysis/review.js'
import type { Playthrough, Table } from '../../game/playthrough.js'
import type { ReviewWords } from '../../report/review-document.js'
import { reasonsForWeight } from './reason.js'

/** What decided weights, in words, for the review of a playthrough: everyone is called by name. */
export function reviewWords(table: Table, p: Playthrough, review: Review): ReviewWords {
	const before = (at: number) => table.state(p, p.entries[review.plies[at]!.entry]!.parent!)
	const policies = new Map(review.reasons.map((r) => [r.at, r]))
	return {
		since: (at, card) => {
			const found = policies.get(at)
			return found ? reasonsForWeight(table.game, before(at), { ...found, card }, null) : []
		},
	}
}
