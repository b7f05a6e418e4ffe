import type { Odds, Share } from '../analysis/odds.js'
import type { Game } from '../game/game.js'
import { moveTitle } from './move-title.js'
import { type Cell, EXACTLY, evened, percentCell, spanCell } from './number-cell.js'
import { percent } from './percent.js'
import { headedTable, textTable } from './text-table.js'

/** The odds, by round, after each move, and of the variables where they were asked for; what they are, exact or sampled, stands with them. */
export function oddsText(game: Game, odds: Odds, width?: number): string {
	const all = game.scenario.endings
	const titles = all.map((e) => e.title)
	const numbers = all.map((_, n) => n + 1)
	const label = (round: number): string => game.scenario.clock.labels[round - 1] ?? ''
	const interval = ({ low, high }: Share): Cell => (low === null || high === null ? '' : spanCell(low, high))
	const parts = [
		textTable(
			evened(
				all.map((e, n) => [e.title, percentCell(odds.endings[n]!.probability), interval(odds.endings[n]!)]),
				EXACTLY,
			),
			[1],
		),
		origin(odds),
	]
	if (odds.outlooks.length > 0) parts.push(outlooksText(game, odds.outlooks))
	if (odds.byRound.length > 0)
		parts.push(
			headedTable(
				evened([
					['ends in round', ...titles, ''],
					...odds.byRound.map((r) => [String(r.round), ...r.endings.map(percentCell), label(r.round)]),
				]),
				numbers,
				width,
			),
		)
	if (odds.moves.length > 0)
		parts.push(
			headedTable(
				evened([
					['after the move', ...titles, ...(odds.kind === 'exact' ? ['played in'] : [])],
					...odds.moves.map((m) => [
						moveTitle(game, m.move.id),
						...m.endings.map((e) => percentCell(e.probability)),
						...(m.probability === null ? [] : [percentCell(m.probability)]),
					]),
				]),
				[...numbers, all.length + 1],
				width,
			),
		)
	if (odds.variables) parts.push(...variablesText(odds.variables, width))
	return parts.join('\n\n')
}

function origin({ kind, states, runs, confidence, refused, byRound }: Odds): string {
	if (kind === 'exact')
		return byRound.length === 0 ? 'exact: the game is over' : `exact, over ${states!.toLocaleString('en')} states`
	return `sampled in ${runs!.toLocaleString('en')} runs, ${percent(confidence)} intervals by Wilson's score, since ${refused}`
}

/** Averages over all ways to come to an ending. */
function outlooksText(game: Game, outlooks: Odds['outlooks']): string {
	const rows = outlooks.map(({ ending, recurs }) => [
		game.scenario.endings.find((e) => e.id === ending)!.title,
		recurs === null ? 'cannot come' : percentCell(recurs),
	])
	return textTable(evened([['after the ending', 'begins again'], ...rows]), [1])
}

function variablesText({ byRound, end }: NonNullable<Odds['variables']>, width?: number): string[] {
	const mean = (n: number): string => n.toFixed(2)
	const keys = end.map((s) => s.key)
	const rows = [
		...byRound.map(({ round, going, spreads }) => [
			String(round),
			percentCell(going),
			...spreads.map((s) => mean(s.mean)),
		]),
		['over', percentCell(1), ...end.map((s) => mean(s.mean))],
	]
	const values = end.map(({ key, low, values: shares }) => [
		key,
		shares.map((p, n) => `${low + n}: ${percent(p)}`).join('   '),
	])
	return [
		headedTable(
			evened([['average before round', 'goes on', ...keys], ...rows]),
			keys.map((_, n) => n + 2).concat(1),
			width,
		),
		`when it is over\n${textTable(values, [])}`,
	]
}
