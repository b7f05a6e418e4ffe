import { type AppState, type Place, placeOf } from './app-state.js'
import type { Binding, Intent } from './binding.js'
import { instructorBindings } from './instructor-keys.js'
import { paneBindings } from './pane-keys.js'
import { reviewNow } from './review-now.js'

const ALL: readonly Place[] = ['home', 'briefing', 'sides', 'handover', 'table', 'ending', 'page', 'list', 'beside']
const IN_GAME: readonly Place[] = ['table', 'ending']
const SCROLLS: readonly Place[] = ['briefing', 'ending', 'page', 'beside']
const LISTS: readonly Place[] = ['home', 'sides', 'table', 'list']

const chooseLabel: Readonly<Record<Place, string>> = {
	home: 'open',
	briefing: 'choose a side',
	sides: 'begin',
	handover: 'go on',
	table: 'play it',
	ending: 'review',
	page: 'back',
	list: 'this one',
	beside: 'keep the branch',
	writing: 'done',
	paused: 'go on',
}

const chooseHelp: Readonly<Record<Place, string>> = {
	home: 'Opens the scenario, or goes on with the game; a finished one opens at its end.',
	briefing: 'Goes on to the sides.',
	sides: 'Begins the game.',
	handover: 'Shows the table to whoever sits at the keyboard now.',
	table: 'Plays the chosen move.',
	ending: 'Opens the review.',
	page: 'Back to where you were.',
	list: 'Takes the chosen row: changes that decision, plays that move there, goes to that branch, lays that card or takes it up.',
	beside: 'Keeps the branch and goes on from its last ply.',
	writing: 'Keeps what was written.',
	paused: 'Uncovers the table.',
}

export const bindings: readonly Binding[] = [
	{
		intent: 'up',
		keys: ['up', 'k'],
		shown: '↑',
		label: (place) => (LISTS.includes(place) ? 'choose' : 'scroll'),
		help: 'One row up.',
		places: [...LISTS, ...SCROLLS],
		rank: 0,
	},
	{
		intent: 'down',
		keys: ['down', 'j'],
		shown: '↑↓',
		label: (place) => (LISTS.includes(place) ? 'choose' : 'scroll'),
		help: 'One row up or down.',
		places: [...LISTS, ...SCROLLS],
		rank: 1,
	},
	{
		intent: 'choose',
		keys: ['enter'],
		shown: '⏎',
		label: (place) => chooseLabel[place],
		help: (place) => chooseHelp[place],
		places: ALL.filter((place) => place !== 'page'),
		rank: 2,
	},
	{
		intent: 'pick',
		keys: ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'],
		shown: '1–9',
		label: 'look at',
		help: 'Chooses the row with that number, from 10 on by two digits one after the other; ⏎ then plays or opens it.',
		places: ['home', 'sides', 'table', 'list'],
		rank: 0,
	},
	{
		intent: 'later-policy',
		keys: ['right'],
		shown: '←→',
		label: 'opponent',
		help: 'How the other side decides: by chance, likelier moves more often, by one of its doctrines, or by what is best for it.',
		places: ['sides'],
		rank: 3,
	},
	{
		intent: 'earlier-policy',
		keys: ['left'],
		shown: '←',
		label: 'opponent',
		help: 'The doctrine before.',
		places: ['sides'],
		rank: 0,
	},
	{
		intent: 'another-seed',
		keys: ['n'],
		shown: 'n',
		label: 'new seed',
		help: 'Another seed: other luck. The same seed and the same decisions give the same game.',
		places: ['sides'],
		rank: 4,
	},
	{
		intent: 'take-back',
		keys: ['u'],
		shown: 'u',
		label: 'take back',
		help: 'Back to the last decision. The dice stay as they are: another decision meets the same luck.',
		places: IN_GAME,
		rank: 3,
	},
	{
		intent: 'what-if',
		keys: ['w'],
		shown: 'w',
		label: 'what if',
		help: 'Changes an earlier decision: the branch is played beside the game, with the same luck.',
		places: IN_GAME,
		rank: 4,
	},
	{
		intent: 'branches',
		keys: ['t'],
		shown: 't',
		label: 'branches',
		help: 'Every branch of this game: as first played, decided otherwise, or asked what if. ⏎ goes there.',
		places: IN_GAME,
		rank: 9,
	},
	{
		intent: 'decide-again',
		keys: ['f'],
		shown: 'f',
		label: 'from the change',
		help: 'Goes on with the branch right after the changed decision: the later ones are yours again.',
		places: ['beside'],
		rank: 4,
	},
	{
		intent: 'review',
		keys: ['a'],
		shown: 'a',
		label: 'review',
		help: 'After-action review: the odds over the game, turning points, what else one could have done, why the others did what they did.',
		places: ['ending'],
		rank: 3,
		// ⏎ does the same, and stands in the footer.
		offered: () => false,
	},
	{
		intent: 'export',
		keys: ['e'],
		shown: 'e',
		label: 'as Markdown',
		help: 'Writes the review as Markdown, beside the saved game.',
		places: ['page'],
		rank: 2,
		enabled: (state) => state.page === 'review' && reviewNow(state) !== null,
	},
	{
		intent: 'details',
		keys: ['d'],
		shown: 'd',
		label: 'details',
		help: 'All that the chosen move says and can do.',
		places: ['table'],
		rank: 5,
	},
	{
		intent: 'closed',
		keys: ['x'],
		shown: 'x',
		label: (_, state) => (state?.showsClosed ? 'hide closed moves' : 'closed moves'),
		help: 'Shows or hides the moves that are not open now, each with what it needs.',
		places: ['table'],
		rank: 7,
		leadsBack: (state) => state.showsClosed,
	},
	{
		intent: 'closed',
		keys: ['escape'],
		shown: 'Esc',
		label: 'hide closed moves',
		help: 'Hides the moves that are not open, while they are shown.',
		places: ['table'],
		rank: 0,
		enabled: (state) => state.showsClosed,
	},
	{
		intent: 'record',
		keys: ['r'],
		shown: 'r',
		label: 'record',
		help: 'Everything that happened so far, with dates and who says what.',
		places: IN_GAME,
		rank: 6,
	},
	{
		intent: 'ladder',
		keys: ['l'],
		shown: 'l',
		label: 'ladder',
		help: 'The ladder, the road, and what each step means.',
		places: IN_GAME,
		rank: 10,
	},
	{
		intent: 'odds',
		keys: ['o'],
		shown: 'o',
		label: 'odds',
		help: 'How likely each ending is from here, and after each move; of what, and under which policies. Where odds are hidden, `O` shows them.',
		places: ['table'],
		rank: 4,
		offered: (state) => state.showsOdds,
	},
	{
		intent: 'chart',
		keys: ['c'],
		shown: 'c',
		label: 'chart',
		help: 'The chart of states: every region with its states, those that are active, and where they can lead.',
		places: IN_GAME,
		rank: 9,
	},
	...paneBindings,
	...instructorBindings,
	{
		intent: 'briefing',
		keys: ['b'],
		shown: 'b',
		label: 'briefing',
		help: 'What happened before, and the rules in five minutes.',
		places: IN_GAME,
		rank: 10,
	},
	{
		intent: 'save',
		keys: ['s'],
		shown: 's',
		label: 'save',
		help: 'Says where the game is saved. It is saved after every move anyway.',
		places: IN_GAME,
		rank: 0,
	},
	{
		intent: 'home',
		keys: ['h'],
		shown: 'h',
		label: 'home',
		help: 'Leaves the game for the list of scenarios and games; it waits there to be gone on with, or reviewed once it is over.',
		places: ['briefing', 'sides', 'handover', 'table'],
		rank: 8,
	},
	{
		intent: 'home',
		keys: ['h'],
		shown: 'h',
		label: 'home',
		help: 'Back to the list of scenarios and games; this one waits there among the finished ones.',
		places: ['ending'],
		rank: 4,
	},
	{
		intent: 'page-up',
		keys: ['pageup'],
		shown: 'PgUp',
		label: 'page up',
		help: 'A page up.',
		places: SCROLLS,
		rank: 0,
	},
	{
		intent: 'page-down',
		keys: ['pagedown', 'space'],
		shown: 'PgDn',
		label: 'page down',
		help: 'A page down; so does the space bar.',
		places: SCROLLS,
		rank: 0,
	},
	{
		intent: 'top',
		keys: ['home', 'g'],
		shown: 'g',
		label: 'top',
		help: 'To the beginning.',
		places: SCROLLS,
		rank: 0,
	},
	{
		intent: 'bottom',
		keys: ['end', 'G'],
		shown: 'G',
		label: 'bottom',
		help: 'To the end.',
		places: SCROLLS,
		rank: 0,
	},
	{
		intent: 'next-part',
		keys: ['tab'],
		shown: 'Tab',
		label: 'next part',
		help: 'To the next heading; after the last one, back to the beginning.',
		places: ['page'],
		rank: 5,
		offered: (state) => state.page === 'review',
	},
	{
		intent: 'back',
		keys: ['escape'],
		shown: 'Esc',
		label: 'back',
		help: 'Back to where you were.',
		places: ['briefing', 'sides', 'page', 'list', 'beside'],
		rank: 3,
	},
	{
		intent: 'back',
		keys: ['enter'],
		shown: '⏎',
		label: 'back',
		help: 'Back to where you were.',
		places: ['page'],
		rank: 0,
	},
	{
		intent: 'help',
		keys: ['?'],
		shown: '?',
		label: 'help',
		help: 'This list.',
		places: ALL,
		rank: 4,
		enabled: (state) => state.page !== 'help',
	},
	{
		intent: 'quit',
		keys: ['q'],
		shown: 'q',
		label: 'quit',
		help: 'Leaves. The game is saved and can be gone on with.',
		places: ALL,
		rank: 4,
	},
	{
		intent: 'leave',
		keys: ['ctrl+c'],
		shown: 'Ctrl-C',
		label: 'leave',
		help: 'Leaves at once; the game is saved.',
		places: [...ALL, 'writing', 'paused'],
		rank: 0,
	},
]

/** The bindings that work here and now, in the table's order. */
export function activeBindings(state: AppState): readonly Binding[] {
	const place = placeOf(state)
	return bindings.filter((b) => b.places.includes(place) && (b.enabled?.(state) ?? true))
}

export function bindingFor(state: AppState, key: string): Binding | undefined {
	return activeBindings(state).find((b) => b.keys.includes(key))
}

/** What its keys do in a place. */
export const helpOf = ({ help }: Binding, place: Place): string => (typeof help === 'string' ? help : help(place))

/** Told with the other half of their pair. */
export const HALVES: Readonly<Partial<Record<Intent, Intent>>> = {
	up: 'down',
	'earlier-policy': 'later-policy',
	'wire-down': 'wire-up',
	'situation-up': 'situation-down',
}

/** @param state without it, what the key is called by itself */
export function labelOf(binding: Binding, place: Place, state?: AppState): string {
	return typeof binding.label === 'string' ? binding.label : binding.label(place, state)
}
