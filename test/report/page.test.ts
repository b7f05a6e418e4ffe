import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { COLOURS } from '../../src/report/charts/encoding.js'
import { DocumentError, readDocument } from '../../src/report/documents/read-document.js'
import { scenarioNames } from '../../src/report/page/page-names.js'
import { PAGE_STYLE } from '../../src/report/page/page-style.js'
import { shipped } from '../scenarios.js'
import { all, NAMES, pageOf, parsed, tableOf } from './read-page.js'
import { SAMPLES, type SampleKind } from './sample-documents.js'

const KINDS = Object.keys(SAMPLES) as SampleKind[]
const VOID = new Set(['meta', 'link', 'br', 'img', 'hr', 'input'])

/** Tags that are open at the end, or closed without having been opened. */
function unbalanced(page: string): string[] {
	const open: string[] = []
	const wrong: string[] = []
	const body = page.replace(/<style>[\s\S]*?<\/style>/g, '').replace(/^<!DOCTYPE html>/, '')
	for (const [, close, name, self] of body.matchAll(/<(\/?)([a-zA-Z][\w-]*)(?:"[^"]*"|[^">])*?(\/?)>/g)) {
		if (VOID.has(name!) || self) continue
		if (!close) open.push(name!)
		else if (open.pop() !== name) wrong.push(name!)
	}
	return [...open, ...wrong]
}

describe.each(KINDS)('the page of a %s document', (kind) => {
	const text = pageOf([SAMPLES[kind]])
	const page = parsed(text)
	it('is well formed', () => {
		expect(unbalanced(text)).toEqual([])
		expect(text.startsWith('<!DOCTYPE html>\n<html lang="en">')).toBe(true)
		expect(page.querySelector('title')!.textContent).toBe('A report')
		const levels = all(page, 'h1, h2, h3, h4').map((h) => Number(h.tagName[1]))
		expect(levels.slice(0, 3)).toEqual([1, 2, 3])
		levels.forEach((level, n) => {
			expect(level - (levels[n - 1] ?? 0)).toBeLessThanOrEqual(1)
		})
	})
	it('needs nothing beside it', () => {
		expect(text).not.toMatch(/<(script|img|link|iframe|object)\b/i)
		expect(text).not.toMatch(/\b(src|srcset|on[a-z]+)=/i)
		expect(text).not.toMatch(/@import|url\(/i)
		expect(text.replaceAll('xmlns="http://www.w3.org/2000/svg"', '')).not.toMatch(/https?:/)
		for (const link of all(page, 'a')) expect(link.getAttribute('href')).toMatch(/^#/)
	})
	it('can be read by those who do not see its charts', () => {
		for (const svg of all(page, 'svg')) {
			expect(svg.getAttribute('role')).toBe('img')
			expect(svg.getAttribute('aria-label')!.length).toBeGreaterThan(40)
			expect(svg.parentNode.parentNode.tagName.toLowerCase()).toBe('figure')
		}
		for (const figure of all(page, 'figure')) expect(figure.querySelector('figcaption')!.textContent).not.toBe('')
		expect(all(page, 'table').length).toBeGreaterThan(0)
		for (const table of all(page, 'table')) {
			expect(table.querySelector('caption')!.textContent).not.toBe('')
			for (const th of all(table, 'thead th')) expect(th.getAttribute('scope')).toBe('col')
			for (const th of all(table, 'tbody th')) expect(th.getAttribute('scope')).toBe('row')
			const widths = new Set(all(table, 'tr').map((row) => all(row, 'th, td').length))
			expect(widths.size).toBe(1)
		}
		const ids = all(page, '[id]').map((e) => e.getAttribute('id'))
		expect(new Set(ids).size).toBe(ids.length)
		for (const section of all(page, '[aria-labelledby]')) expect(ids).toContain(section.getAttribute('aria-labelledby'))
	})
	it('says of what the numbers are', () => {
		const facts = Object.fromEntries(
			all(page, 'dl.origin dt').map((dt, n) => [dt.textContent, all(page, 'dl.origin dd')[n]!.textContent]),
		)
		expect(facts).toMatchObject({
			Scenario: 'Coins (coins)',
			Rules: SAMPLES[kind].scenario.hash,
			Policies: 'ann: the weights of the cards · bob: fierce',
			Seed: '7',
			Command: SAMPLES[kind].command,
		})
		expect(facts.Numbers).toMatch(/exact|sampled/)
	})
	it('has no letter smaller than twelve units', () => {
		const sizes = [...text.matchAll(/font-size="([\d.]+)"/g)].map((m) => Number(m[1]))
		expect(Math.min(...sizes, 99)).toBeGreaterThanOrEqual(12)
	})
	it('is the same each time', () => {
		expect(pageOf([SAMPLES[kind]])).toBe(text)
	})
})

describe('the tables of a page', () => {
	const page = parsed(pageOf(KINDS.map((kind) => SAMPLES[kind])))
	it('hold the numbers of the documents', () => {
		expect(tableOf(page, 'Runs by ending').slice(1)).toEqual([
			['hot', '124', '31.0 %', '27.0 % to 36.0 %'],
			['calm', '276', '69.0 %', '64.0 % to 73.0 %'],
		])
		expect(tableOf(page, 'Odds after each move').slice(1)).toEqual([
			['push', '40.00 %', '60.00 %', '75.00 %'],
			['wait', '5.00 %', '95.00 %', '25.00 %'],
		])
		expect(tableOf(page, 'Bands of the odds')[1]).toEqual(['hot', '31.0 %', '10.0 %', '25.0 %', '50.0 %'])
		expect(tableOf(page, 'Rank correlations (Spearman)')[1]).toEqual(['rain', '+0.80', '−0.80'])
		expect(tableOf(page, /^Sobol indices of 64/)[1]).toEqual([
			'rain',
			'hot',
			'0.60 (0.50 to 0.70)',
			'0.70 (0.60 to 0.80)',
		])
		expect(tableOf(page, 'Shares of the runs, before and after')[1]).toEqual([
			'hot',
			'31.0 %',
			'22.0 %',
			'−9.0',
			'−12.0 to −6.0',
		])
		expect(tableOf(page, 'Runs that ended otherwise')[1]).toEqual(['hot', 'calm', '36'])
		expect(tableOf(page, 'Moves of ann').slice(1)).toEqual([
			['push', '−1.250', ''],
			['wait', '2.500', 'yes'],
		])
		expect(tableOf(page, 'Endings of the games')[1]).toEqual(['hot', '1', '0.3', '31.3 %', ''])
		expect(tableOf(page, 'The odds after each ply')[3]).toEqual([
			'2 ◆1',
			'1',
			'sky',
			'storm',
			'chance',
			'75.0 %',
			'25.0 %',
			'30.0',
		])
		expect(tableOf(page, 'What was open')[1]).toEqual(['push', 'played', '45.0 %', '55.0 %', '−1.00'])
		expect(tableOf(page, 'What bob could do in round 2').slice(1)).toEqual([
			['push (played)', '75.0 %', '3', 'heat > 0', 'heat = 1'],
			['wait', '25.0 %', '1', '', ''],
		])
		expect(tableOf(page, 'Own rates beside published ones')[1]).toEqual([
			'1. force is answered with force, within 3 days',
			'yes',
			'50.0 % (48.0 %–52.0 %)',
			'55.0 %',
			'24.0 % (12.0 %–43.0 %)',
			'6 of 25',
			'above',
		])
	})
	it('name a policy that a sweep varies as varied, also where the document does not', () => {
		const factors = [{ name: 'policy.ann', levels: ['cards', 'gentle'] }]
		const points = ['cards', 'gentle'].map((level, n) => ({
			...SAMPLES.sweep.points[n],
			values: { 'policy.ann': level },
		}))
		for (const policies of [SAMPLES.sweep.policies, { ...SAMPLES.sweep.policies, ann: 'varied' }]) {
			const swept = parsed(pageOf([{ ...SAMPLES.sweep, policies, factors, points }]))
			expect(all(swept, 'dl.origin dd').map((dd) => dd.textContent)).toContain('ann: varied · bob: fierce')
			expect(swept.querySelector('h3')!.textContent).toBe('Sweep of policy.ann (bob: fierce)')
		}
	})
	it('give way to a summary where a sweep has very many points', () => {
		const [point] = SAMPLES.sweep.points
		const points = Array.from({ length: 500 }, (_, n) => ({ ...point, values: { rain: n } }))
		const large = parsed(pageOf([{ ...SAMPLES.sweep, points }]))
		expect(tableOf(large, 'The endings over all 500 points')[1]).toEqual(['hot', ...Array(5).fill('10.0 %')])
	})
})

describe('the colours of a page', () => {
	const [light, dark, print] = PAGE_STYLE.split(':root {')
		.slice(1)
		.map((block) => Object.fromEntries([...block.matchAll(/--(\w+): (#[0-9a-f]{6})/g)].map((m) => [m[1]!, m[2]!])))
	/** As WCAG 2 defines it. */
	const luminance = (colour: string): number => {
		const [r, g, b] = [1, 3, 5].map((at) => {
			const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
			return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
		})
		return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!
	}
	const contrast = (a: string, b: string): number => {
		const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x)
		return (high! + 0.05) / (low! + 0.05)
	}
	it.each([
		['light', light!],
		['dark', dark!],
		['print', print!],
	])('stand out from the paper: %s', (_, colours) => {
		for (const name of ['ink', 'faint', 'link'])
			for (const under of ['paper', 'shade']) expect(contrast(colours[name]!, colours[under]!)).toBeGreaterThan(7)
		for (const [name, colour] of Object.entries(colours))
			if (/^e\d$/.test(name)) expect(contrast(colour, colours.paper!), name).toBeGreaterThan(4)
		expect(Object.keys(colours).filter((name) => /^e\d$/.test(name))).toHaveLength(COLOURS)
	})
})

describe('names', () => {
	it('are the scenario’s where its file is at hand', () => {
		const names = scenarioNames(shipped('two-blows'))
		expect(names.scenario).toBe('Two blows')
		expect(names.ending('thaw')).toBe('Thaw')
		expect(names.whole('iran.limited-strike.low-salience')).toMatch(/ → /)
		expect(names.move('iran.pass')).toBe('no move is open')
		expect(names.card('recall-ambassador')).toBe(names.move('iran.recall-ambassador'))
		expect(names.ending('no-such-ending')).toBe('no such ending')
		expect(names.move('iran.no-such-move')).toBe('no such move')
		expect(
			['iran.pressure', 'policy.pakistan', 'rung', 'without', 'no_such_name'].map((name) => names.factor(name)),
		).toEqual(['Iran’s pressure at home', 'Pakistan’s policy', 'Escalation', 'cards left out', 'no such name'])
	})
	it('are ids in words where it is not', () => {
		expect(NAMES.whole('iran.limited-strike.low-salience')).toBe('limited strike → low salience')
		expect(NAMES.move('sky.nothing')).toBe('nothing')
	})
})

/** The value with every string in it replaced. */
function withStrings(value: unknown, change: (text: string, key: string) => string, key = ''): unknown {
	if (typeof value === 'string') return change(value, key)
	if (Array.isArray(value)) return value.map((v) => withStrings(v, change, key))
	if (typeof value !== 'object' || value === null) return value
	return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, withStrings(v, change, k)]))
}

describe('what a document says', () => {
	const FIXED = /^(name|kind|interval|design|mover|verdict|low|high)$/
	it.each(KINDS)('is text and never markup: %s', (kind) => {
		const evil = '</title></text></svg><script>alert(1)</script><img src=x onerror="alert(2)">\'"&lt;\u0000'
		const page = pageOf([
			withStrings(SAMPLES[kind], (text, key) =>
				FIXED.test(key) || /^(hot|calm|ann|bob)$/.test(text) ? text : `${evil}${text}`,
			),
		])
		expect(page).not.toMatch(/<(script|img)\b/)
		expect(unbalanced(page)).toEqual([])
		expect(parsed(page).querySelector('main')!.textContent).toContain('<script>alert(1)</script>')
	})
	it('is cut where it would run over the page', () => {
		const page = parsed(pageOf([{ ...SAMPLES.compare, games: [{ name: 'x'.repeat(5000), ending: null, round: 1 }] }]))
		expect(tableOf(page, 'The games')[1]![0]!.length).toBe(160)
	})
})

describe('a document that cannot be shown', () => {
	const faulty = (value: unknown): string => {
		try {
			readDocument(value)
		} catch (error) {
			if (error instanceof DocumentError) return error.message
			throw error
		}
		return ''
	}
	it.each([
		[null, /no document of a detente command/],
		[[], /no document of a detente command/],
		[{ schema: { name: '../../etc', version: 1 } }, /no document of a detente command/],
		[{ schema: { name: 'detente/__proto__', version: 1 } }, /no document of a detente command/],
		[{ schema: { name: 'detente/constructor', version: 1 } }, /a report shows simulate, odds/],
		[{ ...SAMPLES.odds, schema: { name: 'detente/odds', version: 2 } }, /is version 2 of detente\/odds/],
		[{ ...SAMPLES.odds, schema: { name: 'detente/list', version: 1 } }, /is a document of detente list/],
		[{ ...SAMPLES.odds, states: -1 }, /is not as detente\/odds has to be: states/],
		[{ ...SAMPLES.odds, endings: [{ id: 'hot', probability: 2 }] }, /endings\[0\]\.probability/],
		[{ ...SAMPLES.odds, endings: [] }, /contradicts itself: it has no endings/],
		[{ ...SAMPLES.odds, byRound: [{ round: 1, endings: {} }] }, /byRound\[0\] lacks an ending/],
		[{ ...SAMPLES.review, turningPoints: [9] }, /turningPoints\[0\] is no ply/],
		[{ ...SAMPLES.sweep, points: [] }, /it has no points/],
	] as const)('is refused with the reason: %#', (value, reason) => {
		expect(faulty(value)).toMatch(reason)
	})
	it('is told from one that can, whatever is changed in it', () => {
		const leaves = (value: unknown, path: readonly string[] = []): string[][] =>
			typeof value === 'object' && value !== null
				? [[...path], ...Object.entries(value).flatMap(([k, v]) => leaves(v, [...path, k]))]
				: [[...path]]
		const replaced = (value: unknown, [key, ...rest]: readonly string[], put: unknown): unknown => {
			if (key === undefined) return put
			const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string, unknown>
			copy[key] = replaced(copy[key], rest, put)
			return copy
		}
		const change = fc.constantFrom(...KINDS).chain((kind) =>
			fc.record({
				kind: fc.constant(kind),
				path: fc.constantFrom(...leaves(SAMPLES[kind])),
				put: fc.oneof(
					fc.constantFrom(null, '', [], {}, 0, 1, -1, 0.5, 1e300, -1e300, 5e-324, '__proto__', [[]], [null]),
					fc.jsonValue({ maxDepth: 2 }),
				),
			}),
		)
		fc.assert(
			fc.property(change, ({ kind, path, put }) => {
				try {
					expect(unbalanced(pageOf([replaced(SAMPLES[kind], path, put)]))).toEqual([])
				} catch (error) {
					if (!(error instanceof DocumentError)) throw error
				}
			}),
			{ numRuns: 400 },
		)
	})
})
