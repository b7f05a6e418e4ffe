import type { AppState } from '../app-state.js'
import type { OpenGame } from '../host.js'
import { blank, type Line, line, span, wrap, wrapText } from '../styled-text.js'
import { openMoves } from '../view/offered-moves.js'
import { playerName, roundLabel } from '../view/wording.js'
import { enlargedTogether } from './big-lines.js'

/** The question in one breath, or in as many as a narrow window takes. */
const ASKED = [
	['What would you do,', 'and why?'],
	['What would', 'you do,', 'and why?'],
] as const

/** What covers the table while people talk: where the game stands, and the question. Nothing here tells odds. */
export function pauseLines(state: AppState, { table, playthrough }: OpenGame, width: number, height: number): Line[] {
	const { scenario } = table.game
	const at = table.state(playthrough)
	const player = table.game.currentPlayer(at) ?? ''
	const label = scenario.clock.labels[at.round - 1] ? ` · ${roundLabel(scenario, at.round)}` : ''
	const head = [
		...wrap([span(`Round ${at.round} of ${scenario.clock.rounds}${label}`, 'accent')], width),
		...wrap([span(`${playerName(scenario, player)} is to move.`, 'strong')], width),
		blank,
	]
	// The question before what is open, where there is no room for both.
	const big = ASKED.map((texts) => enlargedTogether(state, texts, width)).find(
		(rows) => rows && rows.length + 4 <= height,
	)
	const question = big ?? [line(ASKED[0].join(' '), 'strong'), blank]
	const moves = openMoves(table, at).flatMap((m, n) =>
		wrapText(m.title, width - 5).map(
			(l, row): Line => [span(row === 0 ? ` ${String(n + 1).padStart(2)}  ` : '     '), ...l],
		),
	)
	const room = height - head.length - question.length - 1
	return [
		...head,
		...question,
		...(room < 2
			? []
			: [
					line('What is open', 'faint'),
					...(moves.length <= room ? moves : [...moves.slice(0, room - 1), line('     …', 'faint')]),
				]),
	]
}
