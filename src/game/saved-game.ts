import { createHash } from 'node:crypto'
import { IllegalMove } from './game.js'
import type { DecidedBy, Entry, Playthrough, Table } from './playthrough.js'
import type { Settings } from './settings.js'

export const HIDDEN_FROM_ALL: OddsShown = { byDefault: false, bySeat: {} }
export const SHOWN_TO_ALL: OddsShown = { byDefault: true, bySeat: {} }

/** Version of the file; a reader refuses what it doesn't know. */
const VERSION = 1

/** A saved game that can't be trusted or read, with the line (from 1) where that shows. */
export class SavedGameError extends Error {
	override readonly name = 'SavedGameError'
	readonly line: number
	constructor(line: number, message: string) {
		super(message)
		this.line = line
	}
}

/** Whether odds are shown while a game is played: to whom has not chosen, and by player to those who have. */
export interface OddsShown {
	readonly byDefault: boolean
	readonly bySeat: Readonly<Record<string, boolean>>
}

export interface SavedGame {
	readonly playthrough: Playthrough
	/** How the player named the scenario: an id, or a path. */
	readonly source: string
	/** Left out where they were hidden from all when the game was saved, and in games that were saved before this was. */
	readonly odds?: OddsShown
}

const chained = (parent: string, body: string): string =>
	createHash('sha256').update(`${parent}\n${body}`, 'utf8').digest('hex')

/** `{…}` with its hash as the last member: what is hashed is the very text before it. */
function sealed(parent: string, content: object): { line: string; hash: string } {
	const body = JSON.stringify(content).slice(0, -1)
	const hash = chained(parent, body)
	return { line: `${body},"hash":"${hash}"}`, hash }
}

/**
 * The game as JSON Lines: a heading, one entry a line in order of their ids, and last which one is current.
 * Each line's hash covers its own text and its parent's hash. The last line also says who sees odds.
 */
export function writeGame(p: Playthrough, source: string, odds: OddsShown = HIDDEN_FROM_ALL): string {
	const { scenario, rulesHash, textHash, settings, seed, run, policies, people, asksReasons } = p
	const heading = sealed('', {
		detente: 'game',
		version: VERSION,
		scenario,
		source,
		rulesHash,
		textHash,
		settings,
		seed,
		run,
		policies,
		people,
		...(asksReasons && { asksReasons }),
	})
	const hashes: string[] = []
	const lines = p.entries.map((entry) => {
		const { line, hash } = sealed(entry.parent === null ? heading.hash : hashes[entry.parent]!, entry)
		hashes[entry.id] = hash
		return line
	})
	const isShown = odds.byDefault || Object.values(odds.bySeat).includes(true)
	const last = sealed(hashes[p.current]!, {
		kind: 'current',
		entry: p.current,
		entries: p.entries.length,
		...(isShown && { odds }),
	})
	return `${[heading.line, ...lines, last.line].join('\n')}\n`
}

/**
 * Reads what `writeGame` wrote and checks the chain; whether its moves are legal and its luck is luck's is `verifyGame`'s.
 * @throws SavedGameError at the first line that is not what was written
 */
export function readGame(text: string): SavedGame {
	const lines = text.split('\n')
	if (lines.at(-1) !== '') throw new SavedGameError(lines.length, 'the last line does not end: the file was cut off')
	lines.pop()
	const heading = opened(lines[0] ?? '', 1)
	const head = heading.content
	if (head.detente !== 'game') throw new SavedGameError(1, 'this is no saved game of Detente')
	if (head.version !== VERSION)
		throw new SavedGameError(
			1,
			`this game was saved in version ${String(head.version)}; this program reads version ${VERSION}`,
		)
	check(heading, '', 1)
	const hashes: string[] = []
	const entries: Entry[] = []
	for (let n = 1; n < lines.length - 1; n++) {
		const opening = opened(lines[n]!, n + 1)
		const entry = entryOf(opening.content, entries.length, n + 1)
		check(opening, entry.parent === null ? heading.hash : hashes[entry.parent]!, n + 1)
		hashes.push(opening.hash)
		entries.push(entry)
	}
	if (entries.length === 0) throw new SavedGameError(lines.length, 'the game has no entries')
	const last = opened(lines.at(-1)!, lines.length)
	const current = last.content.entry
	if (last.content.kind !== 'current' || typeof current !== 'number' || hashes[current] === undefined)
		throw new SavedGameError(lines.length, 'the last line should say which entry is current: lines are missing')
	check(last, hashes[current]!, lines.length)
	if (last.content.entries !== entries.length)
		throw new SavedGameError(
			lines.length,
			`the last line counts ${String(last.content.entries)} entries, the file has ${entries.length}`,
		)
	const odds = oddsOf(last.content.odds)
	return {
		...(odds && { odds }),
		source: String(head.source),
		playthrough: {
			scenario: String(head.scenario),
			rulesHash: String(head.rulesHash),
			textHash: String(head.textHash),
			settings: head.settings as Settings,
			seed: String(head.seed),
			run: Number(head.run),
			policies: head.policies as Record<string, string>,
			people: head.people as string[],
			asksReasons: head.asksReasons === true,
			entries,
			current,
		},
	}
}

function oddsOf(content: unknown): OddsShown | undefined {
	if (typeof content !== 'object' || content === null) return undefined
	const { byDefault, bySeat } = content as Record<string, unknown>
	const seats = Object.entries(typeof bySeat === 'object' && bySeat !== null ? bySeat : {})
	return { byDefault: byDefault === true, bySeat: Object.fromEntries(seats.map(([id, shown]) => [id, shown === true])) }
}

interface Opened {
	readonly content: Record<string, unknown>
	readonly body: string
	readonly hash: string
}

function opened(line: string, number: number): Opened {
	const match = /^(\{.*),"hash":"([0-9a-f]{64})"\}$/.exec(line)
	try {
		if (match)
			return { content: JSON.parse(`${match[1]!}}`) as Record<string, unknown>, body: match[1]!, hash: match[2]! }
	} catch {}
	throw new SavedGameError(
		number,
		number === 1 ? 'this is no saved game of Detente' : 'this line is not what was saved',
	)
}

function check({ body, hash }: Opened, parent: string, line: number): void {
	if (chained(parent, body) !== hash)
		throw new SavedGameError(line, 'this line was changed after it was saved: its hash does not match')
}

const DECIDED_BY: readonly DecidedBy[] = ['person', 'policy', 'luck', 'inject']

function entryOf(content: Record<string, unknown>, id: number, line: number): Entry {
	const { kind, parent, move, by, reasons, text, names, card, lifted } = content
	if (content.id !== id)
		throw new SavedGameError(
			line,
			`this should be entry ${id}, it is ${String(content.id)}: lines are missing or moved`,
		)
	if (id === 0 && kind === 'start') return { kind, id, parent: null }
	if (typeof parent !== 'number' || !(parent >= 0 && parent < id))
		throw new SavedGameError(line, `entry ${id} has no parent before it`)
	if (kind === 'ply' && typeof move === 'string' && DECIDED_BY.includes(by as DecidedBy))
		return { kind, id, parent, move, by: by as DecidedBy, ...(typeof reasons === 'string' && { reasons }) }
	if (kind === 'note' && typeof text === 'string')
		return names === 'branch' ? { kind, id, parent, text, names } : { kind, id, parent, text }
	if (kind === 'inject' && typeof card === 'string')
		return lifted === true ? { kind, id, parent, card, lifted } : { kind, id, parent, card }
	throw new SavedGameError(line, 'this line is no entry of a game')
}

/**
 * Plays every branch of a saved game again.
 * @throws SavedGameError at the line (entry n stands on line n + 2) whose move is not legal, or not the one that luck and policies give
 */
export function verifyGame(table: Table, p: Playthrough): void {
	if (p.rulesHash !== table.game.scenario.rulesHash)
		throw new SavedGameError(
			1,
			`the game was played under other rules (${p.rulesHash.slice(0, 12)}) than this scenario's (${table.game.scenario.rulesHash.slice(0, 12)})`,
		)
	for (const entry of p.entries) {
		try {
			if (entry.kind === 'ply') verifyPly(table, { ...p, current: entry.parent }, entry)
			else table.state(p, entry.id)
		} catch (error) {
			if (!(error instanceof IllegalMove)) throw error
			throw new SavedGameError(entry.id + 2, error.message)
		}
	}
}

function verifyPly(table: Table, before: Playthrough, entry: Entry & { kind: 'ply' }): void {
	const person = table.awaitsPerson(before)
	if (person !== (entry.by === 'person'))
		throw new IllegalMove(
			person
				? `${entry.move} was a person's to decide, not ${entry.by}'s`
				: `${entry.move} was not a person's to decide`,
		)
	if (person) {
		table.step(before, entry.move)
		return
	}
	const again = table.draw(before)
	const drawn = again.entries[again.current]!
	if (drawn.kind !== 'ply' || drawn.move !== entry.move || drawn.by !== entry.by)
		throw new IllegalMove(
			`${entry.move} is not what seed "${before.seed}", run ${before.run} gives here${drawn.kind === 'ply' ? `: that is ${drawn.move}` : ''}`,
		)
}
