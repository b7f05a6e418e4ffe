import { describe, expect, test } from 'vitest'
import { positionOdds } from '../../src/analysis/position-odds.js'
import { createGame } from '../../src/game/create-game.js'
import { policiesOf, weightedMoves } from '../../src/game/draw.js'
import type { Game, State } from '../../src/game/game.js'
import { memoised } from '../../src/game/memoised.js'
import { begin, Table } from '../../src/game/playthrough.js'
import { loadScenario } from '../../src/scenario/load-scenario.js'
import { shipped } from '../scenarios.js'

const borderPost = loadScenario('test/tui/border-post.yaml').scenario!

/** The same by trying everything, a state at a time. */
function plainly(game: Game, state: State, cards: readonly string[], odds: (state: State) => readonly number[]) {
	const policies = policiesOf(game)
	const total = game.scenario.endings.map(() => 0)
	const falls = new Map(cards.map((card) => [card, 0]))
	const walk = (at: State, mass: number, waiting: readonly string[]): void => {
		if (at.ending !== null || (waiting.length === 0 && at.pending === null)) {
			odds(at).forEach((value, n) => {
				total[n]! += mass * value
			})
			return
		}
		const { actor } = game.rules.slots[at.ply]!
		const { moves, weights } = weightedMoves(game, policies, at)
		const card = at.pending === null ? waiting.find((c) => c.startsWith(`${actor}.`)) : undefined
		const left = at.pending === null ? waiting.filter((c) => c !== card) : waiting
		const laid = moves.find((m) => m.id === card)
		if (laid) {
			falls.set(laid.id, falls.get(laid.id)! + mass)
			walk(game.apply(at, laid), mass, left)
			return
		}
		const sum = weights.reduce((a, b) => a + b, 0)
		moves.forEach((move, n) => {
			if (weights[n]! > 0) walk(game.apply(at, move), (mass * weights[n]!) / sum, left)
		})
	}
	walk(state, 1, cards)
	return { total, falls }
}

describe.each([
	['the border post', borderPost],
	['two blows', shipped('two-blows')],
])('%s', (_, scenario) => {
	const game = memoised(createGame(scenario))
	const board = positionOdds(game)
	const table = new Table(game)
	const cards = scenario.decks.flatMap((d) => d.cards.map((c) => `${d.id}.${c.id}`))

	test('every card laid face up, at several places of a game, is what trying everything gives', () => {
		for (const [first, ...others] of [[scenario.players[0]!.id], [scenario.players[1]!.id]]) {
			let p = table.advance(begin(game, { seed: 'laid', run: 1, people: [first!, ...others] }))
			for (let n = 0; n < 3 && !table.isOver(p); n++) {
				const state = table.state(p)
				for (const card of cards) {
					const { now, falls } = board.laid!(state, [card])
					const wanted = plainly(game, state, [card], (at) => board.odds(at).values)
					for (const [e, value] of now.values.entries()) expect(value).toBeCloseTo(wanted.total[e]!, 12)
					expect(falls.get(card)).toBeCloseTo(wanted.falls.get(card)!, 12)
				}
				p = table.play(p, game.legalMoves(state).at(-1)!.id)
			}
		}
	})

	test('after each move, and with nothing laid, they are those of the board', () => {
		const p = table.advance(begin(game, { seed: 'laid', run: 1, people: [scenario.players[0]!.id] }))
		const state = table.state(p)
		const { moves } = board.laid!(state, cards.slice(0, 1))
		for (const { move, odds } of moves) {
			const wanted = plainly(game, game.apply(state, move), cards.slice(0, 1), (at) => board.odds(at).values)
			for (const [e, value] of odds.values.entries()) expect(value).toBeCloseTo(wanted.total[e]!, 12)
		}
		const bare = board.laid!(state, [])
		for (const [e, value] of bare.now.values.entries()) expect(value).toBeCloseTo(board.odds(state).values[e]!, 12)
		for (const [n, { odds }] of board.moves(state).entries())
			for (const [e, value] of odds.values.entries()) expect(bare.moves[n]!.odds.values[e]!).toBeCloseTo(value, 12)
	})
})

test('a card lies face up until its deck has had a ply; the latest of a deck counts', () => {
	const table = new Table(createGame(borderPost))
	const deck = borderPost.decks[0]!
	const [one, two] = deck.cards.map((c) => `${deck.id}.${c.id}`)
	let p = table.advance(begin(table.game, { seed: 'ford', run: 1, people: ['ardania'] }))
	expect(table.waiting(p).size).toBe(0)
	p = table.inject(p, one!)
	expect([...table.waiting(p).values()]).toEqual([one])
	if (two) {
		p = table.inject(table.note(p, 'and'), two)
		expect([...table.waiting(p).values()]).toEqual([two])
	}
	p = table.play(p, table.game.legalMoves(table.state(p))[0]!.id)
	expect(table.waiting(p).size).toBe(0)
})
