import { blank, cutLine, type Line, line, pad, span, wrap, wrapText } from '../styled-text.js'
import type { Change } from '../view/changes.js'
import type { Consequences } from '../view/consequences.js'
import type { OfferedMove } from '../view/offered-moves.js'
import { signalText } from '../view/wording.js'
import { OFFER } from './offer-lines.js'
import { changeLines, changeRows } from './record-lines.js'

/** One open move: its number and title, the chosen one marked, its signal beneath when there is room. */
function moveRows(move: OfferedMove, number: string, isChosen: boolean, withSignal: boolean, width: number): Line[] {
	const lead = `${isChosen ? '▸' : ' '} ${number} `
	const hanging = ' '.repeat(lead.length)
	const title = move.isAnswer ? `${OFFER} ${move.title}` : move.title
	const rows = wrapText(title, width - lead.length).map((l, n): Line => {
		const text = `${n === 0 ? lead : hanging}${l.map((s) => s.text).join('')}`
		return isChosen ? [span(pad(text, width), 'chosen')] : [span(text)]
	})
	if (withSignal && move.signal) rows.push(...wrap([span(signalText(move.signal), 'faint')], width, [span(hanging)]))
	return rows
}

/** Rows of the list with every signal, and with none. */
export function listHeights(
	open: readonly OfferedMove[],
	closed: readonly OfferedMove[],
	width: number,
): { readonly roomy: number; readonly tight: number } {
	const height = (withSignals: boolean): number => listBlocks(open, closed, -1, width, withSignals).flat().length
	return { roomy: height(true), tight: height(false) }
}

/** The rows of each move, the closed ones after the open. */
function listBlocks(
	open: readonly OfferedMove[],
	closed: readonly OfferedMove[],
	cursor: number,
	width: number,
	withSignals: boolean,
): Line[][] {
	const digits = String(open.length).length
	return [
		...open.map((m, n) => moveRows(m, String(n + 1).padStart(digits), n === cursor, withSignals, width)),
		...closed.map((m, n) => closedRows(m, n === 0, open.length + n === cursor, width)),
	]
}

/** The list in `height` rows, the chosen move always in it. */
export function moveListLines(
	open: readonly OfferedMove[],
	closed: readonly OfferedMove[],
	cursor: number,
	width: number,
	height: number,
): Line[] {
	const roomy = listBlocks(open, closed, cursor, width, true)
	const fits = roomy.flat().length <= height
	return windowed(fits ? roomy : listBlocks(open, closed, cursor, width, false), cursor, height)
}

/** A move that is not open, with what it needs; the first under a heading. */
function closedRows(move: OfferedMove, isFirst: boolean, isChosen: boolean, width: number): Line[] {
	const rows = wrap(
		[span(`${move.title}: `, isChosen ? 'strong' : 'faint'), span(move.reason ?? '', isChosen ? undefined : 'faint')],
		width,
		[span(isChosen ? '▸ ✗ ' : '  ✗ ', isChosen ? 'strong' : 'faint')],
		[span('    ')],
	)
	return isFirst ? [line('Not open now:', 'faint'), ...rows] : rows
}

/** As many rows around the chosen block as fit, with a word where some are left off. */
function windowed(blocks: readonly (readonly Line[])[], chosen: number, height: number): Line[] {
	const all = blocks.flat()
	if (all.length <= height) return all
	const top = blocks.slice(0, chosen).flat().length
	const size = blocks[chosen]?.length ?? 1
	const first = Math.max(0, Math.min(top - Math.floor((height - size) / 2), all.length - height))
	const shown = all.slice(first, first + height)
	if (first > 0) shown[0] = line('  ↑ more', 'faint')
	if (first + height < all.length) shown[height - 1] = line('  ↓ more', 'faint')
	return shown
}

const percent = (weight: number, of: number): string => `${Math.round((100 * weight) / Math.max(1, of))} %`

/** @param close the changes one after another instead of a row each */
function doesLines(
	changes: readonly Change[],
	ending: string | null,
	{ width, lead, close }: { width: number; lead: string; close: boolean },
): Line[] {
	const rows = close ? changeLines(changes, width, lead) : changeRows(changes, width, lead)
	if (ending) rows.push(...wrap([span(`The game ends: ${ending}.`, 'strong')], width, lead ? [span(lead)] : []))
	return rows
}

/** How much of a move is told: its prose and its outcomes', its own prose, none; changes a row each, or close together. */
interface Telling {
	readonly width: number
	readonly prose: 'all' | 'own' | 'none'
	readonly close: boolean
	readonly withChances: boolean
}

/** What a move says and can do. */
export function moveDetailLines(
	move: OfferedMove,
	consequences: Consequences | null,
	{ width, prose, close, withChances }: Telling,
): Line[] {
	const rows: Line[] = []
	if (move.signal) rows.push(...wrap([span('Signals: ', 'faint'), span(signalText(move.signal), 'accent')], width))
	if (prose !== 'none' && move.text) rows.push(...wrapText(move.text, width))
	if (!consequences) return [...rows, ...wrapText(`Not open now: ${move.reason ?? ''}.`, width)]
	const { changes, ending, outcomes } = consequences
	if (changes.length === 0 && outcomes.length === 0 && !ending)
		return [...rows, ...wrapText('By itself it changes nothing on the table.', width, 'faint')]
	rows.push(...doesLines(changes, ending, { width, lead: '', close }))
	if (outcomes.length > 0) rows.push(line('Then chance decides:', 'faint'))
	for (const o of outcomes) {
		if (o.weight === 0) continue
		const chance = withChances ? ` (${percent(o.weight, o.of)})` : ''
		const text = prose === 'all' && o.text ? ` ${o.text}` : ''
		rows.push(...wrap([span(`${o.title}${chance}.`, 'strong'), span(text)], width, [span('• ')]))
		const does = doesLines(o.changes, o.ending, { width, lead: '  ', close })
		rows.push(...(does.length > 0 ? does : [line('  nothing more', 'faint')]))
	}
	return rows
}

/** As much of the details as fits in `height` rows: looser or closer, with prose or without; at last cut, saying how to read the rest. */
export function fittedDetailLines(
	move: OfferedMove,
	consequences: Consequences | null,
	{ width, height, withChances }: { width: number; height: number; withChances: boolean },
): Line[] {
	for (const prose of ['all', 'own', 'none'] as const)
		for (const close of [false, true]) {
			const rows = moveDetailLines(move, consequences, { width, prose, close, withChances })
			if (rows.length <= height) return rows
		}
	const rows = moveDetailLines(move, consequences, { width, prose: 'none', close: true, withChances })
	return [...rows.slice(0, height - 1), line('… all of it: press d', 'faint')]
}

/** For a window with no panel of details: the chosen move's signal, and what it does, in `height` rows. */
export function briefDetailLines(
	move: OfferedMove,
	consequences: Consequences | null,
	width: number,
	height: number,
): Line[] {
	const rows = [
		...(move.signal ? wrap([span(signalText(move.signal), 'accent')], width) : []),
		...(consequences
			? doesLines(consequences.changes, consequences.ending, { width, lead: '', close: true })
			: wrapText(`Not open now: ${move.reason ?? ''}.`, width)),
	]
	if (consequences && consequences.outcomes.length > 0)
		rows.push(
			...wrap([span('Then chance: ', 'faint'), span(consequences.outcomes.map((o) => o.title).join(' or '))], width),
		)
	if (rows.length <= height) return rows
	const more = ' … d: more'
	const last = cutLine(rows[height - 1] ?? blank, width - more.length)
	return [...rows.slice(0, height - 1), [...last, span(more, 'faint')]]
}
