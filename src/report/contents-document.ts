import type { Card, Region, Scenario, StateNode, Variable } from '../scenario/scenario.js'
import { type Block, headingBlock, listBlock, tableBlock, textBlock } from './document.js'

/** What can be named of a scenario, as the JSON document has it. */
export function contentsOf(scenario: Scenario) {
	const { players, decks, doctrines, scripts, moves, parameters, variables, chart, endings, questions } = scenario
	const everybody = players.map((p) => p.id)
	return {
		rounds: scenario.clock.rounds,
		order: scenario.order,
		players: players.map(({ id, name, role, rival }) => ({ id, name, role, rival })),
		policies: [
			...doctrines.map(({ id, title, by }) => ({ id, title, by })),
			...scripts.map(({ id, title }) => ({ id: `script:${id}`, title, by: everybody })),
		],
		moves: moves.map((m) => ({ id: m.id, by: m.by, title: m.title, tags: m.tags, outcomes: outcomesOf(m) })),
		cards: decks.flatMap((deck) =>
			deck.cards.map((card) => ({
				id: `${deck.id}.${card.id}`,
				deck: deck.title,
				title: card.title,
				outcomes: outcomesOf(card),
			})),
		),
		parameters: parameters.map(({ at, ...parameter }) => parameter),
		variables: variables.flatMap((v) =>
			owned(v, everybody).map((name, n) => ({ name, title: v.title, ...rangeOf(v, n), values: v.names })),
		),
		regions: chart.flatMap((region) =>
			owned(region, everybody).map((name) => ({
				name,
				title: region.title,
				start: firstOf(region),
				states: statesOf(region.states, null),
			})),
		),
		endings: endings.map(({ id, title, tone }) => ({ id, title, tone })),
		scripts: scripts.map(({ id, title }) => ({ id, title })),
		questions: questions.map(({ id, title }) => ({ id, title })),
	}
}

type Contents = ReturnType<typeof contentsOf>

const outcomesOf = ({ outcomes }: Card) =>
	outcomes.map(({ id, title }) => ({ id, title: title ?? id.replaceAll('-', ' ') }))

const owned = ({ id, perPlayer }: { id: string; perPlayer: boolean }, players: readonly string[]): string[] =>
	perPlayer ? players.map((player) => `${player}.${id}`) : [id]

const rangeOf = ({ low, high, start }: Variable, player: number) => ({
	low,
	high,
	start: typeof start === 'number' ? start : start[player]!,
})

const statesOf = (
	states: readonly StateNode[],
	within: string | null,
): { id: string; title: string | null; in: string | null }[] =>
	states.flatMap((s) => [{ id: s.id, title: s.title, in: within }, ...statesOf(s.states, s.id)])

/** The leaf where a region begins. */
function firstOf({ states, initial }: Pick<Region, 'states' | 'initial'>): string {
	const first = states.find((s) => s.id === initial)!
	return first.initial === null ? first.id : firstOf(first)
}

/** The same for people: a table for each kind of name, headed by the options that take it. */
export function contentsDocument(scenario: Scenario): Block[] {
	const contents = contentsOf(scenario)
	const { players, moves, cards, parameters, regions, endings, questions } = contents
	return [
		textBlock(`A place, as --at and --from take it, is a round and whose ply it is: ${placesOf(contents)}.`),
		...named(
			'Players',
			'--as, --policy PLAYER=POLICY',
			['player', 'name'],
			players.map((p) => [p.id, p.name]),
		),
		...named(
			'Policies',
			'--policy PLAYER=POLICY, which takes cards, uniform, best and quantal:LAMBDA too',
			['policy', 'title', 'for'],
			contents.policies.map((p) => [p.id, p.title, p.by.length === players.length ? '' : p.by.join(', ')]),
		),
		...named(
			'Moves',
			'--instead, --without PLAYER.MOVE',
			['move', 'whose', 'title'],
			moves.map((m) => [m.id, m.by.length === players.length ? '' : m.by.join(', '), m.title]),
		),
		...named(
			'Chance’s cards',
			'--without CARD, --lay PLACE=CARD',
			['card', 'title'],
			cards.map((c) => [c.id, c.title]),
		),
		...named(
			'Parameters',
			'--set, --change, --vary',
			['parameter', 'is', 'from', 'to', 'basis', 'title'],
			parameters.map((p) => [p.id, `${p.value}`, `${p.low}`, `${p.high}`, p.basis, p.title ?? '']),
			[1, 2, 3],
		),
		...named(
			'Start values',
			'--set, --change, --vary',
			['name', 'starts at', 'from', 'to', 'title', 'values'],
			contents.variables.map((v) => [
				v.name,
				`${v.start}`,
				`${v.low}`,
				`${v.high}`,
				v.title ?? '',
				v.values.map((name, n) => `${v.low + n} ${name}`).join(', '),
			]),
			[1, 2, 3],
		),
		...listed(
			'First states',
			'--set, --change, --vary',
			regions.map(
				(r) =>
					`${r.name}${r.title === null ? '' : ` (${r.title})`}: ${r.states.map((s) => `${stateText(s)}${s.id === r.start ? ', where it begins' : ''}`).join('; ')}`,
			),
		),
		...named(
			'Endings',
			'--show, check --reach',
			['ending', 'title', 'tone'],
			endings.map((e) => [e.id, e.title, e.tone ?? '']),
		),
		...named(
			'Scripts',
			'--script',
			['script', 'title'],
			contents.scripts.map((s) => [s.id, s.title]),
		),
		...listed(
			'Questions',
			'whatif --question',
			questions.map((q) => `${q.id}: ${q.title}`),
		),
	]
}

const stateText = ({ id, title }: { id: string; title: string | null }): string =>
	title === null || title.toLowerCase() === id.replaceAll('-', ' ') ? id : `${id} (${title})`

/** `1.iran, 1.pakistan, … 6.diplomacy`; a second ply in a round is `#2`. */
function placesOf({ order, rounds }: Contents): string {
	const places = order.map((id, n) => {
		const nth = order.slice(0, n + 1).filter((other) => other === id).length
		return nth === 1 ? id : `${id}#${nth}`
	})
	const all = places.map((place) => `1.${place}`).join(', ')
	return rounds === 1 ? all : `${all}, to ${rounds}.${places.at(-1)}`
}

/** A headed table, the options that take its names above it, without the columns that would be empty; nothing where there are no rows. */
function named(
	heading: string,
	options: string,
	head: readonly string[],
	rows: readonly (readonly string[])[],
	right: readonly number[] = [],
): Block[] {
	if (rows.length === 0) return []
	const told = head.map((_, n) => rows.some((row) => row[n] !== ''))
	const kept = [head, ...rows].map((row) => row.filter((_, n) => told[n]))
	const columns = head.flatMap((_, n) => (told[n] ? [n] : []))
	return [
		headingBlock(heading),
		textBlock(`for ${options}`),
		tableBlock(
			kept,
			right.map((n) => columns.indexOf(n)).filter((n) => n >= 0),
		),
	]
}

const listed = (heading: string, options: string, items: readonly string[]): Block[] =>
	items.length === 0 ? [] : [headingBlock(heading), textBlock(`for ${options}`), listBlock(items)]
