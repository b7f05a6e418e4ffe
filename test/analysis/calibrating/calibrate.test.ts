import { describe, expect, it } from 'vitest'
import { CalibrationError, calibrate, daysIn } from '../../../src/analysis/calibrating/calibrate.js'
import { OwnRates } from '../../../src/analysis/calibrating/own-rates.js'
import { PUBLISHED_RATES } from '../../../src/analysis/calibrating/published-rates.js'
import { SampledPlay } from '../../../src/analysis/sampled-play.js'
import { createGame } from '../../../src/game/create-game.js'
import { formNodePolicy } from '../../../src/kernel/chain.js'
import { compileKernel } from '../../../src/kernel/compile.js'
import { calibrationDocument } from '../../../src/report/calibration-document.js'
import { plainText } from '../../../src/report/document.js'
import { wilson } from '../../../src/statistics/wilson.js'
import { scenarioOf, shipped } from '../../scenarios.js'

/**
 * Ann strikes once, in the first round. Bob strikes back in one of four, each round, until he has. The heavens offer
 * to mediate in one of two, and the offer is taken at once in the same ply's state; peace then follows or not.
 */
const CLOCKWORK = `id: clockwork
title: Clockwork
summary: Rates that can be worked out on paper.
clock: { rounds: 2, each: two days }
players:
  ann: { name: Ann, rival: bob }
  bob: { name: Bob, rival: ann }
order: [ann, bob, heavens]
variables:
  struck: { range: [0, 2], start: 0 }
  dead: { range: [0, 1], start: 0 }
chart:
  talks:
    initial: none
    states:
      none: { on: { heavens.offer: talking } }
      talking: { tags: [mediation-accept] }
moves:
  strike: { by: ann, title: Strike, tags: [force], when: struck == 0, effects: struck = 1 }
  rest: { by: ann, title: Rest, when: struck > 0 }
  answer: { by: bob, title: Strike back, tags: [force], when: struck == 1, weight: 1, effects: struck = 2 }
  bear: { by: bob, title: Bear it, weight: 3 }
decks:
  heavens:
    of: 10
    cards:
      offer: { chance: 5, when: talks == "none", tags: [mediation-offer] }
      doom: { chance: 1, effects: dead = 1 }
endings:
  great-war: { title: War, when: dead == 1 }
  over: { title: Over, at-end: true }
`

function ratesOf(text: string, runs: number): OwnRates {
	const game = createGame(scenarioOf(text))
	const kernel = compileKernel(game)
	const policies = new Map(game.scenario.players.map((p) => [p.id, formNodePolicy(kernel, p.id, 'cards')!]))
	return new OwnRates(new SampledPlay(kernel, policies), game.initialState(), { seed: 'clockwork', runs })
}

/** Four standard errors. */
function near({ count, of }: { count: number; of: number }, p: number): void {
	expect(Math.abs(count / of - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / of))
}

describe('a scenario’s own rates', () => {
	const rates = ratesOf(CLOCKWORK, 20_000)
	const goesOn = 0.9
	it('are those that the paper gives', () => {
		// Bob’s first answer comes a ply after the blow, his second a round later, if nothing has ended the game.
		near(rates.rate('answered-with-force', 1 / 3)!, 1 / 4)
		near(rates.rate('answered-with-force', 4 / 3)!, 1 / 4 + (3 / 4) * goesOn * (1 / 4))
		near(rates.rate('war-after-force', null)!, 1 - goesOn ** 2)
		near(rates.rate('mediation-offered', null)!, 0.5 + 0.4 * 0.5)
		expect(rates.rate('offer-accepted', null)!.count).toBe(rates.rate('mediation-offered', null)!.count)
	})
	it('count as cut off what the last round cut off before its time was up', () => {
		const ever = rates.rate('answered-with-force', null)!
		const soon = rates.rate('answered-with-force', 1 / 3)!
		expect(ever.of).toBe(20_000)
		expect(soon.cutOff).toBe(0)
		near({ count: ever.cutOff, of: ever.of }, (3 / 4) ** 2 * goesOn ** 2)
		const war = rates.rate('war-after-force', null)!
		expect(war.count + war.cutOff).toBe(war.of)
	})
	it('are not given where nothing is tagged so', () => {
		expect(rates.rate('agreement', null)).toBeUndefined()
		expect(rates.rate('struck-again', 1)!.count).toBe(0)
		expect(ratesOf(CLOCKWORK.replace('great-war', 'doom'), 10).rate('war-after-force', null)).toBeUndefined()
		expect(ratesOf(CLOCKWORK.replaceAll('tags: [force], ', ''), 10).rate('answered-with-force', 1)).toBeUndefined()
	})
	it('lie inside, below, above, or where the horizon is too short to say', () => {
		const {
			rates: found,
			daysPerRound,
			horizon,
		} = calibrate(createGame(scenarioOf(CLOCKWORK)), { seed: 's', runs: 4000 })
		const of = (id: string) => found.find((r) => r.published.id === id)!
		expect([daysPerRound, horizon]).toEqual([2, 4])
		expect(of('retaliate_force_within_3d_crisis_np').verdict).toBe('inside')
		expect(of('mediation_offered').verdict).toBe('above')
		expect(of('mediation_offered').why).toBeTruthy()
		expect(of('agreement_np')).toMatchObject({ own: null, verdict: null })
		expect(of('agreement_if_mediated').published.association).toBe(true)
	})
	it('of the shipped scenarios are all there, with those they cite marked', () => {
		const result = calibrate(createGame(shipped('two-blows')), { seed: 's', runs: 1000 })
		expect(result.rates.every((r) => r.own !== null && r.verdict !== null)).toBe(true)
		expect(result.rates.find((r) => r.published.id === 'retaliate_force_within_3d_crisis_np')!.cited).toBe(true)
		const text = plainText(calibrationDocument(result))
		expect(text).toContain('(association)')
		expect(text).toContain('6 of 25')
	})
	it('need to know how long a round is', () => {
		const game = createGame(scenarioOf(CLOCKWORK.replace(', each: two days', '')))
		expect(() => calibrate(game, { seed: 's', runs: 10 })).toThrow(CalibrationError)
		expect(calibrate(game, { seed: 's', runs: 10, daysPerRound: 3 }).horizon).toBe(6)
	})
})

describe('the length of a round', () => {
	it.each([
		['two days', 2],
		['two or three days', 2.5],
		['two or three days, then longer', 2.5],
		['3 to 5 days', 4],
		['a week', 7],
		['12 hours', 0.5],
		['each month', 30.44],
	])('%s', (text, days) => {
		expect(daysIn(text)).toBeCloseTo(days, 12)
	})
	it.each(['a phase', 'some days', ''])('is not in "%s"', (text) => {
		expect(daysIn(text)).toBeNull()
	})
})

describe('published rates', () => {
	it.each(PUBLISHED_RATES.map((r) => [r.id, r] as const))(
		'%s: its share is its count, its interval no narrower than Wilson’s',
		(_, rate) => {
			expect(rate.count / rate.of).toBeCloseTo(rate.value, 3)
			const { low, high } = wilson(rate.count, rate.of)
			expect(rate.low).toBeLessThanOrEqual(low + 1e-4)
			expect(rate.high).toBeGreaterThanOrEqual(high - 1e-4)
		},
	)
})
