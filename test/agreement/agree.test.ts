import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { agreeOnOneGame, Disagreement, type Engine } from './agree.js'
import { scenarios, yamlOf } from './generate-scenario.js'
import { leaveOut } from './generate-settings.js'
import { type Interpreter, interpret } from './interpreter.js'
import type { Mutation } from './mutations.js'
import type { RawScenario } from './raw-scenario.js'
import { randomFrom } from './shares.js'

const TEXT = `
id: swap
clock: { rounds: 2 }
players: { a: { rival: b }, b: { rival: a } }
order: [a, b]
variables: { x: { range: [0, 5], start: 1 }, y: { range: [0, 5], start: 4 } }
moves: { swap: { by: [a, b], effects: "x = y\\ny = x" } }
endings: { over: { at-end: true } }
`

const engineOf = (game: Interpreter): Engine => ({
	initialState: game.initial,
	currentPlayer: game.player,
	legalMoves: (state) => game.legal(state).map((id) => ({ id })),
	apply: (state, id) => game.apply(state, id),
	ending: (state) => (state.ending === null ? undefined : { id: state.ending }),
	weights: game.weights,
})

const compare = (mutation?: Mutation) => {
	const raw = parse(TEXT) as RawScenario
	return agreeOnOneGame(engineOf(interpret(raw, {}, mutation)), interpret(raw), [], randomFrom(1))
}

describe('comparing two engines', () => {
	test('gives the game that both have played', () => {
		const { moves } = compare()
		expect(moves.map(({ id }) => id)).toEqual(['a.swap', 'b.swap', 'a.swap', 'b.swap'])
		expect(moves.at(-1)!.after).toMatchObject({ variables: { x: 1, y: 4 }, ending: 'over', round: 2, ply: 1 })
	})
	test.each<[Mutation, RegExp]>([
		['effects-in-sequence', /^state after a\.swap:\n {2}engine .*"y":4.*\n {2}referee .*"y":1/],
		['pass-always-offered', /^legal moves at the opening:/],
		['one-round-more', /^state after a\.swap, b\.swap, a\.swap, b\.swap:/],
	])('names the move at which they part: %s', (mutation, message) => {
		expect(() => compare(mutation)).toThrow(Disagreement)
		expect(() => compare(mutation)).toThrow(message)
	})
})

describe('generated scenarios', () => {
	test('are the same for the same seed, and survive the way through YAML', () => {
		const sample = () => fc.sample(scenarios(), { numRuns: 20, seed: 7 })
		const first = sample()
		expect(sample()).toEqual(first)
		expect(first.map((raw) => parse(yamlOf(raw)))).toEqual(first)
	})
	test('can do without a card', () => {
		const raw = parse(TEXT) as RawScenario
		expect(leaveOut(raw, ['a.swap']).moves.swap!.by).toEqual(['b'])
		expect(raw.moves.swap!.by).toEqual(['a', 'b'])
	})
})
