import type { Playthrough } from '../game/playthrough.js'
import type { OddsShown } from '../game/saved-game.js'
import { type AppState, type Letters, type Page, placeOf, type SetUp, type Size } from './app-state.js'
import type { Intent } from './binding.js'
import type { CardPreview, GameEntry, OddsFrom, OlderGames, OpenGame, ReviewOfGame, ScenarioEntry } from './host.js'
import { bindingFor } from './keys.js'
import type { Atlas } from './map/atlas.js'
import { movesOnTable } from './panels/page-lines.js'
import { scrolledPane } from './reduce-panes.js'
import { picked, strayed } from './reduce-picking.js'
import { begun, classMode, nextOpponent, oddsAtBegin, seeded, sideChosen, withPolicy } from './reduce-set-up.js'
import { played, reviewed, takenBack, toggledOdds, withClosed } from './reduce-table.js'
import {
	besideThis,
	chosenOnPage,
	currentBranch,
	decidedAgain,
	listed,
	listRows,
	lyingRow,
	whatIf,
} from './reduce-what-if.js'
import { erased, kept, writingFor, written } from './reduce-writing.js'
import { reviewNow } from './review-now.js'
import { mostScroll, nextPart, pageHeight } from './screens/scrolling.js'
import { sidesOf, solving } from './sides.js'
import { information, type Step, seated, stay, warning } from './step.js'
import { branchesOf } from './view/what-if.js'

export type Action =
	| { readonly kind: 'key'; readonly key: string }
	| { readonly kind: 'resized'; readonly size: Size }
	| {
			readonly kind: 'listed'
			readonly scenarios: readonly ScenarioEntry[]
			readonly games: readonly GameEntry[]
			readonly older?: OlderGames
	  }
	| { readonly kind: 'opened'; readonly setUp: SetUp }
	| { readonly kind: 'begin'; readonly setUp: SetUp; readonly people: readonly string[] }
	| { readonly kind: 'resumed'; readonly game: OpenGame; readonly odds: OddsShown }
	| { readonly kind: 'saved'; readonly file: string; readonly isAsked?: true }
	| { readonly kind: 'unsaved'; readonly problem: string; readonly isAsked?: true }
	| { readonly kind: 'discarded' }
	| { readonly kind: 'failed'; readonly problem: string }
	| { readonly kind: 'seed'; readonly seed: string }
	| { readonly kind: 'odds'; readonly at: Playthrough; readonly from: OddsFrom | string }
	| {
			readonly kind: 'odds-beside'
			readonly at: Playthrough
			readonly branch: number
			readonly from: OddsFrom | string
	  }
	| { readonly kind: 'reviewed'; readonly at: Playthrough; readonly from: ReviewOfGame | string }
	| { readonly kind: 'exported'; readonly file: string }
	| {
			readonly kind: 'previewed'
			readonly at: Playthrough
			readonly card: string
			readonly from: CardPreview | string
	  }
	| { readonly kind: 'letters'; readonly letters: Letters }
	| { readonly kind: 'atlas'; readonly atlas: Atlas }

/** The app's one transition: pure, whatever is pressed. */
export function reduce(state: AppState, action: Action): Step {
	switch (action.kind) {
		case 'key':
			return pressed({ ...state, message: null }, action.key)
		case 'resized':
			return stay({ ...state, size: action.size })
		case 'listed':
			return stay({
				...state,
				scenarios: action.scenarios,
				games: action.games,
				older: action.older?.count ? action.older : null,
			})
		case 'opened':
			return stay({ ...state, screen: 'briefing', setUp: action.setUp, cursor: 0, scroll: 0 })
		case 'begin':
			return begun(state, action.setUp, action.people)
		case 'resumed':
			return {
				state: seated({
					...state,
					message: null,
					game: action.game,
					seat: null,
					unsaved: null,
					warned: false,
					oddsByDefault: action.odds.byDefault,
					oddsBySeat: action.odds.bySeat,
				}),
				command: action.game.file === null ? { kind: 'save', game: action.game } : null,
			}
		case 'saved': {
			const { file, isAsked } = action
			const message = isAsked ? information(`Saved in ${file}`) : state.message
			return stay(
				state.game ? { ...state, game: { ...state.game, file }, unsaved: null, warned: false, message } : state,
			)
		}
		case 'unsaved': {
			const { problem, isAsked } = action
			return stay({ ...state, unsaved: problem, message: isAsked ? warning(`Not saved: ${problem}`) : state.message })
		}
		case 'discarded':
			return stay(state.game ? { ...state, game: { ...state.game, file: null } } : state)
		case 'failed':
			return stay({ ...state, message: warning(action.problem) })
		case 'odds':
			return stay({ ...state, odds: { at: action.at, from: action.from } })
		case 'odds-beside':
			return stay({ ...state, besideOdds: { at: action.at, branch: action.branch, from: action.from } })
		case 'reviewed':
			return stay({ ...state, review: { at: action.at, from: action.from } })
		case 'exported':
			return stay({ ...state, message: information(`Written to ${action.file}`) })
		case 'previewed':
			return stay({ ...state, preview: { at: action.at, card: action.card, from: action.from } })
		case 'letters':
			return stay({ ...state, letters: action.letters })
		case 'atlas':
			return stay({ ...state, atlas: action.atlas })
		case 'seed':
			return seeded(state, action.seed)
	}
}

function pressed(state: AppState, key: string): Step {
	const binding = bindingFor(state, key)
	if (!binding && state.paused) return stay({ ...state, paused: false })
	if (!binding && state.writing !== null) return stay(written(state, key))
	const calm = state.revealing && binding?.intent !== 'review' ? { ...state, revealing: false } : state
	const typed = calm.digits === '' || binding?.intent === 'pick' ? calm : { ...calm, digits: '' }
	const astray = typed.astray !== '' && binding?.intent === 'choose'
	if (astray) return strayed(typed)
	const found = { ...typed, astray: '' }
	return binding ? intended(found, binding.intent, key) : stay(found)
}

function intended(state: AppState, intent: Intent, key: string): Step {
	switch (intent) {
		case 'up':
			return moved(state, -1)
		case 'down':
			return moved(state, 1)
		case 'what-if':
			return whatIf(state)
		case 'branches':
			return listed(state, 'branches', currentBranch(state))
		case 'decide-again':
			return decidedAgain(state)
		case 'review':
			return reviewed(state)
		case 'export': {
			const found = reviewNow(state)
			return found && state.game ? { state, command: { kind: 'export', game: state.game, found } } : stay(state)
		}
		case 'chart':
			return opened(state, 'chart')
		case 'note':
			return writingFor(state, 'note')
		case 'write-seed':
			return writingFor(state, 'seed')
		case 'name-branch':
			return writingFor(state, 'branch', nameToChange(state))
		case 'keep-writing':
			return kept(state)
		case 'drop-writing':
			return stay({ ...state, writing: null })
		case 'erase':
			return erased(state)
		case 'compare':
			return besideThis(state)
		case 'pause':
			return { state: { ...state, paused: true }, command: state.letters === null ? { kind: 'letters' } : null }
		case 'go-on':
			return stay({ ...state, paused: false })
		case 'toggle-odds':
			return toggledOdds(state)
		case 'big-type':
			return {
				state: { ...state, bigType: !state.bigType },
				command: state.letters === null ? { kind: 'letters' } : null,
			}
		case 'inject':
			return listed(state, 'cards', lyingRow(state))
		case 'page-up':
			return scrolled(state, state.scroll - pageHeight(state))
		case 'page-down':
			return scrolled(state, state.scroll + pageHeight(state))
		case 'top':
			return scrolled(state, 0)
		case 'bottom':
			return scrolled(state, mostScroll(state))
		case 'next-part':
			return scrolled(state, nextPart(state))
		case 'pick':
			return picked(state, key, rowCount(state))
		case 'choose':
			return chosen(state)
		case 'back':
			return back(state)
		case 'details':
			return opened(state, 'move')
		case 'record': {
			const page = opened(state, 'record').state
			return stay({ ...page, scroll: mostScroll(page) })
		}
		case 'ladder':
			return opened(state, 'ladder')
		case 'map':
			return opened(state, 'map')
		case 'wire-up':
			return scrolledPane(state, 'wire', 1)
		case 'wire-down':
			return scrolledPane(state, 'wire', -1)
		case 'situation-up':
			return scrolledPane(state, 'situation', -1)
		case 'situation-down':
			return scrolledPane(state, 'situation', 1)
		case 'briefing':
			return opened(state, 'briefing')
		case 'odds':
			if (!state.showsOdds)
				return stay({ ...state, message: information('The odds are hidden until the review. O shows them now.') })
			return opened(state, 'odds')
		case 'help':
			return opened(state, 'help')
		case 'closed':
			return stay(withClosed(state))
		case 'take-back':
			return takenBack(state)
		case 'save':
			return { state, command: state.game && { kind: 'save', game: state.game, isAsked: true } }
		case 'home':
			return home(state)
		case 'another-seed':
			return { state, command: { kind: 'seed' } }
		case 'later-policy':
			return withPolicy(state, 1)
		case 'earlier-policy':
			return withPolicy(state, -1)
		case 'next-opponent':
			return nextOpponent(state)
		case 'odds-at-begin':
			return oddsAtBegin(state)
		case 'class-mode':
			return classMode(state)
		case 'quit':
			if (state.unsaved !== null && state.game && !state.warned && state.screen !== 'ending')
				return stay({
					...state,
					warned: true,
					message: warning('This game is not saved and will be lost. Press q once more to leave all the same.'),
				})
			return { state, command: { kind: 'leave' } }
		case 'leave':
			return { state, command: { kind: 'leave' } }
	}
}

/** Rows of the list on the screen. */
export function rowCount(state: AppState): number {
	if (placeOf(state) === 'list') return listRows(state)
	switch (state.screen) {
		case 'home':
			return state.scenarios.length + state.games.length
		case 'sides':
			return state.setUp ? sidesOf(state.setUp).length : 0
		case 'table':
			return movesOnTable(state).length
		default:
			return 0
	}
}

/** The name that somebody gave the chosen branch, to be written over; empty for one that is called by itself. */
function nameToChange({ game, row }: AppState): string {
	const branch = game && branchesOf(game.table, game.playthrough)[row]
	return branch?.isNamed ? branch.name : ''
}

function moved(state: AppState, by: number): Step {
	const rows = rowCount(state)
	if (placeOf(state) === 'list') return stay({ ...state, row: rows === 0 ? 0 : (state.row + by + rows) % rows })
	if (state.page !== null || rows === 0) return scrolled(state, state.scroll + by)
	return stay({ ...state, cursor: (state.cursor + by + rows) % rows })
}

const scrolled = (state: AppState, to: number): Step =>
	stay({ ...state, scroll: Math.max(0, Math.min(mostScroll(state), to)) })

const opened = (state: AppState, page: Page): Step => stay({ ...state, page, scroll: 0 })

function back(state: AppState): Step {
	if (state.page === 'instead') return whatIf(state)
	if (state.page !== null) return stay({ ...state, page: null, scroll: 0, row: 0, branch: null, changing: null })
	if (state.screen === 'sides') return stay({ ...state, screen: 'briefing', cursor: 0, scroll: 0 })
	return home(state)
}

function home(state: AppState): Step {
	if (state.unsaved !== null && state.game && !state.warned && state.screen !== 'ending')
		return stay({
			...state,
			warned: true,
			message: warning('This game is not saved and will be lost. Press h once more to leave it all the same.'),
		})
	return {
		state: {
			...state,
			screen: 'home',
			page: null,
			cursor: 0,
			scroll: 0,
			setUp: null,
			game: null,
			seat: null,
			unsaved: null,
			warned: false,
		},
		command: { kind: 'list' },
	}
}

function chosen(state: AppState): Step {
	if (state.page !== null) return chosenOnPage(state)
	switch (state.screen) {
		case 'home': {
			const scenario = state.scenarios[state.cursor]
			if (scenario) {
				if (scenario.problem) return stay({ ...state, message: warning(scenario.problem) })
				return { state, command: { kind: 'open', source: scenario.source } }
			}
			const game = state.games[state.cursor - state.scenarios.length]
			if (!game) return stay(state)
			if (game.problem) return stay({ ...state, message: warning(game.problem) })
			return {
				state: game.isSolvedFor ? { ...state, message: information(solving(game.title)) } : state,
				command: { kind: 'resume', file: game.file },
			}
		}
		case 'briefing':
			return stay({ ...state, screen: 'sides', cursor: 0, scroll: 0 })
		case 'sides':
			return sideChosen(state)
		case 'handover':
			return stay({ ...state, screen: 'table', cursor: 0 })
		case 'table':
			return played(state)
		case 'ending':
			return reviewed(state)
	}
}
