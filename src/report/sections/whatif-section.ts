import { pairingText } from '../answer-document.js'
import { AMONG, amongText, changeText, decidedText } from '../change-text.js'
import { dotChart } from '../charts/dot-chart.js'
import { MOST_ROWS } from '../charts/draw-chart.js'
import type { QuestionsDocument, WhatIfDocument } from '../documents/whatif-schema.js'
import { percentCell, pointsCell, pointsSpanCell } from '../number-cell.js'
import type { PageNames } from '../page/page-names.js'
import { oneLine } from '../page/page-names.js'
import { command, figure, heading, type PagePart, type PageSection, table, text } from '../page/page-part.js'
import { countOf, percent, plainPercent, points } from '../percent.js'
import { counted, sectionOrigin, told } from './section-origin.js'
import { uncertainDifferenceParts } from './uncertainty-section.js'

/** Ways to end otherwise beyond this are told together. */
const MOST_FLIPS = 12
/** The interval of a document that does not say. */
const CONFIDENCE = 0.95

type Pairs = Pick<WhatIfDocument, 'change' | 'halfWidthRatio' | 'flips' | 'example' | 'decided'> & {
	readonly runs: number
	/** How likely the decision is legal at its place, where that is exact. */
	readonly legal?: number | null | undefined
}
interface Difference {
	readonly id: string
	readonly before: number
	readonly after: number
	readonly difference: number
	readonly low?: number | undefined
	readonly high?: number | undefined
	/** The difference where the decision was legal. */
	readonly whereDecided?: number | { readonly difference: number } | null | undefined
}

const amongOf = ({ whereDecided }: Difference): number | null =>
	typeof whereDecided === 'object' ? (whereDecided?.difference ?? null) : (whereDecided ?? null)

/** Whether the differences among those are known, and other ones than all over. */
const hasAmong = (endings: readonly Difference[]): boolean =>
	endings.every((e) => amongOf(e) !== null) && endings.some((e) => amongOf(e) !== e.difference)

/** One thing changed. */
export function whatIfSection(document: WhatIfDocument, names: PageNames): PageSection {
	const { change, endings, exact, uncertain, runs } = document
	const level = plainPercent(document.confidence ?? CONFIDENCE)
	return {
		title: `What if: ${changeText(change, names)}`,
		origin: sectionOrigin(
			names,
			document,
			`sampled, ${countOf(runs, 'pair')} of runs with the same luck; ${level} paired score intervals (Tango 1998)${exact ? '; exact below' : ''}`,
		),
		command: document.command,
		parts: [
			...differenceParts(endings, names, level, 'Shares of the runs'),
			...pairParts({ ...document, legal: document.decisionLegal }, names, hasAmong(endings)),
			...(exact
				? [
						heading('Exactly'),
						table(
							'The exact odds of both sides',
							['ending', 'before', 'after', 'points', ...(hasAmong(exact) ? [AMONG] : [])],
							exact.map((e) => [
								names.ending(e.id),
								percentCell(e.before),
								percentCell(e.after),
								pointsCell(e.difference),
								...(hasAmong(exact) ? [pointsCell(amongOf(e)!)] : []),
							]),
							[1, 2, 3, 4],
						),
					]
				: []),
			...(uncertain ? uncertainDifferenceParts(uncertain, names) : []),
		],
	}
}

/** The answers to a scenario's own questions. */
export function questionsSection(document: QuestionsDocument, names: PageNames): PageSection {
	const kinds = new Set(document.questions.map((q) => q.kind))
	return {
		title: 'The scenario’s questions, answered',
		origin: sectionOrigin(
			names,
			document,
			kinds.has('sampled')
				? kinds.has('exact')
					? 'exact or sampled, as each answer says'
					: 'sampled, in pairs of runs with the same luck; paired score intervals (Tango 1998)'
				: 'odds exact; what flips and what the pairing is worth from pairs of runs',
		),
		command: document.command,
		parts: document.questions.flatMap((q) => {
			const level = plainPercent(q.pairs.confidence ?? CONFIDENCE)
			return [
				heading(oneLine(q.title)),
				...(q.text ? [text(q.text.trim())] : []),
				text(
					`Changed: ${changeText(q.change, names)}. ${q.kind === 'exact' ? 'The odds are exact.' : 'The odds are sampled.'}`,
				),
				...differenceParts(q.endings, names, level, q.kind === 'exact' ? 'Exact odds' : 'Shares of the runs'),
				...pairParts(
					{ ...q.pairs, change: q.change, runs: q.runs, ...(q.kind === 'exact' && { legal: q.decisionLegal }) },
					names,
					hasAmong(q.endings),
				),
				...(q.uncertain ? uncertainDifferenceParts(q.uncertain, names) : []),
			]
		}),
	}
}

function differenceParts(endings: readonly Difference[], names: PageNames, level: string, what: string): PagePart[] {
	const sampled = endings.some((e) => e.low !== undefined && e.high !== undefined)
	const span = ({ low, high }: Difference): string =>
		low === undefined || high === undefined ? '' : `${points(low)} to ${points(high)}`
	const sides = endings.map((e) => ({
		label: names.ending(e.id),
		first: { value: e.before },
		second: { value: e.after },
		text: `${percent(e.before)} → ${percent(e.after)}`,
	}))
	const differences = endings.map((e) => ({
		label: names.ending(e.id),
		first: { value: e.difference, low: e.low, high: e.high },
		text: `${points(e.difference)}${span(e) === '' ? '' : ` (${span(e)})`}`,
	}))
	const drawn = endings.length <= MOST_ROWS
	return [
		...(drawn
			? [
					figure(
						`${what}, before (●) and after (◇) the change.`,
						dotChart(
							told(
								`${what}, before and after`,
								sides.map((s) => `${s.label} ${s.text}`),
							),
							{ rows: sides, axis: 'in percent', percent: true, tied: true },
						),
					),
					figure(
						`The differences, after less before, in points${sampled ? `. Whiskers are ${level} paired intervals` : ', exact'}.`,
						dotChart(
							told(
								'Differences in points',
								differences.map((d) => `${d.label} ${d.text}`),
							),
							{ rows: differences, axis: 'difference, in points', percent: true, zero: true },
						),
					),
				]
			: []),
		table(
			`${what}, before and after`,
			[
				'ending',
				'before',
				'after',
				'points',
				...(sampled ? [`${level} interval`] : []),
				...(hasAmong(endings) ? [AMONG] : []),
			],
			endings.map((e) => [
				names.ending(e.id),
				percentCell(e.before),
				percentCell(e.after),
				pointsCell(e.difference),
				...(sampled ? [e.low === undefined || e.high === undefined ? '' : pointsSpanCell(e.low, e.high)] : []),
				...(hasAmong(endings) ? [pointsCell(amongOf(e)!)] : []),
			]),
			[1, 2, 3, sampled ? 5 : 4],
		),
	]
}

/** What flips, what the pairing is worth, and a run to open. */
/** @param among whether differences among those runs stand in a table above */
function pairParts(
	{ runs, flips, example, halfWidthRatio, change, ...how }: Pairs,
	names: PageNames,
	among: boolean,
): PagePart[] {
	const parts: PagePart[] = []
	const all = flips.reduce((sum, f) => sum + f.runs, 0)
	const decision = decidedText({ runs, ...how }, change.decision !== null && names.isDeck(change.decision.instead))
	if (decision !== null) parts.push(text(among ? `${decision} ${amongText(change)}` : decision))
	parts.push(
		text(
			`${all === 0 ? 'None' : percent(Math.min(1, all / runs))} of ${countOf(runs, 'pair')} of runs with the same luck ended otherwise. ${pairingText({ halfWidthRatio, flips })}`.trimEnd(),
		),
	)
	const rest = flips.slice(MOST_FLIPS).reduce((sum, f) => sum + f.runs, 0)
	if (flips.length > 0)
		parts.push(
			table(
				'Runs that ended otherwise',
				['from', 'to', 'runs'],
				[
					...flips.slice(0, MOST_FLIPS).map((f) => [names.ending(f.from), names.ending(f.to), counted(f.runs)]),
					...(rest > 0 ? [['other ways', '', counted(rest)]] : []),
				],
				[2],
			),
		)
	if (example) parts.push(...exampleParts(example, names))
	return parts
}

function exampleParts(
	{ run, from, to, parting, play }: NonNullable<WhatIfDocument['example']>,
	names: PageNames,
): PagePart[] {
	const side = (event: string | null): string => (event === null ? 'it was over' : names.whole(event))
	const where =
		parting && (parting.before ?? parting.after) !== null
			? ` The sides part in round ${names.round(parting.round)}: ${names.actor((parting.before ?? parting.after)!)}, “${side(parting.before)}” before, “${side(parting.after)}” after.`
			: ''
	return [
		text(
			`For example run ${counted(run)}: ${names.ending(from)} before, ${names.ending(to)} after.${where}${play === null ? '' : ' This opens it there:'}`,
		),
		...(play === null ? [] : [command(play)]),
	]
}
