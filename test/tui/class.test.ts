import { describe, expect, test } from 'vitest'
import type { Review } from '../../src/analysis/review.js'
import { createGame } from '../../src/game/create-game.js'
import { Table } from '../../src/game/playthrough.js'
import { readGame, writeGame } from '../../src/game/saved-game.js'
import { bigLetters } from '../../src/tui/big-letters.js'
import { oddsLineChart } from '../../src/tui/panels/odds-line-chart.js'
import { textOf, widthOf } from '../../src/tui/styled-text.js'
import { branchesOf } from '../../src/tui/view/what-if.js'
import { borderPost, Stage, setUp } from './stage.js'

const letters = (text: string): string[] => Array.from(text, (c) => (c === ' ' ? 'space' : c))
const playthrough = (stage: Stage) => stage.state.game!.playthrough
const lines = (stage: Stage) => branchesOf(borderPost, playthrough(stage))

/** A table in class mode. */
function classroom(...people: string[]): Stage {
	const stage = new Stage()
	stage.store.dispatch({ kind: 'begin', setUp: { ...setUp, asksReasons: true }, people })
	return stage
}

describe('reasons', () => {
	test('are asked for before a decision is played, and kept with it', () => {
		const stage = classroom('ardania').press('2', 'enter')
		expect(playthrough(stage).entries).toHaveLength(1)
		expect(stage.frame()).toMatch(/\n Ardania: Ask to search the other bank\n Why\? A line of reasons:/)
		stage.press(...letters('We want to see.'), 'enter')
		const decision = playthrough(stage).entries[1]
		expect(decision).toMatchObject({ by: 'person', reasons: 'We want to see.' })
		expect(stage.host.saved.at(-1)!.playthrough).toBe(playthrough(stage))
		expect(stage.press('r', 'g').frame()).toContain('Reasons: “We want to see.”')
	})

	test('may be none, and Esc plays nothing yet', () => {
		const stage = classroom('ardania').press('2', 'enter', 'x', 'escape')
		expect(playthrough(stage).entries).toHaveLength(1)
		expect(stage.state).toMatchObject({ writing: null, cursor: 1 })
		stage.press('enter', 'enter')
		expect(playthrough(stage).entries).toHaveLength(1)
		expect(stage.frame()).toMatch(/Ask to search the other bank\n No reasons\? ⏎ again plays it without\./)
		stage.press('enter')
		expect(playthrough(stage).entries[1]).toMatchObject({ reasons: '' })
		expect(stage.press('r', 'g').frame()).toContain('no reason given')
	})

	test('stand in the review and in the file', async () => {
		const stage = classroom('ardania')
		while (stage.state.screen === 'table') stage.press('enter', ...letters('Calm'), 'enter')
		await stage.ask('a')
		const text = Array.from({ length: 9 }, () => {
			const frame = stage.frame()
			stage.press('pagedown')
			return frame
		}).join('')
		expect(text).toContain('Reasons: “Calm”')
		expect(readGame(writeGame(playthrough(stage), 'border-post')).playthrough).toEqual(playthrough(stage))
	})

	test('of the others wait for the end, where several share the keyboard', () => {
		const stage = classroom('ardania', 'belmark').press('enter', '1', 'enter', ...letters('Bluff'), 'enter', 'enter')
		expect(stage.state.seat).toBe('belmark')
		expect(stage.press('r', 'g').frame()).not.toContain('Bluff')
		stage.press('escape', 'enter', 'enter', 'enter')
		expect(stage.state).toMatchObject({ screen: 'handover', seat: 'ardania' })
		expect(stage.frame()).not.toContain('Bluff')
		while (stage.state.screen !== 'ending') stage.press('enter')
		expect(stage.press('r', 'g').frame()).toContain('Bluff')
	})

	test('are not asked for where nobody wanted them', () => {
		const stage = new Stage().begin('ardania').press('2', 'enter')
		expect(playthrough(stage).entries[1]).not.toHaveProperty('reasons')
	})
})

describe('the set-up', () => {
	test('chooses odds, class mode, a seed of one’s own, and the doctrine of the opponent', () => {
		const stage = new Stage()
		stage.store.dispatch({ kind: 'opened', setUp })
		stage.press('enter')
		expect(stage.frame()).toMatch(/Odds: hidden until the review/)
		stage.press('o', 'c', 's', ...letters('class 7'), 'enter', 'right')
		expect(stage.frame()).toMatch(/Seed: class 7[\s\S]*Odds: shown[\s\S]*Class mode: on/)
		stage.press('enter')
		expect(stage.state).toMatchObject({ showsOdds: true })
		expect(playthrough(stage)).toMatchObject({ asksReasons: true, seed: 'class 7', people: ['ardania'] })
		expect(Object.keys(playthrough(stage).policies)).toEqual(['belmark'])
	})
})

describe('best play in the set-up', () => {
	const best = () => {
		const stage = new Stage()
		stage.store.dispatch({ kind: 'opened', setUp })
		return stage.press('enter', 'left')
	}

	test('is offered to a side that has payoffs, and solved for before the first ply', async () => {
		const stage = best()
		expect(stage.frame()).toMatch(/Belmark decides: ◂\s*By what is best for it\s*▸/)
		await stage.ask('enter')
		expect(stage.host.solved).toEqual([{ belmark: 'best' }])
		expect(stage.state.screen).toBe('table')
		expect(playthrough(stage).policies).toEqual({ belmark: 'best' })
		// Nobody is left to play by it where people decide for all.
		const both = best()
		await both.ask('3', 'enter')
		expect(both.host.solved).toEqual([])
		expect(both.state.screen).toBe('handover')
	})

	test('is not offered to a side without any', () => {
		const { scenario } = borderPost.game
		const players = scenario.players.map((p) => ({ ...p, payoffs: [] }))
		const table = new Table({ ...borderPost.game, scenario: { ...scenario, players } })
		const stage = new Stage()
		stage.store.dispatch({ kind: 'opened', setUp: { ...setUp, table } })
		stage.press('enter')
		for (let n = 0; n < 8; n++) expect(stage.press('right').frame()).not.toContain('what is best')
	})

	test('says that it is solved, for as long as it takes; q leaves', async () => {
		const stage = best()
		let solved = () => {}
		stage.host.solve = () => new Promise((resolve) => (solved = resolve))
		stage.press('enter', 'down', 'escape', 'enter')
		expect(stage.frame()).toMatch(/Solving The border post for best play/)
		expect(stage.state).toMatchObject({ screen: 'sides', cursor: 0 })
		expect(stage.press('q').left).toBe(1)
		solved()
		await stage.ask()
		expect(stage.state.screen).toBe('table')
	})

	test('that cannot be found is said to be so, on the set-up', async () => {
		const stage = best()
		stage.host.unsolvable = 'more than 20,000,000 states'
		await stage.ask('enter')
		expect(stage.state).toMatchObject({ screen: 'sides', game: null })
		expect(stage.frame()).toMatch(/more than 20,000,000 states/)
		await stage.ask('right', 'enter')
		expect(stage.state.screen).toBe('table')
	})
})

describe('the odds', () => {
	test('are shown and hidden at will', () => {
		const stage = new Stage().begin('ardania')
		expect(stage.press('o').state.page).toBeNull()
		expect(stage.state.message?.text).toContain('O shows them')
		stage.press('O')
		expect(stage.state.showsOdds).toBe(true)
		expect(stage.press('o').state.page).toBe('odds')
		expect(stage.press('escape', 'O').state.showsOdds).toBe(false)
	})

	test('for each seat by itself', () => {
		const stage = new Stage().begin('ardania', 'belmark').press('enter', 'O', 'enter')
		expect(stage.state).toMatchObject({ seat: 'belmark', showsOdds: false })
		stage.press('enter', 'enter')
		expect(stage.state).toMatchObject({ seat: 'ardania', showsOdds: true })
	})

	test('are as they were when a game is gone on with, for each seat by itself', async () => {
		const stage = new Stage().begin('ardania', 'belmark').press('enter', 'O')
		expect(stage.host.left).toEqual({ byDefault: false, bySeat: { ardania: true } })
		const shownTo = async (by: Stage, left: Stage['host']['left']) => {
			by.host.left = left
			by.host.waiting = [
				{ file: 'a.jsonl', name: 'a', title: '', where: '', who: '', isOver: false, isSolvedFor: false, problem: null },
			]
			by.store.dispatch({ kind: 'listed', scenarios: [], games: by.host.waiting })
			return (await by.ask('enter')).state.showsOdds
		}
		// The game that waits is Belmark's.
		expect(await shownTo(new Stage(), { byDefault: false, bySeat: { belmark: true } })).toBe(true)
		expect(await shownTo(new Stage(), { byDefault: true, bySeat: { belmark: false } })).toBe(false)
		expect(await shownTo(new Stage({ columns: 80, rows: 24 }, true), { byDefault: false, bySeat: {} })).toBe(true)
		expect(await shownTo(new Stage().begin('ardania').press('O', 'h'), { byDefault: false, bySeat: {} })).toBe(false)
	})

	test('of the game so far are in its review, which warns where they are hidden', () => {
		const stage = new Stage().begin('ardania').press('enter', 'a')
		expect(stage.state.page).toBeNull()
		expect(stage.state.message?.text).toContain('Press a once more')
		expect(stage.press('down', 'a').state.page).toBeNull()
		expect(stage.press('a').state.page).toBe('review')
		expect(new Stage({ columns: 80, rows: 24 }, true).begin('ardania').press('a').state.page).toBe('review')
	})
})

describe('a pause', () => {
	test('covers the table, tells no odds, and ends with any key', () => {
		const stage = new Stage({ columns: 80, rows: 24 }, true).begin('ardania').press('p')
		const frame = stage.frame()
		expect(frame).toMatch(/What would you do, and why\?/)
		expect(frame).toMatch(/Ardania is to move/)
		expect(frame).not.toMatch(/%|Odds/)
		for (const key of ['q', 'enter', 'x', 'p', '1']) {
			expect(stage.press(key).state).toMatchObject({ paused: false, cursor: 0 })
			stage.press('p')
		}
		expect(stage.left).toBe(0)
		expect(stage.press('ctrl+c').left).toBe(1)
	})

	test('covers what happened from the next person too', () => {
		const stage = new Stage().begin('ardania', 'belmark').press('enter', 'enter', 'p')
		expect(stage.frame()).toMatch(/Belmark is to move/)
		expect(stage.press('x').state.screen).toBe('handover')
	})
})

describe('a card that is looked at', () => {
	test('shows how it shifts the odds, when they are shown', async () => {
		const stage = new Stage({ columns: 80, rows: 24 }).begin('ardania')
		await stage.ask('i')
		expect(stage.frame()).toContain('The odds are hidden')
		await stage.ask('O', 'down', 'up')
		expect(stage.frame()).toMatch(
			/It happens in this round, after Belmark's move[\s\S]*Odds, exact, now → with it laid; one number: no change\./,
		)
		expect(stage.frame()).toMatch(/\d\s→\s\d+/)
		stage.press('enter')
		expect((await stage.ask('i')).frame()).toContain('(lies face up)')
	})

	test('is dimmed, without odds, when it cannot happen', async () => {
		const stage = new Stage({ columns: 80, rows: 24 }, true).begin('ardania')
		await stage.ask('i')
		const { at, card, from } = stage.state.preview!
		if (typeof from === 'string') throw new Error(from)
		stage.store.dispatch({ kind: 'previewed', at, card, from: { ...from, falls: 0 } })
		expect(stage.frame()).toContain('(cannot happen)')
		expect(stage.frame()).toContain('Its turn comes in this round')
		expect(stage.frame()).not.toContain('Odds, exact')
	})

	test('says why it can’t', async () => {
		const stage = new Stage({ columns: 80, rows: 24 }, true).begin('ardania')
		stage.host.oddless = 'the game is too large'
		await stage.ask('i')
		await stage.ask('down')
		expect(stage.frame()).toContain('What it would do can’t be shown: the game is too large.')
	})
})

describe('big type', () => {
	test('draws the round and the rung in big letters, and every key of the table works', () => {
		const stage = new Stage({ columns: 120, rows: 36 }).begin('ardania').press('z')
		stage.store.dispatch({ kind: 'letters', letters: bigLetters })
		const frame = stage.frame()
		expect(frame).toMatch(/███/)
		expect(frame).not.toMatch(/[┌│]/)
		expect(frame).toContain('z normal type')
		expect(frame).toContain('The road: ')
		expect(stage.press('x').frame()).toContain('✗')
		expect(stage.frame()).toContain('x hide closed moves')
		expect(stage.press('escape').frame()).not.toContain('✗')
		stage.press('2', 'enter')
		expect(stage.frame()).not.toBe(frame)
		expect(stage.press('z').frame()).toMatch(/┌/)
	})

	test('keeps the offer that waits, the moves that answer it, and numbers that can be read from afar', async () => {
		const stage = (await new Stage({ columns: 120, rows: 50 }).beginOnTheMap('pakistan')).press('4', 'enter', 'z')
		stage.store.dispatch({ kind: 'letters', letters: bigLetters })
		expect(stage.frame()).toMatch(/⚑ .*answer/)
		expect(stage.frame()).toMatch(/[█▀▄]\s+⚑ /)
	})

	test('has the whole name of every rung beside its number, however narrow the window', () => {
		const { variables } = borderPost.game.scenario
		const longer = variables.map((v) => (v.id === 'alarm' ? { ...v, names: v.names.map((n) => `${n}_and_${n}`) } : v))
		for (const named of [variables, longer])
			for (const [columns, rows] of [
				[80, 24],
				[60, 20],
				[100, 32],
			] as const) {
				const scenario = { ...borderPost.game.scenario, variables: named }
				const stage = new Stage({ columns, rows })
				stage.store.dispatch({
					kind: 'begin',
					setUp: { ...setUp, table: new Table(createGame(scenario)) },
					people: ['ardania'],
				})
				stage.press('z').store.dispatch({ kind: 'letters', letters: bigLetters })
				const frame = stage.frame()
				const name = named === variables ? 'MURMURS' : 'MURMURS AND MURMURS'
				const told = frame.replaceAll(/[\u00A0 ]/g, '').includes(name.replaceAll(' ', ''))
				const drawn = bigLetters(`1 ${name}`, 'small')!.every((row) => frame.includes(row.trimEnd()))
				const large = bigLetters(`1 ${name}`, 'large')!.every((row) => frame.includes(row.trimEnd()))
				expect(told || drawn || large, `${columns}×${rows} ${name}`).toBe(true)
			}
	})

	test('has letters for what can be written in them, of one width, without blank rows around them', () => {
		for (const size of ['large', 'small'] as const) {
			const rows = bigLetters('Round 2 of 10', size)!
			expect(rows).toHaveLength(size === 'large' ? 5 : 3)
			expect(new Set(rows.map((row) => row.length)).size).toBe(1)
		}
		expect(bigLetters('Crise à Genève', 'large')).not.toBeNull()
		expect(bigLetters('危機', 'large')).toBeNull()
	})
})

describe('branches', () => {
	/** Two lines: as first played, and with another first decision. */
	const forked = () => new Stage().begin('ardania').press('1', 'enter', 'u', '2', 'enter')

	test('are named and renamed in the game’s own tree', () => {
		const stage = forked().press('t')
		expect(lines(stage).map((b) => b.isCurrent)).toEqual([false, true])
		stage.press('up', 'n', ...letters('The plan'), 'enter')
		expect(lines(stage).map((b) => b.name)[0]).toBe('The plan')
		expect(stage.frame()).toContain('The plan')
		stage.press('n', 'backspace', 'backspace', 'backspace', 'backspace', ...letters('way'), 'enter')
		expect(lines(stage)).toHaveLength(2)
		expect(lines(stage).map((b) => b.name)[0]).toBe('The way')
		expect(lines(stage)[1]!.isCurrent).toBe(true)
		const saved = stage.host.saved.at(-1)!.playthrough
		expect(readGame(writeGame(saved, 'border-post')).playthrough).toEqual(saved)
		stage.press('enter')
		expect(lines(stage).map((b) => b.isCurrent)).toEqual([true, false])
		expect(lines(stage)).toHaveLength(2)
	})

	test('keep their name while they are played on; a line that parts later is told from it', () => {
		const stage = forked().press('t', 'n', ...letters('Ours'), 'enter', 'escape')
		stage.press('enter')
		expect(lines(stage).map((b) => b.name)).toContain('Ours')
		stage.press('u', 'down', 'enter')
		const names = lines(stage).map((b) => b.name)
		expect(names).toContain('Ours')
		expect(names.some((name) => name.startsWith('Ours · decided otherwise in round 2, '))).toBe(true)
		expect(new Set(names).size).toBe(names.length)
	})

	test('the line first played is called so, wherever one has gone back to', () => {
		const stage = new Stage({ columns: 120, rows: 36 }).begin('ardania').press('2', 'enter', '1', 'enter', 'u')
		expect(lines(stage).map(({ name, isCurrent }) => [name, isCurrent])).toEqual([
			['Gone back to round 2, Ardania', true],
			['As first played', false],
		])
		stage.press('i', 'enter', 'u')
		const names = lines(stage).map((b) => b.name)
		expect(names.filter((name) => name === 'As first played')).toHaveLength(1)
		expect(lines(stage).find((b) => b.name === 'As first played')?.plies).toBeGreaterThan(2)
		expect(names.some((name) => name.startsWith('A card laid in round 2, Ardania: “'))).toBe(true)
		stage.press('3', 'enter', 't')
		expect(stage.frame()).toMatch(/Decided otherwise in round 1, Ardania: “/)
	})

	test('called by themselves, they are named from nothing; a name that was given is written over', () => {
		const stage = forked().press('t', 'n')
		expect(stage.state.writing?.text).toBe('')
		expect(stage.frame()).toContain('Called by itself: Decided otherwise in round 1, Ardania: “')
		stage.press(...letters('x'.repeat(81)))
		expect(stage.state.writing?.text).toHaveLength(80)
		expect(stage.frame()).toContain('(80 letters: no more fit)')
		expect(stage.press('enter', 'n').state.writing?.text).toBe('x'.repeat(80))
		expect(stage.frame()).not.toContain('Called by itself')
		const asked = new Stage().begin('ardania').press('1', 'enter', 'w', '1', 'enter', '2', 'enter', 'enter')
		asked.press('t', 'n')
		expect(asked.state.writing?.text).toBe('')
		expect(asked.frame()).toMatch(/Called by itself: Round 1, Ardania: “.*” instead of/)
	})

	test('one is told which branch one went to', () => {
		const stage = forked().press('t', 'up', 'enter')
		expect(stage.state.message?.text).toMatch(/^You are now on this branch: As first played\. t /)
	})

	test('nothing written leaves the name as it is', () => {
		const stage = forked().press('t')
		const before = playthrough(stage)
		expect(playthrough(stage.press('n', 'enter'))).toBe(before)
		expect(playthrough(stage.press('n', 'a', 'escape'))).toBe(before)
	})

	test('stand beside the one that is played, differences marked, and can be gone on with', () => {
		const stage = forked().press('t')
		expect(stage.frame()).toMatch(/▸ decided[\s│]+otherwise[\s│]+in[\s│]+round[\s│]+1,/)
		expect(stage.press('v').state.message?.text).toContain('the branch that you are on')
		stage.press('up', 'v')
		expect(stage.state.page).toBe('beside')
		expect(stage.frame()).toMatch(/this branch[\s\S]*the other branch/)
		stage.press('f')
		expect(stage.state.page).toBeNull()
		expect(lines(stage).length).toBeGreaterThanOrEqual(2)
	})
})

test('where odds are shown, those of a branch stand beside the game’s own', async () => {
	const stage = new Stage({ columns: 120, rows: 36 }, true).begin('ardania')
	await stage.ask('2', 'enter', 'w', 'enter', '1', 'enter')
	expect(stage.state.page).toBe('beside')
	expect(stage.frame()).toMatch(/Odds \(as played → what if\)/)
	await stage.ask('down')
	expect(stage.frame().replaceAll('\u00A0', ' ')).toMatch(/Odds \(as played → what if\) +│\n│ Shots at the ford <1 %/)
	const hidden = new Stage({ columns: 120, rows: 36 }).begin('ardania')
	await hidden.ask('2', 'enter', 'w', 'enter', '1', 'enter')
	expect(hidden.frame()).not.toMatch(/Odds \(/)
})

describe('the line of the odds', () => {
	const { game } = borderPost
	/** A review of so many plies, whose odds of the first ending go up from 0 to 1. */
	const rising = (count: number): Review => {
		const odds = (share: number) => ({ values: [share, 1 - share, 0], low: null, high: null })
		const plies = Array.from({ length: count }, (_, n) => ({
			round: Math.floor(n / 8) + 1,
			before: odds(n / count),
			after: odds((n + 1) / count),
		}))
		return { plies, turningPoints: [0, count - 1], reached: { id: 'clash', round: 1 } } as unknown as Review
	}

	test('goes from corner to corner in every width, however long the game', () => {
		for (const count of [1, 2, 9, 40, 200])
			for (const width of [40, 60, 96]) {
				const all = oddsLineChart(game, rising(count), width).map(textOf)
				for (const row of all) expect(widthOf(row)).toBeLessThanOrEqual(width)
				const rows = all.slice(all.findIndex((row) => row.includes('100 %')) - 1)
				expect(all[0]).toMatch(/^Odds of “Shots at the ford”/)
				expect(rows[1]).toMatch(/^ ?100 % [┤┼].*[╭─]$/)
				expect(rows[9]).toMatch(/^ {2}0 % ┼/)
				expect(rows[10]!.match(/◆/g)!.length).toBeGreaterThanOrEqual(1)
				expect(rows[11]!.trimStart()).toMatch(/^(round +)?1/)
			}
	})
})
