import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bounds, greatest, isWeight } from '../../src/scenario/bounds.js'
import type { Tree } from '../../src/scenario/expression.js'
import type { Ranges } from '../../src/scenario/expressions/dimensions.js'
import { intervalBounds } from '../../src/scenario/expressions/intervals.js'
import { visit } from '../../src/scenario/expressions/tree-parts.js'
import { parseScenario } from '../../src/scenario/parse-scenario.js'
import { faulty, insert, SOUND } from './faulty.js'

const sound = parseScenario(SOUND, { file: 'x.yaml' }).scenario!

/** The tree of a weight written into the sound scenario. */
function weight(text: string): Tree {
	const { scenario, diagnostics } = parseScenario(faulty('weight: usual', `weight: '${text}'`), { file: 'x.yaml' })
	if (!scenario) throw new Error(diagnostics.map((d) => d.message).join('\n'))
	return scenario.moves[0]!.weight!.tree
}

describe('bounds', () => {
	it.each([
		['usual', 1, 9],
		['usual + rate * rung', 1, 9 + 90 * 3],
		['max(0, rung - 2)', 0, 1],
		['rung > 1 ? usual : 0', 0, 9],
		['abs(rung - 2)', 0, 2],
		['clamp(rung, 1, 2)', 1, 2],
		['min(usual, rung)', 0, 3],
		['round', 1, 3],
		['relations == "tense" ? 1 : 0', 0, 1],
		['true ? 3 : 4', 3, 3],
	])('%s goes from %d to %d by intervals', (text, low, high) => {
		expect(intervalBounds(weight(text), sound)).toMatchObject({ low, high })
	})

	it.each([
		['rung - rung', 0, 0],
		['rung * rung - rung', 0, 6],
		['rung > 1 ? rung - 1 : 0', 0, 2],
		['relations == "tense" && relations == "uneasy" ? 5 : 1', 1, 1],
		['relations == "loud" && relations == "tense" ? 5 : 1', 1, 5],
		['self.pressure - self.pressure + iran.pressure', 0, 2],
	])('%s goes from %d to %d when values are tried', (text, low, high) => {
		const tried = bounds(weight(text), sound)
		expect(tried).toMatchObject({ low, high, exact: true })
		expect(greatest(weight(text), sound)).toBeGreaterThanOrEqual(high)
	})

	it('tells where an end is reached', () => {
		const tree: Tree = {
			op: '-',
			left: { op: 'variable', id: 'rung', owner: null },
			right: { op: 'parameter', id: 'usual' },
		}
		const { low, lowAt, high, highAt } = bounds(tree, sound)
		expect([low, Object.fromEntries(lowAt!)]).toEqual([-9, { rung: 0, usual: 9 }])
		expect([high, Object.fromEntries(highAt!)]).toEqual([2, { rung: 3, usual: 1 }])
	})

	it('keeps what is beyond the budget as intervals', () => {
		const tree = weight('rung * rung - rung + rate')
		const part = bounds(tree, sound, { budget: 10 })
		expect(part).toMatchObject({ low: 10, high: 96, exact: false, lowAt: null })
		expect(bounds(tree, sound, { budget: 1 })).toMatchObject({ low: 10 - 3, high: 9 + 90, exact: false })
	})

	it('never lie inside what values can be', () => {
		const ranges: Ranges = sound
		const leaf: fc.Arbitrary<Tree> = fc.oneof(
			fc.integer({ min: -5, max: 5 }).map((value): Tree => ({ op: 'integer', value })),
			fc.constantFrom<Tree>(
				{ op: 'variable', id: 'rung', owner: null },
				{ op: 'variable', id: 'pressure', owner: 'self' },
				{ op: 'round' },
			),
		)
		const { tree } = fc.letrec<{ tree: Tree; test: Tree }>((tie) => ({
			tree: fc.oneof(
				{ maxDepth: 4 },
				leaf,
				fc.record({
					op: fc.constantFrom('+' as const, '-' as const, '*' as const),
					left: tie('tree'),
					right: tie('tree'),
				}),
				fc.record({
					op: fc.constantFrom('min' as const, 'max' as const),
					of: fc.array(tie('tree'), { minLength: 2, maxLength: 3 }),
				}),
				fc.record({ op: fc.constant('abs' as const), of: tie('tree') }),
				fc.record({ op: fc.constant('clamp' as const), of: tie('tree'), low: tie('tree'), high: tie('tree') }),
				fc.tuple(tie('test'), tie('tree'), tie('tree')).map(([test, first, second]): Tree => {
					const branches = Object.fromEntries([
						['then', first],
						['else', second],
					]) as { then: Tree; else: Tree }
					return { op: '?:', test, ...branches }
				}),
			),
			test: fc.oneof(
				{ maxDepth: 3 },
				fc.record({
					op: fc.constantFrom('==' as const, '!=' as const, '<' as const, '<=' as const, '>' as const, '>=' as const),
					left: tie('tree'),
					right: tie('tree'),
				}),
				fc.record({ op: fc.constantFrom('&&' as const, '||' as const), left: tie('test'), right: tie('test') }),
				fc.record({ op: fc.constant('not' as const), of: tie('test') }),
				fc.record({
					op: fc.constant('in' as const),
					of: tie('tree'),
					values: fc.array(leaf, { minLength: 1, maxLength: 3 }),
				}),
			),
		}))
		fc.assert(
			fc.property(
				tree,
				fc.integer({ min: 0, max: 3 }),
				fc.integer({ min: 0, max: 2 }),
				fc.integer({ min: 1, max: 3 }),
				(t, rung, pressure, round) => {
					const value = evaluate(t, { rung, 'self.pressure': pressure, round })
					const plain = intervalBounds(t, ranges)
					const tried = bounds(t, ranges)
					expect(plain.low).toBeLessThanOrEqual(tried.low)
					expect(plain.high).toBeGreaterThanOrEqual(tried.high)
					expect(tried.low).toBeLessThanOrEqual(value)
					expect(tried.high).toBeGreaterThanOrEqual(value)
					expect(tried.least).toBeLessThanOrEqual(tried.low)
					expect(tried.greatest).toBeGreaterThanOrEqual(tried.high)
				},
			),
			{ numRuns: 500 },
		)
	})

	it('are those of every part with visit', () => {
		const seen: string[] = []
		visit(weight('rung > 1 ? min(usual, 2) : abs(rung)'), (t) => seen.push(t.op))
		expect(seen).toEqual(['?:', '>', 'variable', 'integer', 'min', 'parameter', 'integer', 'abs', 'variable'])
	})
})

describe('proofs at loading', () => {
	const load = (text: string) => parseScenario(text, { file: 'x.yaml' })

	it.each(['rung * rung - rung', 'rung > 1 ? rung - 1 : 0', 'relations == "uneasy" ? 1 : rung - (rung > 0 ? 1 : 0)'])(
		'accepts %s, which is never below zero',
		(text) => {
			const { scenario } = load(faulty('weight: usual', `weight: '${text}'`))
			expect(scenario).not.toBeNull()
			expect(isWeight(bounds(scenario!.moves[0]!.weight!.tree, scenario!))).toBe(true)
		},
	)

	it('accepts chances that exclude each other', () => {
		const cards = 'a: { when: rung == 0, chance: rate * 6 }\nb: { when: rung > 0, chance: rate * 6 }'
		expect(load(insert('cards', cards)).diagnostics.filter((d) => d.severity === 'error')).toEqual([])
		const both = cards.replaceAll(/when: [^,]*, /g, '')
		expect(load(insert('cards', both)).diagnostics.map((d) => d.rule)).toContain('chance-over-base')
	})

	it('counts chances over the whole range of their parameters', () => {
		const [finding] = load(faulty('of: 1000', 'of: 60')).diagnostics
		expect(finding).toMatchObject({ rule: 'chance-over-base' })
		expect(finding!.message).toMatch(/rate = 61/)
	})

	const silent = (loud: string, quiet: string) =>
		faulty('{ loud: {}, silent: {} }', `{ loud: { always: ${loud} }, silent: { always: ${quiet} } }`)

	it('accepts always that leads onward, and guards that exclude each other', () => {
		expect(load(silent('silent', '{ target: uneasy, guard: rung > 2 }')).diagnostics).toEqual([])
		expect(
			load(silent('{ target: silent, guard: rung > 1 }', '{ target: loud, guard: rung < 2 }')).diagnostics,
		).toEqual([])
		expect(load(silent('loud', 'silent')).diagnostics).toEqual([])
	})

	it('finds circles that need two values, several regions, or the state around', () => {
		const circle = (text: string) => load(text).diagnostics.map((d) => d.rule)
		expect(circle(silent('{ target: silent, guard: rung > 1 }', '{ target: loud, guard: rung < 3 }'))).toEqual([
			'always-cycle',
		])
		expect(
			circle(silent('{ target: silent, guard: rung > 1 && round == 2 }', '{ target: loud, guard: rate > 89 }')),
		).toEqual(['always-cycle'])
		const envoys = `other:
  per: player
  initial: low
  states:
    low: { always: { target: high, guard: 'rival.other == "low"' } }
    high: { always: { target: low, guard: 'rival.other == "high"' } }`
		expect(circle(insert('chart', envoys))).toEqual(['always-cycle'])
		const many =
			'rival.other == "low" && !(min(self.pressure, abs(0 - rival.pressure), clamp(rate, 0, 9)) > 8) && (true ? rung in [0, 1, 2, 3] : false) && 1 + 1 - 1 * -1 == 3 || round > 9'
		expect(circle(insert('chart', envoys.replace('rival.other == "low"', many)))).toEqual(['always-cycle'])
		const ahead = envoys.replace('rival.other == "high"', 'rival.other == "low"')
		expect(circle(insert('chart', ahead))).toEqual([])
		const outer = faulty(
			'states:\n      uneasy',
			`always: [{ target: silent, guard: 'relations == "uneasy"' }, { target: uneasy, guard: 'relations == "silent"' }]\n    states:\n      uneasy`,
		)
		expect(circle(outer)).toEqual(['always-cycle'])
	})
})

function evaluate(tree: Tree, values: Readonly<Record<string, number>>): number {
	const of = (t: Tree): number => evaluate(t, values)
	switch (tree.op) {
		case 'integer':
			return tree.value
		case 'variable':
			return values[tree.owner === null ? tree.id : `${tree.owner}.${tree.id}`]!
		case 'round':
			return values.round!
		case '+':
			return of(tree.left) + of(tree.right)
		case '-':
			return of(tree.left) - of(tree.right)
		case '*':
			return of(tree.left) * of(tree.right)
		case 'min':
			return Math.min(...tree.of.map(of))
		case 'max':
			return Math.max(...tree.of.map(of))
		case 'abs':
			return Math.abs(of(tree.of))
		case 'clamp':
			return Math.max(of(tree.low), Math.min(of(tree.high), of(tree.of)))
		case '?:':
			return of(tree.test) === 1 ? of(tree.then) : of(tree.else)
		case '==':
			return of(tree.left) === of(tree.right) ? 1 : 0
		case '!=':
			return of(tree.left) !== of(tree.right) ? 1 : 0
		case '<':
			return of(tree.left) < of(tree.right) ? 1 : 0
		case '<=':
			return of(tree.left) <= of(tree.right) ? 1 : 0
		case '>':
			return of(tree.left) > of(tree.right) ? 1 : 0
		case '>=':
			return of(tree.left) >= of(tree.right) ? 1 : 0
		case '&&':
			return of(tree.left) * of(tree.right)
		case '||':
			return Math.max(of(tree.left), of(tree.right))
		case 'not':
			return 1 - of(tree.of)
		case 'in':
			return tree.values.some((v) => of(v) === of(tree.of)) ? 1 : 0
		default:
			throw new Error(`no ${tree.op} here`)
	}
}
