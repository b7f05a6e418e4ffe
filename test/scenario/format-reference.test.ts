import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { checkRules } from '../../src/analysis/proving/proof-rules.js'
import { parseScenario } from '../../src/scenario/parse-scenario.js'
import { formatReference } from '../../src/scenario/reference/format-reference.js'
import { rules } from '../../src/scenario/rules.js'
import { scenarioJsonSchema } from '../../src/scenario/scenario-json-schema.js'
import { faulty } from './faulty.js'

const template = readFileSync('src/scenario/reference/scenario-format.template.md', 'utf8')
const example = readFileSync('scenarios/_template.yaml', 'utf8')
const reference = formatReference(template, example, checkRules)

describe('the format reference', () => {
	it('is the one that the repository holds', () => {
		expect(readFileSync('docs/scenario-format.md', 'utf8')).toBe(reference)
		expect(JSON.parse(readFileSync('docs/scenario.schema.json', 'utf8'))).toEqual(
			JSON.parse(JSON.stringify(scenarioJsonSchema())),
		)
	})

	it('shows a whole scenario that loads without a remark', () => {
		const shown = [...reference.matchAll(/```yaml\n([\s\S]*?)```/g)].map((m) => m[1]!)
		const whole = shown.filter((text) => /^id: /m.test(text))
		expect(whole).toHaveLength(1)
		const { scenario, diagnostics } = parseScenario(whole[0]!, { file: 'example.yaml' })
		expect(diagnostics).toEqual([])
		expect(scenario).not.toBeNull()
	})

	it('shows an offer among three that loads without a remark', () => {
		const offer = /```yaml\n(chart:\n {2}treaty:[\s\S]*?)```/.exec(reference)![1]!
		const rest = `id: three
title: Three
summary: Three players and one offer.
clock: { rounds: 3 }
players: { north: { name: North }, south: { name: South }, league: { name: League } }
order: [north, south, league]
endings:
  signed: { title: Signed, when: treaty == "signed" }
  broken: { title: Broken, when: treaty == "broken" }
  nothing-signed: { title: Nothing signed, at-end: true }
`
		expect(parseScenario(rest + offer, { file: 'three.yaml' }).diagnostics).toEqual([])
	})

	it('has every finding, and leads nowhere that there is not', () => {
		for (const rule of [...Object.keys(rules), ...Object.keys(checkRules)]) expect(reference).toContain(`\`${rule}\``)
		const anchors = [...reference.matchAll(/^#+ (.*)$/gm)].map((m) =>
			m[1]!
				.toLowerCase()
				.replaceAll(/[^a-z -]/g, '')
				.replaceAll(' ', '-'),
		)
		for (const [, anchor] of reference.matchAll(/\]\(#([\w-]+)\)/g)) expect(anchors).toContain(anchor)
	})

	it('does not take a template that leaves something out', () => {
		expect(() => formatReference('{{table move}}', example, {})).toThrow(/leaves out/)
		expect(() => formatReference('{{nonsense}}', example, {})).toThrow(/nonsense/)
	})

	it.each([
		`'!(rung > 1)'`,
		`'rung > 1 ? rung < 3 : rung > 2'`,
		`'"tense" == relations'`,
		'rung >= warning',
		'rung in [1, warning, rate]',
		`self.envoy in ["recalled", 'in-post']`,
		'min(rung, 2, 3) > max(1, rung) - clamp(rung, 0, 1) * abs(0 - 3)',
		'round > 1 && (rung > 1) == (self.pressure > 0)',
		'true',
		'|\n      rung > 1 &&\n      rung < 3',
	])('is right that this can be written: %s', (text) => {
		const { diagnostics } = parseScenario(faulty('when: rung >= warning && self.pressure > 0', `when: ${text}`), {
			file: 'x.yaml',
		})
		expect(diagnostics.filter((d) => d.severity === 'error')).toEqual([])
	})
})
