import { RATE_TITLES } from '../../analysis/calibrating/published-rates.js'
import { dotChart } from '../charts/dot-chart.js'
import { MOST_ROWS } from '../charts/draw-chart.js'
import type { CalibrationDocument } from '../documents/calibration-schema.js'
import { estimateCell, percentCell } from '../number-cell.js'
import type { PageNames } from '../page/page-names.js'
import { oneLine } from '../page/page-names.js'
import { figure, list, type PageSection, table, text } from '../page/page-part.js'
import { percent } from '../percent.js'
import { counted, sectionOrigin, told } from './section-origin.js'

type Rate = CalibrationDocument['calibration']['rates'][number]

const LIES = { inside: 'inside', below: 'below', above: 'above', 'cut-off': 'cannot say' } as const

/** A scenario's own rates beside published ones. */
export function calibrationSection(document: CalibrationDocument, names: PageNames): PageSection {
	const { runs, daysPerRound, horizon, rates } = document.calibration
	const days = (value: number): string => String(Number(value.toFixed(2)))
	const shown = rates.flatMap((r) => (r.own ? [{ ...r, own: r.own }] : [])).map((r, n) => ({ ...r, number: n + 1 }))
	const absent = [...new Set(rates.filter((r) => !r.own).map(titleOf))]
	const rows = shown.map((r) => ({
		label: `${r.number}. ${titleOf(r)}${within(r)}${countOf(r)}`,
		first: r.own,
		second: r.published,
		text: `${percent(r.own.value)} beside ${percent(r.published.value)}${r.verdict ? `: ${LIES[r.verdict]}` : ''}`,
	}))
	return {
		title: 'The scenario’s rates beside published ones',
		origin: sectionOrigin(
			names,
			document,
			`own rates sampled, ${counted(runs)} runs, 95 % intervals; published ones with the 95 % intervals of their counts`,
		),
		command: document.command,
		parts: [
			text(`A round is taken for ${days(daysPerRound)} days, the game for ${days(horizon)}.`),
			...(rows.length > 0 && rows.length <= MOST_ROWS
				? [
						figure(
							'● the scenario’s own rate, ◇ the published one (with its count), each with its interval. Beside them, how the own rate lies to the published interval.',
							dotChart(
								told(
									'Own rates beside published ones',
									rows.map((r) => `${r.label} ${r.text}`),
								),
								{ rows, axis: 'rate, in percent', percent: true, domain: [0, 1] },
							),
						),
					]
				: []),
			table(
				'Own rates beside published ones',
				['rate', 'cited', 'this scenario', 'if the cut off came to it', 'published', 'count', 'lies'],
				shown.map((r) => [
					`${r.number}. ${titleOf(r)}${within(r)}${r.published.association ? ' (association)' : ''}`,
					r.cited ? 'yes' : '',
					estimateCell(r.own),
					(r.own.cutOff ?? 0) > 0 ? percentCell(r.own.most) : '',
					estimateCell(r.published),
					r.published.count === undefined || r.published.of === undefined
						? ''
						: `${counted(r.published.count)} of ${counted(r.published.of)}`,
					r.verdict ? LIES[r.verdict] : '',
				]),
				[2, 3, 4, 5],
			),
			...(shown.some((r) => r.why)
				? [
						list(
							shown.flatMap((r) =>
								r.why
									? [
											`${r.number}. ${titleOf(r)}${within(r)}: ${r.verdict === 'cut-off' ? `cannot be said, since ${r.why}.` : `${r.verdict} the published interval. That may be right: ${r.why}.`}`,
										]
									: [],
							),
						),
					]
				: []),
			table(
				'Where the published rates come from',
				['rate', 'sample', 'source'],
				shown.map(({ number, published: p }) => [`${number}. ${oneLine(p.id)}`, p.sample ?? '', p.source ?? '']),
			),
			text(
				'Rates called associations were seen together: nobody shared out mediators by lot, so they say nothing of what mediation does.',
			),
			...(absent.length > 0
				? [text(`Not counted, since nothing in the scenario is tagged so or no run came to it: ${absent.join('; ')}.`)]
				: []),
		],
	}
}

const TITLES: ReadonlyMap<string, string> = new Map(Object.entries(RATE_TITLES))

const titleOf = ({ published: { id, kind } }: Rate): string => TITLES.get(kind ?? '') ?? oneLine(id)
const within = ({ published: { days } }: Rate): string =>
	days === undefined || days === null ? '' : `, within ${days} days`
/** Tells published rates apart that are called alike: `(6 of 25)`. */
const countOf = ({ published: { count, of } }: Rate): string =>
	count === undefined || of === undefined ? '' : ` (${counted(count)} of ${counted(of)})`
