import { describe, expect, it } from 'vitest'
import { decide, placeText, readMove, readPlace } from '../../src/analysis/decision.js'
import { enumerate } from '../../src/analysis/enumerate.js'
import { type ArmSpec, ExactArm } from '../../src/analysis/exact-arm.js'
import { openGraph, policiesByName } from '../../src/analysis/named-chain.js'
import { type Arm, whatIf } from '../../src/analysis/whatif.js'
import { createGame } from '../../src/game/create-game.js'
import { type Policies, policiesOf } from '../../src/game/draw.js'
import type { Game, Policy } from '../../src/game/game.js'
import { memoised } from '../../src/game/memoised.js'
import { readSettings } from '../../src/game/settings.js'
import { scenarioOf, shipped } from '../scenarios.js'
import { atLeastThree, TWO_COINS } from '../small-scenario.js'

/** Weather that comes twice a round, with an outcome, a condition, and a card that never falls by itself. */
const WEATHER = `id: weather
title: Weather
summary: Two who mend a roof while the weather is what it is.
clock: { rounds: 3 }
players:
  ann: { name: Ann, rival: bob, payoff: { wet: 0, dry: 2, so-so: 1 } }
  bob: { name: Bob, rival: ann, payoff: { wet: 0, dry: 1, so-so: 2 } }
order: [ann, sky, bob, sky]
parameters:
  rain: { value: 30, low: 10, high: 50, basis: judgement }
  hard: { value: 40, low: 20, high: 80, basis: judgement }
variables:
  damp: { range: [0, 6], start: 2 }
chart:
  roof:
    initial: whole
    states:
      whole: { on: { sky.storm.hail: broken } }
      broken: { on: { mend: whole } }
moves:
  mend: { by: [ann, bob], title: Mend, when: roof == "broken" }
  wait: { by: [ann, bob], title: Wait, weight: damp + 1 }
  bail: { by: [ann, bob], title: Bail out, effects: damp -= 1 }
decks:
  sky:
    of: 100
    cards:
      storm:
        chance: "rain + (roof == 'broken' ? 20 : 0)"
        of: 100
        outcomes:
          hail: { chance: hard, effects: damp += 2 }
          drizzle: { rest: true, effects: damp += 1 }
      flood: { chance: 10, when: damp >= 3 && round >= 2, effects: damp += 3 }
      comet: { chance: 0, effects: damp = 0 }
endings:
  wet: { title: Wet, when: damp >= 5 }
  dry: { title: Dry, when: damp == 0 }
  so-so: { title: So so, at-end: true }
scripts:
  patient:
    title: Patient
    steps: [ann.wait, sky.storm.hail, bob.wait, sky.nothing, ann.mend]
`

/** Every card of every deck, and nothing, at each of its plies in these rounds. */
function decisions(game: Game, rounds: readonly number[]): NonNullable<ArmSpec['decision']>[] {
	const { decks, order } = game.scenario
	return decks.flatMap(({ id, cards }) =>
		rounds.flatMap((round) =>
			order
				.filter((actor) => actor === id)
				.flatMap((_, n) => {
					const place = readPlace(game, `${round}.${id}#${n + 1}`)
					return [...cards.map((c) => c.id), 'nothing'].map((card) => ({ place, move: readMove(game, place, card) }))
				}),
		),
	)
}

/** The same by asking the decision of everybody's policy, chance's too. */
function forcing(
	game: Game,
	{ chance, players }: Policies,
	{ place, move }: NonNullable<ArmSpec['decision']>,
): Policies {
	const made = decide(game, place, move)
	const forced =
		(policy: Policy): Policy =>
		(state, legal) => {
			const chosen = made(state, legal)
			return chosen ? legal.map((value) => ({ value, weight: value.id === chosen.id ? 1 : 0 })) : policy(state, legal)
		}
	return { chance: forced(chance), players: new Map([...players].map(([id, policy]) => [id, forced(policy)])) }
}

describe.each([
	['a deck with outcomes, twice a round', scenarioOf(WEATHER), [1, 2, 3], {}],
	['two blows', shipped('two-blows'), [1, 3], { iran: 'hawk', pakistan: 'cautious' }],
] as const)('a card of chance that is laid: %s', (_, scenario, rounds, names) => {
	const game = memoised(createGame(scenario))
	const policies = policiesOf(game, names)
	const all = decisions(game, rounds)

	it('gives what the plain enumeration gives with the same card laid', () => {
		const own = new ExactArm({ game, policies: names }).odds()
		let changed = 0
		// The plain enumeration takes its time with the lesson.
		const some = all.filter(({ place }) => place.round >= 2)
		for (const decision of some) {
			const exact = new ExactArm({ game, policies: names, decision }).odds()
			const plain = enumerate(game, forcing(game, policies, decision))
			scenario.endings.forEach(({ id }, n) => {
				expect(exact[n], `${placeText(decision.place)} ${decision.move} ${id}`).toBeCloseTo(plain.endings[id]!, 12)
			})
			expect(exact.reduce((a, b) => a + b)).toBeCloseTo(1, 12)
			if (exact.some((p, n) => Math.abs(p - own[n]!) > 1e-6)) changed++
		}
		expect(changed).toBeGreaterThan(some.length / 2)
	})

	it('gives what pairs of runs give, within intervals that hold for all of them together', () => {
		const confidence = 1 - 0.001 / (all.length * scenario.endings.length)
		const arm: Arm = { game, policies, names }
		const before = new ExactArm({ game, policies: names }).odds()
		for (const decision of all) {
			const after = new ExactArm({ game, policies: names, decision }).odds()
			const { endings } = whatIf(arm, { ...arm, decision }, { seed: 'laid', first: 1, last: 4000 }, confidence)
			for (const [n, { id, low, high }] of endings.entries()) {
				const difference = after[n]! - before[n]!
				const told = `${placeText(decision.place)} ${decision.move} ${id}`
				expect(difference, told).toBeGreaterThanOrEqual(low)
				expect(difference, told).toBeLessThanOrEqual(high)
			}
		}
	})
})

describe('a card of chance that is laid', () => {
	const game = memoised(createGame(scenarioOf(WEATHER)))
	const at = (place: string, card: string) => {
		const read = readPlace(game, place)
		return { place: read, move: readMove(game, read, card) }
	}

	it('where it is nowhere legal changes nothing', () => {
		const decision = at('1.sky', 'flood')
		expect(new ExactArm({ game, policies: {}, decision }).odds()).toEqual(new ExactArm({ game, policies: {} }).odds())
	})

	it('knows how likely it is legal at its place', () => {
		expect(new ExactArm({ game, policies: {} }).whole().decisionLegal).toBeNull()
		for (const decision of decisions(game, [1, 2, 3])) {
			const { decisionLegal, odds } = new ExactArm({ game, policies: {}, decision }).whole()
			expect(odds).toEqual(new ExactArm({ game, policies: {}, decision }).odds())
			const arm: Arm = { game, policies: policiesOf(game), names: {} }
			const { decided, runs } = whatIf(arm, { ...arm, decision }, { seed: 'legal', first: 1, last: 4000 })
			// Five standard errors.
			const error = 5 * Math.sqrt((decisionLegal! * (1 - decisionLegal!)) / runs) + 1e-12
			expect(Math.abs(decided! / runs - decisionLegal!), decision.move).toBeLessThan(error)
		}
		const coins = createGame(scenarioOf(TWO_COINS))
		const of = (place: string, move: string) =>
			new ExactArm({ game: coins, policies: {}, decision: { place: readPlace(coins, place), move } }).whole()
				.decisionLegal
		const push = 3 / 4
		expect(of('1.ann', 'ann.wait')).toBe(1)
		expect(of('1.ann', 'ann.pass')).toBe(0)
		expect(of('2.sky', 'sky.storm')).toBeCloseTo(1 - atLeastThree([push, push, 0.25, push, push, 0]), 12)
	})

	it('follows the parameters that are drawn', () => {
		const decision = at('2.sky#2', 'storm')
		const arm = new ExactArm({ game, policies: {}, decision })
		const settings = readSettings(game.scenario, [
			{ name: 'rain', value: 50 },
			{ name: 'hard', value: 20 },
		])
		const drawn = memoised(createGame(game.scenario, settings))
		const plain = enumerate(drawn, forcing(drawn, policiesOf(drawn), decision))
		arm.odds([50, 20]).forEach((p, n) => {
			expect(p).toBeCloseTo(plain.endings[game.scenario.endings[n]!.id]!, 12)
		})
	})

	it('stands beside a script', () => {
		const decision = at('2.sky', 'nothing')
		const names = { ann: 'script:patient' }
		const plain = enumerate(game, forcing(game, policiesOf(game, names), decision))
		new ExactArm({ game, policies: names, decision }).odds().forEach((p, n) => {
			expect(p).toBeCloseTo(plain.endings[game.scenario.endings[n]!.id]!, 12)
		})
	})

	it('is not foreseen by best play, as in runs', () => {
		const decision = at('2.sky', 'storm')
		const names = { ann: 'best', bob: 'best' }
		const policies = policiesByName(game, names, () => openGraph(game))
		const plain = enumerate(game, forcing(game, policies, decision))
		new ExactArm({ game, policies: names, decision }).odds().forEach((p, n) => {
			expect(p).toBeCloseTo(plain.endings[game.scenario.endings[n]!.id]!, 12)
		})
	})
})
