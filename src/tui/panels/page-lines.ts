import type { Scenario } from '../../scenario/scenario.js'
import { type AppState, type Page, type Place, placeOf } from '../app-state.js'
import type { Binding } from '../binding.js'
import type { OpenGame } from '../host.js'
import { bindings, HALVES, helpOf } from '../keys.js'
import { PLACES } from '../keys-reference.js'
import { markdownLines } from '../markdown.js'
import { blank, type Line, line, pad, span, widthOf, wrap, wrapText } from '../styled-text.js'
import { accountOf } from '../view/account.js'
import { asidesOf } from '../view/asides.js'
import { consequencesOf } from '../view/consequences.js'
import { ladderOf } from '../view/ladder.js'
import { closedMoves, type OfferedMove, openMoves } from '../view/offered-moves.js'
import { placesOf } from '../view/places.js'
import { roadOf } from '../view/road.js'
import { situationOf } from '../view/situation.js'
import { asSentence } from '../view/wording.js'
import { chartLines } from './chart-lines.js'
import { endingLines } from './ending-lines.js'
import { injectText } from './inject-lines.js'
import { listPage } from './list-text.js'
import { mapPageLines } from './map-lines.js'
import { moveDetailLines } from './move-lines.js'
import { oddsLines, shiftLines } from './odds-lines.js'
import { recordLines } from './record-lines.js'
import { reviewLines } from './review-lines.js'
import { ladderLines, ladderWidth, situationLines } from './standing-lines.js'
import { besideLines, branchesText, insteadText, pliesText } from './what-if-lines.js'

/** A page's text and its title, for the page that is open, the briefing, or the ending. */
export interface PageText {
	readonly title: string
	readonly lines: readonly Line[]
	/** The line of the chosen row, which is always on the screen; lists only. */
	readonly chosen?: number
}

/** What scrolls on the screen, at `width` columns; null where nothing does. */
export function pageText(state: AppState, width: number): PageText | null {
	const place = placeOf(state)
	if (place === 'briefing' && state.setUp) return briefingText(state.setUp.table.game.scenario, width)
	if (place === 'ending' && state.game) return { title: 'The end', lines: endingLines(state, state.game, width) }
	return state.page === null ? null : openPage(state, state.page, width)
}

function openPage(state: AppState, page: Page, width: number): PageText | null {
	const { game } = state
	if (page === 'help') return { title: 'Keys', lines: helpLines(state, width) }
	if (!game) return null
	const { table, playthrough } = game
	switch (page) {
		case 'briefing':
			return briefingText(table.game.scenario, width)
		case 'record':
			return {
				title: 'The record so far',
				lines: recordLines(accountOf(table, playthrough, viewerOf(state)), width, asidesOf(table, playthrough)),
			}
		case 'odds':
			return { title: 'Odds from here', lines: oddsLines(state, game, width) }
		case 'review':
			return { title: 'After-action review', lines: reviewLines(state, game, width) }
		case 'map':
			return { title: 'The map', lines: mapPageLines(state, placesOf(table, playthrough, viewerOf(state)), width) }
		case 'chart':
			return { title: 'The chart of states', lines: chartLines(game, viewerOf(state), width) }
		case 'ladder':
			return { title: 'Where things stand', lines: standLines(state, game, width) }
		case 'plies':
			return listPage(pliesText(state, game, width), state.row)
		case 'instead':
			return listPage(insteadText(state, game, width), state.row)
		case 'branches':
			return listPage(branchesText(state, game, width), state.row)
		case 'cards':
			return listPage(injectText(state, game, width), state.row)
		case 'beside':
			return {
				title: state.changing === null ? 'A branch beside the game' : 'What if, beside the game',
				lines: besideLines(state, game, width),
			}
		case 'move': {
			const at = table.state(playthrough)
			const move = movesOnTable(state)[state.cursor]
			if (!move) return null
			const consequences = move.reason === null ? consequencesOf(table.game, at, move.id, state.seat) : null
			return {
				title: move.title,
				lines: [
					...moveDetailLines(move, consequences, { width, prose: 'all', close: false, withChances: state.showsOdds }),
					...shiftLines(state, move.id, width),
					blank,
					...wrapText(`On the command line it is called ${move.id}.`, width, 'faint'),
				],
			}
		}
	}
}

/** Whom `you` means: the only person, or who sits there while deciding. */
export function viewerOf(state: AppState): string | null {
	const people = state.game?.playthrough.people ?? []
	if (people.length === 1) return people[0]!
	return state.screen === 'ending' ? null : state.seat
}

/** The rows that the cursor goes through: open moves, then the closed ones while they are shown. */
export function movesOnTable(state: AppState): readonly OfferedMove[] {
	if (!state.game) return []
	const { table, playthrough } = state.game
	const at = table.state(playthrough)
	const open = openMoves(table, at)
	return state.showsClosed ? [...open, ...closedMoves(table, at, viewerOf(state))] : open
}

function section(title: string, lines: readonly Line[]): Line[] {
	return lines.length === 0 ? [] : [line(title, 'accent'), ...lines, blank]
}

export function briefingText(scenario: Scenario, width: number): PageText {
	const takes = scenario.takes
		? `About ${scenario.takes.minutes} minutes, ${scenario.takes.decisions} decisions of all sides together. `
		: ''
	const { rounds: count, each } = scenario.clock
	const rounds =
		count === 1 ? `One round${each ? `: ${each}` : ''}.` : `${count} rounds${each ? `, each ${each}` : ''}.`
	return {
		title: scenario.title,
		lines: [
			...wrapText(scenario.summary, width, 'strong'),
			...wrapText(`${takes}${rounds}`, width, 'faint'),
			blank,
			...markdownLines(scenario.briefing, width),
			blank,
			...section(
				'Who plays',
				scenario.players.flatMap((p) => wrap([span(`${p.name}. `, 'strong'), span(p.role ?? '')], width)),
			),
			...section(
				'How it can end',
				scenario.endings.flatMap((e) => wrap([span(`${e.title}. `, 'strong'), span(e.text ?? '')], width)),
			),
			...section(
				'Sources',
				scenario.sources.flatMap((s) =>
					wrap(
						[span(s.title), ...(s.note ? [span(`: ${s.note}`)] : []), ...(s.url ? [span(` ${s.url}`, 'faint')] : [])],
						width,
						[span('• ')],
					),
				),
			),
		],
	}
}

function standLines(state: AppState, game: OpenGame, width: number): Line[] {
	const { table, playthrough } = game
	const viewer = viewerOf(state)
	const ladder = ladderOf(table, playthrough, viewer)
	const road = roadOf(table, playthrough)
	const glyph = { now: '●', been: '✓', ahead: '○' } as const
	const lit = { now: ' (here now)', been: ' (been here)', ahead: '' } as const
	return [
		...(ladder
			? [
					...section(ladder.title, [
						...(ladder.text ? wrapText(ladder.text, width, 'faint') : []),
						...ladderLines(ladder, Math.min(width, ladderWidth(ladder)), ladder.rungs.length),
					]),
				]
			: []),
		...section(
			'The road',
			road.flatMap((s) =>
				wrap(
					[
						span(`${s.title}${lit[s.lit]}`, s.lit === 'ahead' ? undefined : 'strong'),
						...(s.description ? [span(`: ${s.description}`, 'faint')] : []),
					],
					width,
					[span(`${glyph[s.lit]} `, 'strong')],
				),
			),
		),
		...section('Situation', situationLines(situationOf(table, playthrough, viewer), width, Number.POSITIVE_INFINITY)),
		...section(
			'What the words mean',
			table.game.scenario.variables.flatMap((v) =>
				v.text && v.id !== ladder?.key
					? wrap([span(`${v.title ?? asSentence(v.id)}: `, 'strong'), span(v.text)], width)
					: [],
			),
		),
		line('● now   ✓ been there   ○ not yet   ▲ raised   ▼ lowered   ◆ changed', 'faint'),
		...wrapText('Marks show what differs from your last decision.', width, 'faint'),
	]
}

/** What the table's marks say. */
const MARKS: readonly (readonly [string, string])[] = [
	['▸', 'The row that ⏎ takes; between two words: became.'],
	['◀ ◁', 'The rung now, and those of the rounds before.'],
	['● ✓ ○', 'On the road: now, been there, not yet. On wire and map ●: since your last decision.'],
	['▲ ▼ ◆', 'Raised, lowered, changed since your last decision, or by the move that is looked at.'],
	['⚑', 'An offer that waits for an answer, and the moves that answer it.'],
	['✎', 'Written or laid down by hand: a note, reasons, a card that lies face up.'],
	['✗', 'A move that is not open now.'],
	['▰▱ ▂▄', 'How far up its scale something stands; how odds went over the rounds.'],
]

/** The table of bindings, those of the place that the help was opened from first. */
function helpLines(state: AppState, width: number): Line[] {
	const here = (b: Binding) => b.places.includes(state.screen)
	const widest = Math.max(...bindings.map((b) => widthOf(b.shown))) + 2
	const rows = (list: readonly Binding[], place: Place) =>
		list.flatMap((b) => wrap([span(helpOf(b, place))], width, [span(` ${pad(b.shown, widest)}`, 'strong')]))
	const told = bindings.filter((b) => b.rank > 0 || !(b.intent === 'back' || b.intent in HALVES))
	return [
		...section('On this screen', rows(told.filter(here), state.screen)),
		...(state.game
			? section(
					'Marks',
					MARKS.flatMap(([marks, text]) => wrap([span(text)], width, [span(` ${pad(marks, widest)}`, 'strong')])),
				)
			: []),
		...PLACES.flatMap(([place, title]) =>
			section(
				title,
				rows(
					told.filter((b) => !here(b) && b.places[0] === place),
					place,
				),
			),
		),
		...wrapText('Every game is saved after every move. detente play --resume goes on with the latest.', width, 'faint'),
		...wrapText('detente play --plain plays line by line, for screen readers and pipes.', width, 'faint'),
	]
}
