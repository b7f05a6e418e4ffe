import type { Game } from '../game/game.js'
import { exampleText, type Pairs, pairingText } from './answer-document.js'
import { AMONG, amongText, type ChangeMade, decidedText } from './change-text.js'
import { evened, percentCell, pointsCell, pointsSpanCell } from './number-cell.js'
import { countOf, plainPercent } from './percent.js'
import { textTable } from './text-table.js'

const MOST_FLIPS = 12

/**
 * Both arms side by side, the paired differences, and what flipped.
 * @param legal how likely the decision is legal at its place, where that is known exactly
 */
export function whatIfText(game: Game, result: Pairs, change: ChangeMade, legal: number | null): string {
	const title = (id: string): string => game.scenario.endings.find((e) => e.id === id)!.title
	const { runs, endings, flips, example, confidence } = result
	const count = (n: number): string => n.toLocaleString('en')
	const rest = flips.slice(MOST_FLIPS)
	const { decision } = change
	const isDeck = decision !== null && game.scenario.decks.some((d) => decision.instead.startsWith(`${d.id}.`))
	const decided = decidedText({ ...result, legal }, isDeck)
	const among = result.decided !== null && result.decided < runs && endings.every((e) => e.whereDecided !== null)
	const parts = [
		...(decided === null ? [] : [among ? `${decided} ${amongText(change)}` : decided]),
		textTable(
			evened([
				['ending', 'before', 'after', 'points', `${plainPercent(confidence)} interval`, ...(among ? [AMONG] : [])],
				...endings.map((e) => [
					title(e.id),
					percentCell(e.before),
					percentCell(e.after),
					pointsCell(e.difference),
					pointsSpanCell(e.low, e.high),
					...(among ? [pointsCell(e.whereDecided!.difference)] : []),
				]),
			]),
			[1, 2, 3, 5],
		),
		`${countOf(runs, 'run')}, each played twice with the same luck; paired score intervals (Tango 1998). ${pairingText(result)}`.trimEnd(),
	]
	if (example)
		parts.push(
			textTable(
				[
					...flips.slice(0, MOST_FLIPS).map((f) => [count(f.runs), `${title(f.from)} → ${title(f.to)}`]),
					...(rest.length > 0 ? [[count(rest.reduce((sum, f) => sum + f.runs, 0)), 'other ways']] : []),
				],
				[0],
			),
			exampleText(game, title, example, flips),
		)
	else parts.push('No run ended otherwise.')
	return parts.join('\n\n')
}
