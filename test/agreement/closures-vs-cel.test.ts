import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { booleanOf, integerOf } from '../../src/game/evaluate.js'
import { layOut } from '../../src/game/layout.js'
import { parseScenario } from '../../src/scenario/parse-scenario.js'
import { expressions, type Vocabulary } from './expressions.js'
import { interpret } from './interpreter.js'
import type { RawScenario } from './raw-scenario.js'
import type { State } from './reading.js'
import { randomFrom } from './shares.js'

const isDeep = process.env.DETENTE_DEEP === '1'
const RUNS = isDeep ? 20_000 : 400
const STATES = 20

const scenario = (when: string, value: string) => `
id: expressions
title: Expressions
summary: One card that reads everything.
clock: { rounds: 4 }
players: { iran: { name: Iran, rival: pakistan }, pakistan: { name: Pakistan, rival: iran } }
order: [iran, pakistan]
parameters: { rate: { value: 3, low: 1, high: 9, basis: judgement } }
variables:
  rung: { range: [0, 4], start: 2, names: [normal, protest, warning, force, war] }
  trust: { range: [-3, 3], start: 0 }
  pressure: { per: player, range: [0, 2], start: 1 }
chart:
  phase:
    initial: calm
    states: { calm: , crisis: { initial: brink, states: { brink: { initial: talks, states: { talks: , drill: } }, open-door: } }, thaw: }
  envoy: { per: player, initial: in-post, states: { in-post: , away: { initial: recalled, states: { recalled: , barred: } } } }
moves:
  act: { by: [iran, pakistan], title: Act, when: ${JSON.stringify(when)}, effects: ${JSON.stringify(`trust = ${value}`)} }
endings: { over: { title: Over, at-end: true } }
`

const LEAVES = { phase: ['calm', 'talks', 'drill', 'open-door', 'thaw'], envoy: ['in-post', 'recalled', 'barred'] }
const PHASES = ['calm', 'crisis', 'brink', 'talks', 'drill', 'open-door', 'thaw']
const POSTS = ['in-post', 'away', 'recalled', 'barred']

const vocabulary: Vocabulary = {
	integers: [
		{ name: 'rung', low: 0, high: 4, constants: ['normal', 'protest', 'warning', 'force', 'war'] },
		{ name: 'trust', low: -3, high: 3 },
		{ name: 'self.pressure', low: 0, high: 2 },
		{ name: 'rival.pressure', low: 0, high: 2 },
		{ name: 'iran.pressure', low: 0, high: 2 },
		{ name: 'rate', low: 1, high: 9 },
		{ name: 'round', low: 1, high: 4 },
	],
	regions: [
		{ name: 'phase', states: PHASES },
		{ name: 'self.envoy', states: POSTS },
		{ name: 'rival.envoy', states: POSTS },
		{ name: 'pakistan.envoy', states: POSTS },
	],
}

function anyState(random: (below: number) => number): State {
	const pick = (items: readonly string[]) => items[random(items.length)]!
	return {
		chart: { phase: pick(LEAVES.phase), 'iran.envoy': pick(LEAVES.envoy), 'pakistan.envoy': pick(LEAVES.envoy) },
		variables: {
			rung: random(5),
			trust: random(7) - 3,
			'iran.pressure': random(3),
			'pakistan.pressure': random(3),
		},
		round: 1 + random(4),
		ply: random(2),
		pending: null,
		ending: null,
	}
}

function agree(when: string, value: string, seed: number): void {
	const text = scenario(when, value)
	const { scenario: loaded, diagnostics } = parseScenario(text, { file: 'expressions.yaml' })
	const errors = diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message)
	expect(errors).toEqual([])
	const [move] = loaded!.moves
	const referee = interpret(parse(text) as RawScenario)
	const random = randomFrom(seed)
	for (const self of ['iran', 'pakistan']) {
		const rival = self === 'iran' ? 'pakistan' : 'iran'
		const binding = { layout: layOut(loaded!), parameters: new Map([['rate', 3]]), self, rival }
		const holds = booleanOf(move!.when!.tree, binding)
		const amount = integerOf(move!.effects[0]!.value.tree, binding)
		for (let n = 0; n < STATES; n++) {
			const state = anyState(random)
			const ours = [holds(state), amount(state)]
			const theirs = [referee.evaluate(state, when, self), referee.evaluate(state, value, self)]
			expect(ours, `${when} | ${value} in ${JSON.stringify(state)} as ${self}`).toEqual(theirs)
		}
	}
}

describe('compiled expressions and the evaluator of CEL', () => {
	test(
		'agree in every state tried',
		() => {
			fc.assert(fc.property(expressions(vocabulary, 'boolean'), expressions(vocabulary, 'integer'), fc.nat(), agree), {
				seed: 20_240_118,
				numRuns: RUNS,
				includeErrorInReport: true,
			})
		},
		isDeep ? 3_600_000 : 120_000,
	)

	test.each([
		['-rung * -2 - -trust', 'true'],
		['1 - 2 - 3', '!(rung > 1) == (trust < 0)'],
		['rate - (rung - trust) * 2', 'rung > 1 == (trust < 0)'],
		['rung > 2 ? trust > 0 ? 1 : 2 : 3', 'rung in [war, 1, -1] || false && true'],
		['min(rung, 3, -rung)', 'phase in ["crisis", "thaw"] == (self.envoy != "away")'],
		['clamp(trust, rung, 1)', '"crisis" == phase'],
		['max(rung, trust, rate, round, 1, 2)', "self.envoy == 'away' != (rival.envoy in ['away', 'in-post'])"],
	])('a form worth a look: %s; %s', (value, when) => {
		agree(when, value, 1)
	})
})
