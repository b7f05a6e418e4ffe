import { barChart } from '../charts/bar-chart.js'
import { MOST_ROWS } from '../charts/draw-chart.js'
import { lineChart } from '../charts/line-chart.js'
import { panelChart, panelsWorthDrawing } from '../charts/panel-chart.js'
import type { OddsDocument } from '../documents/odds-schema.js'
import { EXACTLY, evened, percentCell, spanCell } from '../number-cell.js'
import type { PageNames } from '../page/page-names.js'
import { figure, heading, type PagePart, type PageSection, table } from '../page/page-part.js'
import { percent } from '../percent.js'
import { exactOver, sampledBy, sectionOrigin, told } from './section-origin.js'

/** The probability of every ending, by round, and after each move. */
export function oddsSection(document: OddsDocument, names: PageNames): PageSection {
	const { kind, endings, outlooks, states, runs, confidence, refused, round } = document
	const interval = ({ low, high }: { low?: number | undefined; high?: number | undefined }): string =>
		low === undefined || high === undefined ? '' : `${percent(low)} to ${percent(high)}`
	const bars = endings.map((e) => ({
		label: names.ending(e.id),
		value: e.probability,
		low: e.low,
		high: e.high,
		text: `${percent(e.probability)}${interval(e) === '' ? '' : ` (${interval(e)})`}`,
	}))
	const sampled = kind === 'sampled'
	return {
		title: round === undefined || round === 1 ? 'The odds' : `The odds from round ${names.round(round)}`,
		origin: sectionOrigin(
			names,
			document,
			sampled
				? `${sampledBy(runs, confidence, 'Wilson’s score')}${refused === undefined ? '' : `, since ${refused}`}`
				: exactOver(states),
		),
		command: document.command,
		parts: [
			...(bars.length <= MOST_ROWS
				? [
						figure(
							`The probability of each ending${sampled ? ', with whiskers for the intervals' : ''}.`,
							barChart(
								told(
									'Bars, the probability of each ending',
									bars.map((b) => `${b.label} ${b.text}`),
								),
								{ bars, axis: 'probability, in percent', percent: true },
							),
						),
					]
				: []),
			table(
				'Odds of the endings',
				['ending', 'probability', ...(sampled ? ['interval'] : [])],
				evened(
					endings.map((e) => [
						names.ending(e.id),
						percentCell(e.probability),
						...(sampled ? [e.low === undefined || e.high === undefined ? '' : spanCell(e.low, e.high)] : []),
					]),
					EXACTLY,
				),
				[1],
			),
			...(outlooks.length > 0
				? [
						table(
							'After the ending, on average',
							['ending', 'begins again'],
							outlooks.map((o) => [names.ending(o.ending), o.recurs === null ? 'cannot come' : percentCell(o.recurs)]),
							[1],
						),
					]
				: []),
			...byRound(document, names),
			...moves(document, names),
			...variables(document, names),
		],
	}
}

function byRound({ endings, byRound: rounds }: OddsDocument, names: PageNames): PagePart[] {
	if (rounds.length === 0) return []
	const first = rounds[0]!.round
	const lines = endings.map((e) => {
		let sum = 0
		const reached = rounds.map((r) => {
			sum += r.endings[e.id]!
			return Math.min(1, sum)
		})
		return { label: names.ending(e.id), values: [0, ...reached] }
	})
	const titles = endings.map((e) => names.ending(e.id))
	return [
		heading('By round'),
		...(endings.length <= MOST_ROWS
			? [
					figure(
						'The probability that the game has ended so by the end of each round. Each ending has a symbol and dashes of its own.',
						lineChart(
							told(
								'Lines, the probability of having ended so, by round; after the last',
								lines.map((l) => `${l.label} ${percent(l.values.at(-1)!)}`),
							),
							{
								lines,
								x: {
									label: 'after round',
									values: [first - 1, ...rounds.map((r) => r.round)],
									ticks: [first - 1, ...rounds.map((r) => r.round)].map((at) => ({ at, text: String(at) })),
								},
								y: 'ended so by then, in percent',
							},
						),
					),
				]
			: []),
		table(
			'The probability that the game ends in this round with this ending',
			['round', ...titles],
			rounds.map((r) => [names.round(r.round), ...endings.map((e) => percentCell(r.endings[e.id]!))]),
			endings.map((_, n) => n + 1),
		),
	]
}

function moves({ endings, moves: open, player }: OddsDocument, names: PageNames): PagePart[] {
	if (open.length === 0) return []
	const titles = endings.map((e) => names.ending(e.id))
	const labels = open.map((m) => names.move(m.id))
	const chances = open.some((m) => m.probability !== undefined)
	const who = player === undefined || player === null || player === 'chance' ? '' : ` of ${names.player(player)}`
	const drawn = panelsWorthDrawing(
		endings.map((e, n) => ({
			title: titles[n]!,
			values: open.map((m) => ({ value: m.endings[e.id]!, text: percent(m.endings[e.id]!) })),
			reference: e.probability,
		})),
	)
	return [
		heading(`After each move${who}`),
		...(open.length <= MOST_ROWS && endings.length <= MOST_ROWS
			? [
					figure(
						`The probability of each ending after each move that is open. The dashed line is the probability before the move.${drawn.left}`,
						panelChart(
							told(
								'Bars, a panel for each ending and a bar for each move',
								open.map(
									(m, n) =>
										`${labels[n]}: ${endings.map((e, i) => `${titles[i]} ${percent(m.endings[e.id]!)}`).join(', ')}`,
								),
							),
							{
								rows: labels,
								panels: drawn.panels,
								axis: 'probability, in percent',
								percent: true,
							},
						),
					),
				]
			: []),
		table(
			'Odds after each move',
			['move', ...titles, ...(chances ? ['played in'] : [])],
			open.map((m, n) => [
				labels[n]!,
				...endings.map((e) => percentCell(m.endings[e.id]!)),
				...(chances ? [m.probability === undefined ? '' : percentCell(m.probability)] : []),
			]),
			[...endings.map((_, n) => n + 1), endings.length + 1],
		),
	]
}

function variables({ variables: known }: OddsDocument, names: PageNames): PagePart[] {
	if (!known) return []
	const keys = known.end.map((s) => s.key)
	const means = (spreads: readonly { key: string; mean: number }[]): string[] =>
		keys.map((key) => spreads.find((s) => s.key === key)?.mean.toFixed(2) ?? '')
	return [
		table(
			'What the variables are on average before each round, in games that go on',
			['round', 'goes on', ...keys],
			[
				...known.byRound.map((r) => [names.round(r.round), percentCell(r.going), ...means(r.spreads)]),
				['over', '', ...means(known.end)],
			],
			[1, ...keys.map((_, n) => n + 2)],
		),
	]
}
