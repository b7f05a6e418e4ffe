import type { Odds } from '../../analysis/position-odds.js'
import type { Ending } from '../../scenario/scenario.js'
import type { AppState } from '../app-state.js'
import type { OddsFrom, OpenGame } from '../host.js'
import { blank, type Line, line, span, wrap, wrapText } from '../styled-text.js'
import { openMoves } from '../view/offered-moves.js'
import { oddsBars } from './odds-bars.js'
import { shareText } from './share-text.js'

/** The odds of where the game stands now, when they are known. */
export function oddsNow(state: AppState): OddsFrom | null {
	const { odds, game } = state
	return odds && game && odds.at === game.playthrough && typeof odds.from !== 'string' ? odds.from : null
}

/** Why there is nothing to show, or that it is still to come. */
export function missingOdds({ odds, game }: AppState): string {
	if (odds && game && odds.at === game.playthrough && typeof odds.from === 'string')
		return `There are no odds: ${odds.from}`
	return 'The odds are being worked out …'
}

/** Smaller shifts than half a point are none. */
const NOTICEABLE = 0.005

/** How the endings shift if a move is played: `Thaw 36 % ▲ 41 %`, close together. */
export function shiftLines(state: AppState, move: string, width: number): Line[] {
	if (!state.showsOdds || !state.game) return []
	const odds = oddsNow(state)
	if (!odds) return wrapText(missingOdds(state), width, 'faint')
	const then = odds.moves.get(move)
	if (!then) return []
	const { endings } = state.game.table.game.scenario
	return [line(`Odds, ${odds.kind} (o: of what)`, 'faint'), ...shiftsText(endings, odds.now, then, width)]
}

/** Every ending's odds, as they are and as they would be where that differs. */
export function shiftsText(endings: readonly Ending[], now: Odds, then: Odds, width: number): Line[] {
	const items = endings.map((e, n): Line => {
		const [before, after] = [now.values[n]!, then.values[n]!]
		const mark = after - before > NOTICEABLE ? '▲' : before - after > NOTICEABLE ? '▼' : ''
		const shift = mark === '' ? shareText(then, n) : `${shareText(now, n)} ${mark} ${shareText(then, n)}`
		return [
			span(n === 0 ? '' : '\u00A0· ', 'faint'),
			span(`${e.title} `),
			span(shift.replaceAll(' ', '\u00A0'), mark === '' ? undefined : 'strong'),
		]
	})
	return wrap(items.flat(), width)
}

/** Every ending with a bar, then every open move with its odds, then of what they are. */
export function oddsLines(state: AppState, game: OpenGame, width: number): Line[] {
	const odds = oddsNow(state)
	if (!odds) return wrapText(missingOdds(state), width)
	const { table, playthrough } = game
	const { endings } = table.game.scenario
	const moves = openMoves(table, table.state(playthrough)).flatMap((move, number) => {
		const then = odds.moves.get(move.id)
		if (!then) return []
		return [
			...wrap([span(move.title, 'strong')], width, [span(`${String(number + 1).padStart(2)} `)]),
			...wrap(
				endings.flatMap((e, n): Line => {
					const shift = then.values[n]! - odds.now.values[n]!
					const mark = shift > NOTICEABLE ? '▲' : shift < -NOTICEABLE ? '▼' : ''
					return [
						span(n === 0 ? '' : '\u00A0· ', 'faint'),
						span(`${e.title} `, 'faint'),
						span(`${shareText(then, n)}${mark}`.replaceAll(' ', '\u00A0'), mark === '' ? undefined : 'strong'),
					]
				}),
				width,
				[span('   ')],
			),
		]
	})
	return [
		...oddsBars(odds, endings, width, 1),
		...(odds.rounds.length > 0 ? [line('The line behind each share: since the first round', 'faint')] : []),
		blank,
		line('If you play', 'accent'),
		...moves,
		blank,
		line(`Of what (${odds.kind})`, 'accent'),
		...odds.of.split('\n').flatMap((row) => wrapText(row, width, 'faint')),
		...wrapText('After this move everyone, you too, is taken to choose as written here.', width, 'faint'),
	]
}
