import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Checking, checkedName, readChecked, writeChecked } from '../scenario/checked-file.js'
import type { Parsed } from '../scenario/parse-scenario.js'
import { sha256 } from '../scenario/sha256.js'
import { cacheFolder } from './cache-folder.js'
import { isOwnFolder, makeOwnFolder } from './own-folder.js'

/** The bundler puts a hash of all the code that checks scenarios in its place. */
declare const DETENTE_CHECKER: string | undefined

/** Null in a program that was not bundled, whose code may change under it: such a one keeps nothing. */
const CHECKER = typeof DETENTE_CHECKER === 'string' ? DETENTE_CHECKER : null

/** Those that the build made, of the shipped scenarios. */
const BUILT = fileURLToPath(new URL('../checked/', import.meta.url))

/** An author's drafts are many, and each is a file of its own. */
const MOST_KEPT = 60

/** Checked scenarios as they were kept, so that a text that was checked once need not be checked again. */
export class KeptScenarios {
	readonly #built: string
	readonly #own: string
	readonly #checker: string | null

	/** @param own the folder that is written to */
	constructor(own = cacheFolder('checked', process.env), built = BUILT, checker = CHECKER) {
		this.#built = built
		this.#own = own
		this.#checker = checker
	}

	/** What checking the text would give; null when it was not kept. */
	find(text: string, file: string): Parsed | null {
		if (this.#checker === null) return null
		const checking = { textHash: sha256(text), checker: this.#checker }
		const from = (folder: string): Parsed | null => {
			const content = contentOf(join(folder, nameOf(checking)))
			return content === null ? null : readChecked(content, { text, file, ...checking })
		}
		// What somebody else may write could say anything of the text.
		return from(this.#built) ?? (isOwnFolder(this.#own) ? from(this.#own) : null)
	}

	/** Keeps a scenario without errors, and lets the oldest go. Where the folder can't be written to, nothing happens. */
	keep({ scenario, diagnostics }: Parsed): void {
		if (this.#checker === null || scenario === null) return
		const { textHash } = scenario
		const file = join(this.#own, nameOf({ textHash, checker: this.#checker }))
		const temporary = `${file}.${randomUUID()}`
		try {
			if (!makeOwnFolder(this.#own)) return
			writeFileSync(temporary, writeChecked(scenario, diagnostics, this.#checker))
			renameSync(temporary, file)
			letGo(this.#own)
		} catch {
			removeIfThere(temporary)
		}
	}
}

const nameOf = (checking: Checking): string => `${checkedName(checking)}.json`

function contentOf(file: string): string | null {
	try {
		return readFileSync(file, 'utf8')
	} catch {
		return null
	}
}

function letGo(folder: string): void {
	const names = readdirSync(folder)
	if (names.length <= MOST_KEPT) return
	const oldest = names
		.map((name) => join(folder, name))
		.map((file) => ({ file, at: statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0 }))
		.sort((a, b) => b.at - a.at)
		.slice(MOST_KEPT)
	for (const { file } of oldest) removeIfThere(file)
}

function removeIfThere(file: string): void {
	try {
		rmSync(file, { force: true })
	} catch {
		// Where nothing can be removed, nothing was written.
	}
}
