import { describe, expect, it } from 'vitest'
import { exportDot } from '../../src/report/exports/export-dot.js'
import { exportMermaid } from '../../src/report/exports/export-mermaid.js'
import type { StateNode } from '../../src/scenario/scenario.js'
import { SOUND } from '../analysis/proving/faults.js'
import { scenarioOf, shipped } from '../scenarios.js'

const statesOf = (nodes: readonly StateNode[]): string[] => nodes.flatMap((n) => [n.id, ...statesOf(n.states)])

/** Braces that are not inside quotes. */
function balance(text: string): number {
	const bare = text.replace(/"(?:[^"\\]|\\.)*"/g, '')
	return bare.split('{').length - bare.split('}').length
}

describe.each(['two-blows', 'iran-pakistan-2024'])('pictures of the chart of %s', (id) => {
	const scenario = shipped(id)
	it('Mermaid names every state once, and every arrow ends at states that are there', () => {
		const text = exportMermaid(scenario)
		const all = [...text.matchAll(/ as (\w+)/g)].map((m) => m[1]!)
		const declared = all.filter((name) => !name.endsWith('__any'))
		const states = scenario.chart.flatMap((r) => [
			`${r.id}__region`,
			...statesOf(r.states).map((s) => `${r.id}__${s.replaceAll('-', '_')}`),
		])
		expect(declared.sort()).toEqual(states.sort())
		expect(new Set(all).size).toBe(all.length)
		const composite = new Set([...text.matchAll(/ as (\w+) \{/g)].map((m) => m[1]!))
		const arrows = [...text.matchAll(/^\t\t(\w+) --> (\w+) : (.*)$/gm)]
		expect(arrows.length).toBeGreaterThan(5)
		for (const [, from, to, label] of arrows) {
			expect(all).toContain(from)
			// No arrow of Mermaid's may go from a composite state into itself.
			expect(composite.has(from!)).toBe(false)
			expect(all).toContain(to)
			expect(label!.replaceAll(/#\w+;/g, '')).not.toMatch(/[;:"#]/)
		}
		expect(balance(text)).toBe(0)
	})
	it('DOT has a node for every state, and quotes all text', () => {
		const text = exportDot(scenario)
		for (const region of scenario.chart)
			for (const state of statesOf(region.states)) expect(text).toContain(`"${region.id} ${state}" [label=`)
		expect(balance(text)).toBe(0)
		for (const [, from, to] of text.matchAll(/^\t+("[^"]*") -> ("[^"]*") \[label="(?:[^"\\]|\\.)*"\]$/gm)) {
			expect(text).toContain(`${from} [label=`)
			expect(text).toContain(`${to} [label=`)
		}
		expect(text.split(' -> ').length).toBeGreaterThan(5)
	})
})

describe('pictures', () => {
	it('keep what an author wrote from becoming markup', () => {
		const scenario = scenarioOf(SOUND.replace('title: A fence', 'title: \'A "fence"; {and} \\more\''))
		expect(exportDot(scenario)).toContain('label="A \\"fence\\"; {and} \\\\more"')
		expect(exportMermaid(scenario)).toContain('title: "A \\"fence\\"; {and} \\\\more"')
	})
})
