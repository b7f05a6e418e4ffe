import { describe, expect, it } from 'vitest'
import { conjuncts, treeText } from '../../src/analysis/tree-text.js'
import type { Expression, Tree } from '../../src/scenario/expression.js'
import type { Scenario } from '../../src/scenario/scenario.js'
import { scenarioOf, shipped } from '../scenarios.js'
import { SOUND } from './proving/faults.js'

/** Trees of a scenario's ending when the given text is its condition. */
function treeOf(text: string): Tree {
	const yaml = SOUND.replace('when: heat >= 4', `when: ${JSON.stringify(text)}`)
	return scenarioOf(yaml).endings[0]!.when.tree
}

describe('a tree as text', () => {
	it.each([
		'heat + 1 - (2 - heat) == 3',
		'(heat + 1) * 2 > heat * (3 - heat)',
		'!(heat == 1 || fence == "fallen") && (heat == 2 || heat == 3)',
		'fence != "fallen"',
		'fence in ["standing", "leaning"]',
		'(heat > 1 ? heat : 0 - heat) == 1',
		'heat in [1, eager, half]',
		'clamp(heat, 0, 2) == max(1, abs(heat), min(heat, 3))',
		'(heat == 1) == (feud == 1)',
		'-heat < 1',
		'heat > (feud == 1 ? 1 : heat > 2 ? 3 : 2)',
	])('reads again as the same tree: %s', (text) => {
		const tree = treeOf(text)
		expect(treeOf(treeText(tree))).toEqual(tree)
	})
	it.each(['two-blows', 'iran-pakistan-2024'])('reads again as the same tree, all over %s', (id) => {
		const scenario = shipped(id)
		const whens = scenario.endings.map((e) => e.when)
		for (const when of whens) expect(conjuncts(when.tree).length).toBeGreaterThan(0)
		const wanted = new Map(whens.map((w) => [w.text, treeText(w.tree)]))
		const text = [...wanted].reduce(
			(yaml, [from, to]) => yaml.replace(`when: ${from}\n`, () => `when: ${JSON.stringify(to)}\n`),
			scenario.text,
		)
		const again: Scenario = scenarioOf(text)
		expect(again.endings.map((e) => e.when.tree)).toEqual(whens.map((w: Expression) => w.tree))
	})
})
