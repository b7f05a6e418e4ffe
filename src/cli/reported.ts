import { realpathSync, statSync, writeFileSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { text as textOf } from 'node:stream/consumers'
import { readGame, SavedGameError } from '../game/saved-game.js'
import { DocumentError, readDocument } from '../report/documents/read-document.js'
import type { ShownDocument } from '../report/documents/shown-document.js'
import { documentNames, oneLine, type PageNames, scenarioNames } from '../report/page/page-names.js'
import type { PageGroup } from '../report/page/page-part.js'
import { reportPage } from '../report/page/report-page.js'
import { documentSection } from '../report/sections/document-section.js'
import type { Scenario } from '../scenario/scenario.js'
import { BadInput } from './bad-input.js'
import { jsonDocument } from './json-document.js'
import { isSavedGame } from './open-position.js'
import { openScenario } from './open-scenario.js'
import { say } from './print.js'
import { replaceFile } from './replace-file.js'
import { reviewGame } from './reviewed.js'
import { shippedIds } from './shipped-scenarios.js'
import { version } from './version.js'

/** Bytes beyond which a file is not read: far more than any document has. */
const MOST_BYTES = 256 * 1024 * 1024
/** Runs of a number in the review of a saved game, where odds have to be sampled: what `review` takes by itself. */
const REVIEW_RUNS = 2000
const STDIN = '-'

/** The page of documents and saved games. @throws BadInput when one of them can't be shown; PolicyError, SettingsError of a saved game */
export async function reported(
	results: readonly string[],
	options: { readonly scenario: readonly string[]; readonly title?: string | undefined },
): Promise<string> {
	if (results.filter((r) => r === STDIN).length > 1)
		throw new BadInput('standard input can be read once only: give - once')
	const scenarios: Scenario[] = []
	for (const name of options.scenario) scenarios.push(await openScenario(name))
	const documents: ShownDocument[] = []
	for (const result of results) documents.push(await documentOf(result, scenarios, options.scenario))
	const groups = await groupsOf(documents, scenarios)
	const title =
		options.title?.trim() ||
		(groups.length === 1 ? `${groups[0]!.title}: a report` : `A report on ${groups.length} scenarios`)
	return reportPage(oneLine(title), groups, version)
}

/** Writes the page in one step; a device or a pipe is written to as it is. @throws BadInput */
export function writeReport(out: string, results: readonly string[], page: string): void {
	const there = statSync(out, { throwIfNoEntry: false })
	if (there?.isDirectory()) throw new BadInput(`${out} is a folder`)
	const real = there ? realpathSync(out) : resolve(out)
	const same = results.find((r) => r !== STDIN && realpathSync(r) === real)
	if (same !== undefined) throw new BadInput(`${out} is one of the results: the page would take its place`)
	try {
		if (there && !there.isFile()) writeFileSync(out, page)
		else replaceFile(real, page)
	} catch (error) {
		throw unwritable(out, error)
	}
}

const REASONS: Readonly<Record<string, string>> = {
	ENOENT: 'there is no such folder',
	ENOTDIR: 'a part of its path is no folder',
	EACCES: 'it may not be written',
	EPERM: 'it may not be written',
	EROFS: 'nothing may be written there',
	ENOSPC: 'the disk is full',
	ENAMETOOLONG: 'its name is too long',
}

const reasonOf = (error: unknown): string => {
	const { code = 'unknown error' } = error as NodeJS.ErrnoException
	return REASONS[code] ?? code
}

const unwritable = (out: string, error: unknown): BadInput =>
	new BadInput(`${out} can't be written: ${reasonOf(error)}`)

async function documentOf(
	result: string,
	scenarios: readonly Scenario[],
	named: readonly string[],
): Promise<ShownDocument> {
	const saved = result !== STDIN && (await isSavedGame(result))
	const value = saved ? await reviewOf(result, scenarios, named) : jsonOf(result, await contentOf(result))
	try {
		return readDocument(value)
	} catch (error) {
		if (!(error instanceof DocumentError)) throw error
		throw new BadInput(`${nameOf(result)} ${oneLine(error.message)}`)
	}
}

const nameOf = (result: string): string => (result === STDIN ? 'standard input' : result)

async function contentOf(result: string): Promise<string> {
	if (result === STDIN) return textOf(process.stdin)
	try {
		const at = await stat(result)
		if (at.isDirectory()) throw new BadInput(`${result} is a folder`)
		if (at.size > MOST_BYTES)
			throw new BadInput(`${result} is too large for a document: ${at.size.toLocaleString('en')} bytes`)
		return await readFile(result, 'utf8')
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException
		if (error instanceof BadInput || code === 'ENOENT') throw error
		throw new BadInput(`${result} can't be read: ${code ?? 'it is too large'}`)
	}
}

function jsonOf(result: string, content: string): unknown {
	const text = content.replace(/^\ufeff/, '')
	if (text.trim() === '') throw new BadInput(`${nameOf(result)} is empty`)
	if (text.startsWith('{"detente":"game"'))
		throw new BadInput('a saved game is given by its file, not on standard input')
	try {
		return JSON.parse(text)
	} catch (error) {
		throw new BadInput(`${nameOf(result)} is no JSON: ${oneLine((error as Error).message)}`)
	}
}

/** The document that `detente review` would print, by the scenario that has its rules, or the one it names. */
async function reviewOf(file: string, scenarios: readonly Scenario[], named: readonly string[]): Promise<unknown> {
	const rules = rulesOf(await readFile(file, 'utf8'))
	const at = scenarios.findIndex((s) => s.rulesHash === rules)
	const scenario = at < 0 ? undefined : named[at]
	const { of, document } = await reviewGame(file, { scenario, runs: REVIEW_RUNS, policy: [] })
	const argv = ['review', file, ...(scenario === undefined ? [] : ['--scenario', scenario]), '--json']
	return JSON.parse(JSON.stringify(jsonDocument({ command: 'review', ...of, argv }, document)))
}

/** The rules that a saved game is of; null when it can't be read, which its review then tells. */
function rulesOf(content: string): string | null {
	try {
		return readGame(content).playthrough.rulesHash
	} catch (error) {
		if (error instanceof SavedGameError) return null
		throw error
	}
}

async function groupsOf(documents: readonly ShownDocument[], given: readonly Scenario[]): Promise<PageGroup[]> {
	const groups = new Map<string, ShownDocument[]>()
	for (const shown of documents) {
		const { scenario } = shown.document
		const key = JSON.stringify(scenario && [scenario.id, scenario.hash])
		groups.set(key, [...(groups.get(key) ?? []), shown])
	}
	const used = new Set(documents.map((d) => d.document.scenario?.hash))
	for (const scenario of given)
		if (!used.has(scenario.rulesHash))
			say(`no result is of the rules that ${scenario.file} has now: its titles are not used`)
	const pages: PageGroup[] = []
	for (const members of groups.values()) {
		const names = await namesOf(members, given)
		const hash = members[0]!.document.scenario?.hash
		pages.push({
			title: names.scenario,
			remark: [
				...(hash === undefined ? [] : [`Rules ${oneLine(hash).slice(0, 12)}.`]),
				...(names.known
					? []
					: [
							'The scenario’s file with these rules was not at hand, so that what has no title in the results is called by its id.',
						]),
			].join(' '),
			sections: members.map((shown) => documentSection(shown, names)),
		})
	}
	return pages
}

/** By the scenario's file, where there is one with the very rules of the documents, else by what they say themselves. */
async function namesOf(members: readonly ShownDocument[], given: readonly Scenario[]): Promise<PageNames> {
	const { scenario } = members[0]!.document
	if (!scenario) return documentNames('No scenario', new Map())
	const found =
		given.find((s) => s.rulesHash === scenario.hash) ??
		((await shippedIds()).includes(scenario.id) ? await openScenario(scenario.id) : undefined)
	if (found?.rulesHash === scenario.hash) return scenarioNames(found)
	const titles = members.flatMap((shown) =>
		shown.kind === 'simulate' || shown.kind === 'odds'
			? shown.document.endings.flatMap((e) => (e.title === undefined ? [] : [[e.id, e.title] as const]))
			: [],
	)
	const title = members.map((m) => m.document.scenario?.title).find((t) => t !== undefined)
	return documentNames(title ?? scenario.id, new Map(titles))
}
