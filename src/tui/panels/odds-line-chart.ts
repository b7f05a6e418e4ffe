import asciichart from 'asciichart'
import type { Review } from '../../analysis/review.js'
import type { Game } from '../../game/game.js'
import { reviewedEnding } from '../../report/review-document.js'
import { type Line, span, wrapText } from '../styled-text.js'

const ROWS = 8
/** `100 % ┤` */
const AXIS = 7
/** Columns of a ply where there are more than enough. */
const MOST_STEP = 3

/** One ending's odds over the game as a line, as a chess board's evaluation is drawn: rounds below, turning points marked. */
export function oddsLineChart(game: Game, review: Review, width: number): Line[] {
	const { plies, turningPoints } = review
	const room = width - AXIS
	if (plies.length === 0 || room < 16) return []
	const ending = reviewedEnding(game, review)
	const points = [plies[0]!.before.values[ending]!, ...plies.map((p) => p.after.values[ending]!)]
	const step = Math.max(1, Math.min(MOST_STEP, Math.floor(room / points.length)))
	/** Where a point stands: several share a column in a game too long for its window. */
	const column = (n: number): number =>
		points.length <= room ? n * step : Math.round((n * (room - 1)) / (points.length - 1))
	const columns = Array.from({ length: Math.min(room, column(points.length - 1) + step) }, () => 0)
	for (let n = 0; n < points.length; n++)
		for (let at = column(n); at < (n + 1 < points.length ? column(n + 1) : columns.length); at++)
			columns[at] = points[n]! * 100
	const drawn = asciichart.plot(columns, {
		height: ROWS,
		min: 0,
		max: 100,
		format: (value) => `${String(Math.round(value)).padStart(3)} %`,
	})
	/** What stands below the plies, each where the line turns; what would run into another one, or over the end, is left off. */
	const below = (text: (n: number) => string, name = ''): string => {
		let row = name.padEnd(AXIS - 1)
		for (let n = 0; n < plies.length; n++) {
			const sign = text(n)
			const at = AXIS - 1 + column(n + 1)
			if (sign !== '' && row.length <= at && at + sign.length <= width) row = row.padEnd(at) + sign
		}
		return row.trimEnd()
	}
	const opens = (n: number): boolean => n === 0 || plies[n]!.round !== plies[n - 1]!.round
	return [
		...wrapText(`Odds of “${game.scenario.endings[ending]!.title}” over the game`, width, 'accent'),
		...drawn.split('\n').map((row): Line => [span(row.trimEnd())]),
		[
			span(
				below((n) => (turningPoints.includes(n) ? '◆' : '')),
				'changed',
			),
		],
		[
			span(
				below((n) => (opens(n) ? String(plies[n]!.round) : ''), 'round'),
				'faint',
			),
		],
	]
}
