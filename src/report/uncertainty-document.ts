import type { UncertainDifference, Uncertainty } from '../analysis/uncertainty.js'
import type { Scenario } from '../scenario/scenario.js'
import { type Block, headingBlock, tableBlock, textBlock } from './document.js'
import { percentCell, pointsCell } from './number-cell.js'
import { countOf } from './percent.js'
import { signColumn } from './sign-column.js'

/** Parameters that move an ending less than this are not listed with it; nor are those that so few draws cannot tell from none (two standard errors). */
const WEAK = 0.15
const least = (draws: number): number => Math.max(WEAK, 2 / Math.sqrt(Math.max(1, draws - 1)))
const MOST_DRIVERS = 6

/** The bands of the endings, and which parameters drive each. */
export function uncertaintyDocument(scenario: Scenario, result: Uncertainty): Block[] {
	const { draws, band, endings, drivers, fixed, shaping, graphs } = result
	const title = (id: string): string => scenario.endings.find((e) => e.id === id)!.title
	const rows = endings.map((e, n) => {
		const strongest = drivers
			.map(({ parameter, correlations }) => ({ parameter, by: correlations[n]! }))
			.filter(({ by }) => Math.abs(by) >= least(draws))
			.sort((a, b) => Math.abs(b.by) - Math.abs(a.by))
			.slice(0, MOST_DRIVERS)
			.map(({ parameter, by }) => `${parameter} ${signed(by)}`)
		return [
			title(e.id),
			percentCell(e.value),
			percentCell(e.low),
			percentCell(e.median),
			percentCell(e.high),
			strongest.join(', '),
		]
	})
	return [
		headingBlock('When the parameters are only known to lie in their ranges'),
		tableBlock(
			[['ending', 'as the file says', ...bandHead(band), 'driven by (rank correlation)'], ...rows],
			[1, 2, 3, 4],
		),
		textBlock(
			`${countOf(draws, 'draw')} of ${countOf(drivers.length, 'parameter')}, each even over its range and free of the others; ${how(result.sampled)}. The band says what the ranges allow, not how likely it is.`,
		),
		...(fixed.length > 0 ? [textBlock(`Not drawn: ${fixed.join(', ')}.`)] : []),
		...(shaping.length > 0
			? [
					textBlock(
						`Guards or effects read ${shaping.join(', ')}, so that ${graphs === 1 ? 'a graph of its own was' : `${graphs} graphs were`} needed.`,
					),
				]
			: []),
	]
}

/** The bands of the differences, and in what share of the draws their signs hold. */
export function uncertainDifferenceBlocks(
	scenario: Scenario,
	{ draws, sampled, band, endings }: UncertainDifference,
): Block[] {
	const title = (id: string): string => scenario.endings.find((e) => e.id === id)!.title
	const [signHead, ...signs] = signColumn(endings)
	return [
		tableBlock(
			[
				['difference in points', 'as the file says', ...bandHead(band), ...signHead!],
				...endings.map((e, n) => [
					title(e.id),
					pointsCell(e.value),
					pointsCell(e.low),
					pointsCell(e.median),
					pointsCell(e.high),
					...signs[n]!,
				]),
			],
			[1, 2, 3, 4, 5],
		),
		textBlock(
			`${countOf(draws, 'draw')} of the parameters from their ranges, the same on both sides but for what the change sets; ${how(sampled)}.`,
		),
	]
}

const how = (sampled: Uncertainty['sampled']): string =>
	sampled
		? `every odds sampled by the same ${sampled.runs.toLocaleString('en')} runs, whose error is in the band (not exact: ${sampled.refused})`
		: 'every odds exact'

const bandHead = (band: number): string[] => [
	`${Math.round(50 - band * 50)} % of draws below`,
	'median',
	`${Math.round(50 - band * 50)} % above`,
]

const signed = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(2)}`
