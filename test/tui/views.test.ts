import { describe, expect, test } from 'vitest'
import { shareText } from '../../src/tui/panels/share-text.js'
import { accountOf } from '../../src/tui/view/account.js'
import { consequencesOf } from '../../src/tui/view/consequences.js'
import { ladderOf } from '../../src/tui/view/ladder.js'
import { reasonAgainst } from '../../src/tui/view/reason.js'
import { roadOf } from '../../src/tui/view/road.js'
import { situationOf } from '../../src/tui/view/situation.js'
import { saidBy } from '../../src/tui/view/wording.js'
import { borderPost, opening } from './stage.js'

const start = opening(['ardania', 'belmark'])
const at = (...moves: string[]) => moves.reduce((p, move) => borderPost.play(p, move), start)

describe('what the screens say', () => {
	test('why a move is not open, in words', () => {
		const first = borderPost.state(start)
		expect(reasonAgainst(borderPost.game, first, 'ardania.settle', 'ardania')).toBe(
			'needs your anger at home at most 1 (now 2) or the round at least 4 (now 1)',
		)
		expect(reasonAgainst(borderPost.game, first, 'ardania.settle', null)).toContain("Ardania's anger at home")
		expect(reasonAgainst(borderPost.game, first, 'ardania.wait', 'ardania')).toBeNull()
		const closed = borderPost.state(at('ardania.close-river'))
		expect(reasonAgainst(borderPost.game, closed, 'belmark.settle', 'belmark')).toBe(
			'needs no open insult on your side or the round at least 4 (now 1)',
		)
		const shut = borderPost.state(at('ardania.close-river', 'belmark.wait'))
		expect(reasonAgainst(borderPost.game, shut, 'ardania.close-river', 'ardania')).toMatch(
			/^needs your border post: “manned”/,
		)
	})

	test('what a move can do, its outcomes and standing rules included', () => {
		const first = borderPost.state(start)
		const close = consequencesOf(borderPost.game, first, 'ardania.close-river', 'ardania')
		expect(close.changes.map((c) => [c.title, c.before, c.after, c.direction])).toEqual([
			['Alarm', 'murmurs', 'patrols doubled', 'up'],
			['your anger at home', '2', '1', 'down'],
			["Belmark's open insult", 'no', 'yes', 'up'],
			['The river', 'Watched', 'Closed', 'other'],
			['your border post', 'manned', 'shut', 'other'],
		])
		const search = consequencesOf(borderPost.game, first, 'ardania.search', 'ardania')
		expect(search.outcomes.map((o) => [o.title, o.weight, o.of])).toEqual([
			['They are found', 60, 100],
			['Nobody is found', 40, 100],
		])
	})

	test('what happened: card and outcome in one, rules named, news marked', () => {
		const p = at('ardania.close-river', 'belmark.wait')
		const account = accountOf(borderPost, p, 'belmark')
		expect(account[0]).toMatchObject({ actor: 'ardania', title: 'Close the river to all boats', isNew: false })
		expect(account[0]!.claims.map((c) => c.says)).toEqual(['Ardania says', 'Ardanian fishermen say'])
		expect(account[1]).toMatchObject({ actor: 'belmark', isNew: true })
		const rule = 'An insult grows in the papers'
		const angered = account.find((h) => h.changes.some((c) => c.key === 'belmark.anger'))!
		expect([angered.title, ...angered.changes.map((c) => c.because)]).toContain(rule)
	})

	test('the road is lit where one is and was', () => {
		expect(roadOf(borderPost, start).map((s) => s.lit)).toEqual(['ahead', 'ahead', 'ahead'])
		expect(roadOf(borderPost, at('ardania.close-river')).map((s) => s.lit)).toEqual(['now', 'ahead', 'ahead'])
		expect(roadOf(borderPost, at('ardania.close-river', 'belmark.close-river')).map((s) => s.lit)).toEqual([
			'been',
			'now',
			'ahead',
		])
	})

	test('the ladder is the first variable with names, the situation holds the rest', () => {
		const ladder = ladderOf(borderPost, at('ardania.close-river'), 'ardania')!
		expect([ladder.title, ladder.now, ladder.before]).toEqual(['Alarm', 2, 1])
		expect(ladder.rungs.filter((r) => r.wasHere).map((r) => r.value)).toEqual([1])
		const { shared, perPlayer } = situationOf(borderPost, at('ardania.close-river'), 'ardania')
		expect(shared.map((r) => r.title)).toEqual(['The river'])
		expect(perPlayer.map((r) => r.title)).toEqual(['Border post', 'Anger at home', 'Open insult'])
		expect(perPlayer[2]!.standings[1]).toMatchObject({ value: 'yes', mark: '▲', was: 'no' })
	})

	test('odds that were sampled carry their interval, and nothing possible is 0 or 100 %', () => {
		const odds = (low: number[] | null, ...values: number[]) => ({ values, low, high: low })
		expect(shareText(odds(null, 0.364), 0)).toBe('36 %')
		expect(shareText(odds(null, 0.3642), 0, 1)).toBe('36.4 %')
		expect([0, 0.001, 0.999, 1].map((share) => shareText(odds(null, share), 0))).toEqual([
			'0 %',
			'<1 %',
			'>99 %',
			'100 %',
		])
		expect(shareText({ values: [0.36], low: [0.331], high: [0.388] }, 0)).toBe('36 % [33–39]')
	})

	test('who says and who say', () => {
		const { scenario } = borderPost.game
		expect(saidBy(scenario, 'Ardania')).toBe('Ardania says')
		expect(saidBy(scenario, 'Two papers')).toBe('Two papers say')
		expect(saidBy(scenario, 'The press')).toBe('The press says')
	})
})
