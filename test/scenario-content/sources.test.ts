import { describe, expect, it } from 'vitest'
import { likelihood, scriptMoves } from '../../src/analysis/likelihood.js'
import { createGame } from '../../src/game/create-game.js'
import { policiesOf } from '../../src/game/draw.js'
import { memoised } from '../../src/game/memoised.js'
import { likelihoodText } from '../../src/report/likelihood-text.js'
import type { Scenario, Script } from '../../src/scenario/scenario.js'
import { shipped } from '../scenarios.js'

/**
 * Rows of counts by the name that the files cite: cases with the trait, cases in all, and the share in a hundred with
 * its 95 % interval. Copied by hand from the table of the counts, so that no number marked as data can drift.
 */
const ROWS: Readonly<Record<string, { k: number; n: number; value: number; low: number; high: number }>> = {
	retaliate_force_within_3d_crisis_np: { k: 6, n: 25, value: 24, low: 11.5, high: 43.43 },
	first_response_diplomatic_np: { k: 10, n: 25, value: 40, low: 23.4, high: 59.26 },
	first_response_verbal_np: { k: 1, n: 25, value: 4, low: 0.71, high: 19.54 },
	first_response_nonviolent_military_np: { k: 1, n: 25, value: 4, low: 0.71, high: 19.54 },
	recur5y_np: { k: 14, n: 39, value: 35.9, low: 22.74, high: 51.58 },
	war_given_recip_force_contig_post45_cow: { k: 11, n: 361, value: 3.05, low: 1.07, high: 5.37 },
	full_war_crisis: { k: 18, n: 124, value: 14.52, low: 9.38, high: 21.78 },
	mediation_offered: { k: 57, n: 122, value: 46.72, low: 38.1, high: 55.54 },
	agreement_if_mediated: { k: 34, n: 51, value: 66.67, low: 52.97, high: 78.03 },
}

const scenarios = ['iran-pakistan-2024', 'two-blows'].map(shipped)
const parameters = scenarios.flatMap((s) => s.parameters.map((p) => ({ ...p, name: `${s.id}: ${p.id}` })))
/** Rows that a source names. */
const cited = (source: string | null): string[] => Object.keys(ROWS).filter((row) => source?.includes(row))

describe('numbers that were counted', () => {
	it.each(parameters.filter((p) => p.basis === 'data').map((p) => [p.name, p] as const))(
		'%s is the row that it cites, with its interval, in a hundred',
		(_, { source, value, low, high }) => {
			const rows = cited(source)
			expect(rows).toHaveLength(1)
			const row = ROWS[rows[0]!]!
			expect([value, low, high]).toEqual([row.value, row.low, row.high].map(Math.round))
			expect((100 * row.k) / row.n).toBeCloseTo(row.value, 1)
		},
	)

	it('are those that were meant to be', () => {
		expect(parameters.filter((p) => p.basis === 'data').map((p) => p.name)).toEqual([
			'iran-pakistan-2024: strikes_back',
			'iran-pakistan-2024: answers_politically',
			'iran-pakistan-2024: answers_in_words',
			'iran-pakistan-2024: answers_with_troops',
			'iran-pakistan-2024: recurs_base',
			'two-blows: strikes_back',
		])
	})

	it('are told with their cases wherever a source names them', () => {
		let told = 0
		for (const { name, source } of parameters)
			for (const row of cited(source)) {
				const { k, n } = ROWS[row]!
				expect(source, name).toContain(`${k} of ${n}`)
				told++
			}
		expect(told).toBeGreaterThanOrEqual(12)
	})

	it('leave nothing that says row without one that is known', () => {
		for (const { name, source } of parameters)
			for (const [, row] of (source ?? '').matchAll(/\brow (\w+)/g)) expect(ROWS, name).toHaveProperty(row!)
	})
})

/** Days of January that a label or a date names, the last standing for a range's end; empty outside January 2024. */
const days = (text: string): number[] => [...text.replaceAll('2024', '').matchAll(/\d+/g)].map(Number)

const games = new Map(scenarios.map((s) => [s, memoised(createGame(s))]))
const playedOut = (scenario: Scenario, script: Script, policies: Record<string, string> = {}) => {
	const game = games.get(scenario)!
	return { game, line: likelihood(game, policiesOf(game, policies), scriptMoves(script)) }
}
const scripts = scenarios.flatMap((s) => s.scripts.map((script) => [`${s.id}, ${script.id}`, s, script] as const))

describe('scripts', () => {
	it.each(scripts)('%s is legal to the ending that it names', (_, scenario, script) => {
		expect(playedOut(scenario, script).line.state.ending).toBe(script.ending)
	})

	it.each(scripts.filter(([, , script]) => script.id === 'record'))(
		'%s comes to a thaw on 29 January, each step within its round',
		(_, scenario, script) => {
			const { line } = playedOut(scenario, script)
			expect(line.state).toMatchObject({ ending: 'thaw', round: 6 })
			script.steps.forEach(({ date }, n) => {
				const [from, to] = days(scenario.clock.labels[Math.floor(n / scenario.order.length)]!)
				const [day] = days(date!)
				expect(day! >= from! && day! <= to!, `${date} in ${from}–${to}`).toBe(true)
			})
			expect(days(script.steps.at(-1)!.date!)).toEqual([29])
			const dated = script.steps.map((s) => days(s.date!)[0]!)
			expect(dated).toEqual(dated.toSorted((a, b) => a - b))
		},
	)

	it.each(scripts)(
		'%s: how likely it is, and its least likely step, under every pair of doctrines',
		(_, scenario, script) => {
			const names = ['cards', ...scenario.doctrines.map((d) => d.id)]
			for (const iran of names)
				for (const pakistan of names) {
					const { game, line } = playedOut(scenario, script, { iran, pakistan })
					const product = line.steps.reduce((p, s) => p * s.probability, 1)
					expect(line.probability).toBeCloseTo(product, 15)
					const least = Math.min(...line.steps.map((s) => s.probability))
					expect(line.least!.probability).toBe(least)
					expect(likelihoodText(game, line)).toMatch(
						least === 0 ? /never drawn; least likely step/ : /1 in .*least likely/,
					)
				}
		},
	)

	it('of the record could not happen under tit for tat, which never strikes first', () => {
		for (const scenario of scenarios) {
			const record = scenario.scripts.find((s) => s.id === 'record')!
			const { line } = playedOut(scenario, record, { iran: 'tit-for-tat', pakistan: 'tit-for-tat' })
			expect(line.probability).toBe(0)
			expect(line.least!.move).toBe('iran.limited-strike')
			expect(playedOut(scenario, record).line.probability).toBeGreaterThan(0)
		}
	})

	it('are sourced: every step of the record in which somebody does something says where it was reported', () => {
		for (const scenario of scenarios)
			for (const step of scenario.scripts.find((s) => s.id === 'record')!.steps) {
				if (step.move === 'nothing' || step.move === 'hold') continue
				expect(step.source, `${scenario.id} ${step.move} ${step.date}`).toMatch(/^https:/)
			}
	})
})

describe('the crisis of 2024', () => {
	const [crisis] = scenarios as [Scenario]

	it('asks ten questions, and every one changes something that is there', () => {
		expect(crisis.questions).toHaveLength(10)
		for (const { change } of crisis.questions)
			expect(change.decision !== null || change.set.length + change.policies.length + change.without.length > 0).toBe(
				true,
			)
	})

	it('has its four stages on the road, in the order of January', () => {
		const road: string[] = []
		const walk = (states: Scenario['chart'][number]['states']): void => {
			for (const state of states) {
				if (state.tags.includes('road')) road.push(state.title!)
				walk(state.states)
			}
		}
		walk(crisis.chart.find((r) => r.id === 'phase')!.states)
		expect(road).toEqual(['Strike', 'Ambassadors withdrawn', 'Retaliation', 'Thaw'])
	})

	it('says of each number that was judged that it was', () => {
		for (const { id, basis, source } of crisis.parameters) expect(basis !== 'data' || source !== null, id).toBe(true)
		expect(new Set(crisis.parameters.map((p) => p.basis))).toEqual(new Set(['judgement', 'data']))
	})

	it('gives every move of a player its signal, its precedent or authority, and its event code', () => {
		for (const { id, signal, source, code } of crisis.moves) {
			expect(signal, id).not.toBeNull()
			expect(source, id).not.toBeNull()
			expect(code, id).toMatch(/^\d{2,4}$/)
		}
	})
})
