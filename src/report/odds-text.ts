import type { Odds } from '../analysis/enumerate.js'
import type { Game } from '../game/game.js'
import { moveTitle } from './move-title.js'
import { percent } from './percent.js'
import { textTable } from './text-table.js'

/** The exact odds, by round, and after each move. */
export function oddsText(game: Game, { endings, byRound, moves, states }: Odds): string {
	const all = game.scenario.endings
	const titles = all.map((e) => e.title)
	const numbers = all.map((_, n) => n + 1)
	const cells = (of: Readonly<Record<string, number>>): string[] => all.map((e) => percent(of[e.id]!))
	const label = (round: number): string => game.scenario.clock.labels[round - 1] ?? ''
	const parts = [
		textTable(
			all.map((e) => [e.title, percent(endings[e.id]!)]),
			[1],
		),
		states === 0 ? 'exact: the game is over' : `exact, over ${states.toLocaleString('en')} states`,
		textTable(
			[['ends in round', ...titles, ''], ...byRound.map((r) => [String(r.round), ...cells(r.endings), label(r.round)])],
			numbers,
		),
	]
	if (moves.length > 0)
		parts.push(
			textTable(
				[
					['after the move', ...titles, 'played in'],
					...moves.map((m) => [moveTitle(game, m.id), ...cells(m.endings), percent(m.probability)]),
				],
				[...numbers, all.length + 1],
			),
		)
	return parts.join('\n\n')
}
