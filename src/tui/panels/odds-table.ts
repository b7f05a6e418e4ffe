import type { Odds } from '../../analysis/position-odds.js'
import type { Ending } from '../../scenario/scenario.js'
import type { OddsFrom } from '../host.js'
import { type Line, pad, span, type Tone, textOf, widthOf, wrap, wrapText } from '../styled-text.js'
import type { OfferedMove } from '../view/offered-moves.js'
import { isShifted, percentText } from './share-text.js'

const GAP = 2
/** The narrowest column in which a title is read, and the narrowest that is worth a table of moves. */
const LEAST_HEAD = 9
const LEAST_MOVE = 24
const MOST_MOVE = 48
/** `100` and `<1`, with what separates them. */
const CELL = 5
const LEAST_ENDING = 10

/**
 * The odds of every ending after every move, in percents, with those now in a row of their own. Moves down and endings
 * across where the endings' titles have room, or letters for them; else the endings down and the moves' numbers across, in
 * as many tables as it takes, with the moves' titles above.
 */
export function oddsTable(
	odds: OddsFrom,
	endings: readonly Ending[],
	moves: readonly OfferedMove[],
	width: number,
): Line[] {
	const known = moves.flatMap((move, n) => {
		const then = odds.moves.get(move.id)
		return then ? [{ number: String(n + 1), title: move.title, then }] : []
	})
	const alike = known.every(({ then }) => endings.every((_, n) => !isShifted(known[0]!.then, then, n)))
	const notes = [
		...(alike && known.length > 1 ? wrapText('These moves hardly differ in what they make likely.', width) : []),
		...wrapText(
			`In percent; * differs from now by 5 points or more.${precision(known.map((m) => m.then))}`,
			width,
			'faint',
		),
	]
	const digits = Math.max(...known.map((m) => m.number.length), 1)
	const room = width - digits - 1
	const head = Math.max(LEAST_HEAD, ...endings.flatMap((e) => e.title.split(' ').map(widthOf)))
	const move = Math.min(MOST_MOVE, room - endings.length * (head + GAP))
	const lettered = Math.min(MOST_MOVE, room - endings.length * CELL)
	if (move < LEAST_MOVE && lettered >= LEAST_LETTERED && endings.length <= LETTERS.length)
		return [...letteredTable(odds.now, endings, known, { width, digits, move: lettered }), ...notes]
	const table = move >= LEAST_MOVE ? movesDown : endingsDown
	return [...table(odds.now, endings, known, { width, digits, move, head }), ...notes]
}

interface KnownMove {
	readonly number: string
	readonly title: string
	readonly then: Odds
}

interface Widths {
	readonly width: number
	readonly digits: number
	readonly move: number
	readonly head: number
}

/** How far sampled odds may be off, at most. */
function precision(all: readonly Odds[]): string {
	const off = all.flatMap(({ low, high }) => (low && high ? low.map((l, n) => (high[n]! - l) / 2) : []))
	return off.length === 0 ? '' : ` Sampled: each may be off by ${percentText(Math.max(...off), 0)} or so.`
}

const startPadded = (text: string, width: number): string => ' '.repeat(Math.max(0, width - widthOf(text))) + text

/** How much a share has to differ for a mark: most differ a little. */
const MUCH = 0.05

/** A share, with a star where it differs much from what it is now; without, a blank keeps the digits below one another. */
function cell(now: Odds, then: Odds, n: number, width: number): Line[number] {
	const differs = Math.abs(then.values[n]! - now.values[n]!) >= MUCH
	const tone: Tone | undefined = differs ? 'strong' : undefined
	return span(startPadded(`${percentText(then.values[n]!, 0)}${differs ? '*' : ' '}`, width), tone)
}

function movesDown(now: Odds, endings: readonly Ending[], moves: readonly KnownMove[], widths: Widths): Line[] {
	const { digits, move, head } = widths
	const titles = endings.map((e) => textRows(e.title, head))
	const high = Math.max(...titles.map((t) => t.length))
	const lead = digits + 1 + move
	const heads = Array.from(
		{ length: high },
		(_, row): Line => [
			span(' '.repeat(lead)),
			...titles.map((t) => span(startPadded(`${t[row - (high - t.length)] ?? ''} `, head + GAP), 'faint')),
		],
	)
	const cells = (then: Odds): Line => endings.map((_, n) => cell(now, then, n, head + GAP))
	return [...heads, ...moveRows(now, moves, cells, { digits, move })]
}

/** A row for now, then one for each move, with what `cells` makes of its odds. */
const moveRows = (
	now: Odds,
	moves: readonly KnownMove[],
	cells: (then: Odds) => Line,
	{ digits, move }: Pick<Widths, 'digits' | 'move'>,
): Line[] => [
	[span(pad(`${' '.repeat(digits)} now`, digits + 1 + move), 'faint'), ...cells(now)],
	...moves.flatMap(({ number, title, then }) =>
		textRows(title, move).map(
			(text, n): Line => [
				span(`${n === 0 ? startPadded(number, digits) : ' '.repeat(digits)} `),
				span(pad(text, move)),
				...(n === 0 ? cells(then) : []),
			],
		),
	),
]

const LETTERS = 'ABCDEFGHIJKL'
/** The narrowest column in which a move is read beside letters. */
const LEAST_LETTERED = 20

/** Moves down and endings across by a letter each, which is said above. */
function letteredTable(
	now: Odds,
	endings: readonly Ending[],
	moves: readonly KnownMove[],
	{ width, digits, move }: Omit<Widths, 'head'>,
): Line[] {
	const glued = (text: string): string => text.replaceAll(' ', '\u00A0')
	const legend = wrap(
		endings.flatMap((e, n) => [
			span(n === 0 ? '' : ' \u00A0', 'faint'),
			span(`${LETTERS[n]!}\u00A0`, 'strong'),
			span(glued(e.title)),
		]),
		width,
	)
	const cells = (then: Odds): Line => endings.map((_, n) => cell(now, then, n, CELL))
	const heads = endings.map((_, n) => span(startPadded(`${LETTERS[n]!} `, CELL), 'strong'))
	return [...legend, [span(' '.repeat(digits + 1 + move)), ...heads], ...moveRows(now, moves, cells, { digits, move })]
}

function endingsDown(
	now: Odds,
	endings: readonly Ending[],
	moves: readonly KnownMove[],
	{ width, digits }: Widths,
): Line[] {
	const longest = Math.max(...endings.map((e) => widthOf(e.title)))
	const title = Math.max(LEAST_ENDING, Math.min(longest, width - CELL * 2, Math.floor(width / 2)))
	const across = Math.max(1, Math.floor((width - title - CELL) / CELL))
	const tables: Line[] = []
	for (let first = 0; first < moves.length; first += across) {
		const part = moves.slice(first, first + across)
		tables.push([
			span(' '.repeat(title)),
			span(startPadded('now ', CELL), 'faint'),
			...part.map((m) => span(startPadded(`${m.number} `, CELL), 'strong')),
		])
		for (const [n, e] of endings.entries())
			for (const [row, text] of textRows(e.title, title).entries())
				tables.push([
					span(pad(text, title)),
					...(row === 0 ? [now, ...part.map((m) => m.then)].map((then) => cell(now, then, n, CELL)) : []),
				])
	}
	const legend = moves.flatMap(({ number, title: text }) =>
		textRows(text, width - digits - 1).map(
			(row, n): Line => [span(`${n === 0 ? startPadded(number, digits) : ' '.repeat(digits)} `, 'strong'), span(row)],
		),
	)
	return [...legend, ...tables]
}

const textRows = (text: string, width: number): string[] => wrapText(text, width).map(textOf)
