import type { Game, State } from '../../game/game.js'
import { moveTitle } from '../../report/move-title.js'
import type { AppState } from '../app-state.js'
import type { CardPreview, OpenGame } from '../host.js'
import { blank, type Line, span, wrap, wrapText } from '../styled-text.js'
import { turnOf } from '../view/laid-cards.js'
import { playerName } from '../view/wording.js'
import type { ListText } from './list-text.js'
import { shiftsText } from './odds-lines.js'
import { percentText } from './share-text.js'

/** Every card of every deck, by its event, in file order. */
export const deckCards = ({ scenario }: Game): readonly string[] =>
	scenario.decks.flatMap((d) => d.cards.map((c) => `${d.id}.${c.id}`))

/** The cards that an instructor can lay face up, and what the chosen one would do. */
export function injectText(state: AppState, { table, playthrough }: OpenGame, width: number): ListText {
	const { game } = table
	const at = table.state(playthrough)
	const lying = new Set(table.waiting(playthrough).values())
	return {
		title: 'Lay a card face up',
		lead: [
			...wrapText(
				'A card that you lay happens the next time that its turn comes, if it can happen then. Nobody chooses it and no luck is in it; the record and the review keep it apart. One that lies there is taken up again by ⏎.',
				width,
				'faint',
			),
			blank,
		],
		rows: deckCards(game).map((id, n) => cardRows(state, table.game, { id, n, at, lies: lying.has(id) }, width)),
	}
}

interface CardRow {
	readonly id: string
	readonly n: number
	readonly at: State
	/** Whether it was laid already. */
	readonly lies: boolean
}

/** A card, dimmed when it is known that it cannot happen; under the chosen one when it would, and what it would do. */
function cardRows(state: AppState, game: Game, { id, n, at, lies }: CardRow, width: number): Line[] {
	const isChosen = n === state.row
	const count = deckCards(game).length
	const turn = turnOf(game, at, id.slice(0, id.indexOf('.')))
	const isOut = turn === null || (isChosen && previewOf(state, id)?.falls === 0)
	const number = `${String(n + 1).padStart(String(count).length)} `
	return [
		...wrap(
			[
				span(`${playerName(game.scenario, id.slice(0, id.indexOf('.')))}: `, 'faint'),
				span(moveTitle(game, id), isOut ? 'faint' : isChosen ? 'chosen' : 'strong'),
				span(lies ? ' (lies face up)' : '', 'changed'),
				span(isOut ? ' (cannot happen)' : '', 'faint'),
				span(game.rules.cards.get(id)?.card.text?.replace(/^/, '. ') ?? '', 'faint'),
			],
			width,
			[span(isChosen ? '▸ ' : '  ', 'accent'), span(number, isOut ? 'faint' : isChosen ? 'chosen' : 'strong')],
		),
		...(isChosen ? (lies ? lyingLines(turn, width) : previewLines(state, game, id, turn, width)) : []),
	]
}

const INDENT = '    '

/** What the card would do, once it is known. */
function previewOf({ preview, game }: AppState, card: string): CardPreview | null {
	return preview && preview.at === game?.playthrough && preview.card === card && typeof preview.from !== 'string'
		? preview.from
		: null
}

/** Of a card that lies there, when it happens, and how it is taken up. */
function lyingLines(turn: string | null, width: number): Line[] {
	const when = turn === null ? 'It cannot happen any more.' : `It happens ${turn}, if it can happen then.`
	return wrapText(`${when} ⏎\u00A0takes it up again.`, width - INDENT.length, 'faint').map((l) => [span(INDENT), ...l])
}

/** When the chosen card happens and how the odds shift if it is laid, or why that can't be told. */
function previewLines(state: AppState, game: Game, card: string, turn: string | null, width: number): Line[] {
	const told = (text: string): Line[] => wrapText(text, width - INDENT.length, 'faint')
	const indented = (lines: readonly Line[]): Line[] => lines.map((l) => [span(INDENT), ...l])
	if (turn === null) return indented(told('It cannot happen any more: its turn does not come again.'))
	const when = `It happens ${turn}, if it can happen then.`
	if (!state.showsOdds) return indented(told(`${when} The odds are hidden: O shows how this card shifts them.`))
	const { preview } = state
	if (preview?.at !== state.game?.playthrough || preview?.card !== card)
		return indented(told(`${when} What it would do is being worked out …`))
	const { from } = preview
	if (typeof from === 'string') return indented(told(`${when} What it would do can’t be shown: ${from}.`))
	if (from.falls === 0)
		return indented(
			told(`Its turn comes ${turn}, but it cannot happen then: the game is over before, or what it needs is not so.`),
		)
	return indented([
		...told(happensText(turn, from.falls)),
		...told('Odds, exact, now → with it laid; one number: no change.'),
		...shiftsText(game.scenario.endings, from.now, from.laid, width - INDENT.length),
	])
}

/** Whether and when a card that is laid happens. @param falls the probability that it can */
export const happensText = (turn: string, falls: number): string =>
	falls > 0.9995
		? `It happens ${turn}.`
		: `It happens ${turn}, if it can happen then: the chance of that is ${percentText(falls, 0)}\u00A0%. Else the game is over before, or what it needs is not so.`
