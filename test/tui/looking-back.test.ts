import { describe, expect, test } from 'vitest'
import { positionOdds } from '../../src/analysis/position-odds.js'
import { review } from '../../src/analysis/review.js'
import { createGame } from '../../src/game/create-game.js'
import { memoised } from '../../src/game/memoised.js'
import { begin, type Playthrough, Table } from '../../src/game/playthrough.js'
import { reviewWords } from '../../src/tui/view/review-words.js'
import { whyItEnded } from '../../src/tui/view/why-it-ended.js'
import { shipped } from '../scenarios.js'

const table = new Table(memoised(createGame(shipped('two-blows'))))
const CODE = /[=!<>]=|&&|\|\||self\.|rival\.|_/

/** Pakistan takes its `nth` legal move, or its last, at every turn. */
function played(seed: string, nth: number): Playthrough {
	let p = table.advance(begin(table.game, { seed, run: 1, people: ['pakistan'] }))
	while (!table.isOver(p)) {
		const moves = table.game.legalMoves(table.state(p))
		p = table.play(p, moves[Math.min(nth, moves.length - 1)]!.id)
	}
	return p
}

describe('why a game ended so', () => {
	const told = new Map<string, readonly string[]>()
	for (const seed of ['a', 'b', 'c', 'd', 'e', 'f'])
		for (const nth of [0, 1, 2, 9]) {
			const p = played(seed, nth)
			told.set(table.state(p).ending!, whyItEnded(table, p, 'pakistan'))
		}

	test('is told in words', () => {
		expect(told.size).toBeGreaterThan(2)
		for (const sentences of told.values()) {
			expect(sentences.length).toBeGreaterThan(0)
			for (const text of sentences) {
				expect(text).not.toMatch(CODE)
				expect(text).toMatch(/^[A-Z].*\.$/)
			}
		}
	})

	test('names what the good end lacked, and nothing where the end is good', () => {
		expect(told.get('cold-peace')?.[0]).toMatch(
			/^The last round is over, with escalation at most warning given \(then /,
		)
		expect(told.get('cold-peace')?.join(' ') ?? '').toMatch(/It is not “.*”, which needs /)
		for (const good of ['thaw', 'brokered']) expect(told.get(good)?.length ?? 1).toBe(1)
		expect(whyItEnded(table, begin(table.game, { seed: 'x', run: 1, people: ['pakistan'] }), null)).toEqual([])
	})
})

test('a review of the others’ moves is in words, of the time they are about', () => {
	const p = played('a', 0)
	const found = review(table, p, positionOdds(table.game))
	const words = reviewWords(table, p, found)
	const since = found.reasons.flatMap((r) => r.moves.flatMap((m) => words.since(r.at, m.id)))
	expect(since.length).toBeGreaterThan(3)
	for (const text of since) expect(text).not.toMatch(CODE)
	expect(since.join(' ')).not.toContain('(now ')
})
