import { type AppState, placeOf } from '../app-state.js'
import type { Binding } from '../binding.js'
import { activeBindings, labelOf } from '../keys.js'
import { type Line, span, widthOf } from '../styled-text.js'

const GAP = '   '
const ALWAYS = ['help', 'quit']

/** The keys that work here, the most useful first: whole ones only, as many as fit; help and quit stay to the last. */
export function footerLine(state: AppState, width: number): Line {
	const place = placeOf(state)
	const shown = (b: Binding): string => `${b.shown} ${labelOf(b, place, state)}`
	const worth = (b: Binding): number => (b.leadsBack?.(state) ? 0 : b.rank)
	const ranked = activeBindings(state)
		.filter((b) => b.rank > 0 && (b.offered?.(state) ?? true))
		.sort((a, b) => worth(a) - worth(b))
	let kept = ranked
	const size = () => kept.reduce((sum, b) => sum + widthOf(shown(b)) + GAP.length, 0) - GAP.length + 1
	while (size() > width && kept.length > 1) {
		const victim = [...kept].reverse().find((b) => !ALWAYS.includes(b.intent)) ?? kept.at(-1)!
		kept = kept.filter((b) => b !== victim)
	}
	const ordered = [...kept.filter((b) => !ALWAYS.includes(b.intent)), ...kept.filter((b) => ALWAYS.includes(b.intent))]
	return [
		span(' '),
		...ordered.flatMap((b, n) => [
			span(n === 0 ? '' : GAP),
			span(b.shown, 'strong'),
			span(` ${labelOf(b, place, state)}`, 'faint'),
		]),
	]
}
