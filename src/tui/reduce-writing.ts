import { type AppState, LONGEST, type Writing } from './app-state.js'
import { seeded } from './reduce-set-up.js'
import { played } from './reduce-table.js'
import { information, type Step, stay } from './step.js'
import { branchesOf, renamed } from './view/what-if.js'

export const writingFor = (state: AppState, purpose: Writing['purpose'], text = ''): Step =>
	stay({ ...state, writing: { purpose, text } })

/** A letter more; other keys write nothing. */
export function written(state: AppState, key: string): AppState {
	const { writing } = state
	if (!writing) return state
	const letter = key === 'space' ? ' ' : Array.from(key).length === 1 ? key : ''
	const text = `${writing.text}${letter}`
	return Array.from(text).length > LONGEST[writing.purpose] ? state : { ...state, writing: { ...writing, text } }
}

/** The last letter less. */
export function erased(state: AppState): Step {
	const { writing } = state
	if (!writing) return stay(state)
	return stay({ ...state, writing: { ...writing, text: Array.from(writing.text).slice(0, -1).join('') } })
}

/** What was written goes where it was written for; nothing written keeps everything as it was, but reasons may be none, which is asked twice. */
export function kept(state: AppState): Step {
	const { writing } = state
	const text = writing?.text.trim() ?? ''
	const read = { ...state, writing: null }
	if (writing?.purpose === 'reasons') {
		if (text === '' && !writing.isAskedAgain)
			return stay({ ...state, writing: { ...writing, text, isAskedAgain: true } })
		return played(read, text)
	}
	if (!writing || text === '') return stay(read)
	if (writing.purpose === 'seed') return seeded(read, text)
	return writing.purpose === 'branch' ? named(read, text) : noted(read, text)
}

/** The note lies before the decision that comes next, in the game and in its file. */
function noted(state: AppState, text: string): Step {
	const { game } = state
	if (!game) return stay(state)
	const next = { ...game, playthrough: game.table.note(game.playthrough, text) }
	return {
		state: { ...state, game: next, message: information('Noted: the record and the review show it.') },
		command: { kind: 'save', game: next },
	}
}

/** The name lies at the line's end, in the game's own tree. */
function named(state: AppState, text: string): Step {
	const { game } = state
	const branch = game && branchesOf(game.table, game.playthrough)[state.row]
	if (!game || !branch) return stay(state)
	const next = { ...game, playthrough: renamed(game.table, game.playthrough, branch.entry, text) }
	return {
		state: { ...state, game: next, message: information(`This branch is now called “${text}”.`) },
		command: { kind: 'save', game: next },
	}
}
