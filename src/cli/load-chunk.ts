import { createHash, randomUUID } from 'node:crypto'
import { lstatSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Script } from 'node:vm'
import { cacheFolder } from './cache-folder.js'
import { isOwnFolder, makeOwnFolder } from './own-folder.js'

type Exports = Record<string, unknown>

/** A script whose compiled form is not in its file yet. */
interface Uncached {
	readonly script: Script
	readonly file: string
}

const folder = fileURLToPath(new URL('.', import.meta.url))
const packages = createRequire(import.meta.url)
const chunks = new Map<string, Exports>()
const uncached: Uncached[] = []
/** A few versions of the program, with all their chunks. */
const MOST_KEPT = 400
/** By then what a start needs has run, and little of it has been thrown away again. */
const SETTLED = 2000
const HASH_BYTES = 32
/** A chunk is a function of what it may use. */
const BEGIN = '(function(exports,require,importModule,__filename){'
const END = '\n})'

/**
 * Runs a chunk of the bundled program, once, and gives what it exports. V8's compiled form of it is kept in the cache
 * folder between commands: to compile the program took a third of its start. Every form is named for the hash of the
 * very text that it was made of, and has its own hash with it, so a changed program, or a damaged file, is compiled anew.
 *
 * @param name beside this module: `./main.cjs`
 */
export function loadChunk(name: string): Exports {
	const known = chunks.get(name)
	if (known) return known
	const file = join(folder, name)
	const exports: Exports = {}
	chunks.set(name, exports)
	const run = compiled(readFileSync(file), file).runInThisContext() as (...scope: unknown[]) => void
	run(exports, found, (id: string) => import(id), file)
	return exports
}

const found = (id: string): unknown => (id.startsWith('./') ? loadChunk(id) : packages(id))

function compiled(text: Buffer, filename: string): Script {
	const source = `${BEGIN}${text.toString('utf8')}${END}`
	const name = createHash('sha256')
		.update(`${process.version} ${process.arch} ${BEGIN}${END}\n`)
		.update(text)
		.digest('hex')
	const kept = keptForm(name)
	const script = new Script(source, { filename, ...(kept && { cachedData: kept }) })
	if (!kept || script.cachedDataRejected) {
		if (uncached.length === 0) setTimeout(keep, SETTLED).unref()
		uncached.push({ script, file: name })
	}
	return script
}

process.on('exit', keep)

/** Compiled code is run as it is, so it is read from a folder only that nobody else may write to. */
let ours: boolean | undefined

function keptForm(name: string): Buffer | null {
	try {
		const where = cacheFolder('code', process.env)
		ours ??= isOwnFolder(where)
		if (!ours) return null
		const content = readFileSync(join(where, name))
		const form = content.subarray(HASH_BYTES)
		return hashOf(form).equals(content.subarray(0, HASH_BYTES)) ? form : null
	} catch {
		return null
	}
}

const hashOf = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest()

/** Written beside itself and renamed; where that can't be done, nothing is kept. */
function keep(): void {
	const where = cacheFolder('code', process.env)
	const scripts = uncached.splice(0)
	if (scripts.length === 0) return
	try {
		if (!makeOwnFolder(where)) return
		for (const { script, file } of scripts) {
			const form = script.createCachedData()
			const temporary = join(where, `${file}.${randomUUID()}`)
			writeFileSync(temporary, Buffer.concat([hashOf(form), form]))
			renameSync(temporary, join(where, file))
		}
		letGo(where)
	} catch {
		// The next start compiles again.
	}
}

/** The oldest, once there are too many. */
function letGo(where: string): void {
	const names = readdirSync(where)
	if (names.length <= MOST_KEPT) return
	const oldest = names
		.map((name) => ({ file: join(where, name), at: lstatSync(join(where, name)).mtimeMs }))
		.sort((a, b) => b.at - a.at)
		.slice(MOST_KEPT / 2)
	for (const { file } of oldest) rmSync(file, { force: true })
}
