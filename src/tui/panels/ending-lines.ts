import type { OutlookOfGame } from '../../game/outlook.js'
import { outlookText } from '../../report/outlook-text.js'
import { turningText } from '../../report/turning-text.js'
import type { AppState } from '../app-state.js'
import type { OpenGame } from '../host.js'
import { reviewNow } from '../review-now.js'
import { blank, type Line, line, span, wrap, wrapText } from '../styled-text.js'
import { accountOf } from '../view/account.js'
import { ladderOf } from '../view/ladder.js'
import { isOverEarly, outcomeOfGame } from '../view/outcome-of-game.js'
import { roadOf } from '../view/road.js'
import { whatWasMissed, whyItEnded } from '../view/why-it-ended.js'
import { roadLine } from './heading.js'
import { outlineLines } from './record-lines.js'

const TONE = { good: 'a good end', mixed: 'a mixed end', bad: 'a bad end' } as const

/** How a game ended and why, where it turned, and how it came to this, the last round first. */
export function endingLines(state: AppState, { table, playthrough }: OpenGame, width: number): Line[] {
	const outcome = outcomeOfGame(table, playthrough)!
	const { tone } = outcome
	const viewer = playthrough.people.length === 1 ? playthrough.people[0]! : null
	const ladder = ladderOf(table, playthrough, null)
	const road = roadOf(table, playthrough)
	const account = accountOf(table, playthrough, viewer)
	return [
		[span(outcome.title, tone ?? 'strong'), ...(tone ? [span(`  ${TONE[tone]}`, 'faint')] : [])],
		...wrapText(`Round ${outcome.round} of ${table.game.scenario.clock.rounds} · ${outcome.date}`, width, 'faint'),
		...wrapText(whyItEnded(table, playthrough, viewer)!, width),
		blank,
		...(outcome.text ? [...wrapText(outcome.text, width), blank] : []),
		...turningLines(state, width),
		...wrapText(
			`⏎ opens the review: what else you could have done. r tells all of it. u takes your last decision back: the same luck meets another one.${isOverEarly(table, outcome) ? ' There was time left: play on from there, or begin again from the home screen (h) with another seed, for other luck.' : ''}`,
			width,
			'faint',
		),
		blank,
		...(road.length > 0 ? [roadLine(road, width)] : []),
		...(ladder ? wrap([span(`${ladder.title} by round: `, 'faint'), ...ladderByRound(ladder)], width) : []),
		...(outcome.worth.length > 0 ? worthLines(outcome.worth, width) : []),
		...(road.length > 0 || ladder || outcome.worth.length > 0 ? [blank] : []),
		...(outcome.outlook ? outlookLines(outcome.outlook, width) : []),
		line('How it came to this, the last round first', 'accent'),
		...[...new Set(account.map((h) => h.round))].reverse().flatMap((round) =>
			outlineLines(
				account.filter((h) => h.round === round),
				width,
			),
		),
	]
}

/** The largest turning points, once the review is there. */
function turningLines(state: AppState, width: number): Line[] {
	const found = reviewNow(state)
	if (found && state.game) {
		const { table, playthrough } = state.game
		const viewer = playthrough.people.length === 1 ? playthrough.people[0]! : null
		const missed = whatWasMissed(table, playthrough, found.review, viewer)
		return [
			...turningText(state.game.table.game, found.review)
				.slice(0, 1)
				.flatMap((text) => wrap([span(text)], width, [span('◆ ', 'changed')], [span('  ')])),
			...(missed === null ? [] : wrapText(missed, width)),
			blank,
		]
	}
	return state.review && state.review.at === state.game?.playthrough
		? []
		: [...wrap([span('Where it turned is being worked out …', 'faint')], width), blank]
}

const signed = (value: number): string => String(value).replace('-', '−')

function worthLines(worth: NonNullable<ReturnType<typeof outcomeOfGame>>['worth'], width: number): Line[] {
	return wrap(
		[
			span('Worth, as the scenario judges it: ', 'faint'),
			...worth.flatMap((w, n) => [
				span(n === 0 ? '' : ' · ', 'faint'),
				span(`${w.player} ${signed(w.value)}`, 'strong'),
				span(` (of ${signed(w.least)} to ${signed(w.most)})`, 'faint'),
			]),
		],
		width,
	)
}

function outlookLines(outlook: OutlookOfGame, width: number): Line[] {
	const [odds, ...more] = outlookText(outlook)
	return [...wrapText(odds!, width, 'strong'), ...more.flatMap((text) => wrapText(text, width, 'faint')), blank]
}

function ladderByRound(ladder: NonNullable<ReturnType<typeof ladderOf>>): Line {
	const byRound: number[] = []
	for (const rung of ladder.rungs) for (const round of rung.rounds) byRound[round - 1] = rung.value
	const ended = [...byRound, ladder.now]
	return [span(ended.join(' → '), 'strong')]
}
