import { describe, expect, test } from 'vitest'
import { positionOdds } from '../../src/analysis/position-odds.js'
import { review } from '../../src/analysis/review.js'
import { createGame } from '../../src/game/create-game.js'
import { memoised } from '../../src/game/memoised.js'
import { begin, type Playthrough, Table } from '../../src/game/playthrough.js'
import { reviewWords } from '../../src/tui/view/review-words.js'
import { whatWasMissed, whyItEnded } from '../../src/tui/view/why-it-ended.js'
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
	const told = new Map<string, { readonly why: string; readonly missed: string | null }>()
	const odds = positionOdds(table.game)
	for (const seed of ['a', 'b', 'c', 'd', 'e', 'f'])
		for (const nth of [0, 1, 2, 9]) {
			const p = played(seed, nth)
			const missed = whatWasMissed(table, p, review(table, p, odds), 'pakistan')
			told.set(table.state(p).ending!, { why: whyItEnded(table, p, 'pakistan')!, missed })
		}

	test('is told in words', () => {
		expect(told.size).toBeGreaterThan(2)
		for (const { why, missed } of told.values())
			for (const text of [why, ...(missed === null ? [] : [missed])]) {
				expect(text).not.toMatch(CODE)
				expect(text).toMatch(/^[A-Z].*\.$/)
			}
	})

	test('names what the good end lacked, and nothing where the end is good', () => {
		expect(told.get('cold-peace')?.why).toMatch(
			/^The last round is over, with escalation at (most warning given \(then |warning given)/,
		)
		expect(told.get('cold-peace')?.missed).toMatch(
			/^Of the good ends “.*” had been likeliest, at .* % in round \d; at the end it lacked /,
		)
		for (const good of ['thaw', 'brokered']) expect(told.get(good)?.missed ?? null).toBeNull()
		expect(whyItEnded(table, begin(table.game, { seed: 'x', run: 1, people: ['pakistan'] }), null)).toBeNull()
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
