import { describe, expect, it } from 'vitest'
import { parseScenario } from '../../src/scenario/parse-scenario.js'
import { faulty } from './faulty.js'

const WHEN = 'when: rung >= warning && self.pressure > 0'
const EFFECTS = 'effects: |\n      rung += 1\n      rival.pressure -= 1'

/** What authors write who know another language, or YAML a little; and words of the one message that they get. */
const slips: [string, string, RegExp][] = [
	[WHEN, 'when: rung => warning', /Write >= instead of =>/],
	[WHEN, 'when: {rung >= 1}', /leave out the braces/],
	[WHEN, 'when:', /got nothing/],
	[WHEN, 'when: # always', /comment/],
	[WHEN, "when: 'relations == 'tense''", /when: "relations == 'tense'"/],
	[WHEN, 'when: self.envoy == recalled', /in quotes, as in self\.envoy == "recalled"/],
	[WHEN, 'when: envoy == "recalled"', /write self\.envoy/],
	[WHEN, 'when: rung > "warning"', /warning without quotes/],
	[WHEN, 'when: yes', /true or false/],
	[WHEN, 'when: 50%', /base/],
	[WHEN, 'when:\n      - rung > 1\n      - rung < 3', /list/],
	[WHEN, 'when: > 1', /next line/],
	[WHEN, 'if: rung > 1', /did you mean "when"/],
	[EFFECTS, 'effects:\n      rung: 1', /rung = 5/],
	[EFFECTS, 'effects:\n      - rung += 1', /list/],
	[EFFECTS, 'effects: rung: +1', /assignment/],
	[EFFECTS, 'effects: rung += 1\n      rival.pressure -= 1', /line of its own/],
	[EFFECTS, 'effects: rung++', /\+= 1/],
	[EFFECTS, 'effects: |\n    rung += 1', /indented further/],
	[EFFECTS, 'effects: |\n      rung += 1\n     rival.pressure -= 1', /indented differently/],
	[EFFECTS, 'effects: rung = "warning"', /without quotes/],
	[EFFECTS, 'effects: self.envoy = "recalled"', /variables only/],
	[EFFECTS, 'effects: rung += 0.5', /smaller steps/],
	['weight: usual', 'weight: usual + 0.5', /0\.05 is 50/],
	['weight: usual', 'chance: usual', /did you mean "weight"/],
	['by: [iran, pakistan]', 'by: iran, pakistan', /\[iran, pakistan\]/],
	['by: [iran, pakistan]', 'by: Iran', /did you mean "iran"/],
	['of: 1000', 'of: 1,000', /digits alone/],
	['of: 1000', 'of: 1.000', /write 1000/],
	['range: [0, 2]', 'range: 0-2', /\[low, high\]/],
	['initial: uneasy\n', 'inital: uneasy\n', /did you mean "initial"/],
	['on: { strike: tense }', 'on: { strike: { goto: tense } }', /did you mean "target"/],
	['on: { strike: tense }', 'on: { strike: { target: tense, when: rung > 1 } }', /did you mean "guard"/],
	['on: { strike: tense }', 'on: { strike: }', /\{\} to stay/],
	['on: { strike: tense }', 'on: [strike]', /map/],
	['recalled: {}', 'recalled', /no colon/],
	['title: Strike', 'title: Strike: the answer', /title: 'Strike: the answer'/],
	['title: Strike', "title: 'Iran's strike'", /title: "Iran's strike"/],
	['title: Strike', 'title: "Strike" now', /title: '"Strike" now'/],
	['title: Strike', 'title: #1 strike', /comment/],
	['title: Strike', 'title: *Strike*', /alias/],
	['title: Strike', 'title: & co', /anchor/],
	['title: Strike', 'title:Strike', /space behind it/],
	['title: Strike', '- title: Strike', /list entry/],
	['order: [iran, pakistan, incidents]', 'order: iran, pakistan, incidents', /\[iran, pakistan, incidents\]/],
	['players:', 'player:', /did you mean "players"/],
	['moves:', 'cards:', /did you mean "moves"/],
	['rounds: 3', 'rounds: "3"', /without quotes/],
	['id: sound', 'id: Sound Scenario', /lower-case/],
]

describe('a slip gives one message, and that says what to write', () => {
	it.each(slips)('%s → %s', (from, to, says) => {
		const { diagnostics } = parseScenario(faulty(from, to), { file: 'x.yaml' })
		expect(diagnostics.filter((d) => d.severity === 'error').map((d) => d.message)).toEqual([
			expect.stringMatching(says),
		])
	})

	it.each([
		[
			'an outcome called nothing',
			'low: { chance: rate',
			'nothing: { chance: rate',
			'strike.low: uneasy',
			'strike.nothing: uneasy',
		],
		[
			'a value called nothing',
			'[calm, warning',
			'[nothing, warning',
			'rung = max(rung, 1)',
			'rung = max(rung, nothing)',
		],
	])('%s is no slip', (_, from, to, alsoFrom, alsoTo) => {
		expect(parseScenario(faulty(alsoFrom, alsoTo, faulty(from, to)), { file: 'x.yaml' }).diagnostics).toEqual([])
	})

	it('a missing section does not make every name unknown', () => {
		const { diagnostics } = parseScenario(
			'id: x\ntitle: X\nsummary: X\nclock: { rounds: 2 }\norder: [iran]\nendings: { e: { title: E, at-end: true } }\nvariables: { v: { range: [0, 2], start: 3 } }\nmoves: { m: { by: iran, title: M, when: iran.foo > bar, effects: v = "x" } }\n',
			{ file: 'x.yaml' },
		)
		expect(diagnostics.map((d) => d.rule)).toEqual(['missing-key', 'range-order', 'expression-type'])
	})
})
