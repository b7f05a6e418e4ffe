import type fc from 'fast-check'
import { stringify } from 'yaml'
import { type Draw, drawn } from './draw.js'
import { booleanText, type IntegerName, integerText, type RegionName, type Vocabulary } from './expressions.js'
import { drawRegion, drawShapes, type Hearing, namesOf } from './generate-chart.js'
import { drawEffects, type Target } from './generate-effects.js'
import type {
	RawCard,
	RawCondition,
	RawDeck,
	RawDoctrine,
	RawEnding,
	RawMove,
	RawNumber,
	RawOutcome,
	RawPlayer,
	RawRegion,
	RawRule,
	RawScenario,
	RawVariable,
} from './raw-scenario.js'

const MOVES = ['raid', 'call', 'recall', 'pledge', 'probe', 'boast', 'retreat', 'march']
const OUTCOMES = ['hit', 'miss', 'leak', 'call']
const VARIABLES = ['heat', 'trust', 'stock', 'alarm', 'nerve']
const PARAMETERS = ['rate', 'bias', 'hawkish']
const REGIONS = ['phase', 'envoy', 'front']
const TAGS = ['force', 'word', 'risk']

/**
 * Legal scenarios, small enough to play through in a few dozen moves and full of places where the order of things
 * decides: swapped variables, rules that feed each other, regions that react to one event and read one another.
 */
export const scenarios = (): fc.Arbitrary<RawScenario> => drawn(drawScenario)

export const yamlOf = (raw: RawScenario): string => stringify(raw)

/** Whose card or region it is that reads: `self` and `rival` are names only where someone has them. */
type Owners = readonly string[]

function drawScenario(draw: Draw): RawScenario {
	const playerIds = ['north', 'south', 'east'].slice(0, draw.chance(30) ? 3 : 2)
	const rivals: Record<string, string | undefined> = {
		north: 'south',
		south: 'north',
		east: draw.chance(60) ? 'north' : undefined,
	}
	const variables = drawVariables(draw, playerIds)
	const parameters = Object.fromEntries(
		PARAMETERS.slice(0, 1 + draw.number(3)).map((id) => {
			const low = draw.number(2)
			const value = low + draw.number(3)
			const range =
				id === 'hawkish' ? { value: draw.number(2), switch: true } : { value, low, high: value + draw.number(3) }
			return [id, { ...range, basis: 'judgement' }]
		}),
	)
	const regionIds = REGIONS.slice(0, draw.weighted([1, 1], [2, 2], [3, 3]))
	const shapes = Object.fromEntries(regionIds.map((id) => [id, drawShapes(draw)]))
	const isPerPlayer = (region: string) => region === 'envoy'

	const haveRivals = (owners: Owners) => owners.length > 0 && owners.every((id) => rivals[id] !== undefined)
	const rounds = draw.weighted([1, 2], [3, 3], [3, 4])

	/** What is read through a player's name: by `self` and `rival` where there are owners, and sometimes by the name. */
	const readers = (owners: Owners): string[] => [
		...(owners.length > 0 ? ['self', 'self'] : []),
		...(haveRivals(owners) ? ['rival'] : []),
		draw.pick(playerIds),
	]

	function vocabulary(owners: Owners): Vocabulary {
		const integers = Object.entries(variables).flatMap(([id, { per, range, names }]): IntegerName[] => {
			const value = { low: range[0], high: range[1], constants: names ?? [] }
			return per === 'player'
				? readers(owners).map((reader) => ({ name: `${reader}.${id}`, ...value }))
				: [
						{ name: id, ...value },
						{ name: id, ...value },
					]
		})
		const constants = Object.keys(parameters).map((name) => ({ name, low: 0, high: 3 }))
		const clock = draw.chance(40) ? [{ name: 'round', low: 1, high: rounds }] : []
		const regions = regionIds.flatMap((id): RegionName[] => {
			const states = namesOf(shapes[id]!)
			return isPerPlayer(id)
				? readers(owners).map((reader) => ({ name: `${reader}.${id}`, states }))
				: [
						{ name: id, states },
						{ name: id, states },
					]
		})
		return { integers: [...integers, ...constants, ...clock], regions }
	}

	const condition = (owners: Owners, words = vocabulary(owners)): string =>
		booleanText(draw, words, draw.weighted([5, 0], [3, 1], [1, 2]))

	/** Provably not negative. */
	const amount = (owners: Owners, most: number): RawNumber =>
		draw.weighted<() => RawNumber>(
			[3, () => draw.number(most + 1)],
			[2, () => `max(0, ${integerText(draw, vocabulary(owners), 1)})`],
			[1, () => `clamp(${integerText(draw, vocabulary(owners), 1)}, 0, ${most})`],
			[1, () => `(${condition(owners)}) ? ${1 + draw.number(most)} : 0`],
		)()

	/** Variables that one text of effects may assign: through `self` and `rival` or through names, never both. */
	function targets(owners: Owners): Target[] {
		const whose = owners.length > 0 && draw.chance(75) ? ['self', ...(haveRivals(owners) ? ['rival'] : [])] : playerIds
		return Object.entries(variables).flatMap(([id, { per, range }]): Target[] =>
			per === 'player'
				? whose.map((owner) => ({ name: `${owner}.${id}`, low: range[0], high: range[1] }))
				: [{ name: id, low: range[0], high: range[1] }],
		)
	}

	const effects = (owners: Owners, lines: number): string =>
		drawEffects(draw, targets(owners), vocabulary(owners), lines)

	function drawCard(owners: Owners, percentOutcomes: number): RawCard {
		const card: RawCard = {}
		if (draw.chance(55)) {
			card.when = draw.chance(4) ? draw.chance(70) : condition(owners)
		}
		if (draw.chance(85)) {
			card.effects = effects(owners, 1 + draw.number(3))
		}
		if (draw.chance(percentOutcomes)) {
			Object.assign(card, drawOutcomes(owners))
		}
		return card
	}

	function drawOutcomes(owners: Owners): RawCard {
		const ids = draw.shuffled(OUTCOMES).slice(0, 2 + draw.number(2))
		const hasBase = draw.chance(50)
		const rest = draw.number(ids.length)
		const outcomes = ids.map((id, index): [string, RawOutcome | null] => {
			const changes = draw.chance(80) ? { effects: effects(owners, 1 + draw.number(2)) } : {}
			if (hasBase) {
				return [id, index === rest ? { rest: true, ...changes } : { chance: amount4(owners), ...changes }]
			}
			return [id, { chance: index === rest ? 1 + draw.number(3) : amount(owners, 3), ...changes }]
		})
		return { ...(hasBase ? { of: 10 } : {}), outcomes: Object.fromEntries(outcomes) }
	}

	/** At most 4, so that two of them stay below a base of ten. */
	const amount4 = (owners: Owners): RawNumber =>
		draw.chance(60) ? draw.number(5) : `clamp(${integerText(draw, vocabulary(owners), 1)}, 0, 4)`

	// Who may lay down what

	const moveIds = draw.some(MOVES, draw.weighted([5, 3 + draw.number(2)], [1, 6 + draw.number(3)]))
	const moves = Object.fromEntries(
		moveIds.map((id): [string, RawMove] => {
			const by = draw.chance(65) ? draw.some(playerIds, 2 + draw.number(2)) : [draw.pick(playerIds)]
			const tags = draw.some(TAGS, draw.number(3))
			const weight = draw.chance(60) ? { weight: amount(by, 5) } : {}
			const whose = by.length === 1 && draw.chance(70) ? by[0]! : by
			return [
				id,
				{
					by: whose,
					title: `The ${id}`,
					...(tags.length > 0 ? { tags } : {}),
					...weight,
					...drawCard(by, 35),
				},
			]
		}),
	)
	const decks = Object.fromEntries(
		['weather', 'rumours'].slice(0, draw.number(3)).map((id): [string, RawDeck] => {
			const cards = ['storm', 'leak', 'terror-attack'].slice(0, 1 + draw.number(3))
			return [
				id,
				{
					title: `The ${id}`,
					of: 12,
					cards: Object.fromEntries(cards.map((card) => [card, { chance: amount4([]), ...drawCard([], 25) }])),
				},
			]
		}),
	)

	// What a region may hear

	const byOf = (move: RawMove): string[] => [move.by].flat()

	function hearingsOf(region: string): Hearing[] {
		const ofMoves = Object.entries(moves).flatMap(([id, move]) => {
			const by = byOf(move)
			const ofOwners = isPerPlayer(region) ? ['self', ...(by.some((one) => isRival(one)) ? ['rival'] : [])] : []
			const names = [id, ...by.map((player) => `${player}.${id}`), ...ofOwners.map((owner) => `${owner}.${id}`)]
			return [names, ...Object.keys(move.outcomes ?? {}).map((outcome) => names.map((name) => `${name}.${outcome}`))]
		})
		const ofDecks = Object.entries(decks).flatMap(([deck, { cards }]) =>
			Object.entries(cards).flatMap(([id, card]) => [
				[`${deck}.${id}`],
				...Object.keys(card.outcomes ?? {}).map((outcome) => [`${deck}.${id}.${outcome}`]),
			]),
		)
		return [...ofMoves, ...ofDecks].map((keys) => ({ keys }))
	}

	const isRival = (player: string) => playerIds.some((id) => rivals[id] === player)
	const allHaveRivals = haveRivals(playerIds)
	const common = draw.pick(moveIds)
	const chart = Object.fromEntries(
		regionIds.map((id): [string, RawRegion] => {
			const withRival = hearingsOf(id)
			const hearings = allHaveRivals
				? withRival
				: withRival.map(({ keys }) => ({ keys: keys.filter((key) => !key.startsWith('rival.')) }))
			const favourite = hearings.find(({ keys }) => keys.includes(common))!
			const owners = isPerPlayer(id) ? playerIds : []
			return [
				id,
				drawRegion(draw, {
					shapes: shapes[id]!,
					isPerPlayer: isPerPlayer(id),
					vocabulary: { ...vocabulary(owners), percentRegions: 65 },
					hearings,
					favourite,
				}),
			]
		}),
	)

	// What follows by itself

	const rules = Array.from({ length: 1 + draw.number(4) }, (): RawRule => {
		const when: { when?: RawCondition } = draw.chance(85) ? { when: condition([]) } : {}
		const every: { every?: 'ply' | 'round' } = draw.weighted([5, {}], [1, { every: 'ply' }], [3, { every: 'round' }])
		return { ...every, ...when, effects: effects([], draw.weighted([1, 1], [2, 2])) }
	})

	const endings: Record<string, RawEnding> = {}
	const words = vocabulary([])
	const bracketed = (depth: number) => `(${booleanText(draw, words, depth)})`
	const oftenMeant = bracketed(0)
	for (const id of draw.shuffled(['war', 'peace', 'freeze', 'armistice']).slice(0, 2 + draw.number(3))) {
		const first = draw.chance(50) ? oftenMeant : bracketed(0)
		const time = draw.weighted([2, ''], [2, ' && round >= 2'], [1, ` && round == ${rounds}`])
		endings[id] = draw.chance(50)
			? { title: `The ${id}`, 'at-end': true, when: first }
			: { title: `The ${id}`, when: `${first} && ${bracketed(draw.number(2))}${time}` }
	}
	endings.stalemate = { title: 'Stalemate', 'at-end': true, ...(draw.chance(50) ? { when: 'true' } : {}) }

	const hasPayoffs = draw.chance(50)
	const payoff = (id: string): Record<string, RawNumber> =>
		Object.fromEntries(
			Object.keys(endings).map((ending) => [
				ending,
				draw.chance(50) ? draw.number(5) : integerText(draw, vocabulary([id]), 1),
			]),
		)
	const players = Object.fromEntries(
		playerIds.map((id): [string, RawPlayer] => [
			id,
			{
				name: id,
				...(rivals[id] === undefined ? {} : { rival: rivals[id] }),
				...(hasPayoffs ? { payoff: payoff(id) } : {}),
			},
		]),
	)

	const doctrines = Object.fromEntries(
		['hawk', 'dove'].slice(0, draw.number(3)).map((id): [string, RawDoctrine] => {
			const tags = [...new Set(Object.values(moves).flatMap((move) => move.tags ?? []))]
			const keys = draw.shuffled(draw.some([...moveIds, ...tags], 2 + draw.number(4)))
			const isWeight = keys.map(() => draw.chance(50))
			const table = (weights: boolean, most: number) =>
				Object.fromEntries(
					keys.filter((_, index) => isWeight[index] === weights).map((key) => [key, amount(playerIds, most)]),
				)
			return [
				id,
				{
					title: `As a ${id}`,
					weights: table(true, 5),
					percent: table(false, 200),
					...(draw.chance(40) ? { otherwise: amount(playerIds, 4) } : {}),
				},
			]
		}),
	)

	const again = draw.chance(25) ? [draw.pick(playerIds)] : []
	return {
		id: 'generated',
		title: 'A generated crisis',
		summary: 'Made to find out whether two engines agree.',
		clock: { rounds, each: 'day' },
		players,
		parameters,
		order: draw.shuffled([...playerIds, ...again, ...Object.keys(decks)]),
		...(Object.keys(decks).length > 0 ? { decks } : {}),
		variables,
		chart,
		moves,
		rules,
		endings,
		...(Object.keys(doctrines).length > 0 ? { doctrines } : {}),
	}
}

function drawVariables(draw: Draw, players: readonly string[]): Record<string, RawVariable> {
	const ids = VARIABLES.slice(0, 2 + draw.number(4))
	return Object.fromEntries(
		ids.map((id): [string, RawVariable] => {
			const low = draw.weighted([4, 0], [1, -1], [1, 1])
			const high = low + 1 + draw.number(4)
			const start = () => low + draw.number(high - low + 1)
			const names = ['low', 'some', 'much', 'most', 'all'].slice(0, high - low + 1).map((name) => `${name}_${id}`)
			const hasNames = draw.chance(30)
			return [
				id,
				id === 'stock' || id === 'nerve'
					? {
							per: 'player',
							range: [low, high],
							start: draw.chance(50) ? start() : Object.fromEntries(players.map((player) => [player, start()])),
						}
					: { range: [low, high], start: start(), ...(hasNames ? { names } : {}) },
			]
		}),
	)
}
