import type { Ending } from '../../scenario/scenario.js'
import type { OddsFrom } from '../host.js'
import { cut, type Line, pad, span, type Tone, widthOf } from '../styled-text.js'
import { shareText } from './share-text.js'
import { sparks } from './sparks.js'

const TONES: Readonly<Record<string, Tone>> = { good: 'good', mixed: 'mixed', bad: 'bad' }
const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'] as const
const WIDEST_BAR = 30
const LEAST_BAR = 6
const LONGEST_SPARK = 8
const BETWEEN = '   '

/** A share of 0 to 1 as a bar of at most `width` columns; never none for what is possible. */
function barOf(share: number, width: number): string {
	const eighths = Math.max(share > 0 ? 1 : 0, Math.round(share * width * 8))
	return '█'.repeat(Math.floor(eighths / 8)) + EIGHTHS[eighths % 8]!
}

/** The endings that have a row each, and those that can no longer happen, where one row for all of them takes less room. */
function folded({ now }: OddsFrom, endings: readonly Ending[], columns: 1 | 2) {
	const all = endings.map((_, n) => n)
	// A share of nought in a sample may be a rare one.
	const open = now.low ? all : all.filter((n) => now.values[n] !== 0)
	if (Math.ceil(open.length / columns) + 1 >= Math.ceil(all.length / columns)) return { open: all, out: [] }
	return { open, out: all.filter((n) => !open.includes(n)) }
}

/**
 * Every ending with a bar, its share, and, where the names leave room for it, how that went over the latest rounds of
 * this line: in one column, or two beside each other. Endings that can no longer happen share the last row.
 */
export function oddsBars(odds: OddsFrom, endings: readonly Ending[], width: number, columns: 1 | 2): Line[] {
	const each = columns === 1 ? width : Math.floor((width - BETWEEN.length) / 2)
	const { open, out } = folded(odds, endings, columns)
	const shares = endings.map((_, n) => shareText(odds.now, n))
	const share = Math.max(5, ...shares.map(widthOf))
	const trail = [...odds.rounds, odds.now].slice(-LONGEST_SPARK)
	const wanted = Math.max(...open.map((n) => widthOf(endings[n]!.title)))
	const free = each - share - 2 - wanted - LEAST_BAR - 1
	// A single sign is no line; where there is no room, the latest rounds matter.
	const spark = Math.min(trail.length, free) < 2 ? 0 : Math.min(trail.length, free)
	const rest = each - share - 2 - (spark > 0 ? spark + 1 : 0)
	const titles = Math.max(4, Math.min(wanted, rest - 1))
	const bar = Math.max(0, Math.min(WIDEST_BAR, rest - titles))
	const rows = open.map((n): Line => {
		const { title, tone: of } = endings[n]!
		const tone = TONES[of ?? '']
		return [
			span(`${pad(cut(title, titles), titles)} `),
			span(pad(barOf(odds.now.values[n]!, bar), bar), tone),
			span(` ${' '.repeat(share - widthOf(shares[n]!))}${shares[n]!}`, 'strong'),
			...(spark > 0 ? [span(` ${sparks(trail.slice(-spark).map((o) => o.values[n]!))}`, tone)] : []),
		]
	})
	const never: Line[] =
		out.length === 0 ? [] : [[span(cut(`0 %: ${out.map((n) => endings[n]!.title).join(', ')}`, width), 'faint')]]
	if (columns === 1) return [...rows, ...never]
	const half = Math.ceil(rows.length / 2)
	const filled = (l: Line): Line => [
		...l,
		span(' '.repeat(Math.max(0, each - l.reduce((sum, s) => sum + widthOf(s.text), 0)))),
	]
	return [...rows.slice(0, half).map((l, n) => [...filled(l), span(BETWEEN), ...(rows[half + n] ?? [])]), ...never]
}

/** Rows that the bars take. @param odds what is known of them, perhaps of the position before; null for nothing */
export function oddsRows(odds: OddsFrom | null, endings: readonly Ending[], columns: 1 | 2): number {
	if (odds === null) return Math.ceil(endings.length / columns)
	const { open, out } = folded(odds, endings, columns)
	return Math.ceil(open.length / columns) + (out.length > 0 ? 1 : 0)
}
