import type { OpenGame } from '../host.js'
import { type Line, span, widthOf } from '../styled-text.js'
import type { Station } from '../view/road.js'
import { listed, playerName, roundLabel } from '../view/wording.js'

/** `left … right` in exactly `width` columns where both fit; else the first of the shorter pairs that does. */
function spread(pairs: readonly (readonly [string, string])[], width: number): Line {
	for (const [left, right] of pairs) {
		const gap = width - widthOf(left) - widthOf(right) - 2
		if (gap >= (right === '' ? 0 : 2)) {
			const [title = '', ...rest] = left.split(' · ')
			const after = rest.map((part) => ` · ${part}`).join('')
			return [span(` ${title}`, 'accent'), span(after), span(' '.repeat(gap + 1)), span(right, 'faint')]
		}
	}
	return [span(` ${pairs.at(-1)![0]}`, 'accent')]
}

/** Scenario, round, date; who sits there; the seed. */
export function titleLine(game: OpenGame, seat: string | null, width: number): Line {
	const { scenario } = game.table.game
	const state = game.table.state(game.playthrough)
	const { people, seed, run } = game.playthrough
	const round = `round ${state.round} of ${scenario.clock.rounds}`
	const label = roundLabel(scenario, state.round)
	const named = scenario.clock.labels[state.round - 1] !== undefined
	const who =
		people.length === 1
			? `you: ${playerName(scenario, people[0]!)}`
			: seat === null
				? listed(people.map((p) => playerName(scenario, p)))
				: `at the keyboard: ${playerName(scenario, seat)}`
	const luck = run === 1 ? `seed ${seed}` : `seed ${seed} · run ${run}`
	const long = named ? `${scenario.title} · ${round} · ${label}` : `${scenario.title} · ${round}`
	return spread(
		[
			[long, `${who} · ${luck}`],
			[long, who],
			[`${scenario.title} · ${round}`, who],
			[`${scenario.title} · ${round}`, ''],
			[round, ''],
		],
		width,
	)
}

/** A screen's own title, and what stands at the right of it. */
export const screenTitle = (left: string, right: string, width: number): Line =>
	spread(
		[
			[left, right],
			[left, ''],
		],
		width,
	)

const GLYPH: Readonly<Record<Station['lit'], string>> = { now: '●', been: '✓', ahead: '○' }

/** The road with its lights, in at most `width` columns: in full, closer together, or only where one is. */
export function roadLine(stations: readonly Station[], width: number): Line {
	if (stations.length === 0) return [span('')]
	const draw = (lead: string, link: string): Line => [
		span(lead, 'faint'),
		...stations.flatMap((s, n) => [
			span(n === 0 ? '' : link, 'faint'),
			span(`${GLYPH[s.lit]} ${s.title}`, s.lit === 'now' ? 'chosen' : s.lit === 'been' ? 'strong' : 'faint'),
		]),
	]
	for (const full of [draw('The road: ', ' ── '), draw('', ' → '), draw('', '  ')])
		if (widthOf(full) <= width) return full
	const at = stations.findIndex((s) => s.lit === 'now')
	const place = at < 0 ? 'not on the road yet' : `${stations[at]!.title} (${at + 1} of ${stations.length})`
	return [
		span('The road: ', 'faint'),
		span(`${at < 0 ? GLYPH.ahead : GLYPH.now} ${place}`, at < 0 ? 'faint' : 'strong'),
	]
}
