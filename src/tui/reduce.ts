import { begin, type Playthrough } from '../game/playthrough.js'
import { policyNames } from '../game/policies.js'
import { type AppState, type Page, placeOf, type SetUp, type Size } from './app-state.js'
import type { Intent } from './binding.js'
import type { GameEntry, OddsFrom, OpenGame, ReviewOfGame, ScenarioEntry } from './host.js'
import { bindingFor } from './keys.js'
import { movesOnTable } from './panels/page-lines.js'
import { noted, written } from './reduce-note.js'
import { chosenOnPage, currentBranch, decidedAgain, listed, listRows, whatIf } from './reduce-what-if.js'
import { reviewNow } from './review-now.js'
import { mostScroll, pageHeight } from './screens/scrolling.js'
import { grown, information, type Step, seated, stay, warning } from './step.js'
import { playerName } from './view/wording.js'

export type Action =
	| { readonly kind: 'key'; readonly key: string }
	| { readonly kind: 'resized'; readonly size: Size }
	| { readonly kind: 'listed'; readonly scenarios: readonly ScenarioEntry[]; readonly games: readonly GameEntry[] }
	| { readonly kind: 'opened'; readonly setUp: SetUp }
	| { readonly kind: 'begin'; readonly setUp: SetUp; readonly people: readonly string[] }
	| { readonly kind: 'resumed'; readonly game: OpenGame }
	| { readonly kind: 'saved'; readonly file: string }
	| { readonly kind: 'unsaved'; readonly problem: string }
	| { readonly kind: 'failed'; readonly problem: string }
	| { readonly kind: 'seed'; readonly seed: string }
	| { readonly kind: 'odds'; readonly at: Playthrough; readonly from: OddsFrom | string }
	| { readonly kind: 'reviewed'; readonly at: Playthrough; readonly from: ReviewOfGame | string }
	| { readonly kind: 'exported'; readonly file: string }

/** The app's one transition: pure, whatever is pressed. */
export function reduce(state: AppState, action: Action): Step {
	switch (action.kind) {
		case 'key':
			return pressed({ ...state, message: null }, action.key)
		case 'resized':
			return stay({ ...state, size: action.size })
		case 'listed':
			return stay({ ...state, scenarios: action.scenarios, games: action.games })
		case 'opened':
			return stay({ ...state, screen: 'briefing', setUp: action.setUp, cursor: 0, scroll: 0 })
		case 'begin':
			return begun(state, action.setUp, action.people)
		case 'resumed':
			return {
				state: seated({ ...state, game: action.game, seat: null, unsaved: null, warned: false }),
				command: action.game.file === null ? { kind: 'save', game: action.game } : null,
			}
		case 'saved':
			return stay(
				state.game ? { ...state, game: { ...state.game, file: action.file }, unsaved: null, warned: false } : state,
			)
		case 'unsaved':
			return stay({ ...state, unsaved: action.problem })
		case 'failed':
			return stay({ ...state, message: warning(action.problem) })
		case 'odds':
			return stay({ ...state, odds: { at: action.at, from: action.from } })
		case 'reviewed':
			return stay({ ...state, review: { at: action.at, from: action.from } })
		case 'exported':
			return stay({ ...state, message: information(`Written to ${action.file}`) })
		case 'seed':
			return stay(state.setUp ? { ...state, setUp: { ...state.setUp, seed: action.seed } } : state)
	}
}

function pressed(state: AppState, key: string): Step {
	if (state.writing !== null && !bindingFor(state, key)) return stay(written(state, key))
	const binding = bindingFor(state, key)
	return binding ? intended(state, binding.intent, key) : stay(state)
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
			return opened(state, 'review')
		case 'export': {
			const found = reviewNow(state)
			return found && state.game ? { state, command: { kind: 'export', game: state.game, found } } : stay(state)
		}
		case 'chart':
			return opened(state, 'chart')
		case 'note':
			return stay({ ...state, writing: '' })
		case 'keep-note':
			return noted(state)
		case 'drop-note':
			return stay({ ...state, writing: null })
		case 'erase':
			return stay({
				...state,
				writing: Array.from(state.writing ?? '')
					.slice(0, -1)
					.join(''),
			})
		case 'inject':
			return listed(state, 'cards', 0)
		case 'page-up':
			return scrolled(state, state.scroll - pageHeight(state))
		case 'page-down':
			return scrolled(state, state.scroll + pageHeight(state))
		case 'top':
			return scrolled(state, 0)
		case 'bottom':
			return scrolled(state, mostScroll(state))
		case 'pick': {
			const row = Number(key) - 1
			return row < rowCount(state) ? stay({ ...state, cursor: row }) : stay(state)
		}
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
		case 'briefing':
			return opened(state, 'briefing')
		case 'odds':
			return opened(state, 'odds')
		case 'help':
			return opened(state, 'help')
		case 'closed':
			return stay(withClosed(state))
		case 'take-back':
			return takenBack(state)
		case 'save':
			return stay({
				...state,
				message: state.unsaved
					? warning(`Not saved: ${state.unsaved}`)
					: information(`Saved in ${state.game?.file ?? 'no file'}`),
			})
		case 'home':
			return home(state)
		case 'another-seed':
			return { state, command: { kind: 'seed' } }
		case 'later-policy':
			return stay(withPolicy(state, 1))
		case 'earlier-policy':
			return stay(withPolicy(state, -1))
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

/** Who can be played: each player alone, then all of them at one keyboard. */
export function sidesOf(setUp: SetUp): readonly (readonly string[])[] {
	const ids = setUp.table.game.scenario.players.map((p) => p.id)
	return ids.length > 1 ? [...ids.map((id) => [id]), ids] : [ids]
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
			return { state, command: { kind: 'resume', file: game.file } }
		}
		case 'briefing':
			return stay({ ...state, screen: 'sides', cursor: 0, scroll: 0 })
		case 'sides':
			return state.setUp ? begun(state, state.setUp, sidesOf(state.setUp)[state.cursor] ?? []) : stay(state)
		case 'handover':
			return stay({ ...state, screen: 'table', cursor: 0 })
		case 'table':
			return played(state)
		case 'ending':
			return home(state)
	}
}

function begun(state: AppState, setUp: SetUp, people: readonly string[]): Step {
	const { table, source, seed, run } = setUp
	const policies = Object.fromEntries(Object.entries(setUp.policies).filter(([player]) => !people.includes(player)))
	return grown({ ...state, seat: null, unsaved: null, warned: false }, () => ({
		table,
		source,
		file: null,
		playthrough: table.advance(begin(table.game, { seed, run, people, policies })),
	}))
}

function played(state: AppState): Step {
	const { game } = state
	if (!game) return stay(state)
	const move = movesOnTable(state)[state.cursor]
	if (!move) return stay(state)
	if (move.reason !== null) return stay({ ...state, message: warning('This move is not open now.') })
	return grown(state, () => ({ ...game, playthrough: game.table.play(game.playthrough, move.id) }))
}

function takenBack(state: AppState): Step {
	const { game } = state
	if (!game) return stay(state)
	const playthrough: Playthrough = game.table.takeBack(game.playthrough)
	if (playthrough === game.playthrough)
		return stay({ ...state, message: information('Nothing to take back: this is your first decision.') })
	const back = { ...game, playthrough }
	const { state: next, command } = grown(state, () => back)
	const player = playerName(game.table.game.scenario, next.seat ?? '')
	return {
		state: { ...next, message: information(`Taken back. ${player} decides again; the luck stays the same.`) },
		command,
	}
}
/** Shows the closed moves, the first of them chosen so that it can be seen, or hides them. */
function withClosed(state: AppState): AppState {
	const open = movesOnTable({ ...state, showsClosed: false }).length
	const shown = { ...state, showsClosed: !state.showsClosed, cursor: 0 }
	if (!shown.showsClosed) return shown
	if (movesOnTable(shown).length > open) return { ...shown, cursor: open }
	return { ...state, message: information('Every move is open.') }
}

/** Another policy for those that the chosen side leaves to the program; all of them get the same one where they have it. */
function withPolicy(state: AppState, by: number): AppState {
	const { setUp } = state
	if (!setUp) return state
	const people = sidesOf(setUp)[state.cursor] ?? []
	const { game } = setUp.table
	const others = game.scenario.players.map((p) => p.id).filter((id) => !people.includes(id))
	const first = others[0]
	if (first === undefined) return state
	const names = policyNames(game, first).filter((name) => !name.startsWith('script:'))
	const at = names.indexOf(setUp.policies[first] ?? 'cards')
	const name = names[(at + by + names.length) % names.length]!
	const chosen = others.filter((id) => policyNames(game, id).includes(name))
	const kept = Object.entries(setUp.policies).filter(([id]) => !others.includes(id))
	const added = name === 'cards' ? [] : chosen.map((id) => [id, name] as const)
	return { ...state, setUp: { ...setUp, policies: Object.fromEntries([...kept, ...added]) } }
}
