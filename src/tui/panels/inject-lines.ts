import type { Game } from '../../game/game.js'
import { moveTitle } from '../../report/move-title.js'
import type { AppState } from '../app-state.js'
import type { OpenGame } from '../host.js'
import { span, wrap, wrapText } from '../styled-text.js'
import { playerName } from '../view/wording.js'
import type { ListText } from './list-text.js'

/** Every card of every deck, by its event, in file order. */
export const deckCards = ({ scenario }: Game): readonly string[] =>
	scenario.decks.flatMap((d) => d.cards.map((c) => `${d.id}.${c.id}`))

/** The cards that an instructor can lay face up. */
export function injectText({ row }: AppState, { table }: OpenGame, width: number): ListText {
	const { game } = table
	return {
		title: 'Lay a card face up',
		lead: wrapText(
			'It falls at its deck’s next ply, if it may fall there: nobody’s choice and nobody’s luck. The record and the review keep it apart.',
			width,
			'faint',
		),
		rows: deckCards(game).map((id, n) =>
			wrap(
				[
					span(`${playerName(game.scenario, id.slice(0, id.indexOf('.')))}: `, 'faint'),
					span(moveTitle(game, id), n === row ? 'chosen' : 'strong'),
					span(game.rules.cards.get(id)?.card.text?.replace(/^/, '. ') ?? '', 'faint'),
				],
				width,
				[span(n === row ? '▸ ' : '  ', 'accent')],
			),
		),
	}
}
