import type { Odds } from '../../analysis/position-odds.js'
import type { AppState } from '../app-state.js'
import type { OpenGame } from '../host.js'
import { blank, type Line, line, padLine, span, wrap, wrapText } from '../styled-text.js'
import { type Change, changesBetween } from '../view/changes.js'
import { openMoves } from '../view/offered-moves.js'
import { outcomeOfGame } from '../view/outcome-of-game.js'
import { type Branch, branchesOf, compareLines, type LineStep, type Pair, stepsOf } from '../view/what-if.js'
import { asSentence, playerName } from '../view/wording.js'
import type { ListText } from './list-text.js'
import { missingOdds, oddsNow, shiftsText } from './odds-lines.js'

const DECIDED = { person: '', policy: ' (its policy)', luck: ' (luck)', inject: ' (laid face up)' } as const

/** A row of a list: a mark for the chosen one, a lead, and text that wraps under itself. */
function row(isChosen: boolean, lead: string, text: Line, width: number): Line[] {
	return wrap(text, width, [span(isChosen ? '▸ ' : '  ', 'accent'), span(lead, isChosen ? 'chosen' : 'strong')])
}

/** The number of a row that digits choose, as wide as the last one's. */
const numberOf = (n: number, of: number): string => `${String(n).padStart(String(of).length)} `

/** The plies of the line so far; people's decisions have numbers, for they can be changed. */
export function pliesText({ row: chosen }: AppState, { table, playthrough }: OpenGame, width: number): ListText {
	const steps = stepsOf(table, playthrough)
	const decisions = steps.filter((s) => s.by === 'person')
	const none = ' '.repeat(numberOf(0, decisions.length).length)
	return {
		title: 'What if: which decision?',
		lead: wrapText('Choose a decision to change, by its number. Dice and policies keep their luck.', width, 'faint'),
		rows: steps.map((s, n) => {
			const tone = n === chosen ? 'chosen' : s.by === 'person' ? 'strong' : 'faint'
			return row(
				n === chosen,
				s.by === 'person' ? numberOf(decisions.indexOf(s) + 1, decisions.length) : none,
				[span(`Round ${s.round}, ${s.actorName}: `, tone), span(s.title, tone), span(DECIDED[s.by], 'faint')],
				width,
			)
		}),
	}
}

/** The decision that is to be changed; null when none was chosen. */
export const changedStep = ({ changing }: AppState, { table, playthrough }: OpenGame): LineStep | null =>
	stepsOf(table, playthrough).find((s) => s.entry === changing) ?? null

/** The moves that were open at a decision. */
export function insteadText(state: AppState, game: OpenGame, width: number): ListText {
	const step = changedStep(state, game)
	if (!step) return { title: 'What if', lead: [], rows: [] }
	const moves = openMoves(game.table, game.table.state(game.playthrough, step.parent))
	return {
		title: `What if: round ${step.round}, ${step.actorName}`,
		lead: wrapText('Choose what to do instead. The same luck meets it.', width, 'faint'),
		rows: moves.map((m, n) => {
			const tone = n === state.row ? 'chosen' : undefined
			const played = m.id === step.move ? ' (as played)' : ''
			return row(n === state.row, numberOf(n + 1, moves.length), [span(m.title, tone), span(played, 'faint')], width)
		}),
	}
}

/** Every line of the game's tree. */
export function branchesText({ row: chosen }: AppState, { table, playthrough }: OpenGame, width: number): ListText {
	const branches = branchesOf(table, playthrough)
	return {
		title: 'The branches of this game',
		lead: wrapText(
			'⏎ goes to the end of a branch and plays on from there, v sets it beside the one you are on, n names it.',
			width,
			'faint',
		),
		rows: branches.map((b, n) =>
			row(
				n === chosen,
				`${numberOf(n + 1, branches.length)}${b.isCurrent ? '● ' : '○ '}`,
				[
					span(b.name, n === chosen ? 'chosen' : undefined),
					span(` · ${whereIs({ table, playthrough }, b.entry)}`, 'faint'),
					span(b.isCurrent ? ' (you are here)' : '', 'strong'),
					...(b.isCurrent ? [] : partingSpans({ table, playthrough }, b)),
				],
				width,
			),
		),
	}
}

/** Where a line leaves the one that is played, and how, unless its name says so: ` ▸ decided otherwise in round 2, Iran: “Protest”`. */
function partingSpans({ table, playthrough }: Pick<OpenGame, 'table' | 'playthrough'>, { entry, name }: Branch): Line {
	const [first] = compareLines(table, playthrough, playthrough.current, entry).pairs
	const text = first ? partingText(first) : 'the same so far'
	return name === asSentence(text) ? [] : [span(` ▸ ${text}`, 'changed')]
}

function partingText({ round, actorName, original, branch }: Pair): string {
	const place = `round ${round}, ${actorName}`
	if (!branch) return `stops before ${place}`
	if (!original) return `goes on with ${place}: “${branch.title}”`
	return `${branch.by === 'person' ? 'decided otherwise' : 'otherwise'} in ${place}: “${branch.title}”`
}

/** `Thaw, round 4 of 6`, or whom it waits for. */
function whereIs({ table, playthrough }: Pick<OpenGame, 'table' | 'playthrough'>, entry: number): string {
	const { game } = table
	const at = table.state(playthrough, entry)
	const outcome = outcomeOfGame(table, table.goTo(playthrough, entry))
	if (outcome) return `ended: ${outcome.title}, round ${outcome.round}`
	const player = game.currentPlayer(at)
	return `open: round ${at.round}, ${playerName(game.scenario, player ?? '')} decides`
}

const LEAST_FOR_TWO = 72
const PLACE = 19
const MARK = 2

/** Both lines ply by ply from where they part, and what they came to. */
export function besideLines(state: AppState, game: OpenGame, width: number): Line[] {
	const { table, playthrough } = game
	const { current } = playthrough
	const { branch } = state
	if (branch === null) return []
	const { same, pairs } = compareLines(table, playthrough, current, branch)
	const areOver = [current, branch].every((id) => table.state(playthrough, id).ending !== null)
	const both = width >= LEAST_FOR_TWO
	const names = namesOf(state)
	const head = both
		? inTwo([span('')], [span(names.own, 'accent')], [span(names.other, 'accent')], false, width)
		: [line(`· ${names.own}   ▸ ${names.other}, where it differs`, 'faint')]
	return [
		...wrapText(branchesOf(table, playthrough).find((b) => b.entry === branch)?.name ?? '', width, 'strong'),
		...wrapText(
			same === 0
				? 'The branches part at the first ply.'
				: `Before this, ${same === 1 ? 'one ply is' : `${same} plies are`} the same.`,
			width,
			'faint',
		),
		blank,
		...head,
		...pairs.flatMap((pair) => pairLines(pair, width, both)),
		blank,
		line(areOver ? 'What they came to' : 'Where they stand so far', 'accent'),
		...endLines(game, current, branch, names, width),
		...oddsBeside(state, game, current, branch, width),
	]
}

/** What the two lines are called: a what-if stands beside what was played, a branch of the list beside the one that one is on. */
const namesOf = ({ changing }: AppState) =>
	changing === null ? { own: 'this branch', other: 'the other branch' } : { own: 'as played', other: 'what if' }

const told = (step: LineStep | null): Line =>
	step ? [span(step.title), span(DECIDED[step.by], 'faint')] : [span('–', 'faint')]

function pairLines({ round, actorName, original, branch, differs }: Pair, width: number, both: boolean): Line[] {
	const place = `Round ${round} ${actorName}`
	if (both) return inTwo([span(place, differs ? 'strong' : 'faint')], told(original), told(branch), differs, width)
	const first = wrap([span(`Round ${round}, ${actorName}: `, 'strong'), ...told(original)], width, [span('· ')])
	return differs ? [...first, ...wrap(told(branch), width, [span('  ▸ ', 'changed')])] : first
}

/** A row in three columns, as high as its highest cell. */
function inTwo(place: Line, left: Line, right: Line, differs: boolean, width: number): Line[] {
	const cell = Math.floor((width - PLACE - MARK) / 2)
	const columns = [wrap(place, PLACE - 1), wrap(left, cell - 1), wrap(right, cell - 1)] as const
	return Array.from({ length: Math.max(...columns.map((c) => c.length)) }, (_, n) => [
		...padLine(columns[0][n] ?? [], PLACE),
		...padLine(columns[1][n] ?? [], cell),
		span(differs && n === 0 ? '▸ ' : '  ', 'changed'),
		...(columns[2][n] ?? []),
	])
}

/** Where odds are shown: how they differ between the two lines. A line that is over has one ending, for certain. */
function oddsBeside(state: AppState, game: OpenGame, original: number, branch: number, width: number): Line[] {
	const { table, playthrough } = game
	const { endings } = table.game.scenario
	const ended = (entry: number): Odds | null => {
		const ending = table.state(playthrough, entry).ending
		return ending === null ? null : { values: endings.map((e) => Number(e.id === ending)), low: null, high: null }
	}
	if (!state.showsOdds || (ended(original) && ended(branch))) return []
	const beside =
		state.besideOdds?.at === playthrough && state.besideOdds.branch === branch ? state.besideOdds.from : null
	const own = ended(original) ?? oddsNow(state)?.now
	const other = ended(branch) ?? (beside === null || typeof beside === 'string' ? null : beside.now)
	const { own: first, other: second } = namesOf(state)
	return [
		blank,
		line(`Odds (${first} → ${second})`, 'accent'),
		...(own && other
			? shiftsText(endings, own, other, width)
			: wrapText(typeof beside === 'string' ? `There are no odds: ${beside}` : missingOdds(state), width, 'faint')),
	]
}

/** The endings, or where the lines stand, and what is then different. */
function endLines(
	game: OpenGame,
	original: number,
	branch: number,
	{ own, other }: ReturnType<typeof namesOf>,
	width: number,
): Line[] {
	const { table, playthrough } = game
	const [then, now] = [table.state(playthrough, original), table.state(playthrough, branch)]
	const differences = changesBetween(table.game, then, now, null, now.variables)
	const isOver = then.ending !== null && now.ending !== null
	return [
		...wrap([span(`${own}: `, 'faint'), ...endOf(game, original)], width, [span('  ')]),
		...wrap([span(`${other}: `, 'faint'), ...endOf(game, branch)], width, [
			span(then.ending === now.ending ? '  ' : '▸ ', 'changed'),
		]),
		...(differences.length === 0
			? []
			: [blank, line(`Different ${isOver ? 'at the end' : 'so far'} (${own}, then ${other})`, 'accent')]),
		...differences.flatMap((c: Change) =>
			wrap([span(`${asSentence(c.title)}: `), span(c.before, 'faint'), span(' ▸ '), span(c.after, 'strong')], width, [
				span('  '),
			]),
		),
	]
}

/** Where a line stands, or how it ended and what that is worth. */
export function endOf(game: OpenGame, entry: number): Line {
	const outcome = outcomeOfGame(game.table, game.table.goTo(game.playthrough, entry))
	const worth = outcome?.worth.map((w) => `${w.player} ${w.value}`).join(', ')
	return [
		span(asSentence(whereIs(game, entry)), outcome?.tone ?? 'strong'),
		span(worth ? ` (worth ${worth})` : '', 'faint'),
	]
}
