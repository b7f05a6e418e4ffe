import type { Game } from '../../game/game.js'
import { moveTitle } from '../../report/move-title.js'
import type { AppState } from '../app-state.js'
import type { OpenGame } from '../host.js'
import { blank, type Line, span, wrap, wrapText } from '../styled-text.js'
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
	const { row } = state
	const lying = new Set(table.waiting(playthrough).values())
	return {
		title: 'Lay a card face up',
		lead: [
			...wrapText(
				'It falls at its deck’s next ply, if it may fall there: nobody’s choice and nobody’s luck. The record and the review keep it apart.',
				width,
				'faint',
			),
			blank,
		],
		rows: deckCards(game).map((id, n) => [
			...wrap(
				[
					span(`${playerName(game.scenario, id.slice(0, id.indexOf('.')))}: `, 'faint'),
					span(moveTitle(game, id), n === row ? 'chosen' : 'strong'),
					span(lying.has(id) ? ' (lies face up)' : '', 'changed'),
					span(game.rules.cards.get(id)?.card.text?.replace(/^/, '. ') ?? '', 'faint'),
				],
				width,
				[span(n === row ? '▸ ' : '  ', 'accent')],
			),
			...(n === row ? previewLines(state, game, id, width) : []),
		]),
	}
}

const INDENT = '    '

/** How the odds shift if the chosen card is laid, or why that can't be told. */
function previewLines(state: AppState, game: Game, card: string, width: number): Line[] {
	const told = (text: string): Line[] => wrapText(text, width - INDENT.length, 'faint')
	const indented = (lines: readonly Line[]): Line[] => lines.map((l) => [span(INDENT), ...l])
	if (!state.showsOdds) return indented(told('The odds are hidden: O shows how this card shifts them.'))
	const { preview } = state
	if (preview?.at !== state.game?.playthrough || preview?.card !== card)
		return indented(told('What it would do is being worked out …'))
	const { from } = preview
	if (typeof from === 'string') return indented(told(`What it would do can’t be shown: ${from}.`))
	const may =
		from.falls > 0.9995
			? 'It will fall.'
			: `It falls with ${percentText(from.falls, 0)}\u00A0%; else the game is over, or it is not open.`
	return indented([
		...told(
			`Odds, exact, now → with it laid; one number: no change. ${from.falls === 0 ? 'It cannot fall there.' : may}`,
		),
		...shiftsText(game.scenario.endings, from.now, from.laid, width - INDENT.length),
	])
}
