import { describe, expect, it } from 'vitest'
import { createGame } from '../../src/game/create-game.js'
import { type Answer, answerBlocks, pairingBlocks } from '../../src/report/answer-document.js'
import { changeText, decidedText, whereLegal } from '../../src/report/change-text.js'
import { plainText } from '../../src/report/document.js'
import { scenarioNames } from '../../src/report/page/page-names.js'
import { signColumn } from '../../src/report/sign-column.js'
import { uncertainDifferenceBlocks } from '../../src/report/uncertainty-document.js'
import { scenarioOf } from '../scenarios.js'
import { TWO_COINS } from '../small-scenario.js'
import { all, NAMES, pageOf, parsed } from './read-page.js'
import { SAMPLES } from './sample-documents.js'

const coins = scenarioOf(TWO_COINS)
const names = scenarioNames(coins)
const nothing = { decision: null, set: [], policies: [], without: [] }
const decision = (at: string, instead: string, before: string | null = null) => ({
	...nothing,
	decision: { at, instead, before },
})

describe('what was changed, in words', () => {
	it.each([
		[decision('2.ann', 'ann.wait'), 'Ann in round 2 (Tuesday) plays “Wait”'],
		[decision('1.ann', 'ann.wait', 'ann.push'), 'Ann in round 1 (Monday) plays “Wait”, not “Push”'],
		[decision('1.ann#2', 'ann.wait'), 'Ann in round 1 (Monday), their ply 2, plays “Wait”'],
		[decision('1.sky', 'sky.storm'), 'Sky in round 1 (Monday): “Storm” falls'],
		[decision('1.sky', 'sky.nothing', 'sky.storm'), 'Sky in round 1 (Monday): nothing falls, not “Storm”'],
		[
			{
				decision: null,
				set: [{ name: 'rain', value: 3 }],
				policies: [{ player: 'bob', policy: 'gentle' }],
				without: ['sky.storm'],
			},
			'rain = 3, Bob follows gentle, without “Storm”',
		],
		[nothing, 'nothing'],
	])('%j', (change, text) => {
		expect(changeText(change, names)).toBe(text)
	})
})

describe('how often a decision could be made', () => {
	it.each([
		[{ runs: 5000, decided: null }, null],
		[{ runs: 5000 }, null],
		[{ runs: 5000, decided: 4000 }, 'The decision could be taken in 4,000 of 5,000 runs.'],
		[
			{ runs: 5000, decided: 4000, legal: 0.8125 },
			'The decision could be taken in 4,000 of 5,000 runs; exactly, in 81.3 % of all games.',
		],
		[{ runs: 50, decided: 0 }, 'The decision was legal in none of 50 runs, and changed nothing there.'],
		[
			{ runs: 50, decided: 0, legal: 0.00125 },
			'The decision was legal in none of 50 runs, and changed nothing there; exactly, in 0.13 % of all games.',
		],
		[
			{ runs: 50, decided: 0, legal: 0 },
			'The decision is legal in no game that these policies come to: it changes nothing.',
		],
	])('%j', (how, text) => {
		expect(decidedText(how, false)).toBe(text)
	})
	it('of a card of chance', () => {
		expect(decidedText({ runs: 50, decided: 20 }, true)).toBe('The card could fall so in 20 of 50 runs.')
	})
})

describe('an answer', () => {
	const [sample] = SAMPLES.questions.questions
	const answer = { ...sample, kind: 'exact', decisionLegal: 0.5 } as unknown as Answer
	const told = (a: Answer): string => plainText(answerBlocks(createGame(coins), a))
	it('says what is changed, how often it could be, and what flips', () => {
		expect(told(answer)).toContain(
			'Changed: Ann in round 1 (Monday) plays “Wait”, not “Push”, rain = 3, Bob follows gentle, without “Storm”. The decision could be taken in 390 of 400 runs; exactly, in 50.0 % of all games.',
		)
	})
	it('does not say that nothing was changed where only the decision could not be made', () => {
		const never = { ...answer, decisionLegal: 0, pairs: { ...answer.pairs, decided: 0 } }
		expect(told(never)).toContain('it changes nothing')
		expect(told(never)).toContain('Of 400 pairs of runs with the same luck 9.00 % ended otherwise')
	})
	it('tells the difference among the games in which it could be decided', () => {
		const waits = { decision: answer.change.decision, set: [], policies: [], without: [] }
		const endings = answer.endings.map((e) => ({ ...e, whereDecided: whereLegal(waits, e.difference, 0.5) }))
		const text = told({ ...answer, change: waits, endings })
		expect(text).toContain('In all others nothing changes: “among those” is the difference in these alone.')
		expect(text).toMatch(/points {2}among those\n.* −9\.0 +−18\.0\n/)
		expect(whereLegal(answer.change, 0.1, 0.5)).toBeNull()
		expect(whereLegal(waits, 0.1, null)).toBeNull()
		expect(told({ ...answer, endings: endings.map((e) => ({ ...e, whereDecided: e.difference })) })).not.toContain(
			'among',
		)
	})
	it('that is one of several says once what pairing is worth, of those that turned runs', () => {
		const none = { ...answer, title: 'What if not?', pairs: { ...answer.pairs, flips: [] } }
		const text = plainText(pairingBlocks([answer, none]))
		expect(text).toMatch(/^WHAT THE SAME LUCK ON BOTH SIDES IS WORTH\n/)
		expect(text).toContain(`\n${answer.title}  `)
		expect(text).not.toContain('What if not?')
		expect(told(answer)).not.toContain('Sampled by pairs')
		expect(pairingBlocks([none])).toEqual([])
	})
	it('says the same on a page', () => {
		const page = parsed(pageOf([{ ...SAMPLES.questions, questions: [{ ...sample, decisionLegal: 0.5 }] }]))
		const texts = all(page, 'p').map((p) => p.textContent)
		expect(texts).toContain('The decision could be taken in 390 of 400 runs; exactly, in 50.0 % of all games.')
	})
	it('tells a page’s reader nothing of a pairing that turned no run', () => {
		const quiet = { ...sample, pairs: { ...sample.pairs, flips: [], example: null } }
		const page = parsed(pageOf([{ ...SAMPLES.questions, questions: [quiet] }]))
		const texts = all(page, 'p').map((p) => p.textContent)
		expect(texts).toContain('None of 400 pairs of runs with the same luck ended otherwise.')
	})
	it('names a deck on a page as the scenario does', () => {
		expect(changeText(decision('1.sky', 'sky.nothing'), NAMES)).toBe('sky in round 1: nothing falls')
	})
})

describe('in what share of the draws a sign holds', () => {
	const ending = (id: string, sign: number | null) => ({ id, value: 0.1, low: 0, median: 0.1, high: 0.2, sign })
	const text = (draws: number, ...signs: (number | null)[]): string =>
		plainText(
			uncertainDifferenceBlocks(coins, {
				draws,
				sampled: null,
				band: 0.9,
				graphs: 1,
				endings: ['hot', 'calm'].map((id, n) => ending(id, signs[n]!)),
			}),
		)
	it('is in round numbers, and never rounded to all or none', () => {
		expect(signColumn([0.95, 1, 1 / 3, 0.99996, null].map((sign) => ({ sign }))).flat()).toEqual([
			'sign holds in',
			'95 %',
			'100 %',
			'33.3 %',
			'99.996 %',
			'has none',
		])
	})
	it('has no column of its own when nothing differs', () => {
		expect(text(1, null, null)).not.toContain('sign')
		expect(text(1, null, null)).toContain('1 draw of the parameters')
		expect(text(20, 0.5, null)).toMatch(/sign holds in\n.*50 %\n.*has none/)
		expect(text(2000, 0.5, null)).toContain('2,000 draws of')
		const quiet = { ...SAMPLES.whatif.uncertain, draws: 1, endings: ['hot', 'calm'].map((id) => ending(id, null)) }
		const page = pageOf([{ ...SAMPLES.whatif, uncertain: quiet }])
		expect(page).not.toContain('sign holds')
		expect(page).toContain(': 1 draw, the same on both sides but for what the change sets;')
	})
})
