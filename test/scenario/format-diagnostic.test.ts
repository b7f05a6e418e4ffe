import { describe, expect, it } from 'vitest'
import { formatDiagnostic } from '../../src/scenario/format-diagnostic.js'
import { parseScenario } from '../../src/scenario/parse-scenario.js'
import { faulty } from './faulty.js'

const first = (text: string) => parseScenario(text, { file: 'crisis.yaml' }).diagnostics[0]!

describe('formatDiagnostic', () => {
	it('shows the place, the rule, the message and the lines around', () => {
		const text = faulty('weight: usual', 'weight: usul')
		expect(
			formatDiagnostic(first(text), text),
		).toBe(`crisis.yaml:44:13: error unknown-name: Nothing here is called "usul", did you mean "usual"?

  43 |     when: rung >= warning && self.pressure > 0
> 44 |     weight: usul
     |             ^^^^
  45 |     of: 100
`)
	})

	it('needs no text', () => {
		const text = faulty('weight: usual', 'weight: usul')
		expect(formatDiagnostic(first(text))).toMatch(/^crisis\.yaml:44:13: error unknown-name: [^\n]*$/)
	})

	it('colours only when told', () => {
		const text = faulty('weight: usual', 'weight: usul')
		expect(formatDiagnostic(first(text), text)).not.toContain('\x1b')
		expect(formatDiagnostic(first(text), text, { color: true })).toContain('\x1b[')
	})

	it('shows a part of a long line, and no control characters', () => {
		const long = faulty('weight: usual', `weight: usual + ${'0 + '.repeat(100)}usul`)
		const shown = formatDiagnostic(first(long), long)
		expect(
			Math.max(
				...shown
					.split('\n')
					.slice(1)
					.map((line) => line.length),
			),
		).toBeLessThan(180)
		expect(shown).toContain('44 | …')
		const caret = shown.split('\n').find((line) => /^ *\| +\^/.test(line))!
		const code = shown.split('\n').find((line) => line.startsWith('>'))!
		expect(code.slice(caret.indexOf('^'), caret.indexOf('^') + 4)).toBe('usul')
		const control = faulty('title: Strike', 'title: "a\x1b[31mb"\n    foo: 1')
		expect(formatDiagnostic(first(control), control)).not.toContain('\x1b')
	})

	it('shows the first and the last line', () => {
		expect(formatDiagnostic(first('foo: 1'), 'foo: 1')).toContain('> 1 | foo: 1')
		expect(formatDiagnostic(first(''), '')).not.toContain('>')
	})
})
