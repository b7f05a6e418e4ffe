import type { Playthrough } from '../game/playthrough.js'
import type { AppState } from './app-state.js'
import { movesOnTable } from './panels/page-lines.js'
import { grown, information, type Step, stay, warning } from './step.js'
import { givenAway } from './view/given-away.js'
import { cardsAfter } from './view/laid-cards.js'
import { restingRow } from './view/offered-moves.js'
import { playerName } from './view/wording.js'

/** The chosen move; in class mode the reasons for it are asked for first. @param reasons once they were */
export function played(state: AppState, reasons?: string): Step {
	const { game } = state
	if (!game) return stay(state)
	const move = movesOnTable(state)[state.cursor]
	if (!move) return stay(state)
	if (move.reason !== null) return stay({ ...state, message: warning('This move is not open now.') })
	if (game.playthrough.asksReasons && reasons === undefined)
		return stay({ ...state, writing: { purpose: 'reasons', text: '' } })
	return grown(state, () => ({ ...game, playthrough: game.table.play(game.playthrough, move.id, reasons) }))
}

export function takenBack(state: AppState): Step {
	const { game } = state
	if (!game) return stay(state)
	const playthrough: Playthrough = game.table.takeBack(game.playthrough)
	if (playthrough === game.playthrough)
		return stay({ ...state, message: information('Nothing to take back: this is your first decision.') })
	const back = { ...game, playthrough }
	const { state: next, command } = grown(state, () => back)
	const player = playerName(game.table.game.scenario, next.seat ?? '')
	return {
		state: {
			...next,
			message: information(
				`Taken back. ${player} decides again; the luck stays the same.${cardsAfter(game.table, game.playthrough, playthrough)}`,
			),
		},
		command,
	}
}

/** Shows the closed moves, the first of them chosen so that it can be seen, or hides them. */
export function withClosed(state: AppState): AppState {
	const open = movesOnTable({ ...state, showsClosed: false })
	const shown = { ...state, showsClosed: !state.showsClosed, cursor: restingRow(open) }
	if (!shown.showsClosed) return shown
	if (movesOnTable(shown).length > open.length) return { ...shown, cursor: open.length }
	return { ...state, message: information('Every move is open.') }
}

/** For whoever sits at the keyboard; the others keep what they chose. It is saved with the game. */
export function toggledOdds(state: AppState): Step {
	const { seat, game } = state
	const showsOdds = !state.showsOdds
	const several = (game?.playthrough.people.length ?? 0) > 1
	const to = several && seat !== null ? ` to ${playerName(game!.table.game.scenario, seat)}` : ''
	const next = {
		...state,
		showsOdds,
		...(seat === null ? { oddsByDefault: showsOdds } : { oddsBySeat: { ...state.oddsBySeat, [seat]: showsOdds } }),
		message: information(
			showsOdds
				? `Chances and odds are shown${to}. O hides them.`
				: `Chances and odds are hidden${to} until the review.`,
		),
	}
	return { state: next, command: game && { kind: 'save', game } }
}

/** The review so far, or of the whole game; while it goes on, what it gives away is told first, and it opens once more asked for. */
export function reviewed(state: AppState): Step {
	const { game, screen, showsOdds, revealing } = state
	const secrets = game && screen !== 'ending' ? givenAway(game.table.game.scenario, showsOdds) : null
	if (secrets === null || revealing) return stay({ ...state, revealing: false, page: 'review', scroll: 0 })
	return stay({ ...state, revealing: true, message: warning(`The review ${secrets}. Press a once more to open it.`) })
}
