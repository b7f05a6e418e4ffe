import type { Ending } from '../../scenario/scenario.js'
import { conjuncts, treeText } from '../tree-text.js'
import { cellsFunction } from './cells-function.js'
import type { Observed } from './observe.js'
import type { Find } from './proof-rules.js'
import { NEVER, type Reach } from './reach.js'

/** More conditions than this are not told apart; the rest counts as one. */
const MOST_CONDITIONS = 28

/** Endings that cannot happen, and what excludes them: conditions never met, never met together, or an earlier ending. */
export function proveEndings(reach: Reach, observed: Observed, find: Find): void {
	const { scenario } = reach.graph.kernel.game
	for (const ending of scenario.endings)
		if (!observed.endings.has(ending.id))
			find(
				'ending-impossible',
				'warning',
				ending.at,
				`the ending "${ending.id}" cannot happen: ${excludedBy(reach, ending)}`,
			)
}

function excludedBy(reach: Reach, ending: Ending): string {
	const { kernel } = reach.graph
	const { endings } = kernel.game.scenario
	const parts = conjuncts(ending.when.tree).slice(0, MOST_CONDITIONS)
	const tests = parts.map((part) => cellsFunction(kernel, part, null))
	const earlier = endings.slice(0, endings.indexOf(ending))
	const others = earlier.map((e) => cellsFunction(kernel, e.when.tree, null))
	const masks = new Set<number>()
	const before = new Set<number>()
	const all = 2 ** parts.length - 1
	eachJudged(reach, ending.atEnd, (s, afterLast) => {
		let mask = 0
		tests.forEach((test, n) => {
			if (test(s) === 1) mask |= 1 << n
		})
		masks.add(mask)
		if (mask !== all) return
		const first = others.findIndex((holds, n) => (afterLast || !earlier[n]!.atEnd) && holds(s) === 1)
		before.add(first)
	})
	if (masks.size === 0) return 'the game never lasts to its last round'
	if (masks.has(all)) {
		const names = [...before].flatMap((n) => (n < 0 ? [] : [`"${earlier[n]!.id}"`]))
		return `wherever it would hold, ${names.join(' or ')} stands before it`
	}
	let needed = parts.map((_, n) => n)
	for (const n of parts.keys()) {
		const without = needed.filter((m) => m !== n)
		const met = without.reduce((bits, m) => bits | (1 << m), 0)
		if (![...masks].some((mask) => (mask & met) === met)) needed = without
	}
	const texts = needed.map((n) => `\`${treeText(parts[n]!)}\``)
	const where = ending.atEnd ? 'after the last round' : 'after any ply'
	return texts.length === 1 ? `${texts[0]} never holds ${where}` : `${texts.join(' and ')} never hold together ${where}`
}

/** The states in which the ending is looked at. */
function eachJudged(reach: Reach, atEnd: boolean, see: (s: Int32Array, afterLast: boolean) => void): void {
	const { layers, finals, packing, kernel } = reach.graph
	const s = new Int32Array(kernel.cells.size)
	const words = packing.words + 1
	s[kernel.cells.round] = kernel.game.scenario.clock.rounds
	for (let n = 0; n < finals.size; n++) {
		const last = reach.lastFinals[n] === 1
		if (!last && (atEnd || reach.finals[n] === 0)) continue
		packing.unpack(finals.packed, n * words, s)
		see(s, last)
	}
	layers.forEach(({ packed, size }, k) => {
		for (let node = 0; node < size; node++) {
			const last = k === 0 && reach.last[node] === 1
			if (!last && (atEnd || reach.first[k]![node] === NEVER)) continue
			packing.unpack(packed, node * packing.words, s)
			see(s, last)
		}
	})
}
