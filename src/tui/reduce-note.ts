import type { AppState } from './app-state.js'
import { information, type Step, stay } from './step.js'

const LONGEST = 400

/** A letter more of the note; other keys write nothing. */
export function written(state: AppState, key: string): AppState {
	const letter = key === 'space' ? ' ' : Array.from(key).length === 1 ? key : ''
	const writing = `${state.writing ?? ''}${letter}`
	return writing.length > LONGEST ? state : { ...state, writing }
}

/** The note lies before the decision that it gives the reasons for, in the game and in its file. */
export function noted(state: AppState): Step {
	const { game } = state
	const text = state.writing?.trim() ?? ''
	const read = { ...state, writing: null }
	if (!game || text === '') return stay(read)
	const next = { ...game, playthrough: game.table.note(game.playthrough, text) }
	return {
		state: { ...read, game: next, message: information('Noted: the record and the review show it.') },
		command: { kind: 'save', game: next },
	}
}
