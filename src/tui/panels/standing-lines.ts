import { remembered } from '../remembered.js'
import { blank, cutLine, type Line, pad, type Span, span, type Tone, widthOf, wrap, wrapText } from '../styled-text.js'
import type { Ladder } from '../view/ladder.js'
import type { Situation, Standing } from '../view/situation.js'
import { listed } from '../view/wording.js'

/** How high a rung is, in thirds of the ladder. */
function heat(value: number, { low, high }: Ladder): Tone {
	const share = (value - low) / Math.max(1, high - low)
	return share > 0.66 ? 'bad' : share > 0.33 ? 'mixed' : 'good'
}

const NOW = ' ◀'
const WAS = ' ◁'

/** Columns that the ladder takes upright. */
export const ladderWidth = (ladder: Ladder): number =>
	2 + NOW.length + Math.max(...ladder.rungs.map((r) => widthOf(`${r.value} ${r.name}`)))

/** The ladder upright, a rung a row, filled up to where one stands; around that when there is no room for all. */
export function ladderLines(ladder: Ladder, width: number, height: number): Line[] {
	const digits = Math.max(...ladder.rungs.map((r) => String(r.value).length))
	const at = ladder.rungs.findIndex((r) => r.isNow)
	const first = Math.max(0, Math.min(at - Math.floor(height / 2), ladder.rungs.length - height))
	return ladder.rungs.slice(first, first + height).map((rung): Line => {
		const reached = rung.value <= ladder.now
		const mark = rung.isNow ? NOW : rung.wasHere ? WAS : ''
		const text = `${String(rung.value).padStart(digits)} ${rung.name}`
		const room = width - 2 - widthOf(mark)
		return [
			span(reached ? '█ ' : '░ ', reached ? heat(rung.value, ladder) : 'faint'),
			span(pad(text, room), rung.isNow ? 'strong' : reached ? undefined : 'faint'),
			span(mark, rung.isNow ? 'strong' : 'faint'),
		]
	})
}

/** The ladder lying down: `Escalation ▰▰▰▰▰▱▱▱ 5 limited force ▲`. */
export function ladderLine(ladder: Ladder, width: number): Line {
	const { now, before, low, high, rungs } = ladder
	const name = rungs.find((r) => r.isNow)!.name
	const gauge: Span[] = [span('▰'.repeat(now - low), heat(now, ladder)), span('▱'.repeat(high - now), 'faint')]
	const mark = now === before ? '' : now > before ? ' ▲' : ' ▼'
	const text: Line = [span(`${ladder.title} `), span(`${now} ${name}`, 'strong'), span(mark, 'changed')]
	const full: Line = [span(`${ladder.title} `), ...gauge, span(` ${now} ${name}`, 'strong'), span(mark, 'changed')]
	return high - low <= 12 && widthOf(full) <= width ? full : text
}

function standingSpans(standing: Standing | null, width: number, withGauge: boolean): Line {
	if (standing === null) return [span(pad(NONE, width), 'faint')]
	const { value, gauge, mark } = standing
	const bar = gauge && withGauge ? `${'▰'.repeat(gauge.filled)}${'▱'.repeat(gauge.of - gauge.filled)} ` : ''
	const text = `${bar}${value}`
	const marked = mark ? ` ${mark}` : ''
	return [span(text, mark ? 'strong' : undefined), span(pad(marked, Math.max(0, width - widthOf(text))), 'changed')]
}

/** Columns of a mark and the blank before it. */
export const MARK = 2

/** Stands for what a player has not, or what never changes of it. */
const NONE = '–'

/** What it takes whatever its value, with a mark: a table that fits in one turn fits in all. */
const standingWidth = (s: Standing | null, withGauge: boolean): number =>
	s === null ? 1 : s.longest + (withGauge && s.gauge ? s.gauge.of + 1 : 0) + MARK

/** From roomy to tight: what a table of the situation may spend on gauges and between its columns. */
const TABLES = [
	{ withGauge: true, gap: 3 },
	{ withGauge: false, gap: 2 },
	{ withGauge: false, gap: 1 },
] as const

/** What all share a row each, then a table with a column per player; as running text where the columns don't fit. */
export const situationLines = (situation: Situation, width: number, height: number): readonly Line[] =>
	situations(situation, `${width} ${height}`, () => tableOrList(situation, width, height))

const situations = remembered<readonly Line[]>()

/** Rows that the roomiest table that fits has in any turn, without what separates where a value breaks; null where none fits. */
export const tableRows = (situation: Situation, width: number): number | null =>
	tables(situation, String(width), () => {
		for (const spent of TABLES) {
			const table = situationTable(situation, width, spent)
			if (!table) continue
			const apart = table.filter((l) => l === blank).length
			const own = situationTable({ ...situation, shared: [] }, width, spent)!.length
			const labels = labelWidth(situation, spent.gap)
			const shared = situation.shared.map(({ standing }) =>
				Math.ceil((labels + standingWidth(standing, spent.withGauge)) / width),
			)
			const longest = own + shared.reduce((sum, n) => sum + n, 0)
			return Math.max(own + shared.length + apart, longest)
		}
		return null
	})

const labelWidth = ({ shared, perPlayer }: Situation, gap: number): number =>
	Math.max(0, ...shared.map((r) => widthOf(r.title)), ...perPlayer.map((r) => widthOf(r.title))) + gap

const tables = remembered<number | null>()

function tableOrList(situation: Situation, width: number, height: number): Line[] {
	for (const spent of TABLES) {
		const table = situationTable(situation, width, spent)
		if (!table) continue
		if (table.length <= height) return table
		const tight = table.filter((l) => l !== blank)
		if (tight.length <= height) return tight
	}
	const list = situationList(situation, width, Number.POSITIVE_INFINITY)
	if (list.length <= height) return list
	return height < LEAST_LIST ? situationText(situation, width, height) : situationList(situation, width, height)
}

/** In fewer rows than this, running text tells more. */
const LEAST_LIST = 10

const LONGEST_WHOLE = 20

/** In fewer columns a value is not broken into rows. */
const LEAST_VALUE = 14

/** A row for everything, the players' values side by side in it; what has not changed is left off first: what never does, then what all share, from the end. */
export function situationList(
	{ shared, players, perPlayer, unchanged }: Situation,
	width: number,
	height: number,
): Line[] {
	// A short value stays whole, and with its owner: rows break between owners.
	const glued = (text: string): string => (widthOf(text) <= LONGEST_WHOLE ? text.replaceAll(' ', '\u00A0') : text)
	const value = (s: Standing): Line => [
		span(glued(s.value), s.mark ? 'strong' : undefined),
		...(s.mark ? [span(`\u00A0${s.mark}`, 'changed')] : []),
	]
	const row = (title: string, values: Line): Line[] =>
		wrap([span(`${title}: `, 'faint'), ...values], width, [], [span('  ')])
	let rows = [
		...shared.map((r) => ({ worth: r.standing.mark === null ? 1 : 3, lines: row(r.title, value(r.standing)) })),
		...perPlayer.map((r) => ({
			worth: r.isConstant ? 0 : r.standings.every((s) => s === null || s.mark === null) ? 2 : 3,
			lines: row(
				r.title,
				r.standings
					.flatMap((s, n) => (s ? [{ s, name: players[n]!.name }] : []))
					.flatMap(({ s, name }, n) => [span(`${n === 0 ? '' : ', '}${glued(`${name} `)}`, 'faint'), ...value(s)]),
			),
		})),
		...unchangedLines(unchanged, width).map((l) => ({ worth: 0, lines: [l] })),
	]
	const size = () => rows.reduce((sum, r) => sum + r.lines.length, 0)
	if (size() <= height) return rows.flatMap((r) => r.lines)
	while (size() >= height && rows.length > 0) {
		const least = Math.min(...rows.map((r) => r.worth))
		const victim = rows.findLast((r) => r.worth === least)
		rows = rows.filter((r) => r !== victim)
	}
	return [...rows.flatMap((r) => r.lines), [span('… l: all of it', 'faint')]]
}

/** Of whom nothing changes: with their values where two rows have room for them, else their names in one. */
function unchangedLines(unchanged: Situation['unchanged'], width: number): Line[] {
	if (unchanged.length === 0) return []
	const whole = `Unchanged: ${unchanged.map(({ name, values }) => `${name}: ${values}`).join('; ')}`
	const short = `Unchanged: ${listed(unchanged.map((u) => u.name))}`
	const lines = wrapText(whole, width, 'faint')
	return lines.length <= 2 ? lines : [cutLine([span(short, 'faint')], width)]
}

/** Null where its columns don't fit. */
export function situationTable(
	situation: Situation,
	width: number,
	{ withGauge, gap }: { readonly withGauge: boolean; readonly gap: number },
): Line[] | null {
	const { shared, players, perPlayer, unchanged } = situation
	const labels = labelWidth(situation, gap)
	const columns = players.map(
		(player, n) =>
			Math.max(widthOf(player.name), ...perPlayer.map((r) => standingWidth(r.standings[n]!, withGauge))) + gap,
	)
	// Nothing stands after the last one.
	if (columns.length > 0) columns[columns.length - 1]! -= gap
	const needed = perPlayer.length === 0 ? 0 : labels + columns.reduce((sum, c) => sum + c, 0)
	const least = Math.max(0, ...shared.map((r) => labels + Math.min(LEAST_VALUE, standingWidth(r.standing, withGauge))))
	if (Math.max(needed, least) > width) return null
	const rows = shared.flatMap(({ title, standing }): Line[] => {
		const was = standing.was === null ? [] : [span(` was ${standing.was}`, 'faint')]
		const value = standingSpans(standing, 0, withGauge)
		const label = span(pad(title, labels), 'faint')
		const full = [label, ...value, ...was]
		if (widthOf(full) <= width) return [full]
		// A mark stays with the word before it.
		return wrap(
			value.map((part) => ({ ...part, text: part.text.replace(/^ /, '\u00A0') })),
			width,
			[label],
		)
	})
	if (perPlayer.length === 0) return [...rows, ...unchangedLines(unchanged, width)]
	if (rows.length > 0) rows.push(blank)
	rows.push([span(' '.repeat(labels)), ...players.map((p, n) => span(pad(p.name, columns[n]!), 'strong'))])
	for (const row of perPlayer)
		rows.push([
			span(pad(row.title, labels), 'faint'),
			...row.standings.flatMap((s, n) => standingSpans(s, columns[n]!, withGauge)),
		])
	return [...rows, ...unchangedLines(unchanged, width)]
}

/**
 * Everything in a running text: what changed first, then what each side has, which is what it can do hangs on, then what all
 * share, and last what never changes; whole items only, as many as `height` rows take.
 */
export function situationText({ shared, players, perPlayer }: Situation, width: number, height: number): Line[] {
	const value = (s: Standing): Line => [
		span(s.value, s.mark ? 'strong' : undefined),
		...(s.mark ? [span(`\u00A0${s.mark}`, 'changed')] : []),
	]
	const ofAll = shared.map((r) => ({ title: r.title, isNew: r.standing.mark !== null, text: value(r.standing) }))
	const ofEach = perPlayer.map((r) => {
		const told = r.standings.flatMap((s, n) => (s ? [{ s, name: players[n]!.name }] : []))
		return {
			title: r.title,
			isConstant: r.isConstant,
			isNew: told.some(({ s }) => s.mark !== null),
			text: told.flatMap(({ s, name }, n): Line => [span(`${n === 0 ? '' : ', '}${name}\u00A0`, 'faint'), ...value(s)]),
		}
	})
	const items = [...ofEach.filter((r) => !r.isConstant), ...ofAll, ...ofEach.filter((r) => r.isConstant)]
	const ordered = [...items.filter((i) => i.isNew), ...items.filter((i) => !i.isNew)]
	const told = ordered.map(
		(item, n): Line => [span(n === 0 ? '' : ' · ', 'faint'), span(`${item.title}: `, 'faint'), ...item.text],
	)
	for (let kept = told.length; kept > 0; kept--) {
		const rest = kept < told.length ? [span(' · … l: all', 'faint')] : []
		const lines = wrap([...told.slice(0, kept).flat(), ...rest], width)
		if (lines.length <= height) return lines
	}
	return []
}
