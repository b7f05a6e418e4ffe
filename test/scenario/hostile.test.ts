import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { formatDiagnostic } from '../../src/scenario/format-diagnostic.js'
import { loadScenario } from '../../src/scenario/load-scenario.js'
import { parseScenario } from '../../src/scenario/parse-scenario.js'
import { faulty, insert, SOUND } from './faulty.js'

/** `npm run test:deep` tries twenty times as much. */
const DEPTH = process.env.DETENTE_DEEP ? 20 : 1

const WHEN = 'when: rung >= warning && self.pressure > 0'
const first = (text: string) => {
	const { diagnostics, scenario } = parseScenario(text, { file: 'x.yaml' })
	expect(scenario).toBeNull()
	return diagnostics.find((d) => d.severity === 'error')!
}

describe('files that mean harm are refused, clearly and soon', () => {
	// A loaded machine takes several times as long as a free one, which takes a second at most.
	const SOON = 8000
	const soon = <T>(work: () => T): T => {
		const start = performance.now()
		const result = work()
		expect(performance.now() - start).toBeLessThan(SOON)
		return result
	}

	it('twelve megabytes', () => {
		expect(soon(() => first(`a: ${'x'.repeat(12_000_000)}`))).toMatchObject({
			rule: 'file-unreadable',
			at: { line: 1 },
		})
	})

	it('aliases of aliases', () => {
		const levels = 'bcdefghi'.split('').map(
			(c, i) =>
				`${c}: &${c} [${Array(9)
					.fill(`*${String.fromCharCode(97 + i)}`)
					.join()}]`,
		)
		const bomb = soon(() => first(`a: &a [x,x,x,x,x,x,x,x,x]\n${levels.join('\n')}\n`))
		expect(bomb).toMatchObject({ rule: 'too-big' })
		expect(bomb.message).toMatch(/aliases/)
	})

	it('ten thousand moves', () => {
		const moves = Array.from(
			{ length: 10_000 },
			(_, i) => `m${i}: { by: [iran, pakistan], title: Move ${i}, when: rung > 0 }`,
		)
		expect(soon(() => first(insert('moves', moves.join('\n')))).message).toMatch(/10002 moves.*at most 500/)
	})

	it('a hundred thousand lines', () => {
		expect(soon(() => first(SOUND + 'x: 1\n'.repeat(100_000))).message).toMatch(/lines.*at most 20000/)
	})

	it.each([
		['brackets', `${'('.repeat(5000)}true${')'.repeat(5000)}`],
		['brackets, not so long', `${'('.repeat(1500)}true${')'.repeat(1500)}`],
		['negations', `${'!'.repeat(3900)}true`],
		['choices', `${'true ? '.repeat(400)}true${' : true'.repeat(400)}`],
		['sums', `${'1 + '.repeat(900)}1 > 0`],
		['calls', `${'abs('.repeat(500)}1${')'.repeat(500)} > 0`],
		['dots', `iran${'.x'.repeat(1500)}`],
		['lists', `rung in [${'1,'.repeat(1500)}1]`],
	])('an expression nested deep: %s', (_, text) => {
		expect(soon(() => first(faulty(WHEN, `when: '${text}'`))).rule).toBe('too-big')
	})

	it.each([
		['lists', '['.repeat(100_000)],
		['maps', '{a: '.repeat(20_000)],
		['indentation', Array.from({ length: 1000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')],
		['dashes', '- '.repeat(20_000)],
		['a few levels too many', `${Array.from({ length: 60 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')} 1`],
	])('YAML nested deep: %s', (_, text) => {
		expect(['yaml-syntax', 'too-big', 'unknown-key', 'missing-key']).toContain(soon(() => first(text)).rule)
	})

	it('__proto__ as a key, and as a name', () => {
		expect(first(`${SOUND}__proto__: { polluted: 1 }\n`).rule).toBe('yaml-key')
		expect(first(faulty(WHEN, 'when: __proto__ > 1')).rule).toBe('expression-syntax')
		expect(first(faulty(WHEN, 'when: iran.__proto__ > 1')).rule).toBe('unknown-name')
		expect(first(faulty(WHEN, 'when: iran.constructor > 1')).rule).toBe('unknown-name')
		expect(first(faulty(WHEN, 'when: toString > 1')).rule).toBe('unknown-name')
		expect(({} as Record<string, unknown>).polluted).toBeUndefined()
	})

	it.each([
		'x;process.exit()',
		"a']+alert(1)//",
		'$1',
		'constructor',
		'a\u2028b',
		'\u0000',
		'then',
		' a',
		'a b',
		'1a',
		'a.b',
	])('a name that looks like code: %j', (id) => {
		const { scenario } = parseScenario(
			insert('parameters', `${JSON.stringify(id)}: { value: 1, low: 0, high: 2, basis: judgement }`),
			{ file: 'x.yaml' },
		)
		if (id === 'then') expect(scenario).not.toBeNull()
		else expect(scenario).toBeNull()
	})

	it('proofs that would take for ever', () => {
		const heavy = Array.from(
			{ length: 300 },
			(_, i) =>
				`m${i}: { by: iran, title: M, weight: 'rate * usual + round * rung - self.pressure * rate * usual - ${i % 2}' }`,
		)
		expect(soon(() => first(insert('moves', heavy.join('\n')))).rule).toBe('weight-negative')
	})

	it('a proof that is too long is a warning', () => {
		const parameters = Array.from({ length: 8 }, (_, i) => `p${i}: { value: 1, low: 0, high: 100, basis: judgement }`)
		const all = parameters.map((_, i) => `p${i}`)
		const cards = all.map((p) => `c-${p}: { chance: 'max(0, ${p} - (${p} > 50 ? ${p} : 0) + p0 - p0)' }`)
		const text = insert(
			'cards',
			cards.join('\n'),
			insert('parameters', parameters.join('\n'), faulty('of: 1000', 'of: 600')),
		)
		const { scenario, diagnostics } = soon(() => parseScenario(text, { file: 'x.yaml' }))
		expect(diagnostics.filter((d) => d.rule !== 'bare-number').map((d) => [d.rule, d.severity])).toEqual([
			['chance-unproved', 'warning'],
		])
		expect(scenario).not.toBeNull()
		const guard = all.map((p) => `${p} > 0`).join(' && ')
		const circle = faulty(
			'loud: {}, silent: {}',
			`loud: { always: { target: silent, guard: '${guard}' } }, silent: { always: { target: loud, guard: '!(${guard})' } }`,
			insert('parameters', parameters.join('\n')),
		)
		expect(soon(() => parseScenario(circle, { file: 'x.yaml' })).diagnostics.map((d) => [d.rule, d.severity])).toEqual([
			['always-unproved', 'warning'],
		])
	})
})

describe('whatever the text, there is an answer', () => {
	const answers = (text: string) => {
		const { scenario, diagnostics } = parseScenario(text, { file: 'x.yaml' })
		const lines = text.split('\n')
		expect(scenario === null).toBe(diagnostics.some((d) => d.severity === 'error'))
		for (const d of diagnostics) {
			expect(d.at.line).toBeGreaterThanOrEqual(1)
			expect(d.at.line).toBeLessThanOrEqual(lines.length)
			expect(d.at.column).toBeGreaterThanOrEqual(1)
			expect(d.at.column).toBeLessThanOrEqual(lines[d.at.line - 1]!.length + 1)
			expect(d.at.endColumn).toBeGreaterThan(d.at.column)
			formatDiagnostic(d, text)
		}
		expect(diagnostics).toEqual([...diagnostics].sort((a, b) => a.at.line - b.at.line || a.at.column - b.at.column))
	}

	it('for any text', () => {
		fc.assert(fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary', maxLength: 200 })), answers), {
			numRuns: 200 * DEPTH,
		})
	})

	it('for a scenario with a part cut out, doubled or put elsewhere', () => {
		const spot = fc.nat({ max: SOUND.length })
		fc.assert(
			fc.property(spot, fc.nat({ max: 60 }), spot, (from, length, to) => {
				const piece = SOUND.slice(from, from + length)
				answers(SOUND.slice(0, from) + SOUND.slice(from + length))
				answers(SOUND.slice(0, to) + piece + SOUND.slice(to))
			}),
			{ numRuns: 60 * DEPTH },
		)
	})

	it('for a scenario with signs of YAML and of expressions strewn in', () => {
		const signs = fc.constantFrom(
			...':-?{}[],&*!|>\'"%@`#\n \t~=<>()+./',
			'\n\n',
			': ',
			'- ',
			'&a ',
			'*a',
			'!x ',
			'null',
			'0',
			'-1',
			'9999999999',
			'1.5',
			'true',
			'{}',
			'[]',
			'~',
			'self.',
			'rival.',
			'"x"',
			'__proto__',
			'\r\n',
			'\u2028',
			'😀',
		)
		fc.assert(
			fc.property(
				fc.array(fc.tuple(fc.nat({ max: SOUND.length }), signs), { minLength: 1, maxLength: 4 }),
				(strewn) => {
					answers(strewn.reduce((text, [at, sign]) => text.slice(0, at) + sign + text.slice(at), SOUND))
				},
			),
			{ numRuns: 100 * DEPTH },
		)
	})

	it('for a scenario with values changed for others of any kind', () => {
		const values = fc.constantFrom(
			'{}',
			'[]',
			'null',
			'7',
			'-7',
			'1.5',
			'true',
			'text',
			'"a b"',
			'[1, 2]',
			'{ a: 1 }',
			'[[]]',
			'|\n      x',
			'{ target: x }',
			'',
		)
		const keys = [...SOUND.matchAll(/([\w-]+): /g)].map((m) => m.index + m[0].length)
		fc.assert(
			fc.property(fc.array(fc.tuple(fc.constantFrom(...keys), values), { minLength: 1, maxLength: 3 }), (changes) => {
				const sorted = [...changes].sort((a, b) => b[0] - a[0])
				answers(
					sorted.reduce(
						(text, [at, value]) =>
							text.slice(0, at) + value + text.slice(at).replace(/^(?:\[[^\]]*\]|"[^"]*"|[^\n,}]*)/, ''),
						SOUND,
					),
				)
			}),
			{ numRuns: 100 * DEPTH },
		)
	})
})

describe('loadScenario', () => {
	let folder = ''
	beforeAll(() => {
		folder = mkdtempSync(join(tmpdir(), 'detente-'))
	})
	afterAll(() => rmSync(folder, { recursive: true }))

	const load = (name: string, content: string | Uint8Array) => {
		const path = join(folder, name)
		writeFileSync(path, content)
		return loadScenario(path)
	}

	it('reads a file and names it in what it says', () => {
		const { scenario } = load('sound.yaml', SOUND)
		expect(scenario!.file).toBe(join(folder, 'sound.yaml'))
		expect(scenario!.text).toBe(SOUND)
		expect(load('bad.yaml', 'id: 1').diagnostics[0]!.file).toBe(join(folder, 'bad.yaml'))
	})

	it('hashes the file’s bytes, a byte order mark too', () => {
		const { scenario } = load('bom.yaml', `\ufeff${SOUND}`)
		expect(scenario!.textHash).not.toBe(load('sound.yaml', SOUND).scenario!.textHash)
		expect(scenario!.rulesHash).toBe(load('sound.yaml', SOUND).scenario!.rulesHash)
	})

	it.each([
		['a file that is not there', () => loadScenario(join(folder, 'none.yaml')), /no such file/],
		['a path through a file', () => loadScenario(join(folder, 'sound.yaml', 'x.yaml')), /no such file/],
		['a folder', () => loadScenario(folder), /folder/],
		['a big file', () => load('big.yaml', 'x'.repeat(12_000_000)), /12000000 bytes/],
		['zero bytes', () => load('zero.yaml', `${SOUND}\0`), /no text file/],
		['bytes that are no UTF-8', () => load('latin.yaml', new Uint8Array([0xff, 0xfe, 0x41, 0xe9])), /UTF-8/],
	])('%s is a finding, not an exception', (_, work, says) => {
		const { scenario, diagnostics } = work()
		expect(scenario).toBeNull()
		expect(diagnostics).toHaveLength(1)
		expect(diagnostics[0]).toMatchObject({ rule: 'file-unreadable', severity: 'error', at: { line: 1, column: 1 } })
		expect(diagnostics[0]!.message).toMatch(says)
	})

	it('any bytes', () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
				const { scenario, diagnostics } = load('any', bytes)
				expect(scenario).toBeNull()
				expect(diagnostics.length).toBeGreaterThan(0)
			}),
			{ numRuns: 100 * DEPTH },
		)
	})
})
