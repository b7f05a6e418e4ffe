import type { AppState } from './app-state.js'
import { paneScrolls } from './screens/table-panes.js'
import { information, type Step, stay } from './step.js'

/** Scrolls a pane of the table by what it shows, less a row or two to go on reading from. @param by 1 away from where it begins, -1 back */
export function scrolledPane(state: AppState, pane: 'wire' | 'situation', by: 1 | -1): Step {
	const key = pane === 'wire' ? 'wireScroll' : 'situationScroll'
	const { most, step } = paneScrolls(state)[pane]
	if (most === 0)
		return stay({ ...state, message: information(`There is nothing to scroll: all of the ${pane} is told.`) })
	const from = Math.min(state[key], most)
	const to = Math.max(0, Math.min(most, from + by * step))
	if (to !== from) return stay({ ...state, [key]: to })
	const end = (by === 1) === (pane === 'situation') ? 'the end' : 'the beginning'
	return stay({ ...state, message: information(`This is ${end} of the ${pane}.`) })
}
