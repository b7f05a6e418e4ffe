import { type AppState, placeOf } from '../app-state.js'
import type { Binding } from '../binding.js'
import { activeBindings, labelOf } from '../keys.js'
import { type Line, span, widthOf } from '../styled-text.js'

/** Between keys in a wide window, and where more keys can be named if they stand closer. */
const GAPS = ['   ', '  '] as const
const ALWAYS = ['help', 'quit']

/** The keys that work here, the most useful first: whole ones only, as many as fit; help and quit stay to the last. */
export function footerLine(state: AppState, width: number): Line {
	const place = placeOf(state)
	const shown = (b: Binding): string => `${b.shown} ${labelOf(b, place, state)}`
	const worth = (b: Binding): number => (b.leadsBack?.(state) ? 0 : b.rank)
	const ranked = activeBindings(state)
		.filter((b) => b.rank > 0 && (b.offered?.(state) ?? true))
		.sort((a, b) => worth(a) - worth(b))
	const [wide, close] = GAPS
	const fitting = (gap: string): Binding[] => {
		let kept = ranked
		const size = () =>
			kept.reduce((sum, b) => sum + widthOf(shown(b)) + (ALWAYS.includes(b.intent) ? wide : gap).length, 0) -
			gap.length +
			1
		while (size() > width && kept.length > 1) {
			const victim = [...kept].reverse().find((b) => !ALWAYS.includes(b.intent)) ?? kept.at(-1)!
			kept = kept.filter((b) => b !== victim)
		}
		return kept
	}
	const isWide = fitting(wide).length >= fitting(close).length
	const kept = fitting(isWide ? wide : close)
	const ordered = [...kept.filter((b) => !ALWAYS.includes(b.intent)), ...kept.filter((b) => ALWAYS.includes(b.intent))]
	return [
		span(' '),
		...ordered.flatMap((b, n) => [
			// Help and leaving stand apart.
			span(n === 0 ? '' : isWide || ALWAYS.includes(b.intent) ? wide : close),
			span(b.shown, 'strong'),
			span(` ${labelOf(b, place, state)}`, 'faint'),
		]),
	]
}
