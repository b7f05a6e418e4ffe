import { remembered } from '../remembered.js'
import { type Line, padLine, span, widthOf, wrap } from '../styled-text.js'
import type { SharedRow, Situation } from '../view/situation.js'
import { MARK, situationList, situationTable } from './standing-lines.js'

/** Columns between what stands beside each other. */
const BETWEEN = 2

/** What all share in two columns, then the players' table: for a pane that is wide and low. Every value keeps its place from turn to turn. */
export const abreastLines = (situation: Situation, width: number): readonly Line[] =>
	known(situation, String(width), () => [...sharedLines(situation.shared, width), ...playerLines(situation, width)])

const known = remembered<readonly Line[]>()

const longest = ({ title, standing }: SharedRow): number => widthOf(title) + 2 + standing.longest + MARK

interface Pair {
	readonly left: SharedRow
	right: SharedRow | null
}

/** The rows in file order, the right column filled up as soon as something fits in it; what is too wide for the left has a row of its own. */
function paired(shared: readonly SharedRow[], left: number, right: number): Pair[] {
	const pairs: Pair[] = []
	for (const row of shared) {
		const free = pairs.find((pair) => pair.right === null && longest(pair.left) <= left)
		if (free && longest(row) <= right) free.right = row
		else pairs.push({ left: row, right: null })
	}
	return pairs
}

function sharedLines(shared: readonly SharedRow[], width: number): Line[] {
	const half = Math.floor((width - BETWEEN) / 2)
	let best = { left: half, pairs: paired(shared, half, width - BETWEEN - half) }
	for (const { left } of shared.map((row) => ({ left: longest(row) }))) {
		const pairs = paired(shared, left, width - BETWEEN - left)
		if (pairs.length < best.pairs.length) best = { left, pairs }
	}
	return best.pairs.flatMap(({ left, right }) =>
		right
			? [[...padLine(spansOf(left), best.left + BETWEEN), ...spansOf(right)]]
			: wrap(spansOf(left), width, [], [span('  ')]),
	)
}

const spansOf = ({ title, standing }: SharedRow): Line => [
	span(`${title}: `, 'faint'),
	span(standing.value, standing.mark ? 'strong' : undefined),
	...(standing.mark ? [span(`\u00A0${standing.mark}`, 'changed')] : []),
]

function playerLines(situation: Situation, width: number): readonly Line[] {
	const own = { ...situation, shared: [] }
	for (const gap of [3, 2, 1]) {
		const table = situationTable(own, width, { withGauge: false, gap })
		if (table) return table
	}
	return situationList(own, width, Number.POSITIVE_INFINITY)
}
