import { reasonsText } from '../../report/review-document.js'
import { remembered } from '../remembered.js'
import { blank, type Line, line, span, wrap, wrapText } from '../styled-text.js'
import type { Happening } from '../view/account.js'
import type { Aside } from '../view/asides.js'
import { type Change, changeMark } from '../view/changes.js'
import { asSentence, inSentence, signalText } from '../view/wording.js'

/** Binds a sign to the word after it, and the rows break elsewhere. */
const GLUE = '\u00A0'

const reason = (c: Change): string => (c.because === null ? '' : ` (${inSentence(c.because)})`)

/** One change a row: `▲ Escalation: limited force, was protest made`. */
export const changeRows = (changes: readonly Change[], width: number, lead = ''): Line[] =>
	changes.flatMap((c) =>
		wrap(
			[span(`${asSentence(c.title)}: `), span(c.after, 'strong'), span(`, was ${c.before}${reason(c)}`, 'faint')],
			width,
			[span(`${lead}${changeMark[c.direction]} `, 'changed')],
			[span(`${lead}  `)],
		),
	)

/** `▲ Escalation: limited force · ◆ Relations: Strike`, wrapped. */
export function changeLines(changes: readonly Change[], width: number, lead = ''): Line[] {
	if (changes.length === 0) return []
	return wrap(
		changes.flatMap(
			(c, n): Line => [
				span(n === 0 ? '' : `${GLUE}· `, 'faint'),
				span(`${changeMark[c.direction]}${GLUE}`, 'changed'),
				span(`${asSentence(c.title)}: ${c.after}`),
				span(reason(c), 'faint'),
			],
		),
		width,
		lead === '' ? [] : [span(lead)],
		[span(' '.repeat(lead.length))],
	)
}

const INDENT = '  '

/** How much is told of a happening: all, all but claims, no prose, not even what it changed, all of it in one sentence. */
const FULLNESS = ['all', 'no claims', 'short', 'title', 'line'] as const
type Fullness = (typeof FULLNESS)[number]

function told(h: Happening, width: number, fullness: Fullness): Line[] {
	const injected = h.by === 'inject' ? ' (laid face up)' : ''
	const outcome = fullness === 'line' && h.outcome ? [span(` – ${inSentence(h.outcome.title)}`)] : []
	const head = wrap(
		[
			span(`${h.actorName.toUpperCase()}:`, h.isChance ? 'accent' : 'strong'),
			span(` ${h.title}${injected}`, 'strong'),
			...outcome,
		],
		width,
		[span('● ', 'changed')],
		[span(INDENT)],
	)
	if (fullness === 'line') return head
	const said = (text: string) => wrapText(text, width - INDENT.length).map((l): Line => [span(INDENT), ...l])
	const sentence = (title: string): string => (/[.!?…]$/.test(title) ? title : `${title}.`)
	const body: Line[] = []
	if (fullness === 'short' || fullness === 'title') {
		if (h.outcome) body.push(...said(sentence(h.outcome.title)))
	} else if (h.outcome) body.push(...said([sentence(h.outcome.title), h.outcome.text].filter(Boolean).join(' ')))
	else if (h.text) body.push(...said(h.text))
	else if (h.signal) body.push(...said(signalText(h.signal)))
	if (fullness === 'all')
		for (const claim of h.claims)
			body.push(
				...wrap([span(`${claim.says}: `, 'strong'), span(claim.text, 'faint')], width, [span(INDENT)], [span('    ')]),
			)
	return [
		...head,
		...body,
		...(fullness === 'title' ? [] : changeLines(h.changes, width, INDENT)),
		...(fullness === 'all' ? reasonLines(h, width) : []),
	]
}

function reasonLines({ reasons }: Happening, width: number): Line[] {
	if (reasons === null) return []
	const text = reasonsText(reasons)
	return wrap([span(text, reasons === '' ? 'faint' : undefined)], width, [span(`${INDENT}✎ Reasons: `, 'accent')])
}

/** An old happening, as short as it can be told. */
function recalled(h: Happening, width: number): Line[] {
	const outcome = h.outcome ? ` – ${h.outcome.title}` : ''
	return wrap(
		[span(`${h.actorName}: `, 'faint'), span(`${h.title}${outcome}`, 'faint')],
		width,
		[span('· ', 'faint')],
		[span(INDENT)],
	)
}

/** The latest of what happened in `height` rows: what is new in as much detail as fits, the rest in a row each; whole happenings only. */
export const wireLines = (happenings: readonly Happening[], width: number, height: number): readonly Line[] =>
	wires(happenings, `${width} ${height}`, () => latestLines(happenings, width, height))

const wires = remembered<readonly Line[]>()

function latestLines(happenings: readonly Happening[], width: number, height: number): Line[] {
	if (happenings.length === 0)
		return wrapText('Nothing has happened yet. What you and the others do is told here.', width, 'faint')
	const fresh = happenings.filter((h) => h.isNew)
	// Where something older is left off, a row says so.
	const levels = fittedLevels(fresh, width, fresh.length < happenings.length ? height - 1 : height)
	const blocks = dated(happenings, (h) => (h.isNew ? told(h, width, levels.get(h)!) : recalled(h, width)))
	let first = blocks.length
	let used = 0
	while (first > 0 && used + blocks[first - 1]!.length + (first > 1 ? 1 : 0) <= height) used += blocks[--first]!.length
	if (first === 0) return blocks.flat()
	// Not even the latest fits: its beginning says the most.
	if (first === blocks.length) return blocks.at(-1)!.slice(0, height)
	const date = happenings[first]!.date
	const opens = date !== happenings[first - 1]!.date
	const lead: Line = [span(opens ? '' : `${date} `, 'accent'), span('↑ earlier: PgUp, or r', 'faint')]
	return [lead, ...blocks.slice(first).flat()]
}

/** How fully each is told in `height` rows: first what all of them changed, then their prose, the latest before the others. */
function fittedLevels(fresh: readonly Happening[], width: number, height: number): Map<Happening, Fullness> {
	const levels = new Map(fresh.map((h): [Happening, Fullness] => [h, 'line']))
	let used = dated(fresh, (h) => told(h, width, 'line')).flat().length
	for (const level of [...FULLNESS].reverse())
		for (const h of [...fresh].reverse()) {
			const more = told(h, width, level).length - told(h, width, levels.get(h)!).length
			if (used + more > height) continue
			levels.set(h, level)
			used += more
		}
	return levels
}

/** Rows of all that the wire tells, of what is new in full, and of that in short. */
export const wireHeights = (happenings: readonly Happening[], width: number) =>
	heights(happenings, String(width), () => heightsOf(happenings, width))

const heights = remembered<ReturnType<typeof heightsOf>>()

function heightsOf(happenings: readonly Happening[], width: number) {
	const fresh = happenings.filter((h) => h.isNew)
	const rows = (level: Fullness): number => dated(fresh, (h) => told(h, width, level)).flat().length
	return { all: wireLines(happenings, width, Number.POSITIVE_INFINITY).length, full: rows('all'), short: rows('short') }
}

/** The lines of each happening, under its date where that is another than the one before. */
function dated(happenings: readonly Happening[], tell: (h: Happening) => Line[]): Line[][] {
	return happenings.map((h, n) => [...(h.date === happenings[n - 1]?.date ? [] : [line(h.date, 'accent')]), ...tell(h)])
}

const ASIDE = { note: 'Note', branch: 'What if', card: 'Laid face up', lifted: 'Taken up again' } as const

/** Everything that happened, in full, with what was said and laid down in between. */
export function recordLines(happenings: readonly Happening[], width: number, asides: readonly Aside[] = []): Line[] {
	if (happenings.length === 0 && asides.length === 0) return wrapText('Nothing has happened yet.', width, 'faint')
	const lines: Line[] = []
	let date: string | null = null
	let after = -1
	const between = (until: number): Line[] =>
		asides
			.filter((a) => a.entry > after && a.entry < until)
			.flatMap((a) => [
				...(lines.length > 0 ? [blank] : []),
				...wrap([span(`${ASIDE[a.kind]}: `, 'accent'), span(a.text)], width, [span('✎ ', 'accent')]),
			])
	for (const h of happenings) {
		lines.push(...between(h.entry))
		after = h.entry
		if (lines.length > 0) lines.push(blank)
		if (h.date !== date)
			lines.push([span(`Round ${h.round}`, 'accent'), span(h.date.startsWith('Round') ? '' : ` · ${h.date}`, 'accent')])
		date = h.date
		lines.push(...told(h, width, 'all'))
	}
	lines.push(...between(Number.POSITIVE_INFINITY))
	return lines
}

/** Everything that happened, a row each. */
export const outlineLines = (happenings: readonly Happening[], width: number): Line[] =>
	dated(happenings, (h) =>
		wrap(
			[
				span(`${h.actorName}:`, 'strong'),
				span(` ${h.title}`),
				span(h.outcome ? ` – ${inSentence(h.outcome.title)}` : '', 'faint'),
			],
			width,
			[span('· ')],
			[span(INDENT)],
		),
	).flat()
