import type { Place } from './app-state.js'
import type { Binding } from './binding.js'
import { bindings, HALVES, helpOf, labelOf } from './keys.js'

/** Where keys are pressed, with what that is called. */
export const PLACES: readonly (readonly [Place, string])[] = [
	['home', 'Home: scenarios, games to go on with, finished games'],
	['briefing', 'The briefing'],
	['sides', 'Setting up a game'],
	['handover', 'Handing over the keyboard'],
	['table', 'The table'],
	['ending', 'The ending'],
	['page', 'Pages over the table'],
	['list', 'Lists over the table: decisions, moves, branches, cards'],
	['beside', 'A branch beside the game'],
	['writing', 'Writing: a note, reasons, a name, a seed'],
	['paused', 'The pause'],
]

/** The reference of keys, as Markdown: the very table that the screens' feet and help are made of. */
export function keysReference(): string {
	const sections = PLACES.map(([place, title]) => {
		const here = bindings.filter((b) => b.places.includes(place))
		const half = (of: Binding): readonly Binding[] => here.filter((b) => HALVES[b.intent] === of.intent)
		const rows = here
			.filter((b) => HALVES[b.intent] === undefined)
			.map((b) => {
				const keys = [...half(b), b].flatMap((each) => each.keys).map((key) => `\`${key}\``)
				return `| ${keys.join(' ')} | ${labelOf(b, place)} | ${helpOf(b, place)} |`
			})
		return `## ${title}\n\n| key | | what it does |\n| --- | --- | --- |\n${rows.join('\n')}\n`
	})
	return `# Keys\n\nEvery screen names its keys at its foot; \`?\` lists them all.\n\n${sections.join('\n')}`
}
