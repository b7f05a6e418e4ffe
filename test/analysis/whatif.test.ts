import { describe, expect, it } from 'vitest'
import { DecisionError, placeText, readMove, readPlace } from '../../src/analysis/decision.js'
import { enumerate } from '../../src/analysis/enumerate.js'
import { type Arm, whatIf } from '../../src/analysis/whatif.js'
import { createGame } from '../../src/game/create-game.js'
import { drawMove, policiesOf } from '../../src/game/draw.js'
import { luckOf } from '../../src/game/luck.js'
import { memoised } from '../../src/game/memoised.js'
import { readSettings } from '../../src/game/settings.js'
import { scenarioOf, shipped } from '../scenarios.js'
import { TWO_COINS } from '../small-scenario.js'

const scenario = scenarioOf(TWO_COINS)
const game = memoised(createGame(scenario))
const base: Arm = { game, policies: policiesOf(game) }
const runs = { seed: 'what if', first: 1, last: 4000 }
const decided = (place: string, move: string): Arm => {
	const at = readPlace(game, place)
	return { ...base, decision: { place: at, move: readMove(game, at, move) } }
}

describe('what if', () => {
	it('differs in no run when nothing changes', () => {
		const again = memoised(createGame(scenario, readSettings(scenario, [{ name: 'rain', value: 25 }])))
		const result = whatIf(base, { game: again, policies: policiesOf(again, { ann: 'cards' }) }, runs)
		expect(result.flips).toEqual([])
		expect(result.example).toBeNull()
		expect(result.decided).toBeNull()
		for (const e of result.endings) {
			expect(e.difference).toBe(0)
			expect(e.before).toBe(e.after)
			expect(e.low).toBeLessThan(0)
			expect(e.high).toBeGreaterThan(0)
		}
	})
	it('differs in no run when the decision is the one that was made anyway', () => {
		const pushes: Arm = { game, policies: policiesOf(game, { ann: 'fierce' }) }
		const place = readPlace(game, '2.ann')
		const result = whatIf(pushes, { ...pushes, decision: { place, move: 'ann.push' } }, runs)
		expect(result.flips).toEqual([])
		expect(result.decided).toBeGreaterThan(0)
	})
	it('has an interval that holds the exact difference', () => {
		const exact = enumerate(game, base.policies)
		const waited = exact.moves.find((m) => m.id === 'ann.wait')!.endings.hot! - exact.endings.hot!
		const result = whatIf(base, decided('1.ann', 'wait'), runs, 0.999)
		const hot = result.endings.find((e) => e.id === 'hot')!
		expect(hot.low).toBeLessThan(waited)
		expect(hot.high).toBeGreaterThan(waited)
		expect(result.decided).toBe(runs.last)
	})
	it('flips only the way the change pushes, on coupled luck', () => {
		const result = whatIf(base, decided('1.ann', 'wait'), runs)
		expect(result.flips.map((f) => [f.from, f.to])).toEqual([['hot', 'calm']])
		const { flips, endings, example } = result
		expect(flips[0]!.runs / runs.last).toBeCloseTo(-endings[0]!.difference, 12)
		const alone = { ...runs, first: example!.run, last: example!.run }
		expect(whatIf(base, decided('1.ann', 'wait'), alone).flips).toEqual([{ from: 'hot', to: 'calm', runs: 1 }])
	})
	it('takes its example from the commonest change, and tells the difference where the decision was made', () => {
		const lesson = memoised(createGame(shipped('two-blows')))
		const names = { iran: 'cards', pakistan: 'cards' }
		const side = { game: lesson, policies: policiesOf(lesson), names }
		const place = readPlace(lesson, '3.iran')
		const accepts = { ...side, decision: { place, move: readMove(lesson, place, 'accept-china') } }
		const all = { seed: 'detente', first: 1, last: 2000 }
		const { example, flips, endings, decided: made } = whatIf(side, accepts, all)
		expect(example).toMatchObject({ from: flips[0]!.from, to: flips[0]!.to, decided: true })
		const earlier = whatIf(side, accepts, { ...all, last: example!.run - 1 })
		expect(earlier.flips.some((f) => f.from === example!.from && f.to === example!.to)).toBe(false)
		expect(made).toBeLessThan(all.last)
		for (const { difference, whereDecided, low, high } of endings) {
			expect(whereDecided!.difference).toBeCloseTo((difference * all.last) / made!, 12)
			expect(whereDecided!.low).toBeLessThanOrEqual(whereDecided!.difference)
			expect(whereDecided!.high - whereDecided!.low).toBeGreaterThan(high - low)
		}
		expect(whatIf(base, decided('1.bob', 'pass'), runs).endings.every((e) => e.whereDecided === null)).toBe(true)
	})
	it('says when the decision was never legal', () => {
		const never = decided('1.bob', 'pass')
		const result = whatIf(base, never, runs)
		expect(result.decided).toBe(0)
		expect(result.flips).toEqual([])
	})
	it('changes a parameter, a policy, a card', () => {
		const dry = memoised(createGame(scenario, readSettings(scenario, [], ['sky.storm'])))
		const never = memoised(createGame(scenario, readSettings(scenario, [{ name: 'rain', value: 0 }])))
		const gentle: Arm = { game, policies: policiesOf(game, { ann: 'gentle', bob: 'gentle' }) }
		const without = whatIf(base, { game: dry, policies: policiesOf(dry) }, runs)
		expect(without).toEqual(whatIf(base, { game: never, policies: policiesOf(never) }, runs))
		expect(without.endings[0]!.difference).toBeLessThan(0)
		expect(whatIf(base, gentle, runs).endings[0]!.after).toBe(0)
	})
	it('answers for the shipped lesson: what if Pakistan had swallowed it', () => {
		const lesson = memoised(createGame(shipped('two-blows')))
		const policies = policiesOf(lesson)
		const place = readPlace(lesson, '2.pakistan')
		const move = readMove(lesson, place, 'absorb')
		const result = whatIf(
			{ game: lesson, policies },
			{ game: lesson, policies, decision: { place, move } },
			{
				seed: 'detente',
				first: 1,
				last: 1000,
			},
		)
		expect(result.decided).toBeGreaterThan(0)
		expect(result.flips.length).toBeGreaterThan(0)
	})
})

describe('what if on the kernel', () => {
	const lesson = memoised(createGame(shipped('two-blows')))
	const play = (arm: Omit<Arm, 'policies' | 'game'> & { readonly names: Readonly<Record<string, string>> }): Arm => ({
		game: lesson,
		policies: policiesOf(lesson, arm.names),
		...arm,
	})
	const unnamed = ({ names: _, ...arm }: Arm): Arm => arm
	const compared = (before: Arm, after: Arm, last: number) => {
		const runs = { seed: 'both', first: 1, last }
		const result = whatIf(before, after, runs)
		expect(result).toEqual(whatIf(unnamed(before), unnamed(after), runs))
		return result
	}
	it('is what it is on the game, for decisions of players and of chance at every ply', () => {
		let decided = 0
		for (const { actor, cards, deckOf } of lesson.rules.slots)
			for (const round of [1, 3])
				for (const move of [...cards.map((c) => c.id), `${actor}.${deckOf === null ? 'pass' : 'nothing'}`]) {
					const place = readPlace(lesson, `${round}.${actor}`)
					const names = { iran: 'hawk', pakistan: 'cards' }
					decided += compared(play({ names }), play({ names, decision: { place, move } }), 12).decided!
				}
		expect(decided).toBeGreaterThan(200)
	})
	it('is what it is on the game, from the middle of one', () => {
		const names = { iran: 'cards', pakistan: 'cautious' }
		const luck = luckOf('a game', 3)
		let from = lesson.initialState()
		while (from.round < 3 || from.pending !== null)
			from = lesson.apply(from, drawMove(lesson, policiesOf(lesson), from, luck))
		const player = lesson.scenario.order[from.ply]!
		const moves = lesson.legalMoves(from)
		expect(moves.length).toBeGreaterThan(1)
		const place = { round: 3, player, nth: 1 }
		const [before, after] = moves.map(({ id: move }) => play({ names, from, decision: { place, move } }))
		expect(compared(before!, after!, 200).flips.length).toBeGreaterThan(0)
	})
	it('parts where the run in question does', () => {
		const names = { iran: 'cards', pakistan: 'cards' }
		const place = readPlace(lesson, '2.pakistan')
		const { example } = compared(play({ names }), play({ names, decision: { place, move: 'pakistan.absorb' } }), 300)
		expect(example!.parting).toMatchObject({ round: 2, ply: 1, after: 'pakistan.absorb' })
	})
	it('says what pairing is worth: nothing where the sides share nothing, nearly all where they share nearly all', () => {
		const names = { iran: 'cards', pakistan: 'cards' }
		const same = whatIf(play({ names }), play({ names }), { seed: 'both', first: 1, last: 5000 })
		expect(same.halfWidthRatio).toBeLessThan(0.1)
		expect(same.halfWidthRatio).toBeGreaterThan(0)
		const other = whatIf(play({ names }), play({ names: { iran: 'hawk', pakistan: 'hawk' } }), {
			seed: 'both',
			first: 1,
			last: 5000,
		})
		expect(other.halfWidthRatio).toBeGreaterThan(same.halfWidthRatio)
		for (const { low, high, unpaired, difference } of other.endings) {
			expect(unpaired.low).toBeLessThan(difference)
			expect(unpaired.high).toBeGreaterThan(difference)
			expect(high - low).toBeLessThan((unpaired.high - unpaired.low) * 1.2)
		}
	})
})

describe('a place', () => {
	const text = TWO_COINS.replace('order: [ann, bob, sky]', 'order: [ann, bob, ann, sky]')
	const twice = createGame(scenarioOf(text.replace(/scripts:[\s\S]*(?=questions:)/, '')))
	it('is a round and whose ply it is', () => {
		expect(readPlace(twice, '2.ann')).toEqual({ round: 2, player: 'ann', nth: 1 })
		expect(readPlace(twice, '2.ann#2')).toEqual({ round: 2, player: 'ann', nth: 2 })
		expect(placeText(readPlace(twice, '2.ann#2'))).toBe('2.ann#2')
		expect(readPlace(twice, '1.sky')).toEqual({ round: 1, player: 'sky', nth: 1 })
	})
	it.each([
		['ann', 'write ROUND.PLAYER'],
		['2.anne', 'did you mean "ann"'],
		['3.ann', 'rounds go from 1 to 2'],
		['1.ann#3', 'ann has 2 plies a round'],
		['1.bob#2', 'bob has 1 ply a round'],
	])('is refused when there is none: %s', (text, message) => {
		expect(() => readPlace(twice, text)).toThrow(DecisionError)
		expect(() => readPlace(twice, text)).toThrow(message)
	})
	it('has moves, by name or as an event', () => {
		const place = readPlace(game, '1.ann')
		expect(readMove(game, place, 'wait')).toBe('ann.wait')
		expect(readMove(game, place, 'ann.wait')).toBe('ann.wait')
		expect(() => readMove(game, place, 'wiat')).toThrow('did you mean "wait"')
		expect(readMove(game, readPlace(game, '1.sky'), 'nothing')).toBe('sky.nothing')
	})
})
