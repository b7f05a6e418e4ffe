import type { AppState, SetUp } from '../app-state.js'
import { sidesOf } from '../reduce.js'
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

/** The scenarios, then the games that wait, with the row where the chosen one begins. */
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
	if (state.games.length === 0)
		lines.push(...wrapText('None yet. Every game is saved after every move and waits here.', width, 'faint'))
	for (const [at, g] of state.games.entries()) {
		const n = state.scenarios.length + at
		const who = g.who === '' ? '' : ` · you: ${g.who}`
		add(choice(`${g.title}${who}`, g.problem ?? `${g.where} · ${g.name}`, n + 1, n === state.cursor, width), n)
	}
	return { lines, chosen }
}

/** Who can be played, and how the others decide. */
export function sidesLines(
	state: AppState,
	setUp: SetUp,
	width: number,
): { readonly lines: Line[]; readonly chosen: number } {
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
		lines.push(...choice(text, note, n + 1, n === state.cursor, width))
	}
	const people = sides[state.cursor] ?? []
	const others = scenario.players.filter((p) => !people.includes(p.id))
	lines.push(blank)
	if (others.length > 0) {
		const first = others[0]!
		const name = setUp.policies[first.id] ?? 'cards'
		const doctrine = scenario.doctrines.find((d) => d.id === name)
		const names = listed(others.map((p) => p.name))
		const title = doctrine?.title ?? (name === 'cards' ? 'As its cards weigh' : name === 'uniform' ? 'At random' : name)
		const text =
			doctrine?.text ??
			(name === 'cards'
				? 'Each of its moves has a weight for the situation it is in.'
				: 'Every open move is as likely as any other.')
		lines.push(
			...wrap([span(`${names} decides: `, 'accent'), span(`◂ ${title} ▸`, 'strong')], width),
			...wrapText(text, width, 'faint'),
			blank,
		)
	}
	lines.push(
		...wrap(
			[span('Seed: ', 'accent'), span(setUp.seed, 'strong'), span(setUp.run === 1 ? '' : ` · run ${setUp.run}`)],
			width,
		),
		...wrapText('The same seed and the same decisions give the same game.', width, 'faint'),
	)
	return { lines, chosen }
}
