import { describe, expect, it } from 'vitest'
import { parseScenario } from '../../src/scenario/parse-scenario.js'
import { faulty, insert, SOUND } from './faulty.js'

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
	[WHEN, 'when: rung > 1 ? true : false', /"\? :" here without quotes/],
	[
		WHEN,
		`${WHEN}\n    signal: Who asks? Nobody: it is late`,
		/If the colon belongs to the text, write signal: ['"]Who asks/,
	],
	[WHEN, 'when: 50%', /base/],
	[WHEN, 'when:\n      - rung > 1\n      - rung < 3', /list/],
	[WHEN, 'when: > 1', /next line/],
	[WHEN, 'if: rung > 1', /did you mean "when"/],
	[EFFECTS, 'effects:\n      rung: 1', /below it, a line each, "rung = 1"/],
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
	['id: sound', 'id: Sound Scenario', /lower-case.*write sound-scenario/],
	[EFFECTS, 'effects: |\n      rung: +1', /write rung \+= 1/],
	[EFFECTS, 'effects: |\n      rung: 2', /write rung = 2/],
	[EFFECTS, 'effects: |\n      - rung += 1', /leave out the dash: write rung \+= 1/],
	[EFFECTS, 'effects:\n      rung: +1\n      rival.pressure: -1', /"rung \+= 1", then "rival\.pressure -= 1"/],
	[EFFECTS, 'effects: { rung: +1 }', /below it, a line each, "rung \+= 1"/],
	[EFFECTS, 'effects:\n      - rung += 1\n      - rival.pressure: -1', /"rung \+= 1", then "rival\.pressure -= 1"/],
	[EFFECTS, 'effects: rung: -1', /write effects: rung -= 1/],
	[EFFECTS, 'effects: rung++', /write rung \+= 1 or rung -= 1/],
	[EFFECTS, 'effects: rung *= 2', /write rung = rung \* 2/],
	[EFFECTS, 'effects: rung = +1', /To add, write rung \+= 1; to set, rung = 1/],
	[EFFECTS, 'effects: rung =+ 1', /To add, write rung \+= 1; to set, rung = 1/],
	[EFFECTS, 'effects: rung =-1', /To subtract, write rung -= 1/],
	[EFFECTS, 'effects: rung -= 010', /write 10/],
	[WHEN, 'when: rung > 0x1', /write 1/],
	[WHEN, 'when: rung >\u00a01', /non-breaking space \(U\+00A0\)/],
	['    title: Strike', '\u00a0   title: Strike', /non-breaking space/],
	['    title: Strike', '   \u00a0title: Strike', /non-breaking space \(U\+00A0\)/],
	[EFFECTS, 'effects: |\n\trung += 1', /tab.*whole file/],
	['      rung += 1\n      rival.pressure -= 1', '      rung += 1\n\t  rival.pressure -= 1', /tab/],
	['uneasy: { on: { strike: tense } }', 'Uneasy: { on: { strike: tense } }', /write uneasy/],
	[
		'silent: {} }',
		'silent: {} }, hushed: { on: { recall: loud } }',
		/"hushed" looks like a state: indent it below "states"/,
	],
	['      recalled: {}', '    recalled: {}', /"recalled" looks like a state: indent it below "states"/],
	[
		'attack: { chance: rate, effects: iran.pressure += 1 }',
		'attack: { chance: rate }\n    raid: { chance: rate }',
		/"raid" looks like a card: indent it below "cards"/,
	],
	['  recall:\n', '    recall:\n', /"recall" has nothing below it.*entry of its own/],
	['#top', 'parley: { by: iran, title: Parley }', /"parley" looks like a card: indent it below "moves"/],
	[
		'war: { title: War, when: rung == war, tone: bad }',
		'war:\n    title: War\n    when: rung == war\n    truce:\n      title: Truce\n      when: rung == 0',
		/"truce" stands inside "war".*move it 2 columns left/,
	],
	['    per: player\n    initial', '    per: [iran]\n    initial', /for some players only/],
	['initial: in-post', 'initial: { iran: in-post, pakistan: recalled }', /the same for each player.*always/],
	['#top', 'sources: [Cod Wars: a history]', /quotes: "Cod Wars: a history"/],
	['#top', 'sources:\n  - Cod Wars: a history', /quotes: "Cod Wars: a history"/],
	['#top', 'scripts: { s: { title: S, steps: [iran: recall] } }', /write - iran\.recall/],
	['#top', 'scripts: { s: { title: S, steps: [iran.recall: at dawn] } }', /- \{ move: iran\.recall/],
	['    title: Recall', '     title: Recall', /Line 51 is indented deeper than "by".*column 5/],
	[WHEN, 'when: rung > the-usual', /write the_usual/],
	['tags: [force]', 'tags: force', /write \[force\]/],
	['tags: [force]', 'tags: [Use of force]', /write use-of-force/],
	['title: Strike', "title: 'Tis a strike", /beginning of this value is not closed.*"'Tis a strike"/],
]

describe('a slip gives one message, and that says what to write', () => {
	it.each(slips)('%s → %s', (from, to, says) => {
		const base = insert('parameters', 'the_usual: { value: 1, low: 0, high: 2, basis: judgement }')
		const { diagnostics } = parseScenario(faulty(from, to, base), { file: 'x.yaml' })
		expect(diagnostics.filter((d) => d.severity === 'error').map((d) => d.message)).toEqual([
			expect.stringMatching(says),
		])
	})

	it.each([
		[/\bpakistan\b/g, 'the-pakistan', /write the_pakistan/],
		[/\bpakistan\b/g, 'The Land', /write The_Land/],
		[/\bpressure\b/g, 'home-pressure', /write home_pressure/],
		[/\brate\b/g, 'low-rate', /write low_rate/],
		[/\benvoy\b/g, 'the-envoy', /write the_envoy/],
		[/\btense\b/g, 'Tense', /write tense/],
		[/\bstrike\b/g, 'big strike', /write big-strike/],
		[/\blow(?=: (?:\{ ch|un))/g, 'low_salience', /write low-salience/],
		[/\bwar(?=: [-{])/g, 'all_out_war', /write all-out-war/],
		[/\battack\b/g, 'Attack', /write attack/],
	])('a name %s is refused once, as %s', (name, instead, says) => {
		const { diagnostics } = parseScenario(SOUND.replaceAll(name, instead), { file: 'x.yaml' })
		expect(diagnostics.map((d) => `${d.rule} ${d.message}`)).toEqual([expect.stringMatching(says)])
	})

	it('what is called by the right spelling of a refused name is not unknown too', () => {
		for (const from of ['tense: {', 'strike:\n    by', 'attack: {', 'war: { title'])
			expect(
				parseScenario(faulty(from, from.charAt(0).toUpperCase() + from.slice(1)), { file: 'x.yaml' }).diagnostics.map(
					(d) => d.rule,
				),
			).toEqual(['bad-name'])
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
