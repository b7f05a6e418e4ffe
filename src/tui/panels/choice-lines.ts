import type { AppState, SetUp } from '../app-state.js'
import { opponentNow } from '../reduce-set-up.js'
import { olderText, opponentsOf, sidesOf } from '../sides.js'
import { blank, type Line, line, pad, span, wrap, wrapText } from '../styled-text.js'
import { listed, playerName } from '../view/wording.js'

/** A row to choose: a mark and inverse type, never the type alone. */
function choice(text: string, note: string, number: number, isChosen: boolean, width: number): Line[] {
	const lead = `${isChosen ? '▸' : ' '} ${number} `
	const rows = wrapText(text, width - lead.length).map((l, n): Line => {
		const words = `${n === 0 ? lead : ' '.repeat(lead.length)}${l.map((s) => s.text).join('')}`
		return isChosen ? [span(pad(words, width), 'chosen')] : [span(words, 'strong')]
	})
	if (note !== '') rows.push(...wrap([span(note, 'faint')], width, [span(' '.repeat(lead.length))]))
	return rows
}

/** The scenarios, the games that wait, then those that are over, with the row where the chosen one begins. */
export function homeLines(state: AppState, width: number): { readonly lines: Line[]; readonly chosen: number } {
	const lines: Line[] = []
	let chosen = 0
	const add = (rows: readonly Line[], n: number) => {
		if (n === state.cursor) chosen = lines.length
		lines.push(...rows)
	}
	lines.push(
		...wrapText(
			'You decide for one side of a crisis. The other sides and chance follow the rules of its file, and whatever you decide can be taken back.',
			width,
			'faint',
		),
		blank,
		line('Scenarios', 'accent'),
	)
	if (state.scenarios.length === 0) lines.push(...wrapText('There are none in this installation.', width, 'faint'))
	for (const [n, s] of state.scenarios.entries()) {
		const takes = s.minutes === null ? '' : ` · about ${s.minutes} minutes`
		add(choice(`${s.title}${takes}`, s.problem ?? s.summary, n + 1, n === state.cursor, width), n)
	}
	lines.push(blank, line('Games to go on with', 'accent'))
	if (state.games.every((g) => g.isOver))
		lines.push(...wrapText('None. Every game is saved after every move and waits here.', width, 'faint'))
	for (const [at, g] of state.games.entries()) {
		if (g.isOver && !state.games[at - 1]?.isOver) lines.push(blank, line('Finished games, to review', 'accent'))
		const n = state.scenarios.length + at
		const who = g.who === '' ? '' : ` · you: ${g.who}`
		add(choice(`${g.title}${who}`, g.problem ?? `${g.where} · ${g.name}`, n + 1, n === state.cursor, width), n)
	}
	if (state.older) lines.push(blank, ...wrapText(olderText(state.older), width, 'faint'))
	return { lines, chosen }
}

/** Who can be played, and how the others decide. */
export function sidesLines(
	state: AppState,
	setUp: SetUp,
	width: number,
	height: number,
): { readonly lines: Line[]; readonly chosen: number } {
	const texts = TELLINGS.map((telling) => sidesText(state, setUp, width, telling))
	return texts.find((t) => t.lines.length <= height) ?? texts.at(-1)!
}

/** Every side is told about, or the chosen one, or none; and every opponent, or one. */
const TELLINGS = ['full', 'short', 'bare'] as const
type Telling = (typeof TELLINGS)[number]

function sidesText(state: AppState, setUp: SetUp, width: number, telling: Telling) {
	const { scenario } = setUp.table.game
	const sides = sidesOf(setUp)
	const lines: Line[] = [...wrapText('Whom do you play?', width, 'accent')]
	let chosen = 0
	for (const [n, people] of sides.entries()) {
		if (n === state.cursor) chosen = lines.length
		const names = people.map((id) => playerName(scenario, id))
		const alone = people.length === 1
		const note = alone
			? (scenario.players.find((p) => p.id === people[0])?.role ?? '')
			: 'Hot seat: two or more people at one keyboard, who hand it over between moves.'
		const text = alone ? names[0]! : people.length === 2 ? `Both: ${listed(names)}` : `All: ${listed(names)}`
		const isTold = telling === 'full' || (telling === 'short' && n === state.cursor)
		lines.push(...choice(text, isTold ? note : '', n + 1, n === state.cursor, width))
	}
	lines.push(
		blank,
		...opponentLines(state, setUp, width, telling),
		...luckLines(setUp, width, telling),
		...classLines(setUp, width),
	)
	return { lines, chosen }
}

/** How each of those decides whom nobody plays; the one that ←→ changes stands out. */
function opponentLines(state: AppState, setUp: SetUp, width: number, telling: Telling): Line[] {
	const { game } = setUp.table
	const opponents = opponentsOf(setUp, state.cursor)
	const now = opponentNow(state)
	const lines = opponents.flatMap((id, n): Line[] => {
		const name = setUp.policies[id] ?? 'cards'
		const doctrine = game.scenario.doctrines.find((d) => d.id === name)
		const title = doctrine?.title ?? wayOf(name)?.title ?? name
		const isNow = n === now
		if (telling !== 'full' && !isNow) return []
		const place = telling !== 'full' && opponents.length > 1 ? ` (${n + 1} of ${opponents.length})` : ''
		return [
			...wrap(
				[
					span(`${playerName(game.scenario, id)} decides${place}: `, 'accent'),
					span(isNow ? `◂\u00A0${title}\u00A0▸` : title, 'strong'),
				],
				width,
			),
			...wrapText(doctrine?.text ?? wayOf(name)?.text ?? '', width, 'faint'),
		]
	})
	return lines.length === 0 ? [] : [...lines, blank]
}

const WAYS: Readonly<Record<string, { readonly title: string; readonly text: string }>> = {
	cards: {
		title: 'By chance, likelier moves more often',
		text: 'Each move is as likely as the scenario’s author judged it in its situation (elsewhere: the weights of the cards).',
	},
	uniform: { title: 'At random', text: 'Every open move is as likely as any other.' },
	best: {
		title: 'By what is best for it',
		text: 'Each move is the one worth most to it over the whole game, solved exactly; of you it is thought that you choose by chance, likelier moves more often.',
	},
}

const wayOf = (name: string) =>
	name.startsWith('quantal:')
		? {
				title: `By what is better for it, rationality ${name.slice('quantal:'.length)}`,
				text: 'The more a move is worth to it over the whole game, the likelier it is; with a greater rationality the best is nearly sure.',
			}
		: WAYS[name]

const luckLines = (setUp: SetUp, width: number, telling: Telling): Line[] => [
	...wrap(
		[
			span('Seed: ', 'accent'),
			span(setUp.seed, 'strong'),
			span(setUp.run === 1 ? '' : ` · run ${setUp.run}`),
			span(' (n: another, s: write one)', 'faint'),
		],
		width,
	),
	...(telling === 'short' ? [] : wrapText('The same seed and the same decisions give the same game.', width, 'faint')),
]

const classLines = ({ showsOdds, asksReasons }: SetUp, width: number): Line[] => [
	...wrap(
		[
			span('Odds: ', 'accent'),
			span(showsOdds ? 'shown' : 'hidden', 'strong'),
			span(showsOdds ? ' while you play' : ' until the review'),
			span(showsOdds ? ' (o: hide them)' : ' (o: show them)', 'faint'),
		],
		width,
	),
	...wrap(
		[
			span('Class mode: ', 'accent'),
			span(asksReasons ? 'on' : 'off', 'strong'),
			span(asksReasons ? ', every decision is asked for its reasons' : ', nobody is asked for reasons'),
			span(asksReasons ? ' (c: off)' : ' (c: on)', 'faint'),
		],
		width,
	),
]
