import { describe, expect, test } from 'vitest'
import { begin } from '../../src/game/playthrough.js'
import { playPlain } from '../../src/tui/play-plain.js'
import { asidesOf } from '../../src/tui/view/asides.js'
import { branchOff } from '../../src/tui/view/what-if.js'
import { borderPost, MemoryHost, Stage } from './stage.js'

const FOG = 'weather.fog'
const sizes = [
	[120, 36],
	[80, 24],
	[60, 20],
] as const

describe('a card that lies face up', () => {
	test.each(sizes)('is on the table until it happens, in %d×%d and in big type', (columns, rows) => {
		const stage = new Stage({ columns, rows }).begin('ardania').press('i', 'enter', 'down')
		expect(stage.frame()).toMatch(/✎ Face up: Fog on the river/)
		expect(stage.press('z').frame()).toMatch(/✎ Face up: Fog on the river/)
		expect(stage.press('z', '3', 'enter').frame()).not.toContain('Face up: Fog')
	})

	test('says when it happens', () => {
		const stage = new Stage({ columns: 120, rows: 36 }).begin('ardania').press('i', 'enter')
		expect(stage.frame()).toContain('✎ Face up: Fog on the river – happens in this round, after Belmark')
	})

	test('is taken up by ⏎ in the list, which opens on it, and laid once only', () => {
		const stage = new Stage().begin('ardania').press('i', 'enter', 'i')
		expect(stage.frame()).toMatch(/\(lies face up\)[\s\S]*⏎\s+takes\s+it up again/)
		stage.press('enter')
		expect(stage.state).toMatchObject({ page: 'cards', message: { text: expect.stringContaining('is taken up') } })
		expect(stage.frame()).not.toContain('(lies face up)')
		expect(stage.host.saved.at(-1)!.playthrough).toBe(stage.state.game!.playthrough)
		expect(stage.press('escape').frame()).not.toContain('Face up: Fog')
		expect(asidesOf(borderPost, stage.state.game!.playthrough).map((a) => a.kind)).toEqual(['card', 'lifted'])
		expect(stage.press('r').frame()).toMatch(/Laid face up: Fog[\s\S]*Taken up again: Fog/)
	})

	test('is told of by u: what was laid before the decision lies there, what was laid after it does not', () => {
		const stage = new Stage({ columns: 120, rows: 36 }).begin('ardania').press('i', 'enter', '1', 'enter', 'u')
		expect(stage.state.message?.text).toMatch(/Taken back\..*“Fog on the river” was laid before and lies face up\.$/)
		const later = new Stage({ columns: 120, rows: 36 }).begin('ardania').press('1', 'enter', 'i', 'enter', 'u')
		expect(later.state.message?.text).toMatch(/“Fog on the river” was laid after it and lies there no more\.$/)
	})

	test('falls in a what-if where it fell, and does not where it was taken up', () => {
		let p = begin(borderPost.game, { seed: 'ford', run: 1, people: ['ardania'] })
		p = borderPost.play(borderPost.advance(p), 'ardania.search')
		const decision = borderPost.line(p).find((e) => e.kind === 'ply' && e.by === 'person')!.id
		const lifted = borderPost.play(borderPost.lift(borderPost.inject(p, FOG), FOG), 'ardania.search')
		const fell = (q: typeof p) => borderPost.line(q).filter((e) => e.kind === 'ply' && e.by === 'inject').length
		expect(fell(branchOff(borderPost, lifted, decision, 'ardania.close-river'))).toBe(0)
		const laid = borderPost.play(borderPost.inject(p, FOG), 'ardania.search')
		expect(fell(branchOff(borderPost, laid, decision, 'ardania.close-river'))).toBe(1)
	})

	test('line by line: told where things stand, taken up by a word', async () => {
		let said = ''
		const lines = ['lay 1', 'lay 1', 'situation', 'lift 1', 'lift 1', 'situation', 'record'][Symbol.iterator]()
		const playthrough = borderPost.advance(begin(borderPost.game, { seed: 'ford', run: 1, people: ['ardania'] }))
		await playPlain({
			game: { table: borderPost, playthrough, source: 'border-post', file: null },
			lines: { next: async () => lines.next() } as AsyncIterator<string>,
			print: (text) => {
				said += text
			},
			host: new MemoryHost(),
			odds: { byDefault: false, bySeat: {} },
			width: 100,
			withBriefing: false,
		})
		expect(said).toMatch(
			/It lies face up: [\s\S]*lies face up already; lift[\s\S]*Face up: Fog on the river – happens[\s\S]*It is taken up[\s\S]*does not lie face up[\s\S]*Laid face up: Fog[\s\S]*Taken up again: Fog/,
		)
		expect(said.match(/Face up: Fog/g)).toHaveLength(1)
	})
})
