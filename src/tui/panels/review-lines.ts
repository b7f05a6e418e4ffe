import type { Review } from '../../analysis/review.js'
import type { Game } from '../../game/game.js'
import { reviewDocument } from '../../report/review-document.js'
import type { AppState } from '../app-state.js'
import type { OpenGame } from '../host.js'
import { reviewNow } from '../review-now.js'
import { blank, cut, type Line, line, pad, span, type Tone, widthOf, wrapText } from '../styled-text.js'
import { reviewWords } from '../view/review-words.js'
import { blockLines } from './block-lines.js'
import { oddsLineChart } from './odds-line-chart.js'
import { shareText } from './share-text.js'
import { sparks } from './sparks.js'

/** The whole review: the odds as a chart, and what the report says. */
export function reviewLines(state: AppState, { table, playthrough }: OpenGame, width: number): Line[] {
	const found = reviewNow(state)
	if (!found) {
		const { review, game } = state
		const why = review && review.at === game?.playthrough && typeof review.from === 'string' ? review.from : null
		return wrapText(why ? `There is no review: ${why}` : 'The review is being worked out …', width)
	}
	const { game } = table
	const blocks = reviewDocument(game, found.review, reviewWords(table, playthrough, found.review))
	// The chart stands for the table of all plies, which is too wide for a screen; the Markdown has it.
	const plies = blocks.findIndex((b) => b.kind === 'table')
	return [
		...blockLines(blocks.slice(0, Math.max(0, plies < 0 ? blocks.length : plies - 1)), width),
		...(plies < 0
			? []
			: [
					...oddsLineChart(game, found.review, width),
					blank,
					...chart(game, found.review, width),
					...blockLines(blocks.slice(plies + 1), width),
				]),
		line('Of what', 'accent'),
		...found.of.split('\n').flatMap((text) => wrapText(text, width, 'faint')),
		...wrapText('e writes all of it as Markdown, with the table of every ply, beside the saved game.', width, 'faint'),
	]
}

const TONES: Readonly<Record<string, Tone>> = { good: 'good', mixed: 'mixed', bad: 'bad' }
const WIDEST_TITLE = 24
const SHARE = 7

/** A line of columns per ending, a column per ply, with rounds above and turning points below; in bands where it is too long. */
function chart(game: Game, { plies, turningPoints }: Review, width: number): Line[] {
	const { endings } = game.scenario
	const title = Math.min(WIDEST_TITLE, Math.floor(width / 3), Math.max(...endings.map((e) => widthOf(e.title)))) + 2
	const room = Math.max(8, width - title - 2 * SHARE)
	const bands = Math.max(1, Math.ceil(plies.length / room))
	const size = Math.ceil(plies.length / bands)
	const lines: Line[] = [line('Odds of every ending, ply by ply', 'accent')]
	for (let first = 0; first < plies.length; first += size) {
		const band = plies.slice(first, first + size)
		const rounds = band.map((p, n) => (n === 0 || p.round !== band[n - 1]!.round ? String(p.round % 10) : ' ')).join('')
		lines.push([span(pad('round', title + SHARE), 'faint'), span(rounds, 'faint')])
		for (const [e, ending] of endings.entries())
			lines.push([
				span(pad(cut(ending.title, title - 2), title)),
				span(`${shareText({ ...band[0]!.before, low: null, high: null }, e).padStart(SHARE - 1)} `, 'faint'),
				span(sparks(band.map((p) => p.after.values[e]!)), TONES[ending.tone ?? '']),
				span(` ${shareText({ ...band.at(-1)!.after, low: null, high: null }, e)}`, 'strong'),
			])
		const marks = band.map((_, n) => (turningPoints.includes(first + n) ? '◆' : ' ')).join('')
		if (marks.trim() !== '') lines.push([span(' '.repeat(title + SHARE)), span(marks.trimEnd(), 'changed')])
		lines.push(blank)
	}
	lines.push(
		...wrapText('Left: before the first ply. Each column: after a ply, · for under half a percent.', width, 'faint'),
	)
	return lines
}
