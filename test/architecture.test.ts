import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const src = fileURLToPath(new URL('../src/', import.meta.url))

/** A folder imports only from itself and from those before it: the way data flows. */
const ORDER = ['scenario', 'game', 'kernel', 'statistics', 'batch', 'analysis', 'report', 'tui', 'cli', 'index.ts']
/** What they compute depends on their arguments alone. */
const PURE = ['scenario', 'game', 'kernel', 'statistics', 'analysis']

interface SourceFile {
	/** `game/draw.ts` */
	readonly path: string
	readonly folder: string
	readonly text: string
	/** Files of src, as paths. */
	readonly files: readonly string[]
	readonly packages: readonly string[]
}

const sources = readdirSync(src, { recursive: true, encoding: 'utf8' })
	.filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts'))
	.map((path) => path.replaceAll('\\', '/'))
	.map((path): SourceFile => {
		const text = withoutComments(readFileSync(join(src, path), 'utf8'))
		const found = [...text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'([^']+)'/g)].map((m) => m[1]!)
		const files = found
			.filter((name) => name.startsWith('.'))
			.map((name) => relative(src, join(src, dirname(path), name)).replaceAll('\\', '/'))
		return {
			path,
			folder: path.split('/')[0]!,
			text,
			files: files.map((name) => sourceOf(name)),
			packages: found.filter((name) => !name.startsWith('.')),
		}
	})
const byPath = new Map(sources.map((s) => [s.path, s]))

function withoutComments(text: string): string {
	return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1')
}

function sourceOf(name: string): string {
	const stem = name.replace(/\.js$/, '')
	const there = [`${stem}.ts`, `${stem}.tsx`].filter((path) => {
		try {
			readFileSync(join(src, path))
			return true
		} catch {
			return false
		}
	})
	return there[0] ?? name
}

describe('the folders', () => {
	it('are those that the house has', () => {
		expect(sources.filter((s) => !ORDER.includes(s.folder)).map((s) => s.path)).toEqual([])
	})
	it('import only from those above them', () => {
		const wrong = sources.flatMap((s) =>
			s.files
				.filter((file) => ORDER.indexOf(file.split('/')[0]!) > ORDER.indexOf(s.folder))
				.map((file) => `${s.path} imports ${file}`),
		)
		expect(wrong).toEqual([])
	})
	it('import only files that are there', () => {
		const missing = sources.flatMap((s) => s.files.filter((f) => !byPath.has(f)).map((f) => `${s.path}: ${f}`))
		expect(missing.filter((m) => !m.endsWith('package.json'))).toEqual([])
	})
	it('have no circles', () => {
		const circles: string[] = []
		const done = new Set<string>()
		const visit = (path: string, line: readonly string[]): void => {
			if (line.includes(path)) circles.push([...line.slice(line.indexOf(path)), path].join(' → '))
			else if (!done.has(path)) {
				for (const next of byPath.get(path)?.files ?? []) visit(next, [...line, path])
				done.add(path)
			}
		}
		for (const { path } of sources) visit(path, [])
		expect(circles).toEqual([])
	})
})

describe('the files', () => {
	it.each(PURE)('of %s read no clock and throw no dice of their own', (folder) => {
		const impure = /\bMath\.random\b|\bDate\.now\b|\bnew Date\b|\bperformance\.now\b/
		expect(sources.filter((s) => s.folder === folder && impure.test(s.text)).map((s) => s.path)).toEqual([])
	})
	it('of game alone know XState', () => {
		const users = sources.filter((s) => s.packages.some((p) => p === 'xstate' || p.startsWith('xstate/')))
		expect([...new Set(users.map((s) => s.folder))]).toEqual(['game'])
	})
	it('are short enough to be read at once', () => {
		expect(sources.filter((s) => s.text.split('\n').length > 400).map((s) => s.path)).toEqual([])
	})
	it('are named for what they are', () => {
		const vague = sources.filter((s) => /(^|\/)(utils?|common|helpers?|core|misc)(\/|\.)/.test(s.path))
		expect(vague.map((s) => s.path)).toEqual([])
	})
	it('of the plain enumeration reach no faster form', () => {
		const reached = new Set<string>()
		const visit = (path: string): void => {
			if (reached.has(path)) return
			reached.add(path)
			for (const next of byPath.get(path)?.files ?? []) visit(next)
		}
		visit('analysis/enumerate.ts')
		expect(reached.size).toBeGreaterThan(5)
		expect([...reached].filter((path) => path.startsWith('kernel/'))).toEqual([])
	})
})
