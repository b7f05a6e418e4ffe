import { describe, expect, it } from 'vitest'
import { namedChain, openGraph } from '../../src/analysis/named-chain.js'
import { oddsOf } from '../../src/analysis/odds.js'
import { expectedOutlooks } from '../../src/analysis/outlook-odds.js'
import { createGame } from '../../src/game/create-game.js'
import type { State } from '../../src/game/game.js'
import { outlookOf } from '../../src/game/outlook.js'
import { oddsDocument } from '../../src/report/odds-document.js'
import { oddsText } from '../../src/report/odds-text.js'
import { percent } from '../../src/report/percent.js'
import { transcriptText } from '../../src/report/transcript-text.js'
import { scenarioOf } from '../scenarios.js'
import { TWO_COINS } from '../small-scenario.js'

const withOutlook = (recurs: string, more = ''): string =>
	TWO_COINS.replace(
		'calm: { title: Calm, at-end: true }',
		`calm: { title: Calm, at-end: true, outlook: { of: 8, recurs: '${recurs}', ${more} source: A coin } }`,
	)
const gameOf = (text: string) => createGame(scenarioOf(text))

/** Ann and Bob push with 3 in 4, twice each; the sky storms with 1 in 4, twice. P(heat) for 0, 1 and 2. */
const push = [1 / 256, 12 / 256, 54 / 256]
const storm = [9 / 16, 6 / 16, 1 / 16]
const heat = [
	push[0]! * storm[0]!,
	push[0]! * storm[1]! + push[1]! * storm[0]!,
	push[0]! * storm[2]! + push[1]! * storm[1]! + push[2]! * storm[0]!,
]
const calm = heat[0]! + heat[1]! + heat[2]!

describe('an outlook', () => {
	it('is averaged over all ways to come to its ending, exactly', () => {
		const game = gameOf(withOutlook('min(8, 1 + 3 * heat)'))
		const odds = expectedOutlooks(namedChain(openGraph(game)), game.initialState())
		expect(odds.map((o) => o.ending)).toEqual(['calm'])
		expect(odds[0]!.probability).toBeCloseTo(calm, 14)
		const expected = (heat[0]! * 1 + heat[1]! * 4 + heat[2]! * 7) / 8
		expect(odds[0]!.recurs).toBeCloseTo(expected / calm, 14)
	})

	it('reads the final state once a game is over, and says nothing before', () => {
		const game = gameOf(withOutlook('min(8, 1 + 3 * heat)', 'text: More weather.,'))
		let state: State = game.initialState()
		expect(outlookOf(game, state)).toBeNull()
		const line = ['ann.push', 'bob.wait', 'sky.nothing', 'ann.wait', 'bob.push', 'sky.nothing']
		const moves = line.map((id, n) => ({ id, round: n < 3 ? 1 : 2, remark: '' }))
		for (const id of line) state = game.apply(state, game.legalMoves(state).find((m) => m.id === id)!)
		expect(outlookOf(game, state)).toEqual({ recurs: 7, of: 8, text: 'More weather.', source: 'A coin' })
		const [over] = expectedOutlooks(namedChain(openGraph(game)), state)
		expect(over).toEqual({ ending: 'calm', probability: 1, recurs: 7 / 8 })
		expect(transcriptText(game, moves, state)).toMatch(
			/Calm, in round 2 \(Tuesday\)\nOutlook: 7 in 8 that it begins again\.\nMore weather\.\nSource: A coin$/,
		)
	})

	it('is none where the ending has none, or cannot come', () => {
		const game = gameOf(withOutlook('heat'))
		let state: State = game.initialState()
		for (const id of ['ann.push', 'bob.push', 'sky.storm'])
			state = game.apply(state, game.legalMoves(state).find((m) => m.id === id)!)
		expect(state.ending).toBe('hot')
		expect(outlookOf(game, state)).toBeNull()
		const chain = namedChain(openGraph(game))
		expect(expectedOutlooks(chain, state)).toEqual([{ ending: 'calm', probability: 0, recurs: null }])
		const plain = gameOf(TWO_COINS)
		expect(expectedOutlooks(namedChain(openGraph(plain)), plain.initialState())).toEqual([])
	})

	it('may read the round without making it a part of the state', () => {
		const game = gameOf(withOutlook('round'))
		const graph = openGraph(game)
		expect(graph.withRound).toBe(false)
		expect(expectedOutlooks(namedChain(graph), game.initialState())[0]!.recurs).toBeCloseTo(2 / 8, 14)
	})

	it('reads the parameters as they are set', () => {
		const scenario = scenarioOf(withOutlook('clamp(eager * heat, 0, 8)'))
		const game = createGame(scenario, { parameters: { rain: 0, eager: 0 } })
		expect(expectedOutlooks(namedChain(openGraph(game)), game.initialState())[0]).toMatchObject({
			ending: 'calm',
			recurs: 0,
		})
	})
})

describe('odds', () => {
	it('carry the outlooks, for people and for scripts', () => {
		const game = gameOf(withOutlook('min(8, 4 * heat)'))
		const from = game.initialState()
		const odds = oddsOf(game, from)
		expect(odds.outlooks).toEqual(expectedOutlooks(namedChain(openGraph(game)), from))
		const recurs = (heat[1]! * 4 + heat[2]! * 8) / 8 / calm
		expect(odds.outlooks[0]!.recurs).toBeCloseTo(recurs, 14)
		expect(oddsText(game, odds)).toMatch(new RegExp(`after the ending  begins again\nCalm +${percent(recurs)}\n`))
		expect(oddsDocument(game, from, odds)).toMatchObject({
			outlooks: [{ ending: 'calm', recurs: odds.outlooks[0]!.recurs }],
		})
	})
})
