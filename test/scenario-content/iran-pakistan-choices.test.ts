import { describe, expect, it } from 'vitest'
import { createGame } from '../../src/game/create-game.js'
import { policiesOf, weightedMoves } from '../../src/game/draw.js'
import type { Game, State } from '../../src/game/game.js'
import { readSettings } from '../../src/game/settings.js'
import { shipped } from '../scenarios.js'
import { changes, play, position } from './positions.js'

const scenario = shipped('iran-pakistan-2024')
const plain = createGame(scenario)
const games = new Map<string, Game>()
const withSet = (set: Record<string, number>): Game => {
	const key = JSON.stringify(set)
	const pairs = Object.entries(set).map(([name, value]) => ({ name, value }))
	const game = games.get(key) ?? createGame(scenario, readSettings(scenario, pairs))
	games.set(key, game)
	return game
}

/** Probability of each card that is legal there, by name without its player. */
function choices(game: Game, actor: string, given: string, doctrine?: string): Record<string, number> {
	const state = position(game, actor, given)
	const policies = policiesOf(game, doctrine === undefined ? {} : { [actor]: doctrine })
	const { moves, weights } = weightedMoves(game, policies, state)
	const sum = weights.reduce((a, b) => a + b, 0)
	return Object.fromEntries(moves.map((m, n) => [m.id.slice(actor.length + 1), weights[n]! / sum]))
}

const STRUCK = 'phase=strike rung=5 alert=heightened'
const ANSWERED = 'phase=retaliation rung=5 alert=heightened'
const P = (iran: number, pakistan: number): string => `iran.pressure=${iran} pakistan.pressure=${pakistan}`

describe('China', () => {
	const situations = ['offered', 'accepted-by-one'].flatMap((talks) =>
		[-1, 0, 1].flatMap((lean) =>
			[STRUCK, ANSWERED].flatMap((phase) =>
				[0, 1, 2].map((pressure) => `${phase} talks=${talks} lean=${lean} ${P(pressure, pressure)}`),
			),
		),
	)
	const accepts = (set: Record<string, number>, player: string): number[] =>
		situations.map((given) => choices(withSet(set), player, given)['accept-china']!)

	it.each([
		['iran', 'looking_weak', 'bilateral_principle'],
		['pakistan', 'bilateral_principle', 'looking_weak'],
	])('is accepted by %s the more, the less it costs it (%s), whatever it costs the other', (player, own, others) => {
		const [free, usual, dear] = [0, 1, 2].map((cost) => accepts({ [own]: cost }, player))
		situations.forEach((given, n) => {
			expect(free![n]!, given).toBeGreaterThan(usual![n]!)
			expect(usual![n]!, given).toBeGreaterThan(dear![n]!)
		})
		expect(accepts({ [others]: 0 }, player)).toEqual(usual)
	})

	it('reaches agreement by what it has to give or take away: leverage grows with ties, by its parameter alone', () => {
		const deal = (game: Game, ties: string): number =>
			game.rules.cards
				.get('third-parties.china-deal')!
				.weight(position(game, 'third-parties', `${ANSWERED} talks=active ties=${ties}`))
		const chances = (game: Game) => ['restricted', 'open-trade', 'expanded'].map((ties) => deal(game, ties))
		expect(chances(plain)).toEqual([300, 350, 400])
		expect(chances(withSet({ china_leverage: 20 }))).toEqual([330, 350, 370])
		expect(chances(withSet({ china_leverage: 0 }))).toEqual([350, 350, 350])
	})
})

describe('the three threats', () => {
	const cards = plain.rules.slots.find((s) => s.actor === 'incidents')!.cards.map((c) => c.card.id)
	const odds = (given: string, set: Record<string, number> = {}): Record<string, number> => {
		const game = withSet(set)
		const state = position(game, 'incidents', given)
		return Object.fromEntries(cards.map((id) => [id, game.rules.cards.get(`incidents.${id}`)!.weight(state)]))
	}
	const settings = [
		'',
		STRUCK,
		`${ANSWERED} militancy=0`,
		'phase=bilateral rung=3 border=liaison',
		'border=joint militancy=0',
	]
	const ATTACKS = ['attack-in-iran', 'attack-in-pakistan']

	/** The cards whose odds go up and those whose odds go down between two situations. */
	const moved = (before: Record<string, number>, after: Record<string, number>) => ({
		up: cards.filter((id) => after[id]! > before[id]!),
		down: cards.filter((id) => after[id]! < before[id]!),
	})

	it.each([
		[
			'militancy',
			(g: string) => odds(g.replace('militancy=0', '').concat(' militancy=0')),
			(g: string) => odds(g.replace('militancy=0', '').concat(' militancy=1')),
			ATTACKS,
		],
		['attacks_in_iran', odds, (g: string) => odds(g, { attacks_in_iran: 75 }), ['attack-in-iran']],
		['attacks_in_pakistan', odds, (g: string) => odds(g, { attacks_in_pakistan: 75 }), ['attack-in-pakistan']],
		['opium_flow', odds, (g: string) => odds(g, { opium_flow: 100 }), ['traffickers-clash']],
		['closed crossings', odds, (g: string) => odds(`${g} ties=restricted`), ['traffickers-clash']],
		['migrant_flow', odds, (g: string) => odds(g, { migrant_flow: 100 }), ['migrants-die']],
		['an absent ambassador', odds, (g: string) => odds(`${g} pakistan.envoy=recalled`), ['migrants-die']],
		['arms_find', odds, (g: string) => odds(g, { arms_find: 60 }), ['arms-found']],
	] as const)('%s drives its own card and no other', (_, before, after, own) => {
		for (const given of settings) expect(moved(before(given), after(given)), given).toEqual({ up: own, down: [] })
	})

	it('crossings that are closed drive smuggling by their parameter alone', () => {
		const none = { closed_border_smuggling: 0 }
		expect(moved(odds(STRUCK, none), odds(`${STRUCK} ties=restricted`, none))).toEqual({ up: [], down: [] })
		const consuls = { no_consuls: 0 }
		expect(moved(odds(STRUCK, consuls), odds(`${STRUCK} pakistan.envoy=barred`, consuls))).toEqual({ up: [], down: [] })
	})

	it.each([
		['terror_help', ATTACKS],
		['drugs_help', ['traffickers-clash']],
		['trafficking_help', ['migrants-die']],
	])('the border mechanism prevents what %s says, step by step, and nothing at 0', (help, own) => {
		const nothing = { terror_help: 0, drugs_help: 0, trafficking_help: 0 }
		for (const given of ['', STRUCK, 'militancy=0 ties=restricted']) {
			const at = (border: string, set: Record<string, number>) => odds(`${given} border=${border}`, set)
			for (const border of ['liaison', 'joint'])
				expect(moved(at('dormant', nothing), at(border, nothing))).toEqual({ up: [], down: [] })
			const some = { ...nothing, [help]: 30 }
			expect(moved(at('dormant', some), at('liaison', some))).toEqual({ up: [], down: own })
			for (const id of own) {
				const [dormant, liaison, joint] = ['dormant', 'liaison', 'joint'].map((b) => at(b, some)[id]!)
				expect([liaison! * 10, joint! * 10]).toEqual([dormant! * 7, dormant! * 4])
			}
		}
	})
})

describe('the lean of outside powers', () => {
	const legal = (player: string, given: string) => Object.keys(choices(plain, player, given))

	it('changes what each side can do', () => {
		// Somebody in New York has to be willing to read the letter.
		const struck = (player: string, lean: number) => legal(player, `${STRUCK} ${player}.owed=1 lean=${lean}`)
		expect([-1, 0, 1].map((lean) => struck('iran', lean).includes('security-council-letter'))).toEqual([
			true,
			true,
			false,
		])
		expect([-1, 0, 1].map((lean) => struck('pakistan', lean).includes('security-council-letter'))).toEqual([
			false,
			true,
			true,
		])
		// Pakistan's partners have to look away before it opens a market.
		const thaw = (player: string, lean: number) => legal(player, `phase=bilateral rung=3 ${P(1, 1)} lean=${lean}`)
		expect([-1, 0, 1].map((lean) => thaw('pakistan', lean).includes('economic-offer'))).toEqual([true, true, false])
		expect([-1, 0, 1].map((lean) => thaw('iran', lean).includes('economic-offer'))).toEqual([true, true, true])
	})

	it('makes the side that it is against slower to strike first, and readier for China', () => {
		for (const [player, against] of [
			['iran', 1],
			['pakistan', -1],
		] as const) {
			const first = (lean: number) => choices(plain, player, `${P(2, 2)} lean=${lean}`)['limited-strike']!
			expect(first(against)).toBeLessThan(first(0) / 5)
			expect(first(-against)).toBe(first(0))
			const china = (lean: number) => choices(plain, player, `${ANSWERED} talks=offered lean=${lean}`)['accept-china']!
			expect(china(against)).toBeGreaterThan(china(0))
		}
	})
})

describe('how firmness is read', () => {
	const models = [withSet({ spiral: 1 }), withSet({ spiral: 0 })] as const

	it('decides what a show of force does over there', () => {
		const [spiral, deterrence] = models.map((game) => {
			const before = position(game, 'iran', P(2, 1))
			return changes(before, play(game, before, 'iran.show-force'))
		})
		expect(spiral).toEqual(['alert=heightened', 'iran.pressure=1', 'pakistan.pressure=2', 'rung=4'])
		expect(deterrence).toEqual(['alert=heightened', 'iran.pressure=1', 'pakistan.pressure=0', 'rung=4'])
	})

	it('decides how often a warning is heeded', () => {
		const heeded = models.map((game) => {
			const before = position(game, 'pakistan', P(2, 1))
			return game.rules.cards.get('pakistan.warn')!.outcomes.find((o) => o.outcome.id === 'heeded')!.chance!(before)
		})
		expect(heeded).toEqual([35, 65])
	})

	it('changes nothing else: no weight, no chance, no other effect', () => {
		const places = [
			'',
			P(1, 1),
			`${STRUCK} pakistan.owed=1`,
			`${ANSWERED} ${P(1, 1)} talks=call-offered`,
			'phase=bilateral rung=3',
		]
		for (const given of places)
			for (const { actor } of plain.rules.slots) {
				const [one, other] = models.map((game) => {
					const state = position(game, actor, given)
					const { moves, weights } = weightedMoves(game, policiesOf(game), state)
					return moves.map((m, n) => [m.id, weights[n], m.id.endsWith('show-force') ? null : game.apply(state, m)])
				})
				expect(one).toEqual(other)
			}
	})
})

describe('doctrines on situations set by hand', () => {
	const of = (doctrine: string, player: string, given: string) => choices(plain, player, given, doctrine)
	const most = (shares: Record<string, number>): string => Object.entries(shares).toSorted((a, b) => b[1] - a[1])[0]![0]
	const never = (shares: Record<string, number>, ...cards: string[]) => {
		for (const card of cards) expect(shares[card] ?? 0, card).toBe(0)
	}

	it('tit for tat never strikes first', () => {
		for (const player of ['iran', 'pakistan'])
			for (const given of [
				P(2, 2),
				`lean=-1 ${P(2, 2)}`,
				`${ANSWERED} ${P(2, 2)}`,
				`phase=ambassadors-withdrawn rung=4 ${P(2, 2)}`,
			])
				never(of('tit-for-tat', player, given), 'limited-strike', 'heavy-strike', 'covert-action', 'strike-elsewhere')
	})
	it('tit for tat answers a blow with one blow, not a heavier one, and swallows none', () => {
		for (const player of ['iran', 'pakistan']) {
			const struck = of('tit-for-tat', player, `${STRUCK} ${player}.owed=1 ${P(2, 2)}`)
			expect(most(struck)).toBe('limited-strike')
			expect(struck['limited-strike']).toBeGreaterThan(0.5)
			never(struck, 'heavy-strike', 'absorb', 'expel-envoy', 'close-border', 'show-force')
		}
	})
	it('tit for tat takes the hand that is held out once the account is even', () => {
		expect(most(of('tit-for-tat', 'pakistan', `${ANSWERED} talks=call-offered ${P(1, 1)}`))).toBe('answer-call')
		const regret = of('tit-for-tat', 'pakistan', `${STRUCK} pakistan.owed=1 talks=regret-offered ${P(1, 1)}`)
		expect(regret['accept-regret']).toBe(regret['limited-strike'])
		const open = of(
			'tit-for-tat',
			'iran',
			`phase=bilateral rung=3 iran.envoy=recalled pakistan.envoy=barred ${P(1, 1)}`,
		)
		expect(most(open)).toBe('return-ambassador')
		never(of('tit-for-tat', 'iran', `${ANSWERED} talks=call-offered ${P(1, 1)}`), 'turn-down')
	})

	it('GRIT absorbs a first blow and answers only a second', () => {
		for (const player of ['iran', 'pakistan']) {
			const first = of('grit', player, `${STRUCK} ${player}.owed=1 ${P(2, 2)}`)
			never(first, 'limited-strike', 'heavy-strike', 'covert-action')
			expect(first.absorb).toBeGreaterThan(0.2)
			const second = of('grit', player, `phase=strike rung=6 alert=mobilised ${player}.owed=1 ${P(2, 2)}`)
			expect(second['limited-strike']).toBeGreaterThan(second.absorb!)
		}
	})
	it('GRIT takes small steps first, whatever the other does, and goes on with them', () => {
		for (const player of ['iran', 'pakistan']) {
			for (const phase of [ANSWERED, 'phase=ambassadors-withdrawn rung=4 alert=heightened'])
				expect(most(of('grit', player, `${phase} ${P(1, 1)}`))).toBe('reassure')
			const thaw = of('grit', player, `phase=bilateral rung=1 ${P(1, 1)} trust=0`)
			expect((thaw.crackdown ?? 0) + (thaw['economic-offer'] ?? 0) + (thaw['offer-visit'] ?? 0)).toBeGreaterThan(0.8)
			// Turned down, the initiative is repeated.
			expect(most(of('grit', player, `${ANSWERED} trust=0 talks=silence ${P(1, 1)}`))).toBe('reassure')
			never(of('grit', player, `${ANSWERED} talks=call-offered ${P(1, 1)}`), 'turn-down', 'warn', 'show-force')
		}
	})

	it('base rate answers a blow as its sample did, in the plain case: envoys in post, nothing on the table', () => {
		for (const player of ['iran', 'pakistan']) {
			const other = player === 'iran' ? 'pakistan' : 'iran'
			const before = position(plain, other, `${player}.pressure=1 ${other}.pressure=2`)
			const struck: State = play(plain, before, `${other}.limited-strike.low-salience`)
			const given = Object.entries({ ...struck.chart, ...struck.variables }).map((pair) => pair.join('='))
			const shares = of('base-rate', player, given.join(' '))
			const chosen = Object.entries(shares).filter(([, share]) => share > 0)
			// 6, 10, 1 and 1 of 25; what is left had not answered yet.
			expect(Object.fromEntries(chosen)).toEqual({
				'limited-strike': 0.24,
				'recall-ambassador': 0.4,
				protest: 0.04,
				'show-force': 0.04,
				hold: 0.28,
			})
		}
	})
	it('base rate plays the cards’ own weights where nobody is owed a blow', () => {
		for (const given of ['', `${ANSWERED} ${P(1, 1)}`, `phase=bilateral rung=3 ${P(1, 1)}`])
			for (const player of ['iran', 'pakistan']) {
				const { absorb: _, ...own } = choices(plain, player, given)
				expect(of('base-rate', player, given)).toEqual(own)
			}
	})
	it('a hawk strikes where a cautious side seldom does', () => {
		for (const player of ['iran', 'pakistan']) {
			const given = `${STRUCK} ${player}.owed=1 ${P(2, 2)}`
			expect(of('hawk', player, given)['limited-strike']).toBeGreaterThan(
				5 * of('cautious', player, given)['limited-strike']!,
			)
		}
	})
})
