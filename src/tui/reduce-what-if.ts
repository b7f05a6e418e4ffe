import { IllegalMove, ScenarioFault } from '../game/game.js'
import { moveTitle } from '../report/move-title.js'
import type { AppState, ListPage } from './app-state.js'
import type { OpenGame } from './host.js'
import { deckCards } from './panels/inject-lines.js'
import { changedStep } from './panels/what-if-lines.js'
import { grown, information, type Step, stay, warning } from './step.js'
import { openMoves } from './view/offered-moves.js'
import { afterChange, branchesOf, branchOff, settled, stepsOf } from './view/what-if.js'

export const listed = (state: AppState, page: ListPage, row: number): Step => stay({ ...state, page, scroll: 0, row })

/** The row of a card that lies face up, which ⏎ takes up; the first where none does. */
export function lyingRow({ game }: AppState): number {
	const lying = game ? [...game.table.waiting(game.playthrough).values()] : []
	return game
		? Math.max(
				0,
				deckCards(game.table.game).findIndex((card) => lying.includes(card)),
			)
		: 0
}

/** Rows of the list that is open as a page. */
export function listRows(state: AppState): number {
	const { game, page } = state
	if (!game) return 0
	const { table, playthrough } = game
	if (page === 'plies') return stepsOf(table, playthrough).length
	if (page === 'branches') return branchesOf(table, playthrough).length
	if (page === 'cards') return deckCards(table.game).length
	const step = changedStep(state, game)
	return step ? openMoves(table, table.state(playthrough, step.parent)).length : 0
}

/** The plies of the line, the latest decision chosen, or the one that was about to be changed. */
export function whatIf(state: AppState): Step {
	if (!state.game) return stay(state)
	const steps = stepsOf(state.game.table, state.game.playthrough)
	const before = steps.findIndex((s) => s.entry === state.changing)
	const row = before >= 0 ? before : steps.findLastIndex((s) => s.by === 'person')
	if (row < 0) return stay({ ...state, message: information('Nobody has decided anything yet: play a move first.') })
	return listed({ ...state, changing: null }, 'plies', row)
}

export const currentBranch = ({ game }: AppState): number =>
	game ? branchesOf(game.table, game.playthrough).findIndex((b) => b.isCurrent) : 0

export function chosenOnPage(state: AppState): Step {
	const { game, page, row, branch } = state
	if (!game) return stay(state)
	const { table, playthrough } = game
	if (page === 'plies') {
		const step = stepsOf(table, playthrough)[row]
		if (!step) return stay(state)
		if (step.by === 'person') return listed({ ...state, changing: step.entry }, 'instead', 0)
		const why = step.by === 'policy' ? 'follows its policy' : step.by === 'luck' ? 'keeps its luck' : 'was laid by hand'
		return stay({
			...state,
			message: information(`${step.actorName} ${why} here. Choose a row with a number: a decision.`),
		})
	}
	if (page === 'instead') return branched(state, game)
	if (page === 'cards') return laidDown(state, game)
	const to = page === 'beside' ? branch : branchesOf(table, playthrough)[row]?.entry
	return to === null || to === undefined ? stay(state) : wentTo(state, game, to)
}

/** The card waits for its deck's next ply, or is taken up where it lies; the game is saved with it. */
function laidDown(state: AppState, game: OpenGame): Step {
	const card = deckCards(game.table.game)[state.row]
	if (card === undefined) return stay(state)
	const lifted = { ...game, playthrough: game.table.lift(game.playthrough, card) }
	if (lifted.playthrough !== game.playthrough) {
		const message = information(`“${moveTitle(game.table.game, card)}” is taken up: it lies there no more.`)
		return { state: { ...state, game: lifted, message }, command: { kind: 'save', game: lifted } }
	}
	try {
		const next = { ...game, playthrough: game.table.inject(game.playthrough, card) }
		const title = moveTitle(game.table.game, card)
		const message = information(
			`“${title}” lies face up: it happens the next time that its turn comes, if it can happen then. i takes it up.`,
		)
		return { state: { ...state, game: next, page: null, row: 0, message }, command: { kind: 'save', game: next } }
	} catch (error) {
		if (!(error instanceof IllegalMove)) throw error
		return stay({ ...state, message: warning('It cannot happen any more: its turn does not come again.') })
	}
}

/** The branch is played and saved; the game stays where it is until one keeps the branch. */
function branched(state: AppState, game: OpenGame): Step {
	const { table, playthrough } = game
	const step = changedStep(state, game)
	const move = step && openMoves(table, table.state(playthrough, step.parent))[state.row]
	if (!step || !move) return stay(state)
	if (move.id === step.move) return stay({ ...state, message: information('That is what was played.') })
	try {
		const tip = branchOff(table, playthrough, step.entry, move.id)
		const grown = { ...game, playthrough: { ...tip, current: playthrough.current } }
		return {
			state: {
				...state,
				game: grown,
				page: 'beside',
				branch: settled(table, grown.playthrough, tip.current),
				scroll: 0,
			},
			command: { kind: 'save', game: grown },
		}
	} catch (error) {
		if (!(error instanceof ScenarioFault)) throw error
		return stay({ ...state, message: warning(`The scenario has a fault: ${error.message}`) })
	}
}

function wentTo(state: AppState, game: OpenGame, entry: number, branch = entry): Step {
	const { table, playthrough } = game
	const to = { ...game, playthrough: table.goTo(playthrough, settled(table, playthrough, entry)) }
	const end = settled(table, playthrough, branch)
	const name = branchesOf(table, playthrough).find((b) => b.entry === end)?.name
	const where = name === undefined ? 'another branch' : `this branch: ${name}`
	const step = grown({ ...state, seat: null }, () => to)
	const isSame = to.playthrough.current === playthrough.current
	const text = isSame ? 'You stay on this branch.' : `You are now on ${where}. t lists the branches and leads back.`
	return step.state.message === state.message ? { ...step, state: { ...step.state, message: information(text) } } : step
}

/** The chosen branch beside the one that is played. */
export function besideThis(state: AppState): Step {
	const branch = state.game && branchesOf(state.game.table, state.game.playthrough)[state.row]
	if (!branch) return stay(state)
	if (branch.isCurrent) return stay({ ...state, message: information('This is the branch that you are on.') })
	return stay({ ...state, page: 'beside', branch: branch.entry, changing: null, scroll: 0 })
}

export function decidedAgain(state: AppState): Step {
	const { game, branch } = state
	if (!game || branch === null) return stay(state)
	return wentTo(state, game, afterChange(game.table, game.playthrough, branch), branch)
}
