import { describe, expect, it } from 'vitest'
import { compare } from '../../src/analysis/compare.js'
import { createGame } from '../../src/game/create-game.js'
import { memoised } from '../../src/game/memoised.js'
import { begin, type Playthrough, Table } from '../../src/game/playthrough.js'
import { compareCsv, compareDocument } from '../../src/report/compare-document.js'
import { plainText } from '../../src/report/document.js'
import { scenarioOf, shipped } from '../scenarios.js'
import { atLeastThree, TWO_COINS } from '../small-scenario.js'

const game = memoised(createGame(scenarioOf(TWO_COINS)))
const table = new Table(game)

/** Ann plays these moves, as long as she has a turn. */
function played(run: number, moves: readonly string[]): Playthrough {
	let p = table.advance(begin(game, { seed: 'compare', run, people: ['ann'] }))
	for (const move of moves) if (!table.isOver(p)) p = table.play(p, move)
	return p
}

const group = [
	{ name: 'red', playthrough: played(1, ['ann.push', 'ann.push']) },
	{ name: 'blue, second', playthrough: played(2, ['ann.push', 'ann.wait']) },
	{ name: 'green', playthrough: played(3, ['ann.wait']) },
]
const result = compare(table, group, [table, table, table])

describe('a comparison of games', () => {
	it('counts what each played, of those that came so far', () => {
		const ann = result.moves.filter((m) => m.player === 'ann')
		expect(ann.map((m) => [m.round, m.move, m.games, m.of, m.by])).toEqual([
			[1, 'ann.push', 2, 3, [true, true, false]],
			[1, 'ann.wait', 1, 3, [false, false, true]],
			[2, 'ann.push', 1, 2, [true, false, null]],
			[2, 'ann.wait', 1, 2, [false, true, null]],
		])
	})
	it('has the record beside it', () => {
		// The first script stands for the record where none is called so: push, wait, nothing, twice.
		expect(result.script).toBe('sunny')
		expect(result.moves.filter((m) => m.record).map((m) => `${m.round} ${m.move}`)).toEqual([
			'1 ann.push',
			'1 bob.wait',
			'1 sky.nothing',
			'2 ann.push',
			'2 bob.wait',
			'2 sky.nothing',
		])
		expect(result.endings.find((e) => e.record)!.id).toBe('calm')
		expect(compare(table, group, [table, table, table], { script: 'stormy' }).endings.find((e) => e.record)!.id).toBe(
			'hot',
		)
	})
	it('has the model’s shares, which can be worked out on paper', () => {
		const hot = atLeastThree([3 / 4, 3 / 4, 1 / 4, 3 / 4, 3 / 4, 1 / 4])
		const over = result.games.filter((g) => g.ending !== null).length
		expect(result.kind).toBe('exact')
		expect(result.endings[0]!.model.value).toBeCloseTo(hot, 12)
		expect(result.endings[0]!.expected).toBeCloseTo(hot * over, 12)
		expect(result.endings[0]!.of).toBe(over)
		for (const m of result.moves)
			expect(m.model.value).toBeCloseTo(
				{ push: 3 / 4, wait: 1 / 4, storm: 1 / 4, nothing: 3 / 4 }[m.move.split('.')[1]!]!,
				12,
			)
	})
	it('samples the model where the graph does not fit, and says so', () => {
		const sampled = compare(table, group, [table, table, table], { budget: { states: 2, bytes: 1e9 }, runs: 800 })
		expect(sampled.kind).toBe('sampled')
		for (const [n, e] of sampled.endings.entries()) {
			expect(e.model.low!).toBeLessThan(result.endings[n]!.model.value)
			expect(e.model.high!).toBeGreaterThan(result.endings[n]!.model.value)
		}
		expect(plainText(compareDocument(game, sampled))).toMatch(/sampled, 800 runs, since more than 2 states/)
	})
	it('is a table for a spreadsheet too', () => {
		const csv = compareCsv(result)
		const [head, ...rows] = csv.trimEnd().split('\r\n')
		expect(head).toBe('what,round,ply,player,id,red,"blue, second",green,games,of,record,model')
		expect(rows).toHaveLength(result.endings.length + result.moves.length)
		expect(rows.find((r) => r.startsWith('move,2,1,ann,ann.push'))).toBe('move,2,1,ann,ann.push,1,0,,1,2,1,0.75')
	})
	it('has the model’s shares at later plies among games that come there', () => {
		const crisis = memoised(createGame(shipped('two-blows')))
		const own = new Table(crisis)
		const p = own.advance(begin(crisis, { seed: 'm', run: 1, people: [] }))
		const exact = compare(own, [{ name: 'one', playthrough: p }], [own])
		const guess = compare(own, [{ name: 'one', playthrough: p }], [own], {
			budget: { states: 2, bytes: 1e9 },
			runs: 1500,
		})
		let wrong = 0
		for (const m of guess.moves) {
			const same = exact.moves.find((e) => e.round === m.round && e.ply === m.ply && e.move === m.move)!
			if (same.model.value < m.model.low! || same.model.value > m.model.high!) wrong++
		}
		// 95 % intervals: of some two hundred about ten miss.
		expect(wrong / guess.moves.length).toBeLessThan(0.12)
	})
})
