import { bandChart } from '../charts/band-chart.js'
import { MOST_ROWS } from '../charts/draw-chart.js'
import { panelChart } from '../charts/panel-chart.js'
import type { UncertainDifference, UncertaintyDocument } from '../documents/uncertainty-schema.js'
import { percentCell, pointsCell } from '../number-cell.js'
import type { PageNames } from '../page/page-names.js'
import { oneLine } from '../page/page-names.js'
import { figure, heading, type PagePart, type PageSection, table, text } from '../page/page-part.js'
import { countOf, percent, plainPercent, points } from '../percent.js'
import { signColumn, signShare } from '../sign-column.js'
import { counted, exactOver, sectionOrigin, told } from './section-origin.js'

type Sampled = UncertaintyDocument['uncertain']['sampled']

/** How far the odds follow from parameters that are only known to lie in their ranges. */
export function uncertaintySection(document: UncertaintyDocument, names: PageNames): PageSection {
	const { draws, band, endings, drivers, fixed = [], sampled } = document.uncertain
	const bands = endings.map((e) => ({
		...e,
		label: names.ending(e.id),
		text: `${percent(e.value)} (${percent(e.low)} to ${percent(e.high)})`,
	}))
	return {
		title: 'The odds while the parameters vary over their ranges',
		origin: sectionOrigin(
			names,
			document,
			`${countOf(draws, 'draw')} of ${countOf(drivers.length, 'parameter')}; ${how(sampled, document.states)}; bands hold the middle ${plainPercent(band)} of the draws`,
		),
		command: document.command,
		parts: [
			text(
				'Each parameter is drawn evenly over its range and free of the others. The band says what the ranges allow, not how likely it is.',
			),
			...(bands.length <= MOST_ROWS
				? [
						figure(
							`Bars hold the middle ${plainPercent(band)} of the draws; the thick line is the median, the ring is what the file’s own values give.`,
							bandChart(
								told(
									'Bands of the probability of each ending',
									bands.map((b) => `${b.label} ${b.text}`),
								),
								{ bands, axis: 'probability, in percent', zero: false },
							),
						),
					]
				: []),
			table(
				'Bands of the odds',
				['ending', 'as the file says', ...bandHead(band)],
				endings.map((e) => [
					names.ending(e.id),
					percentCell(e.value),
					percentCell(e.low),
					percentCell(e.median),
					percentCell(e.high),
				]),
				[1, 2, 3, 4],
			),
			...(fixed.length > 0 ? [text(`Not drawn: ${fixed.map(oneLine).join(', ')}.`)] : []),
			...driversOf(document, names),
			...sobol(document, names),
		],
	}
}

const how = (sampled: Sampled, states: number | null | undefined): string =>
	sampled
		? `each odds sampled by the same ${counted(sampled.runs)} runs, whose error is in the band, since ${sampled.refused}`
		: `each odds ${exactOver(states)}`

const bandHead = (band: number): string[] => {
	const tail = plainPercent((1 - band) / 2)
	return [`${tail} of draws below`, 'median', `${tail} above`]
}

const signed = (value: number): string => {
	const size = Math.abs(value).toFixed(2)
	return Number(size) === 0 ? size : `${value < 0 ? '−' : '+'}${size}`
}

function driversOf({ uncertain: { endings, drivers } }: UncertaintyDocument, names: PageNames): PagePart[] {
	if (drivers.length === 0) return []
	const rows = drivers.map((d) => oneLine(d.parameter))
	const titles = endings.map((e) => names.ending(e.id))
	return [
		heading('What drives them'),
		...(rows.length <= MOST_ROWS && endings.length <= MOST_ROWS
			? [
					figure(
						'Rank correlation of each parameter with each ending over the draws: to the right of the line more of the one goes with more of the other, to the left with less.',
						panelChart(
							told(
								'Bars, a panel for each ending and a bar for each parameter; the strongest in each',
								endings.map((_, n) => {
									const best = drivers.reduce((a, b) =>
										Math.abs(b.correlations[n]!) > Math.abs(a.correlations[n]!) ? b : a,
									)
									return `${titles[n]}: ${oneLine(best.parameter)} ${signed(best.correlations[n]!)}`
								}),
							),
							{
								rows,
								panels: endings.map((_, n) => ({
									title: titles[n]!,
									values: drivers.map((d) => ({ value: d.correlations[n]!, text: signed(d.correlations[n]!) })),
								})),
								axis: 'rank correlation (Spearman), −1 to 1',
								domain: [-1, 1],
							},
						),
					),
				]
			: []),
		table(
			'Rank correlations (Spearman)',
			['parameter', ...titles],
			drivers.map((d, n) => [rows[n]!, ...d.correlations.map(signed)]),
			endings.map((_, n) => n + 1),
		),
	]
}

function sobol({ sobol: indices, uncertain: { endings } }: UncertaintyDocument, names: PageNames): PagePart[] {
	if (!indices || indices.parameters.length === 0) return []
	const rows = indices.parameters.map((p) => oneLine(p.parameter))
	const titles = endings.map((e) => names.ending(e.id))
	const cell = (value: number, { low, high }: { low: number; high: number }): string =>
		`${value.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`.replaceAll('-', '−')
	const panels = endings.map((_, n) => ({
		title: titles[n]!,
		values: indices.parameters.map((p) => {
			const { total, totalInterval } = p.endings[n]!
			return { value: total, low: totalInterval.low, high: totalInterval.high, text: total.toFixed(2) }
		}),
	}))
	return [
		heading('Shares of the variance'),
		...(rows.length <= MOST_ROWS && endings.length <= MOST_ROWS
			? [
					figure(
						'Total Sobol indices: the share of the variance of each ending’s odds that goes away with a parameter, what it does together with others included. Whiskers are bootstrap intervals.',
						panelChart(
							told(
								'Bars, a panel for each ending and a bar for each parameter',
								titles.map((t) => `panel ${t}`),
							),
							{ rows, panels, axis: 'total Sobol index' },
						),
					),
				]
			: []),
		table(
			`Sobol indices of ${counted(indices.evaluations)} odds (Saltelli 2010, Jansen 1999): alone, and with others`,
			['parameter', 'ending', 'alone (first order)', 'with others (total)'],
			indices.parameters.flatMap((p, n) =>
				p.endings.map((e, i) => [rows[n]!, titles[i]!, cell(e.first, e.firstInterval), cell(e.total, e.totalInterval)]),
			),
			[2, 3],
		),
	]
}

/** The bands of differences, and in what share of the draws their signs hold. */
export function uncertainDifferenceParts(
	{ draws, band, endings, sampled }: UncertainDifference,
	names: PageNames,
): PagePart[] {
	const [signHead, ...signs] = signColumn(endings)
	const bands = endings.map((e) => ({
		...e,
		label: names.ending(e.id),
		text: e.sign === null ? points(e.value) : `${points(e.value)}; sign holds in ${signShare(e.sign)}`,
	}))
	return [
		text(
			`While the parameters vary over their ranges: ${countOf(draws, 'draw')}, the same on both sides but for what the change sets; ${how(sampled, null)}.`,
		),
		...(bands.length <= MOST_ROWS
			? [
					figure(
						`Bars hold the middle ${plainPercent(band)} of the draws’ differences; the thick line is the median, the ring is what the file’s own values give.`,
						bandChart(
							told(
								'Bands of the difference in each ending’s odds',
								bands.map((b) => `${b.label} ${b.text}`),
							),
							{ bands, axis: 'difference, in points', zero: true },
						),
					),
				]
			: []),
		table(
			'Differences in points over the draws',
			['ending', 'as the file says', ...bandHead(band), ...signHead!],
			endings.map((e, n) => [
				names.ending(e.id),
				pointsCell(e.value),
				pointsCell(e.low),
				pointsCell(e.median),
				pointsCell(e.high),
				...signs[n]!,
			]),
			[1, 2, 3, 4, 5],
		),
	]
}
