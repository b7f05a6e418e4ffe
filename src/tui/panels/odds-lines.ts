import type { Odds } from '../../analysis/position-odds.js'
import type { Ending } from '../../scenario/scenario.js'
import type { AppState } from '../app-state.js'
import type { OddsFrom, OpenGame } from '../host.js'
import { blank, cutLine, type Line, line, span, widthOf, wrap, wrapText } from '../styled-text.js'
import { openMoves } from '../view/offered-moves.js'
import { oddsBars } from './odds-bars.js'
import { oddsTable } from './odds-table.js'
import { isShifted, shiftText } from './share-text.js'

/** The odds of where the game stands now, when they are known. */
export function oddsNow(state: AppState): OddsFrom | null {
	const { odds, game } = state
	return odds && game && odds.at === game.playthrough && typeof odds.from !== 'string' ? odds.from : null
}

/** What was known last of the odds of this game: as many rows as they take are kept free while others are worked out. */
export function latestOdds({ odds, game }: AppState): OddsFrom | null {
	if (!odds || !game || typeof odds.from === 'string') return null
	return odds.from.now.values.length === game.table.game.scenario.endings.length ? odds.from : null
}

/** Why there is nothing to show, or that it is still to come. */
export function missingOdds({ odds, game }: AppState): string {
	if (odds && game && odds.at === game.playthrough && typeof odds.from === 'string')
		return `There are no odds: ${odds.from}`
	return 'The odds are being worked out …'
}

/** How the endings shift if a move is played: `Thaw 36 → 41 %`, close together. */
export function shiftLines(state: AppState, move: string, width: number): Line[] {
	if (!state.showsOdds || !state.game) return []
	const odds = oddsNow(state)
	if (!odds) return wrapText(missingOdds(state), width, 'faint')
	const then = odds.moves.get(move)
	if (!then) return []
	const { endings } = state.game.table.game.scenario
	const shifts = endings.some((_, n) => isShifted(odds.now, then, n))
	const head = shifts
		? `Odds, ${odds.kind}, now → then (o: of what)`
		: `Odds, ${odds.kind}: as they are now (o: of what)`
	return [line(head, 'faint'), ...shiftsText(endings, odds.now, then, width)]
}

/** Binds what must stay in one row. */
const glued = (text: string): string => text.replaceAll(' ', '\u00A0')

function shiftSpans(endings: readonly Ending[], now: Odds, then: Odds, n: number): Line {
	const tone = isShifted(now, then, n) ? 'strong' : undefined
	return [span(`${endings[n]!.title} `), span(glued(shiftText(now, then, n)), tone)]
}

/** Every ending's odds, as they are and as they would be where that differs; those that can happen neither way in one word, last. */
export function shiftsText(endings: readonly Ending[], now: Odds, then: Odds, width: number): Line[] {
	const all = endings.map((_, n) => n)
	const isOut = (n: number): boolean => now.values[n] === 0 && then.values[n] === 0
	const told = all.filter((n) => !isOut(n)).map((n) => shiftSpans(endings, now, then, n))
	const out = all.filter(isOut).map((n) => endings[n]!.title)
	const rest: Line[] = out.length > 0 ? [[span(`0\u00A0%: ${out.join(', ')}`, 'faint')]] : []
	return wrap(
		[...told, ...rest].flatMap((item, n): Line => [span(n === 0 ? '' : '\u00A0· ', 'faint'), ...item]),
		width,
	)
}

/** What stands before and after the greatest shift, from roomy to tight. */
const TELLINGS = [
	['Shifts most: ', ' · o: odds'],
	['Shifts most: ', ''],
	['Most: ', ''],
	['', ''],
] as const

/** For where there is no room for more: how those endings shift that shift most, as many as fit whole in a row; null without odds. */
export function shiftLine(state: AppState, move: string, width: number): Line | null {
	const odds = state.showsOdds && state.game ? oddsNow(state) : null
	const then = odds?.moves.get(move)
	if (!odds || !then || !state.game) return null
	const { endings } = state.game.table.game.scenario
	const by = (n: number): number => Math.abs(then.values[n]! - odds.now.values[n]!)
	const shifted = endings
		.map((_, n) => n)
		.filter((n) => isShifted(odds.now, then, n))
		.sort((a, b) => by(b) - by(a))
	const [most, ...others] = shifted
	if (most === undefined) return cutLine([span('It shifts no odds · o: odds', 'faint')], width)
	const first = shiftSpans(endings, odds.now, then, most)
	for (const [lead, more] of TELLINGS) {
		let row: Line = [span(lead, 'faint'), ...first]
		if (widthOf(row) + widthOf(more) > width) continue
		for (const n of others) {
			const next = [...row, span(' · ', 'faint'), ...shiftSpans(endings, odds.now, then, n)]
			if (widthOf(next) + widthOf(more) > width) break
			row = next
		}
		return [...row, span(more, 'faint')]
	}
	return cutLine(first, width)
}

/** Every ending with a bar, then every open move with its odds, then of what they are. */
export function oddsLines(state: AppState, game: OpenGame, width: number): Line[] {
	const odds = oddsNow(state)
	if (!odds) return wrapText(missingOdds(state), width)
	const { table, playthrough } = game
	const { endings } = table.game.scenario
	const moves = openMoves(table, table.state(playthrough))
	return [
		...oddsBars(odds, endings, width, 1),
		...(odds.rounds.length > 0
			? [line('The line behind each share: how it went over the latest rounds', 'faint')]
			: []),
		blank,
		line('If you play', 'accent'),
		...oddsTable(odds, endings, moves, width),
		blank,
		line(`Of what (${odds.kind})`, 'accent'),
		...odds.of.split('\n').flatMap((row) => wrapText(row, width, 'faint')),
		...wrapText('After this move everyone, you too, is taken to choose as written here.', width, 'faint'),
	]
}
