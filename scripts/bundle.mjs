// The program as a few files instead of some six hundred: to find and read those took most of its start.
// They take the place of what tsc made of src/cli; the modules that they are made of stay beside them, for the library.
// The shipped scenarios go with it as they were checked.

import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, sep } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { rolldown } from 'rolldown'
import { addresses, measuring, unwaiting } from './bundling-plugins.mjs'

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url))
const folder = at('dist/cli/')
/** What is started, by the user, and as threads and modules by their address; each with what it exports. */
const ENTRIES = {
	'cli/main': [],
	'cli/odds-worker': [],
	'batch/worker': ['default'],
	'batch/sweep-worker': ['default'],
	'analysis/batch-policies': ['check', 'policies', 'choices'],
}
const names = Object.keys(ENTRIES).map((entry) => basename(entry))

async function bundled(input, output, define = {}) {
	const bundle = await rolldown({
		input,
		platform: 'node',
		tsconfig: at('tsconfig.build.json'),
		// It starts threads from files of its own.
		external: ['piscina'],
		plugins: [addresses(names), unwaiting, measuring],
		resolve: { extensionAlias: { '.js': ['.ts', '.tsx', '.js'] } },
		transform: { define: { 'process.env.NODE_ENV': '"production"', ...define } },
	})
	const made = await bundle.generate({ dir: folder, exports: 'named', ...output })
	await bundle.close()
	return made.output
}

/** A program that runs meanwhile finds the old file or the new, never half of one. */
function write(file, text) {
	const temporary = `${file}.${process.pid}`
	writeFileSync(temporary, text)
	renameSync(temporary, file)
}

/** Writes the files of a folder, and removes what else is there. */
function fill(where, files) {
	mkdirSync(where, { recursive: true })
	for (const [name, text] of files) write(join(where, name), text)
	const written = new Set(files.map(([name]) => name))
	for (const name of readdirSync(where)) if (!written.has(name)) rmSync(join(where, name))
}

/** The folders of the packages that a chunk holds something of. */
function packagesIn({ moduleIds }) {
	const mark = `${sep}node_modules${sep}`
	return moduleIds.flatMap((id) => {
		const where = id.lastIndexOf(mark)
		if (where < 0) return []
		const [scope, name] = id.slice(where + mark.length).split(sep)
		return [join(id.slice(0, where + mark.length), scope, scope.startsWith('@') ? name : '')]
	})
}

/** A package's licence as it has to go with every copy of it. */
function licenceOf(path) {
	const { name, version, license } = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'))
	const file = readdirSync(path).find((entry) => /^licen[cs]e(\.|$)/i.test(entry))
	return `${name} ${version} (${license})\n\n${file ? readFileSync(join(path, file), 'utf8').trim() : 'No text of its own.'}\n`
}

/** A chunk's code for `loadChunk`: code that V8 has from a cache can't import, so the loader does that for it. */
function handed(code) {
	const text = code.replace(/^#!.*/, '').replaceAll(/\bimport\(("node:[^"]+"|\w+\.\w+)\)/g, 'importModule($1)')
	const left = /[^\w.$]import\((?!['"]\.).*/.exec(text)
	if (left) throw new Error(`an import that the loader does not know: ${left[0]}`)
	return text
}

/** A module that runs a chunk and hands on what it exports. */
function entryOf(name, exported) {
	const parts = exported.map((part) =>
		part === 'default' ? 'export default chunk.default' : `export const { ${part} } = chunk`,
	)
	const first = name === 'main' ? ['#!/usr/bin/env node'] : []
	const load = `${parts.length > 0 ? 'const chunk = ' : ''}loadChunk('./${name}.cjs')`
	return [...first, "import { loadChunk } from './load-chunk.js'", load, ...parts, ''].join('\n')
}

// What checks a scenario, in one text: its hash stands for it, and with it the shipped scenarios are checked.
const [checking] = await bundled({ checking: at('src/scenario/checking.ts') }, { format: 'esm' })
const checker = createHash('sha256').update(checking.code).digest('hex')
const temporary = mkdtempSync(join(tmpdir(), 'detente-build-'))
writeFileSync(join(temporary, 'checking.mjs'), checking.code)
const { checkedName, parseScenario, writeChecked } = await import(pathToFileURL(join(temporary, 'checking.mjs')).href)
rmSync(temporary, { recursive: true })
const scenarios = at('scenarios/')
const kept = readdirSync(scenarios)
	.filter((file) => file.endsWith('.yaml') && !file.startsWith('_'))
	.flatMap((file) => {
		const { scenario, diagnostics } = parseScenario(readFileSync(join(scenarios, file), 'utf8'), { file })
		if (scenario === null) return []
		const name = `${checkedName({ textHash: scenario.textHash, checker })}.json`
		return [[name, writeChecked(scenario, diagnostics, checker)]]
	})

const [loader] = await bundled({ 'load-chunk': at('src/cli/load-chunk.ts') }, { format: 'esm' })
const chunks = await bundled(
	Object.fromEntries(Object.keys(ENTRIES).map((entry) => [basename(entry), at(`src/${entry}.ts`)])),
	{ format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: 'chunk-[name].cjs' },
	{ DETENTE_CHECKER: JSON.stringify(checker) },
)
fill(at('dist/checked/'), kept)
fill(folder, [
	...chunks.map(({ fileName, code }) => [fileName, handed(code)]),
	['load-chunk.js', loader.code],
	...Object.entries(ENTRIES).map(([entry, exported]) => [`${basename(entry)}.js`, entryOf(basename(entry), exported)]),
])
const packages = [...new Set(chunks.flatMap(packagesIn))].sort()
write(at('dist/THIRD-PARTY-LICENSES.txt'), packages.map(licenceOf).join(`\n${'-'.repeat(80)}\n\n`))
