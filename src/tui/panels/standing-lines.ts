import { blank, type Line, pad, type Span, span, type Tone, widthOf, wrap } from '../styled-text.js'
import type { Ladder } from '../view/ladder.js'
import type { Situation, Standing } from '../view/situation.js'
import { inSentence } from '../view/wording.js'

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

const GAP = 2

function standingSpans(standing: Standing, width: number, withGauge: boolean): Line {
	const { value, gauge, mark } = standing
	const bar = gauge && withGauge ? `${'▰'.repeat(gauge.filled)}${'▱'.repeat(gauge.of - gauge.filled)} ` : ''
	const text = `${bar}${value}`
	const marked = mark ? ` ${mark}` : ''
	return [span(text, mark ? 'strong' : undefined), span(pad(marked, Math.max(0, width - widthOf(text))), 'changed')]
}

const standingWidth = (s: Standing, withGauge: boolean): number =>
	widthOf(s.value) + (withGauge && s.gauge ? s.gauge.of + 1 : 0) + 2

/** What all share a row each, then a table with a column per player; as running text where the columns don't fit. */
export function situationLines(situation: Situation, width: number, height: number): Line[] {
	const table = situationTable(situation, width, true) ?? situationTable(situation, width, false)
	if (table && table.length <= height) return table
	const tight = table?.filter((l) => l !== blank)
	return tight && tight.length <= height ? tight : situationText(situation, width)
}

function situationTable(situation: Situation, width: number, withGauge: boolean): Line[] | null {
	const { shared, players, perPlayer } = situation
	const labels = Math.max(0, ...shared.map((r) => widthOf(r.title)), ...perPlayer.map((r) => widthOf(r.title))) + GAP
	const columns = players.map((player, n) =>
		Math.max(widthOf(player.name), ...perPlayer.map((r) => standingWidth(r.standings[n]!, withGauge))),
	)
	const needed = labels + columns.reduce((sum, c) => sum + c, 0)
	const widest = Math.max(0, ...shared.map((r) => labels + standingWidth(r.standing, withGauge)))
	if (needed > width || widest > width) return null
	const spare = Math.min(4, Math.floor((width - needed) / Math.max(1, players.length)))
	const rows: Line[] = shared.map((row) => [
		span(pad(row.title, labels), 'faint'),
		...standingSpans(row.standing, 0, withGauge),
		...(row.standing.was && labels + standingWidth(row.standing, withGauge) + widthOf(row.standing.was) + 5 <= width
			? [span(` was ${row.standing.was}`, 'faint')]
			: []),
	])
	if (perPlayer.length === 0) return rows
	if (rows.length > 0) rows.push(blank)
	rows.push([span(' '.repeat(labels)), ...players.map((p, n) => span(pad(p.name, columns[n]! + spare), 'strong'))])
	for (const row of perPlayer)
		rows.push([
			span(pad(row.title, labels), 'faint'),
			...row.standings.flatMap((s, n) => standingSpans(s, columns[n]! + spare, withGauge)),
		])
	return rows
}

/** Everything in a running text, what changed first. */
export function situationText({ shared, players, perPlayer }: Situation, width: number): Line[] {
	const one = (label: string, s: Standing) => ({ label, ...s })
	const owned = (name: string, title: string): string => `${name}, ${inSentence(title)}`
	const items = [
		...shared.map((r) => one(r.title, r.standing)),
		...perPlayer.flatMap((r) => r.standings.map((s, n) => one(owned(players[n]!.name, r.title), s))),
	]
	const ordered = [...items.filter((i) => i.mark), ...items.filter((i) => !i.mark)]
	return wrap(
		ordered.flatMap(
			(item, n): Line => [
				span(n === 0 ? '' : ' · ', 'faint'),
				span(`${item.label}: `, 'faint'),
				span(item.value, item.mark ? 'strong' : undefined),
				...(item.mark ? [span(` ${item.mark}`, 'changed')] : []),
			],
		),
		width,
	)
}
