import type { Binding } from './binding.js'

/** The keys of the table's panes: part of the one table. */
export const paneBindings: readonly Binding[] = [
	{
		intent: 'map',
		keys: ['m'],
		shown: 'm',
		label: 'map',
		help: 'The map of the scenario’s places, those of the latest events lit, and what happened there.',
		places: ['table', 'ending'],
		rank: 6,
		enabled: ({ game }) => (game?.table.game.scenario.places.length ?? 0) > 0,
	},
	{
		intent: 'wire-up',
		keys: ['pageup'],
		shown: 'PgUp PgDn',
		label: 'wire',
		help: 'Scrolls the wire up to what happened earlier, and down again; so does the space bar.',
		places: ['table'],
		rank: 14,
	},
	{
		intent: 'wire-down',
		keys: ['pagedown', 'space'],
		shown: 'PgDn',
		label: 'wire down',
		help: 'Scrolls the wire down; so does the space bar.',
		places: ['table'],
		rank: 0,
	},
	{
		intent: 'situation-down',
		keys: [']'],
		shown: '[ ]',
		label: 'situation',
		help: 'Scrolls the situation up and down, where it is longer than its pane.',
		places: ['table'],
		rank: 15,
	},
	{
		intent: 'situation-up',
		keys: ['['],
		shown: '[',
		label: 'situation up',
		help: 'Scrolls the situation up.',
		places: ['table'],
		rank: 0,
	},
]
