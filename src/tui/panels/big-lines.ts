import type { AppState } from '../app-state.js'
import type { OpenGame } from '../host.js'
import { blank, type Line, line, pad, span, textOf, widthOf, wrap, wrapText } from '../styled-text.js'
import { accountOf, type Happening } from '../view/account.js'
import { ladderOf } from '../view/ladder.js'
import { closedMoves, openMoves } from '../view/offered-moves.js'
import { roadOf } from '../view/road.js'
import { asSentence, inSentence, playerName, roundLabel, type Viewer } from '../view/wording.js'
import { roadLine } from './heading.js'
import { OFFER, waitingLines } from './offer-lines.js'

/** Rows of the window from which the letters of a size leave enough of it. */
const FROM = { large: 32, small: 18 } as const

/** The rows of a text in big letters; null where they don't fit, or are not loaded. */
function drawn({ letters, size }: AppState, text: string, name: keyof typeof FROM, width: number): Line[] | null {
	const rows = size.rows >= FROM[name] ? letters?.(text, name) : null
	return rows && rows[0]!.length <= width ? rows.map((row) => line(row, 'strong')) : null
}

/** The first of the texts that fits in big letters; where none does, the first as it is. */
function enlarged(state: AppState, texts: readonly string[], width: number): Line[] {
	for (const text of texts) {
		const rows = drawn(state, text, 'large', width) ?? drawn(state, text, 'small', width)
		if (rows) return rows
	}
	return wrapText(texts[0]!.toUpperCase(), width, 'strong')
}

/** The texts one below the other in big letters of one size; null where they don't fit. */
export function enlargedTogether(state: AppState, texts: readonly string[], width: number): Line[] | null {
	for (const name of ['large', 'small'] as const) {
		const blocks = texts.map((text) => drawn(state, text, name, width))
		if (blocks.every((rows) => rows !== null)) return blocks.flatMap((rows) => [...rows, blank])
	}
	return null
}

const ROUND_FROM = 24
const MARGIN = '  '

/** The table for a back row: round and date, the rung, what happened last, who decides, the moves; in `height` rows. */
export function bigTableLines(state: AppState, game: OpenGame, viewer: Viewer, width: number, height: number): Line[] {
	const inner = width - 2 * MARGIN.length
	const { table, playthrough } = game
	const { scenario } = table.game
	const at = table.state(playthrough)
	const label = scenario.clock.labels[at.round - 1]
	const round = `Round ${at.round} of ${scenario.clock.rounds}`
	const date = label ? roundLabel(scenario, at.round) : ''
	// In a low window the rung has the big letters, for the moves need the rows.
	const head =
		state.size.rows < ROUND_FROM
			? wrapText([round, date].filter(Boolean).join(' · '), inner, 'strong')
			: [...enlarged(state, [round, `Round ${at.round}`], inner), ...wrapText(date, inner, 'strong')]
	const standing = standingLines(state, game, viewer, inner)
	const player = table.game.currentPlayer(at) ?? ''
	const who = line(`${playerName(scenario, player)} decides`, 'accent')
	const moves = [
		bigMoveBlocks(state, game, true, inner),
		bigMoveBlocks(state, game, false, inner),
		moveBlocks(state, game, viewer, inner),
	]
	const gap: Line[] = height >= 14 ? [blank] : []
	const stations = roadOf(table, playthrough)
	const road = gap.length > 0 && stations.length > 0 ? [roadLine(stations, inner)] : []
	const offers = waitingLines(table, playthrough, viewer, inner)
	const left = height - head.length - standing.length - road.length - offers.length - 3 * gap.length - 1
	const account = accountOf(table, playthrough, viewer)
	const least = newsLines(account, inner, NEWS).length
	const list = windowed(roomiest(moves, left - least), state.cursor, Math.max(3, left - Math.min(least, left - 3)))
	const news = newsLines(account, inner, left - list.length)
	const lines = [
		...head,
		...gap,
		...standing,
		...road,
		...gap,
		...news,
		...(news.length > 0 ? gap : []),
		...offers,
		who,
		...list,
	]
	return lines.slice(0, height).map((l) => [span(MARGIN), ...l])
}

/** Rows that are kept for what happened last, if it takes as many. */
const NEWS = 3

/** The largest way of writing the moves that fits in `height` rows, set apart where that fits too; where none does, the last. */
function roomiest(ways: readonly (readonly Line[][] | null)[], height: number): readonly Line[][] {
	for (const blocks of ways) {
		if (!blocks) continue
		const apart = blocks.map((rows, n) => (n === 0 ? rows : [blank, ...rows]))
		for (const way of [apart, blocks]) if (way.flat().length <= height) return way
	}
	return ways.at(-1) ?? []
}

/** The rung where one stands, with its name; without a ladder the station of the road. */
function standingLines(state: AppState, { table, playthrough }: OpenGame, viewer: Viewer, width: number): Line[] {
	const ladder = ladderOf(table, playthrough, viewer)
	if (ladder) {
		const { now, before, low, high, title } = ladder
		const name = ladder.rungs.find((r) => r.isNow)!.name
		const trend = now === before ? '' : now > before ? ` ▲ up from ${before}` : ` ▼ down from ${before}`
		const rung = rungLines(state, String(now), name, width)
		const below = [span(title, 'faint'), span(`, ${low} to ${high}: `, 'faint'), span(`${now} ${name}`, 'strong')]
		return [...rung, ...wrap([...below, span(trend, 'changed')], width)]
	}
	const now = roadOf(table, playthrough).find((s) => s.lit === 'now')
	return now ? enlarged(state, [now.title], width) : []
}

/** The rung in big letters with its name; where the name is too long for them, beside its number in spaced capitals. */
function rungLines(state: AppState, number: string, name: string, width: number): Line[] {
	const text = `${number} ${name}`
	const whole = drawn(state, text, 'large', width) ?? drawn(state, text, 'small', width)
	if (whole) return whole
	const big = drawn(state, number, 'small', width)
	if (!big) return wrapText(text.toUpperCase(), width, 'strong')
	const room = width - widthOf(big[0]!) - BESIDE.length
	const capitals = name.toUpperCase()
	const spaced = capitals
		.split(' ')
		.map((word) => Array.from(word).join('\u00A0'))
		.join('\u00A0\u00A0 ')
	const rows = [spaced, capitals].map((words) => wrapText(words, room, 'strong')).find((r) => r.length < big.length)
	if (!rows) return [...big, ...wrapText(capitals, width, 'strong')]
	const above = big.length - 1 - rows.length
	return big.map((row, n) => [...row, span(BESIDE), ...(rows[n - Math.max(0, above)] ?? [])])
}

/** Between a big number and what stands beside it. */
const BESIDE = '   '

/** A text broken into rows of big letters; null where a word is too long, or there are no such letters. */
function inBigRows(state: AppState, text: string, width: number): string[] | null {
	const rows: string[] = []
	for (const word of text.split(' ')) {
		const longer = rows.length > 0 ? `${rows.at(-1)} ${word}` : word
		if (rows.length > 0 && drawn(state, longer, 'small', width)) rows[rows.length - 1] = longer
		else if (drawn(state, word, 'small', width)) rows.push(word)
		else return null
	}
	return rows.flatMap((row) => drawn(state, row, 'small', width)!.map(textOf))
}

/** The open moves in big letters, or only their numbers; null while closed ones are shown too, or where there are no such letters. */
function bigMoveBlocks(state: AppState, { table, playthrough }: OpenGame, isWhole: boolean, width: number) {
	const open = openMoves(table, table.state(playthrough))
	const numbers = open.map((_, n) => drawn(state, String(n + 1), 'small', width)?.map(textOf) ?? [])
	if (state.showsClosed || numbers.some((rows) => rows.length === 0)) return null
	const digits = Math.max(...numbers.flat().map(widthOf))
	const room = width - digits - 6
	const texts = open.map(({ title, isAnswer }) =>
		isWhole ? inBigRows(state, title, room) : wrapText(isAnswer ? `${OFFER} ${title}` : title, room).map(textOf),
	)
	if (texts.some((text) => text === null)) return null
	return open.map(({ isAnswer }, n): Line[] => {
		const isChosen = n === state.cursor
		const [number, text] = [numbers[n]!, texts[n]!]
		const above = text.length === 1 ? 1 : 0
		return Array.from({ length: Math.max(number.length, text.length) }, (_, row): Line => {
			const mark = row !== 1 ? '   ' : `${isChosen ? '▸' : ' '}${isAnswer && isWhole ? OFFER : ' '} `
			const words = `${mark}${(number[row] ?? '').padStart(digits)}   ${text[row - above] ?? ''}`
			return [span(isChosen ? pad(words, width) : words, isChosen ? 'chosen' : 'strong')]
		})
	})
}

/** The moves with their numbers, the chosen one marked; closed ones while they are shown. */
function moveBlocks(state: AppState, { table, playthrough }: OpenGame, viewer: Viewer, width: number): Line[][] {
	const at = table.state(playthrough)
	const open = openMoves(table, at)
	const digits = String(open.length).length
	const row = (text: string, mark: string, isChosen: boolean): Line[] => {
		const lead = `${isChosen ? '▸' : ' '} ${mark.padStart(digits)}  `
		return wrapText(text, width - lead.length).map((l, n): Line => {
			const words = `${n === 0 ? lead : ' '.repeat(lead.length)}${l.map((s) => s.text).join('')}`
			return isChosen ? [span(pad(words, width), 'chosen')] : [span(words, mark === '✗' ? 'faint' : 'strong')]
		})
	}
	const closed = state.showsClosed ? closedMoves(table, at, viewer) : []
	return [
		...open.map((m, n) => row(m.isAnswer ? `${OFFER} ${m.title}` : m.title, String(n + 1), n === state.cursor)),
		...closed.map((m, n) => row(`${m.title}: ${m.reason ?? ''}`, '✗', open.length + n === state.cursor)),
	]
}

/** The latest of what happened, whole happenings only, oldest first. */
function newsLines(happenings: readonly Happening[], width: number, height: number): Line[] {
	const blocks: Line[][] = []
	let used = 0
	for (const h of [...happenings].reverse()) {
		const outcome = h.outcome ? ` – ${inSentence(h.outcome.title)}` : ''
		const rows = wrap(
			[
				span(`${asSentence(h.actorName)}: `, h.isNew ? 'strong' : 'faint'),
				span(`${h.title}${outcome}`, h.isNew ? undefined : 'faint'),
			],
			width,
			[span(h.isNew ? '● ' : '· ', h.isNew ? 'changed' : 'faint')],
		)
		if (used + rows.length > height) break
		used += rows.length
		blocks.unshift(rows)
	}
	return blocks.flat()
}

/** As many rows around the chosen block as fit, with a word where some are left off. */
function windowed(blocks: readonly Line[][], chosen: number, height: number): Line[] {
	const all = blocks.flat()
	if (all.length <= height) return all
	const top = blocks.slice(0, chosen).flat().length
	const size = blocks[chosen]?.length ?? 1
	const first = Math.max(0, Math.min(top - Math.floor((height - size) / 2), all.length - height))
	const shown = all.slice(first, first + height)
	if (first > 0 && first < top) shown[0] = line('  ↑ more', 'faint')
	if (first + height < all.length && top + size < first + height) shown[height - 1] = line('  ↓ more', 'faint')
	return shown
}
