import { describe, expect, it } from 'vitest'
import { createGame } from '../../src/game/create-game.js'
import { begin, type Playthrough, Table } from '../../src/game/playthrough.js'
import { readGame, SavedGameError, verifyGame, writeGame } from '../../src/game/saved-game.js'
import { shipped } from '../scenarios.js'

const game = createGame(shipped('two-blows'))

const opened = (seed = 'a class', run = 1): { table: Table; p: Playthrough } => {
	const table = new Table(game)
	return { table, p: table.advance(begin(game, { seed, run, people: ['pakistan'] })) }
}

/** Plays the n-th legal move at every decision of the person, to the end. */
function playOut(table: Table, from: Playthrough, choose: (legal: readonly string[]) => string): Playthrough {
	let p = from
	while (!table.isOver(p)) p = table.play(p, choose(game.legalMoves(table.state(p)).map((m) => m.id)))
	return p
}
const first = (legal: readonly string[]): string => legal[0]!
const last = (legal: readonly string[]): string => legal.at(-1)!

const moves = (table: Table, p: Playthrough): string[] =>
	table.line(p).flatMap((e) => (e.kind === 'ply' ? [`${e.by} ${e.move}`] : []))

describe('a playthrough', () => {
	it('stops where a person is to choose', () => {
		const { table, p } = opened()
		expect(game.currentPlayer(table.state(p))).toBe('pakistan')
		expect(p.entries[1]).toMatchObject({ kind: 'ply', by: 'policy' })
	})

	it('refuses a move that is not legal and says which are', () => {
		const { table, p } = opened()
		expect(() => table.play(p, 'pakistan.return-ambassador')).toThrow(/not legal in round 1: legal are pakistan\./)
	})

	it('takes back to the last choice, keeps what was played, and meets it again when the same is played', () => {
		const { table, p } = opened()
		const ended = playOut(table, p, last)
		const back = table.takeBack(ended)
		expect(table.awaitsPerson(back)).toBe(true)
		expect(back.entries).toBe(ended.entries)
		const again = playOut(table, back, last)
		expect(again.entries).toBe(ended.entries)
		expect(again.current).toBe(ended.current)
	})

	it('goes back no further than the first choice', () => {
		const { table, p } = opened()
		const once = table.play(p, last(game.legalMoves(table.state(p)).map((m) => m.id)))
		expect(table.takeBack(table.takeBack(table.takeBack(once))).current).toBe(p.current)
	})

	it('draws the same continuation for the same decisions, byte for byte, from nothing', () => {
		for (let run = 1; run <= 30; run++) {
			const { table, p } = opened('twice', run)
			const other = opened('twice', run)
			// A branch in between must not touch the luck of the line.
			const strayed = other.table.takeBack(playOut(other.table, other.p, first))
			const line = playOut(table, p, last)
			const again = playOut(other.table, other.table.goTo(strayed, other.p.current), last)
			expect(moves(other.table, again)).toEqual(moves(table, line))
		}
	})

	it('meets the same luck at every place on another branch', () => {
		for (let run = 1; run <= 30; run++) {
			const { table, p } = opened('places', run)
			const one = playOut(table, p, first)
			const two = playOut(table, table.goTo(one, p.current), last)
			for (const q of [one, two])
				for (const entry of table.line(q))
					if (entry.kind === 'ply' && entry.by !== 'person') {
						const fresh = new Table(game)
						expect(fresh.drawn(q, table.state(q, entry.parent)).id).toBe(entry.move)
					}
		}
	})

	it('keeps notes, and lets an injected card fall at its deck’s next ply', () => {
		const { table, p } = opened()
		const noted = table.note(p, 'We fear the election.')
		const decks = game.scenario.decks.flatMap((d) => d.cards.map((c) => `${d.id}.${c.id}`))
		const card = decks.find((id) => id.startsWith('incidents.'))!
		const injected = table.inject(noted, card)
		const played = table.play(injected, last(game.legalMoves(table.state(p)).map((m) => m.id)))
		const fell = table.line(played).find((e) => e.kind === 'ply' && e.by === 'inject')
		expect(fell).toMatchObject({ move: card })
		const next = table.line(played).filter((e) => e.kind === 'ply' && e.move.startsWith('incidents.'))
		expect(next[0]).toBe(fell)
		expect(next.slice(1).every((e) => e.kind === 'ply' && e.by === 'luck')).toBe(true)
		expect(() => table.inject(p, 'incidents.moon-landing')).toThrow(/no deck has the card/)
		const over = playOut(table, p, last)
		expect(() => table.inject(over, card)).toThrow(/no ply left/)
	})

	it('takes a card up again as if it had never lain there, and lays none twice', () => {
		const { table, p } = opened()
		const card = 'incidents.iranians-killed'
		const laid = table.inject(p, card)
		expect(table.inject(laid, card)).toBe(laid)
		const lifted = table.lift(laid, card)
		expect(table.waiting(lifted).size).toBe(0)
		expect(table.lift(lifted, card)).toBe(lifted)
		expect(table.lift(p, card)).toBe(p)
		expect(moves(table, playOut(table, lifted, last))).toEqual(moves(table, playOut(table, p, last)))
		const again = table.inject(lifted, card)
		expect([...table.waiting(again).values()]).toEqual([card])
		const saved = readGame(writeGame(again, 'two-blows')).playthrough
		expect(saved).toEqual(again)
		verifyGame(new Table(game), playOut(table, saved, last))
	})
})

describe('a saved game', () => {
	const { table, p } = opened('saved', 7)
	const branch = playOut(
		table,
		table.takeBack(playOut(table, table.note(p, 'Why? “Because.”\nSecond line.'), last)),
		first,
	)
	const text = writeGame(branch, 'two-blows')

	it('comes back as it was', () => {
		expect(readGame(text)).toEqual({ playthrough: branch, source: 'two-blows' })
		verifyGame(new Table(game), readGame(text).playthrough)
	})

	it('keeps the reasons with their decisions, and whether it asks for them; a game without any is written as before', () => {
		const { table, p } = opened()
		const move = game.legalMoves(table.state(p))[0]!.id
		const asking: Playthrough = { ...p, asksReasons: true }
		const once = table.play(asking, move, 'They will not answer.')
		expect(table.play({ ...once, current: asking.current }, move, 'They will not answer.').entries).toBe(once.entries)
		expect(table.play({ ...once, current: asking.current }, move, '').entries.length).toBeGreaterThan(
			once.entries.length,
		)
		expect(table.state(once)).toEqual(table.state(table.play(p, move)))
		const back = readGame(writeGame(once, 'two-blows')).playthrough
		expect(back).toEqual(once)
		expect(() => verifyGame(table, back)).not.toThrow()
		expect(writeGame(table.play(p, move), 'two-blows')).not.toMatch(/reasons/i)
	})

	it('says who sees odds, in its last line alone; where nobody does, it is written as before', () => {
		const odds = { byDefault: true, bySeat: { iran: false } }
		const shown = writeGame(branch, 'two-blows', odds)
		expect(readGame(shown)).toEqual({ playthrough: branch, source: 'two-blows', odds })
		expect(shown.trimEnd().split('\n').slice(0, -1)).toEqual(text.trimEnd().split('\n').slice(0, -1))
		expect(writeGame(branch, 'two-blows', { byDefault: false, bySeat: { iran: false } })).toBe(text)
		expect(() => readGame(shown.replace('"byDefault":true', '"byDefault":false'))).toThrow(/hash does not match/)
	})

	it('is refused at its line when any one character is changed', () => {
		let line = 1
		for (let at = 0; at < text.length; at++) {
			const was = text[at]!
			for (const now of [
				was === '0' ? '1' : '0',
				' ',
				was.toUpperCase() === was ? was.toLowerCase() : was.toUpperCase(),
			]) {
				if (now === was) continue
				const changed = text.slice(0, at) + now + text.slice(at + 1)
				const refusal = refusalOf(changed)
				expect(refusal, `character ${at} of line ${line} made "${now}"`).toBeInstanceOf(SavedGameError)
				// The end of a line belongs to both lines that it parts.
				expect(was === '\n' ? [line, line - 1, line + 1] : [line]).toContain((refusal as SavedGameError).line)
			}
			if (was === '\n') line++
		}
	})

	it('is refused when a line is missing, doubled, swapped or cut off', () => {
		const lines = text.trimEnd().split('\n')
		const without = [...lines.slice(0, 3), ...lines.slice(4)]
		expect(refusalOf(`${without.join('\n')}\n`)).toMatchObject({ line: 4 })
		const doubled = [...lines.slice(0, 4), lines[3]!, ...lines.slice(4)]
		expect(refusalOf(`${doubled.join('\n')}\n`)).toMatchObject({ line: 5 })
		expect(refusalOf(text.slice(0, -20))).toBeInstanceOf(SavedGameError)
		expect(refusalOf(`${lines.slice(0, -1).join('\n')}\n`)).toMatchObject({ line: lines.length - 1 })
		expect(refusalOf('')).toBeInstanceOf(SavedGameError)
		expect(refusalOf('hello\n')).toMatchObject({ line: 1 })
	})

	it('is refused at its line when chance was helped, chain and all', () => {
		const entry = branch.entries.find((e) => e.kind === 'ply' && e.by === 'luck' && e.move === 'incidents.nothing')!
		const card = game.scenario.decks.find((d) => d.id === 'incidents')!.cards[0]!.id
		const entries = branch.entries.map((e) =>
			e === entry && e.kind === 'ply' ? { ...e, move: `incidents.${card}` } : e,
		)
		const forged = writeGame({ ...branch, entries }, 'two-blows')
		const { playthrough } = readGame(forged)
		expect(() => verifyGame(new Table(game), playthrough)).toThrow(SavedGameError)
		try {
			verifyGame(new Table(game), playthrough)
		} catch (error) {
			expect((error as SavedGameError).line).toBe(entry.id + 2)
		}
	})
})

function refusalOf(text: string): unknown {
	try {
		readGame(text)
		return undefined
	} catch (error) {
		return error
	}
}
