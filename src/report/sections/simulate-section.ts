import { barChart } from '../charts/bar-chart.js'
import { MOST_ROWS } from '../charts/draw-chart.js'
import type { SimulateDocument } from '../documents/simulate-schema.js'
import { percentCell, spanCell } from '../number-cell.js'
import type { PageNames } from '../page/page-names.js'
import { figure, type PageSection, table, text } from '../page/page-part.js'
import { countOf, percent, plainPercent } from '../percent.js'
import { counted, sampledBy, sectionOrigin, told } from './section-origin.js'

const METHODS = {
	wilson: 'Wilson’s score',
	'clopper-pearson': 'Clopper and Pearson, which hold whenever the batch stopped',
} as const

/** A batch of runs, counted. */
export function simulateSection(document: SimulateDocument, names: PageNames): PageSection {
	const { runs, endings, confidence, interval, rounds, precision } = document
	const level = plainPercent(confidence)
	const bars = endings.map((e) => ({
		label: names.ending(e.id),
		value: e.share,
		low: e.low,
		high: e.high,
		text: `${percent(e.share)} (${percent(e.low)} to ${percent(e.high)})`,
	}))
	const drawn = bars.length <= MOST_ROWS
	return {
		title: `How ${countOf(runs, 'run')} ended`,
		origin: sectionOrigin(names, document, sampledBy(runs, confidence, METHODS[interval])),
		command: document.command,
		parts: [
			...(drawn
				? [
						figure(
							`Shares of the endings. Whiskers are ${level} intervals.`,
							barChart(
								told(
									'Bars, the share of each ending with its interval',
									bars.map((b) => `${b.label} ${b.text}`),
								),
								{ bars, axis: 'share of the runs, in percent', percent: true },
							),
						),
					]
				: []),
			table(
				'Runs by ending',
				['ending', 'runs', 'share', `${level} interval`],
				endings.map((e) => [names.ending(e.id), counted(e.count), percentCell(e.share), spanCell(e.low, e.high)]),
				[1, 2],
			),
			text(
				`A run lasts ${rounds.mean.toFixed(2)} rounds on average (${rounds.meanLow.toFixed(2)} to ${rounds.meanHigh.toFixed(2)}); the median is ${rounds.median} (${rounds.medianLow} to ${rounds.medianHigh}).`,
			),
			...(precision === null
				? []
				: [
						text(`Runs were played until every interval reached no further than ${percent(precision)} to either side.`),
					]),
		],
	}
}
