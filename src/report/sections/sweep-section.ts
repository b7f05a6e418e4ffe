import { MOST_ROWS } from '../charts/draw-chart.js'
import { heatMap } from '../charts/heat-map.js'
import { lineChart } from '../charts/line-chart.js'
import { panelChart } from '../charts/panel-chart.js'
import type { SweepDocument } from '../documents/sweep-schema.js'
import { type Cell, estimateCell, percentCell } from '../number-cell.js'
import type { PageNames } from '../page/page-names.js'
import { oneLine } from '../page/page-names.js'
import { figure, heading, type PagePart, type PageSection, table, text } from '../page/page-part.js'
import { percent, plainPercent } from '../percent.js'
import { mostMoved, sweptPolicies } from '../sweep-text.js'
import { counted, sampledBy, sectionOrigin, told } from './section-origin.js'

/** Points beyond which the table gives way to a summary. */
const MOST_POINTS = 400
/** Levels across beyond which a map cannot be read. */
const MOST_ACROSS = 16

type Level = number | string

/** The endings at every point of a design. */
export function sweepSection(document: SweepDocument, names: PageNames): PageSection {
	const { design, kind, runs, confidence, factors, points } = document
	const varied = factors.map((f) => names.factor(f.name)).join(', ')
	return {
		title: `Sweep of ${varied}`,
		origin: sectionOrigin(
			names,
			// Documents of earlier versions name the cards here.
			{ ...document, policies: document.policies && sweptPolicies(document.policies, factors) },
			`${counted(points.length)} points of a ${design} design, ${kind === 'exact' ? 'exact' : `${sampledBy(runs, confidence, 'Wilson’s score')} at each point, with the same luck`}`,
		),
		command: document.command,
		parts: [
			...chartParts(document, names),
			points.length <= MOST_POINTS ? pointsTable(document, names) : summaryTable(document, names),
			...sensitivity(document, names),
		],
	}
}

const titlesOf = ({ points }: SweepDocument, names: PageNames): string[] =>
	points[0]!.endings.map((e) => names.ending(e.id))

/** Lines over a number, bars over names, a map over two factors; nothing for other designs. */
function chartParts(document: SweepDocument, names: PageNames): PagePart[] {
	const { design, factors, points } = document
	const [first, second] = factors
	const titles = titlesOf(document, names)
	if (design !== 'grid' || !first || factors.length > 2 || titles.length > MOST_ROWS) return []
	const levels = distinct(points.map((p) => p.values[first.name]!))
	if (levels.length > MOST_ROWS) return []
	const name = oneLine(first.name)
	if (second) return mapParts(document, names)
	if (levels.length > 1 && levels.every((l) => typeof l === 'number')) {
		const sorted = [...points].sort((a, b) => Number(a.values[first.name]) - Number(b.values[first.name]))
		const xs = sorted.map((p) => Number(p.values[first.name]))
		const sampled = points.every((p) => p.endings.every((e) => e.low !== undefined && e.high !== undefined))
		const lines = titles.map((label, n) => ({
			label,
			values: sorted.map((p) => p.endings[n]!.probability),
			...(sampled && { low: sorted.map((p) => p.endings[n]!.low!), high: sorted.map((p) => p.endings[n]!.high!) }),
		}))
		return [
			figure(
				`The probability of each ending by ${name}${sampled ? `, with ${plainPercent(document.confidence)} intervals` : ''}. Each ending has a symbol and dashes of its own.`,
				lineChart(
					told(
						`Lines, the probability of each ending as ${name} goes from ${xs[0]} to ${xs.at(-1)}`,
						lines.map((l) => `${l.label} from ${percent(l.values[0]!)} to ${percent(l.values.at(-1)!)}`),
					),
					{
						lines,
						x: { label: name, values: xs, ticks: xs.map((at) => ({ at, text: String(at) })) },
						y: 'probability, in percent',
					},
				),
			),
		]
	}
	const rows = points.map((p) => oneLine(String(p.values[first.name])))
	return [
		figure(
			`The probability of each ending at each level of ${name}.`,
			panelChart(
				told(
					`Bars, a panel for each ending and a bar for each level of ${name}`,
					points.map(
						(p, n) => `${rows[n]}: ${p.endings.map((e, i) => `${titles[i]} ${percent(e.probability)}`).join(', ')}`,
					),
				),
				{
					rows,
					panels: titles.map((title, n) => ({
						title,
						values: points.map(({ endings }) => {
							const { probability: value, low, high } = endings[n]!
							return { value, low, high, text: percent(value) }
						}),
					})),
					axis: 'probability, in percent',
					percent: true,
				},
			),
		),
	]
}

function mapParts(document: SweepDocument, names: PageNames): PagePart[] {
	const { factors, points } = document
	const shown = mostMoved(document)
	const title = names.ending(shown)
	const levels = factors.map((f) => distinct(points.map((p) => p.values[f.name]!)))
	// The longer factor goes down: a page has more room there.
	const [down, across] = levels[0]!.length >= levels[1]!.length ? [0, 1] : [1, 0]
	if (levels[across]!.length > MOST_ACROSS || levels[down]!.length > MOST_ROWS) return []
	const cells = points.map((p) => {
		const value = p.endings.find((e) => e.id === shown)!.probability
		return {
			column: levels[across]!.indexOf(p.values[factors[across]!.name]!),
			row: levels[down]!.indexOf(p.values[factors[down]!.name]!),
			value,
			text: (value * 100).toFixed(1),
		}
	})
	const side = (n: number) => ({
		label: oneLine(factors[n]!.name),
		levels: levels[n]!.map((level) => oneLine(String(level))),
	})
	const [columns, rows] = [side(across), side(down)]
	return [
		figure(
			`“${title}”, in percent, by ${rows.label} (down) and ${columns.label} (across): the ending whose probability differs most. The darker, the likelier.`,
			heatMap(
				told(
					`Map of the probability of ${title} by ${rows.label} and ${columns.label}`,
					cells.map((c) => `${rows.levels[c.row]} and ${columns.levels[c.column]} ${c.text} %`),
				),
				{ across: columns, down: rows, cells },
			),
		),
	]
}

const distinct = (levels: readonly Level[]): Level[] => [...new Set(levels)]

function pointsTable(document: SweepDocument, names: PageNames): PagePart {
	const { factors, points } = document
	const head = [...factors.map((f) => oneLine(f.name)), ...titlesOf(document, names)]
	return table(
		'The endings at each point',
		head,
		points.map((p) => [
			...factors.map((f) => oneLine(String(p.values[f.name]))),
			...p.endings.map(({ probability: value, low, high }) => estimateCell({ value, low, high })),
		]),
		head
			.map((_, n) => n)
			.filter((n) => n >= factors.length || points.every((p) => typeof p.values[factors[n]!.name] === 'number')),
	)
}

function summaryTable(document: SweepDocument, names: PageNames): PagePart {
	const rows = titlesOf(document, names).map((title, n) => {
		const all = document.points.map((p) => p.endings[n]!.probability).sort((a, b) => a - b)
		const at = (share: number): Cell => percentCell(all[Math.round(share * (all.length - 1))]!)
		return [title, at(0), at(0.25), at(0.5), at(0.75), at(1)]
	})
	return table(
		`The endings over all ${counted(document.points.length)} points`,
		['ending', 'least', 'quarter', 'middle', 'three quarters', 'most'],
		rows,
		[1, 2, 3, 4, 5],
	)
}

function sensitivity({ sensitivity: indices, confidence }: SweepDocument, names: PageNames): PagePart[] {
	if (!indices || indices.length === 0) return []
	const rows = indices[0]!.factors.map((f) => oneLine(f.name))
	const share = (value: number, low: number, high: number): string =>
		`${value.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`.replaceAll('-', '−')
	return [
		heading('Which factor matters'),
		text(
			`Shares of the variance that each factor explains, alone (Sobol’s first order, Saltelli 2010) and with others (total, Jansen 1999), with bootstrap ${plainPercent(confidence)} intervals.`,
		),
		...(rows.length <= MOST_ROWS && indices.length <= MOST_ROWS
			? [
					figure(
						'Total Sobol indices by factor, a panel for each ending; whiskers are the intervals.',
						panelChart(
							told(
								'Bars, a panel for each ending and a bar for each factor',
								indices.map(
									(i) =>
										`${names.ending(i.ending)}: ${i.factors.map((f, n) => `${rows[n]} ${f.total.toFixed(2)}`).join(', ')}`,
								),
							),
							{
								rows,
								panels: indices.map((i) => ({
									title: names.ending(i.ending),
									values: i.factors.map((f) => ({
										value: f.total,
										low: f.totalLow,
										high: f.totalHigh,
										text: f.total.toFixed(2),
									})),
								})),
								axis: 'total Sobol index',
							},
						),
					),
				]
			: []),
		table(
			'Sobol indices',
			['ending', 'factor', 'alone', 'with others'],
			indices.flatMap((i) =>
				i.factors.map((f) => [
					names.ending(i.ending),
					oneLine(f.name),
					share(f.first, f.firstLow, f.firstHigh),
					share(f.total, f.totalLow, f.totalHigh),
				]),
			),
			[2, 3],
		),
	]
}
