import stringWidth from 'string-width'
import type { Game, State } from '../game/game.js'
import { outlookOf } from '../game/outlook.js'
import { actorName, moveTitle } from './move-title.js'
import { outlookText } from './outlook-text.js'
import { fittedTable, textTable } from './text-table.js'

export interface TranscriptMove {
	readonly id: string
	/** The round it was made in. */
	readonly round: number
	/** What stands behind it: a date, who decided. */
	readonly remark: string
}

/** A line of play, round by round, and how it ended. @param width that it is made to fit */
export function transcriptText(
	game: Game,
	moves: readonly TranscriptMove[],
	state: State,
	width = Number.POSITIVE_INFINITY,
): string {
	const rows: string[][] = []
	let round = 0
	for (const { id, round: now, remark } of moves) {
		if (now !== round) {
			const label = game.scenario.clock.labels[now - 1]
			rows.push([`round ${now}${label ? ` · ${label}` : ''}`])
			round = now
		}
		const outcome = id.split('.').length > 2
		rows.push(['', outcome ? '' : actorName(game, id), `${outcome ? '→ ' : ''}${moveTitle(game, id)}`, remark])
	}
	const headings = rows.filter((r) => r.length === 1).map((r) => r[0]!)
	const cells = rows.map((r) => (r.length === 1 ? ['  ', '', '', ''] : r))
	const whole = textTable(cells).split('\n')
	const isWide = whole.some((line) => stringWidth(line) > width)
	const fitted = isWide ? fittedTable([['', '', '', ''], ...cells], [], width) : null
	const table = (fitted?.body ?? whole).map((line) => (line === '' ? headings.shift()! : line)).join('\n')
	const outlook = outlookOf(game, state)
	return [table, '', endText(game, state), ...(outlook ? outlookText(outlook) : [])].join('\n')
}

function endText(game: Game, state: State): string {
	const ending = game.ending(state)
	if (!ending) return `not over: round ${state.round} of ${game.scenario.clock.rounds}`
	const label = game.scenario.clock.labels[state.round - 1]
	return `${ending.title}, in round ${state.round}${label ? ` (${label})` : ''}`
}
