import { createGame } from '../../game/create-game.js'
import { cardOf, NOTHING, PASS } from '../../game/legality.js'
import type { Scenario } from '../../scenario/scenario.js'
import { actorName, moveTitle } from '../move-title.js'

/** What the ids of a document are called. */
export interface PageNames {
	readonly scenario: string
	/** Whether these are the scenario's own words, not ids. */
	readonly known: boolean
	ending(id: string): string
	player(id: string): string
	/** Who makes an event: a player, or a deck. */
	actor(event: string): string
	/** Whether that is known to be a deck. */
	isDeck(event: string): boolean
	/** A card's title, or an outcome's. */
	move(event: string): string
	/** A card's title by its id, with or without whose it is. */
	card(id: string): string
	/** The card's title and, of an outcome, what it came to. */
	whole(event: string): string
	/** What a sweep varies: `Iran’s pressure at home`, `Pakistan’s policy`, `china offers`. */
	factor(name: string): string
	/** What the scenario asks its readers; empty where its file is not at hand. */
	readonly questions: readonly string[]
	/** `2 (18 January)`, where the scenario's clock has names. */
	round(round: number): string
}

const LONGEST = 160

/** One line without control characters, of bounded length: documents come from anywhere. */
export function oneLine(text: string): string {
	const line = text
		.replace(/[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, ' ')
		.replace(/\s+/g, ' ')
		.trim()
	return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line
}

const words = (id: string): string => oneLine(id.replace(/[-_]/g, ' '))

/** By the scenario's words, each on one line. */
export function scenarioNames(scenario: Scenario): PageNames {
	const game = createGame(scenario)
	const move = (event: string): string =>
		cardOf(game.rules, event) || isQuiet(event) ? oneLine(moveTitle(game, event)) : words(lastPart(event))
	return {
		scenario: oneLine(scenario.title),
		known: true,
		questions: scenario.questions.map((q) => `${q.title} ${q.text ?? ''}`.replace(/\s+/g, ' ').trim()),
		ending: (id) => oneLine(scenario.endings.find((e) => e.id === id)?.title ?? words(id)),
		player: (id) => oneLine(scenario.players.find((p) => p.id === id)?.name ?? words(id)),
		actor: (event) => oneLine(actorName(game, event)),
		isDeck: (event) => scenario.decks.some((d) => event.startsWith(`${d.id}.`)),
		move,
		card: (id) => {
			const key = [...game.rules.cards.keys()].find((card) => card === id || card.endsWith(`.${id}`))
			return key === undefined ? words(lastPart(id)) : move(key)
		},
		whole: (event) => wholeName(event, move),
		factor: (name) => oneLine(factorName(scenario, name)),
		round: (round) => {
			const label = scenario.clock.labels[round - 1]
			return label ? `${round} (${oneLine(label)})` : String(round)
		},
	}
}

function factorName({ players, parameters, variables, chart }: Scenario, name: string): string {
	const [first = '', last] = name.split('.')
	const [owner, id] = last === undefined ? [undefined, first] : [first, last]
	if (owner === 'policy') return `${players.find((p) => p.id === id)?.name ?? id}’s policy`
	if (name === 'without') return 'cards left out'
	const title = [...parameters, ...variables, ...chart].find((named) => named.id === id)?.title ?? words(id)
	const whose = owner === undefined ? undefined : players.find((p) => p.id === owner)?.name
	return whose === undefined
		? title
		: `${whose}’s ${/^\p{Lu}\p{Ll}/u.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title}`
}

/** By the titles that a document brings with it, and by ids where it brings none. */
export function documentNames(title: string, endings: ReadonlyMap<string, string>): PageNames {
	const move = (event: string): string =>
		event.endsWith(`.${NOTHING}`) ? 'nothing' : event.endsWith(`.${PASS}`) ? 'no move is open' : words(lastPart(event))
	return {
		scenario: oneLine(title),
		known: false,
		questions: [],
		ending: (id) => oneLine(endings.get(id) ?? words(id)),
		player: words,
		actor: (event) => words(event.split('.')[0]!),
		isDeck: (event) => event.endsWith(`.${NOTHING}`),
		move,
		card: (id) => words(lastPart(id)),
		whole: (event) => wholeName(event, move),
		factor: words,
		round: String,
	}
}

const isQuiet = (event: string): boolean => event.endsWith(`.${NOTHING}`) || event.endsWith(`.${PASS}`)
const lastPart = (event: string): string => event.split('.').slice(1).at(-1) ?? event

function wholeName(event: string, move: (event: string) => string): string {
	const parts = event.split('.')
	const card = parts.slice(0, 2).join('.')
	return parts.length > 2 ? `${move(card)} → ${move(event)}` : move(card)
}
