import { describe, expect, it } from 'vitest'
import { parseScenario } from '../../src/scenario/parse-scenario.js'
import { scalarOffsets } from '../../src/scenario/source/scalar-offsets.js'
import { faulty, marked } from './faulty.js'

const WHEN = '    when: rung >= warning && self.pressure > 0\n'
const EFFECTS = '    effects: |\n      rung += 1\n      rival.pressure -= 1\n'

/** Ways to write a text in YAML, each with one misspelt name behind a mark. */
const styles: [string, string, string][] = [
	['plain', WHEN, '    when: rung > 1 && ¦rnug < 3\n'],
	['plain over lines', WHEN, '    when: rung > 1 &&\n      rung < 3\n      &&   ¦rnug < 3\n'],
	['plain with a comment behind', WHEN, '    when: ¦rnug < 3 # a comment\n'],
	['single quotes', WHEN, "    when: 'rung > 1 && ¦rnug < 3'\n"],
	['single quotes with a quote in them', WHEN, "    when: 'relations == ''tense'' && ¦rnug < 3'\n"],
	['single quotes over lines', WHEN, "    when: 'rung > 1 &&\n\n      rung < 3 && ¦rnug < 3'\n"],
	['double quotes', WHEN, '    when: "rung > 1 && ¦rnug < 3"\n'],
	['double quotes with escapes', WHEN, '    when: "relations == \\"tense\\" \\u0026& \\x20 ¦rnug < 3"\n'],
	['double quotes over lines', WHEN, '    when: "rung > 1 &&\\\n      \\ rung < 3 &&\n      ¦rnug < 3"\n'],
	['a literal block', WHEN, '    when: |\n      rung > 1 &&\n\n        ¦rnug < 3\n'],
	['a literal block with an indicator', WHEN, '    when: |2-\n        rung > 1 &&\n      ¦rnug < 3\n'],
	[
		'a literal block with a comment on its header',
		WHEN,
		'    when: | # all of it\n      rung > 1 &&\n      ¦rnug < 3\n',
	],
	['a folded block', WHEN, '    when: >-\n      rung > 1 &&\n      rung < 3\n\n      && ¦rnug < 3\n'],
	['behind an anchor', WHEN, '    when: &a rung > 1 && ¦rnug < 3\n'],
	['carriage returns', WHEN, '    when: |\r\n      rung > 1 &&\r\n      ¦rnug < 3\r\n'],
]

describe('places in expressions', () => {
	it.each(styles)('%s', (_, from, to) => {
		const base = to.includes('&a ') ? faulty(EFFECTS, '    effects: rung += 1\n') : undefined
		const { text, line, column } = marked(faulty(from, to, base))
		const { diagnostics } = parseScenario(text, { file: 'x.yaml' })
		expect(diagnostics.map((d) => [d.rule, d.at.line, d.at.column, d.at.endColumn])).toEqual([
			['unknown-name', line, column, column + 4],
		])
	})

	it.each([
		['plain', '    effects: ¦rnug += 1\n'],
		['a literal block', '    effects: |\n      rung += 1 # once\n\n      # twice\n      ¦rnug += 1\n'],
		['on the right-hand side', '    effects: |\n      rung += 1\n      rival.pressure  -=  max( 0, ¦rnug)\n'],
		['double quotes', '    effects: "rung += 1\\n\\trival.pressure += ¦rnug"\n'],
	])('effects: %s', (_, to) => {
		const { text, line, column } = marked(faulty(EFFECTS, to))
		const { diagnostics } = parseScenario(text, { file: 'x.yaml' })
		expect(diagnostics.map((d) => [d.rule, d.at.line, d.at.column])).toEqual([['unknown-name', line, column]])
	})

	it('a file that begins with a byte order mark', () => {
		const { text, line, column } = marked(faulty('title: Strike', 'title: Strike\n    ¦foo: 1'))
		const { diagnostics } = parseScenario(`\ufeff${text}`, { file: 'x.yaml' })
		expect(diagnostics.map((d) => [d.rule, d.at.line, d.at.column])).toEqual([['unknown-key', line, column]])
	})

	it('a file without a last line break', () => {
		const { text, line, column } = marked('id: x\ntitle: y\nfoo:¦')
		const { diagnostics } = parseScenario(text, { file: 'x.yaml' })
		expect(diagnostics.at(-1)!.at).toEqual({ line, column: column - 4, endColumn: column - 1 })
	})
})

describe('scalarOffsets', () => {
	it.each([
		['abc', 'abc', [0, 1, 2, 3]],
		['a  b\n   c', 'a  b c', [0, 1, 2, 3, 4, 8, 9]],
		["'a''b'", "a'b", [1, 2, 4, 5]],
		['"a\\u0062\\nc"', 'ab\nc', [1, 2, 8, 10, 11]],
		['"\\U0001F600x"', '😀x', [1, 1, 11, 12]],
		['|\n  ab\n  c\n', 'ab\nc\n', [4, 5, 6, 9, 10, 10]],
		['', '', [0]],
	])('%j', (raw, value, offsets) => {
		expect(scalarOffsets(raw, value, 0)).toEqual(offsets)
		expect(scalarOffsets(raw, value, 100)).toEqual(offsets.map((o) => o + 100))
	})
})
