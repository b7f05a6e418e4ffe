import type { AppState, Place } from './app-state.js'

/** What a key asks for. */
export type Intent =
	| 'up'
	| 'down'
	| 'page-up'
	| 'page-down'
	| 'top'
	| 'bottom'
	| 'next-part'
	| 'choose'
	| 'pick'
	| 'earlier-policy'
	| 'later-policy'
	| 'another-seed'
	| 'take-back'
	| 'details'
	| 'record'
	| 'ladder'
	| 'map'
	| 'wire-up'
	| 'wire-down'
	| 'situation-up'
	| 'situation-down'
	| 'odds'
	| 'briefing'
	| 'closed'
	| 'save'
	| 'home'
	| 'back'
	| 'help'
	| 'quit'
	| 'leave'
	| 'what-if'
	| 'branches'
	| 'decide-again'
	| 'review'
	| 'export'
	| 'chart'
	| 'inject'
	| 'note'
	| 'keep-writing'
	| 'drop-writing'
	| 'erase'
	| 'pause'
	| 'go-on'
	| 'toggle-odds'
	| 'big-type'
	| 'odds-at-begin'
	| 'class-mode'
	| 'write-seed'
	| 'next-opponent'
	| 'name-branch'
	| 'compare'

/** One row of the table from which footers, help, and the reference of keys are made. */
export interface Binding {
	readonly intent: Intent
	/** As `keyName` gives them. */
	readonly keys: readonly string[]
	/** How the keys are written: `↑↓`. */
	readonly shown: string
	/** Footer: one or two words. A function where it depends on the place, or on what the key would undo. */
	readonly label: string | ((place: Place, state?: AppState) => string)
	/** Help: a sentence or two. Of a pair of keys the one that `shown` names both for tells of both. A function where it depends on the place. */
	readonly help: string | ((place: Place) => string)
	readonly places: readonly Place[]
	/** Order of worth in the footer, from 1: what doesn't fit is left off from the end. 0: only in help. */
	readonly rank: number
	/** Whether it is the way back from something that is shown: then it comes first in the footer. */
	readonly leadsBack?: (state: AppState) => boolean
	readonly enabled?: (state: AppState) => boolean
	/** Whether the footer names it where it works; everywhere, unless told. */
	readonly offered?: (state: AppState) => boolean
}
