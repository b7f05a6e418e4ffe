import type { Ending } from '../../scenario/scenario.js'
import type { OddsFrom } from '../host.js'
import { cut, type Line, pad, span, type Tone, widthOf } from '../styled-text.js'
import { shareText } from './share-text.js'
import { sparks } from './sparks.js'

const TONES: Readonly<Record<string, Tone>> = { good: 'good', mixed: 'mixed', bad: 'bad' }
const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'] as const
const WIDEST_BAR = 30
const LEAST_BAR = 3
const BETWEEN = '   '

/** A share of 0 to 1 as a bar of at most `width` columns; never none for what is possible. */
function barOf(share: number, width: number): string {
	const eighths = Math.max(share > 0 ? 1 : 0, Math.round(share * width * 8))
	return '█'.repeat(Math.floor(eighths / 8)) + EIGHTHS[eighths % 8]!
}

/** Every ending with a bar, its share, and how that went over the rounds of this line: in one column, or two beside each other. */
export function oddsBars(odds: OddsFrom, endings: readonly Ending[], width: number, columns: 1 | 2): Line[] {
	const each = columns === 1 ? width : Math.floor((width - BETWEEN.length) / 2)
	const shares = endings.map((_, n) => shareText(odds.now, n))
	const share = Math.max(5, ...shares.map(widthOf))
	const trail = [...odds.rounds, odds.now]
	// A single sign is no line; where there is no room, the latest rounds matter.
	const spark = trail.length < 2 ? 0 : Math.min(trail.length, Math.max(2, Math.floor(each / 4)))
	const wanted = Math.max(...endings.map((e) => widthOf(e.title)))
	const rest = each - share - 2 - (spark > 0 ? spark + 1 : 0)
	const titles = Math.max(4, Math.min(wanted, rest - LEAST_BAR))
	const bar = Math.max(0, Math.min(WIDEST_BAR, rest - titles))
	const rows = endings.map((e, n): Line => {
		const tone = TONES[e.tone ?? '']
		return [
			span(`${pad(cut(e.title, titles), titles)} `),
			span(pad(barOf(odds.now.values[n]!, bar), bar), tone),
			span(` ${' '.repeat(share - widthOf(shares[n]!))}${shares[n]!}`, 'strong'),
			...(spark > 0 ? [span(` ${sparks(trail.slice(-spark).map((o) => o.values[n]!))}`, tone)] : []),
		]
	})
	if (columns === 1) return rows
	const half = Math.ceil(rows.length / 2)
	const filled = (l: Line): Line => [
		...l,
		span(' '.repeat(Math.max(0, each - l.reduce((sum, s) => sum + widthOf(s.text), 0)))),
	]
	return rows.slice(0, half).map((l, n) => [...filled(l), span(BETWEEN), ...(rows[half + n] ?? [])])
}

/** Rows that the bars take. */
export const oddsRows = (endings: readonly Ending[], columns: 1 | 2): number => Math.ceil(endings.length / columns)
