import type { Playthrough, Table } from '../../game/playthrough.js'
import { moveTitle } from '../../report/move-title.js'

/** What was said or laid on the table between two plies: nobody's move. */
export interface Aside {
	/** Id of its entry; those after it on the line have larger ones. */
	readonly entry: number
	readonly kind: 'note' | 'branch' | 'card' | 'lifted'
	readonly text: string
}

/** The notes, beginnings of branches, and cards laid face up or taken up again, of the line that is being played. */
export const asidesOf = (table: Table, p: Playthrough): Aside[] =>
	table.line(p).flatMap((e): Aside[] => {
		if (e.kind === 'note') return [{ entry: e.id, kind: e.names === 'branch' ? 'branch' : 'note', text: e.text }]
		if (e.kind !== 'inject') return []
		return [{ entry: e.id, kind: e.lifted ? 'lifted' : 'card', text: moveTitle(table.game, e.card) }]
	})
