// Play in the terminal as a few files instead of some four hundred: to find and read those took most of its start.
// They take the place of what tsc made; the modules that they are made of stay, for the library and the other commands.

import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'

const folder = fileURLToPath(new URL('../dist/cli/', import.meta.url))
const CHUNK = /^chunk-.*\.js$/

/** Everything that a module of `dist/cli` needs, in its place and, where `split`, in chunks that are read when they are needed. */
async function bundled(name, split) {
	const bundle = await rolldown({
		input: { [name]: join(folder, `${name}.js`) },
		platform: 'node',
		// Ink asks for it under DEV=true only, and does without it.
		external: ['react-devtools-core'],
		transform: { define: { 'process.env.NODE_ENV': '"production"' } },
	})
	const { output } = await bundle.generate({
		dir: folder,
		format: 'esm',
		entryFileNames: '[name].js',
		chunkFileNames: 'chunk-[name].js',
		codeSplitting: split,
	})
	await bundle.close()
	return output
}

/** The folders of the packages that a chunk holds something of. */
function packagesIn({ moduleIds }) {
	const mark = `${sep}node_modules${sep}`
	return moduleIds.flatMap((id) => {
		const at = id.lastIndexOf(mark)
		if (at < 0) return []
		const [scope, name] = id.slice(at + mark.length).split(sep)
		return [join(id.slice(0, at + mark.length), scope, scope.startsWith('@') ? name : '')]
	})
}

/** A package's licence as it has to go with every copy of it. */
function licenceOf(path) {
	const { name, version, license } = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'))
	const file = readdirSync(path).find((entry) => /^licen[cs]e(\.|$)/i.test(entry))
	return `${name} ${version} (${license})\n\n${file ? readFileSync(join(path, file), 'utf8').trim() : 'No text of its own.'}\n`
}

const output = [...(await bundled('play-session', true)), ...(await bundled('odds-worker', false))]
for (const { fileName, code } of output) {
	// A program that runs meanwhile finds the old file or the new, never half of one.
	const temporary = join(folder, `${fileName}.${process.pid}`)
	writeFileSync(temporary, code)
	renameSync(temporary, join(folder, fileName))
}
const written = new Set(output.map((chunk) => chunk.fileName))
for (const file of readdirSync(folder)) if (CHUNK.test(file) && !written.has(file)) rmSync(join(folder, file))
const packages = [...new Set(output.flatMap(packagesIn))].sort()
writeFileSync(
	fileURLToPath(new URL('../dist/THIRD-PARTY-LICENSES.txt', import.meta.url)),
	packages.map(licenceOf).join(`\n${'-'.repeat(80)}\n\n`),
)
