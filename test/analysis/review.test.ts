import { beforeAll, describe, expect, it } from 'vitest'
import { enumerate } from '../../src/analysis/enumerate.js'
import { type PositionOdds, positionOdds } from '../../src/analysis/position-odds.js'
import { distance, type Review, review } from '../../src/analysis/review.js'
import { createGame } from '../../src/game/create-game.js'
import { policiesOf, weightedMoves } from '../../src/game/draw.js'
import { memoised } from '../../src/game/memoised.js'
import { begin, type Playthrough, Table } from '../../src/game/playthrough.js'
import { markdown, plainText } from '../../src/report/document.js'
import { reviewDocument } from '../../src/report/review-document.js'
import { shipped } from '../scenarios.js'

const game = memoised(createGame(shipped('two-blows')))
const table = new Table(game)
const names = { iran: 'hawk' }

/** Pakistan plays its first legal move; the instructor lays an attack down, and somebody says why. */
function played(): Playthrough {
	let p = begin(game, { seed: 'review', run: 3, people: ['pakistan'], policies: names })
	p = table.note(p, 'we begin')
	p = table.inject(p, 'incidents.iranians-killed')
	p = table.advance(p)
	while (!table.isOver(p)) p = table.play(p, game.legalMoves(table.state(p))[0]!.id)
	return p
}

describe('a review', () => {
	const p = played()
	let odds: PositionOdds
	let exact: Review
	beforeAll(() => {
		odds = positionOdds(game, { policies: names })
		exact = review(table, p, odds, { policies: names })
	})

	it('has the odds of the plain enumeration before and after every ply', () => {
		const policies = policiesOf(game, names)
		const plies = table.line(p).filter((e) => e.kind === 'ply')
		expect(exact.plies.map((ply) => ply.entry)).toEqual(plies.map((e) => e.id))
		for (const [n, entry] of plies.entries()) {
			if (n % 9 !== 0) continue
			const before = enumerate(game, policies, table.state(p, entry.parent!))
			game.scenario.endings.forEach(({ id }, e) => {
				expect(exact.plies[n]!.before.values[e]).toBeCloseTo(before.endings[id]!, 10)
			})
			const after = before.moves.find((m) => m.id === entry.move)!
			game.scenario.endings.forEach(({ id }, e) => {
				expect(exact.plies[n]!.after.values[e]).toBeCloseTo(after.endings[id]!, 10)
			})
		}
	})
	it('adds up: what luck and choice did for the ending that came is all that it lacked', () => {
		const target = game.scenario.endings.findIndex((e) => e.id === exact.reached!.id)
		const sum = exact.totals.reduce((total, t) => total + t.toward!, 0)
		expect(sum).toBeCloseTo(1 - exact.plies[0]!.before.values[target]!, 10)
		expect(exact.plies.at(-1)!.after.values[target]).toBe(1)
	})
	it('leaves out a card that was taken up again', () => {
		let q = begin(game, { seed: 'review', run: 3, people: ['pakistan'], policies: names })
		q = table.lift(table.inject(q, 'incidents.iranians-killed'), 'incidents.iranians-killed')
		q = table.advance(table.inject(q, 'incidents.pakistanis-killed'))
		expect(review(table, q, odds, { policies: names }).injects).toEqual([
			{ at: 0, card: 'incidents.pakistanis-killed' },
		])
	})
	it('keeps injects apart from chance, and choices from draws', () => {
		expect(exact.plies.filter((ply) => ply.mover === 'inject').map((ply) => ply.move)).toEqual([
			'incidents.iranians-killed',
		])
		expect(exact.injects).toEqual([{ at: 0, card: 'incidents.iranians-killed' }])
		expect(exact.notes).toEqual([{ at: 0, text: 'we begin', branch: false }])
		expect(new Set(exact.plies.filter((ply) => ply.mover === 'choice').map((ply) => ply.player))).toEqual(
			new Set(['pakistan']),
		)
		expect(exact.plies.filter((ply) => ply.mover === 'policy').every((ply) => ply.player === 'iran')).toBe(true)
	})
	it('marks the plies with the largest shifts', () => {
		const shifts = exact.plies.map((ply) => ply.shift)
		const sorted = [...shifts].sort((a, b) => b - a)
		expect(exact.turningPoints.map((n) => shifts[n])).toEqual(sorted.slice(0, exact.turningPoints.length))
		expect(distance([0.5, 0.5, 0], [0, 0.5, 0.5])).toBe(0.5)
	})
	it('names a best alternative that no other move beats', () => {
		expect(exact.decisions.length).toBeGreaterThan(1)
		for (const { moves, bestByPayoff, bestByOutcome, played: own } of exact.decisions) {
			const best = moves.find((m) => m.id === bestByPayoff)!
			const hopeful = moves.find((m) => m.id === bestByOutcome)!
			for (const m of moves) {
				expect(m.payoff!).toBeLessThanOrEqual(best.payoff! + (best.id === own ? 0.01 * 19 : 1e-9))
				expect(m.outcome).toBeLessThanOrEqual(hopeful.outcome + (hopeful.id === own ? 0.01 : 1e-9))
			}
			expect(moves.map((m) => m.id)).toContain(own)
		}
	})
	it('gives the weights that the opponent drew by', () => {
		const policies = policiesOf(game, names)
		expect(exact.reasons.length).toBeGreaterThan(1)
		for (const { at, moves, policy, closed } of exact.reasons) {
			const before = table.state(p, p.entries[exact.plies[at]!.entry]!.parent!)
			const { weights } = weightedMoves(game, policies, before)
			expect(policy).toBe('hawk')
			expect(moves.map((m) => m.weight)).toEqual(weights)
			expect(moves.reduce((sum, m) => sum + m.share, 0)).toBeCloseTo(1, 12)
			expect(closed.every((c) => c.because.length > 0)).toBe(true)
			expect(moves.length + closed.length).toBe(game.rules.slots[0]!.cards.length)
		}
	})
	it('sets the record beside each ply', () => {
		const script = game.scenario.scripts.find((s) => s.id === 'record')!
		for (const ply of exact.plies) {
			if (ply.player === 'chance') continue
			const step = script.steps[(ply.round - 1) * game.rules.slots.length + ply.ply]
			expect(ply.record?.move).toBe(step && `${step.player}.${step.move}`)
		}
	})
	it('samples where the graph does not fit, with intervals, and says so', () => {
		const sampled = positionOdds(game, {
			policies: names,
			budget: { states: 10, bytes: 1e9 },
			runs: 1500,
			confidence: 0.9999,
		})
		expect(sampled.kind).toBe('sampled')
		expect(sampled.refused).toMatch(/10 states/)
		const guess = review(table, p, sampled, { policies: names })
		guess.plies.forEach((ply, n) => {
			exact.plies[n]!.before.values.forEach((value, e) => {
				expect(ply.before.low![e]!).toBeLessThanOrEqual(value)
				expect(ply.before.high![e]!).toBeGreaterThanOrEqual(value)
			})
		})
		guess.decisions.forEach((d, n) => {
			d.moves.forEach((m, i) => {
				expect(Math.abs(m.payoff! - exact.decisions[n]!.moves[i]!.payoff!)).toBeLessThan(1.2)
			})
		})
		expect(plainText(reviewDocument(game, guess))).toMatch(
			/sampled, 1,500 runs each, with 99.*since more than 10 states/,
		)
	})
	it('can be told in the middle of a game, and before it', () => {
		const start = begin(game, { seed: 'x', run: 1, people: ['pakistan'], policies: names })
		expect(review(table, start, odds).plies).toEqual([])
		const middle = review(table, table.advance(start), odds, { policies: names })
		expect(middle.reached).toBeNull()
		expect(middle.plies.length).toBeGreaterThan(0)
		expect(middle.plies.every((ply) => ply.toward === null)).toBe(true)
		expect(plainText(reviewDocument(game, middle))).toContain('not over')
	})
	it('calls no move better for a difference that is next to nothing', () => {
		const moves = game.legalMoves(
			table.state(table.advance(begin(game, { seed: 'class1', run: 1, people: ['pakistan'] }))),
		)
		expect(moves.length).toBeGreaterThan(1)
		for (const { id } of moves) {
			const start = table.advance(begin(game, { seed: 'class1', run: 1, people: ['pakistan'] }))
			const [first] = review(table, table.play(start, id), positionOdds(game)).decisions
			const payoffs = first!.moves.map((m) => m.payoff!)
			expect(Math.max(...payoffs) - Math.min(...payoffs)).toBeLessThan(0.05)
			expect(first).toMatchObject({ bestByPayoff: id, bestByOutcome: id, hardlyDiffer: true })
			const text = plainText(reviewDocument(game, review(table, table.play(start, id), positionOdds(game))))
			expect(text).toContain('hardly differ')
			expect(text).not.toContain('was better')
		}
	})
	it('begins with where it turned and what to talk about, and counts points, not percent of more than all', () => {
		const text = plainText(reviewDocument(game, exact))
		const order = [
			'It turned most in round',
			'Points by which each moved the odds',
			'TO TALK ABOUT',
			'A ply is',
			'LUCK AND CHOICE',
			'YOUR DECISIONS',
		]
		const places = order.map((part) => text.indexOf(part))
		expect(places).not.toContain(-1)
		expect(places).toEqual([...places].sort((a, b) => a - b))
		expect(text).toContain('points moved in all')
		expect(text).not.toContain('all odds moved')
	})
	it('has words in place of expressions where there are some', () => {
		const words = { since: (at: number) => [`since ${at}`] }
		const text = plainText(reviewDocument(game, exact, words))
		expect(text).toMatch(/Not open: [^(]+\./)
		expect(text).toMatch(/since \d+/)
		expect(text).not.toMatch(/[!=]=|&&| = \d/)
		expect(plainText(reviewDocument(game, exact))).toMatch(/==/)
	})
	it('says of the scenario’s questions what the game did of them, and what really followed', () => {
		const text = plainText(reviewDocument(game, exact))
		const talk = text.slice(text.indexOf('TO TALK ABOUT'), text.indexOf('ABOUT THE NUMBERS'))
		let answered = 0
		for (const { title, change } of game.scenario.questions) {
			const line = talk.split('\n').find((l) => l.startsWith(`- ${title}`))
			const { decision } = change
			const did = exact.plies.some((ply) => decision && ply.move === `${decision.player}.${decision.move}`)
			if (did) answered++
			expect(/In this game \w+ did, in round \d/.test(line ?? ''), title).toBe(did)
		}
		expect(answered).toBeGreaterThan(0)
		expect(answered).toBeLessThan(game.scenario.questions.length)
		const history = text.slice(text.indexOf('WHAT REALLY FOLLOWED'))
		for (const { date, move } of game.scenario.scripts[0]!.steps)
			if (date !== null && move !== 'nothing') expect(history).toContain(`- ${date}: `)
	})
	it('is one document in two forms', () => {
		const blocks = reviewDocument(game, exact)
		const text = plainText(blocks)
		const page = markdown('A review', blocks)
		expect(text).toContain('LUCK AND CHOICE')
		expect(text).toContain('Cards laid down by hand'.toUpperCase())
		expect(page).toContain('## Luck and choice')
		expect(page).toMatch(/\| --- \| ---: \|/)
		for (const line of page.split('\n').filter((l) => l.startsWith('|'))) expect(line.endsWith('|')).toBe(true)
	})
})
