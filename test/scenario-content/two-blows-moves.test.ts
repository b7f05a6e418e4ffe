import { describe, expect, it } from 'vitest'
import { createGame } from '../../src/game/create-game.js'
import { shipped } from '../scenarios.js'
import { type Case, expectCase, mirrored } from './positions.js'

const game = createGame(shipped('two-blows'))

const P = (iran: number, pakistan: number): string => `iran.pressure=${iran} pakistan.pressure=${pakistan}`
const STRUCK = 'relations=strike rung=5 forces=on-alert'
const ANSWERED = 'relations=retaliation rung=5 forces=on-alert'
const RECALLED = 'iran.envoy=recalled pakistan.envoy=barred'

const c = (move: string, given: string, yields: string): Case => ({ move, given, yields })

/** As Iran plays them; Pakistan has the same cards. */
const both: Case[] = [
	c(
		'iran.limited-strike.low-salience',
		P(2, 0),
		'relations=strike rung=5 forces=on-alert iran.pressure=0 pakistan.pressure=1 pakistan.owed=1',
	),
	c(
		'iran.limited-strike.high-salience',
		P(2, 0),
		'relations=strike rung=6 forces=at-war-footing iran.pressure=0 pakistan.pressure=2 pakistan.owed=1',
	),
	c(
		'iran.limited-strike.low-salience',
		`${STRUCK} iran.owed=1 ${P(1, 0)} talks=mediation`,
		'relations=retaliation iran.owed=0 iran.pressure=0 pakistan.pressure=1 talks=silence',
	),
	c(
		'iran.limited-strike.high-salience',
		`${STRUCK} iran.owed=1 ${P(2, 0)} talks=china-offers`,
		`relations=retaliation rung=6 forces=at-war-footing iran.owed=0 iran.pressure=0 pakistan.pressure=2
		pakistan.owed=1 talks=silence`,
	),
	c(
		'iran.limited-strike.low-salience',
		`${ANSWERED} ${P(2, 1)}`,
		'relations=strike rung=6 forces=at-war-footing iran.pressure=0 pakistan.pressure=2 pakistan.owed=1',
	),
	c(
		'iran.recall-ambassador',
		P(2, 1),
		`relations=ambassadors-withdrawn rung=4 forces=on-alert ${RECALLED} iran.pressure=1 pakistan.pressure=2`,
	),
	c(
		'iran.recall-ambassador',
		`${STRUCK} iran.owed=1 ${P(1, 1)}`,
		`relations=ambassadors-withdrawn ${RECALLED} iran.pressure=0`,
	),
	c('iran.warn.heeded', P(1, 1), 'rung=3 pakistan.pressure=0'),
	c('iran.warn.defied', P(1, 1), 'rung=3 iran.pressure=2 pakistan.pressure=2'),
	c('iran.protest', `relations=strike rung=1 ${P(1, 1)}`, 'rung=2 iran.pressure=0'),
	c('iran.protest', `${STRUCK} ${P(2, 1)} talks=half-accepted`, 'iran.pressure=1 talks=china-offers'),
	c('iran.reassure', `${STRUCK} pakistan.owed=1 ${P(1, 2)}`, 'rung=4 iran.pressure=2 pakistan.pressure=1'),
	c('iran.reassure', `relations=uneasy rung=3 ${P(1, 1)}`, 'rung=2'),
	c('iran.reassure', `relations=thaw rung=2 ${P(0, 0)}`, 'rung=1 ending=thaw'),
	c('iran.reassure', `relations=thaw rung=2 ${P(0, 0)} talks=brokered`, 'rung=1 ending=brokered'),
	c('iran.offer-call', `${ANSWERED} ${P(1, 1)}`, 'talks=call-offered'),
	// With one's own blow unanswered it has to begin with regret.
	c('iran.offer-call', `${STRUCK} pakistan.owed=1 ${P(1, 1)}`, 'talks=call-offered iran.pressure=2'),
	c(
		'iran.answer-call',
		`${ANSWERED} talks=call-offered ${P(1, 1)}`,
		'talks=silence relations=thaw rung=3 forces=normal-watch',
	),
	c(
		'iran.answer-call',
		`${STRUCK} iran.owed=1 talks=call-offered ${P(1, 1)}`,
		'talks=silence relations=thaw rung=3 forces=normal-watch iran.owed=0 iran.pressure=2',
	),
	c(
		'iran.return-ambassador',
		`relations=thaw rung=3 ${RECALLED} ${P(1, 1)}`,
		'iran.envoy=in-post pakistan.envoy=in-post',
	),
	c(
		'iran.return-ambassador',
		`relations=ambassadors-withdrawn rung=4 forces=on-alert ${RECALLED} ${P(0, 1)}`,
		'relations=uneasy iran.envoy=in-post pakistan.envoy=in-post',
	),
	c('iran.accept-china', `${ANSWERED} talks=china-offers ${P(1, 1)}`, 'talks=half-accepted iran.pressure=2'),
	c('iran.accept-china', `${ANSWERED} talks=half-accepted ${P(0, 1)}`, 'talks=mediation iran.pressure=1'),
	c('iran.decline-china', `${ANSWERED} talks=china-offers ${P(1, 1)}`, 'talks=silence iran.pressure=0'),
	c('iran.decline-china', `${ANSWERED} talks=half-accepted ${P(2, 1)}`, 'talks=silence iran.pressure=1'),
	c('iran.decline-china', `${ANSWERED} talks=mediation ${P(0, 1)}`, 'talks=silence'),
	c('iran.absorb', `${STRUCK} iran.owed=1 ${P(1, 1)}`, 'iran.owed=0 iran.pressure=2 rung=4'),
	c('iran.wait', `${ANSWERED} talks=call-offered`, 'talks=silence'),
	c('iran.wait', `${ANSWERED} talks=china-offers`, ''),
	c('iran.wait', `${ANSWERED} talks=half-accepted`, 'talks=china-offers'),
	// An unanswered blow keeps the ladder up, an absent envoy keeps it from normal.
	c('iran.wait', 'relations=strike rung=3 pakistan.owed=1', 'rung=4 forces=on-alert'),
	c('iran.wait', `relations=thaw rung=1 ${RECALLED}`, 'rung=2'),
]

const chance: Case[] = [
	c('incidents.iranians-killed', P(0, 0), 'iran.pressure=1 rung=3'),
	c('incidents.iranians-killed', `${STRUCK} ${P(0, 0)}`, 'iran.pressure=1'),
	c('incidents.pakistanis-killed', `rung=3 ${P(0, 0)}`, 'pakistan.pressure=1 rung=4 forces=on-alert'),
	c('incidents.runaway', STRUCK, 'rung=7 forces=at-war-footing ending=war'),
	c('incidents.nothing', '', ''),
	c('diplomacy.china-offers', STRUCK, 'talks=china-offers'),
	// The round's last ply: the thaw's rules follow at once.
	c(
		'diplomacy.china-deal',
		`relations=retaliation rung=6 forces=at-war-footing talks=mediation iran.owed=1 ${P(2, 0)}`,
		'relations=thaw talks=brokered rung=1 forces=normal-watch iran.owed=0 iran.pressure=1 ending=brokered',
	),
	c('diplomacy.nothing', `relations=thaw rung=3 ${P(2, 0)}`, 'rung=2 iran.pressure=1'),
	c('diplomacy.nothing', `${STRUCK} iran.owed=1 ${P(0, 0)}`, 'iran.pressure=1'),
	c('diplomacy.nothing', `round=6 relations=uneasy rung=3`, 'ending=cold-peace'),
	c('diplomacy.nothing', `round=6 ${ANSWERED}`, 'ending=stand-off'),
]

const told = ({ move, given, yields }: Case) =>
	`${move}, given ${given || 'the opening'}: ${yields || 'nothing changes'}`.replaceAll(/\s+/g, ' ')
const all = [...both.flatMap((one) => [one, mirrored(one)]), ...chance]

describe('two-blows, move by move', () => {
	it.each(all.map((one) => [told(one), one] as const))('%s', (_, one) => expectCase(game, one))

	it('leaves out no card and no outcome', () => {
		const shown = new Set(all.flatMap(({ move }) => [move, move.split('.').slice(0, 2).join('.')]))
		const cards = [...game.rules.cards.values()].flatMap((card) => [card.id, ...card.outcomes.map((o) => o.id)])
		expect(cards.filter((id) => !shown.has(id))).toEqual([])
		const endings = new Set(all.flatMap(({ yields }) => /ending=([\w-]+)/.exec(yields)?.[1] ?? []))
		expect(endings.size).toBe(game.scenario.endings.length)
	})
})
