import { MOST_ROWS } from '../charts/draw-chart.js'
import { panelChart, panelsWorthDrawing } from '../charts/panel-chart.js'
import type { ReviewDocument } from '../documents/review-schema.js'
import { type Cell, estimateCell } from '../number-cell.js'
import type { PageNames } from '../page/page-names.js'
import { figure, heading, type PagePart, table, text } from '../page/page-part.js'
import { percent, points } from '../percent.js'
import { reasonsText } from '../review-document.js'
import { told } from './section-origin.js'

type Decision = ReviewDocument['decisions'][number]
type Estimate = Decision['moves'][number]['endings'][string]

/** What people decided, and what else was open to them. */
export function reviewDecisions(document: ReviewDocument, names: PageNames): PagePart[] {
	return document.decisions.flatMap((d) => decisionParts(document, d, names))
}

const shareOf = (found: Estimate): number => (typeof found === 'number' ? found : found.value)
const payoffText = (payoff: number): string => payoff.toFixed(2).replace('-', '−')

function decisionParts({ plies }: ReviewDocument, decision: Decision, names: PageNames): PagePart[] {
	const { at, player, played, reasons, moves, bestByPayoff, bestByOutcome } = decision
	const ply = plies[at]!
	const ids = Object.keys(ply.before)
	const cell = (found: Estimate): Cell => estimateCell(typeof found === 'number' ? { value: found } : found)
	const mark = (id: string): string =>
		[
			...(id === played ? ['played'] : []),
			...(id === bestByPayoff ? ['best by payoff'] : []),
			...(id === bestByOutcome ? ['best by outcome'] : []),
			...(id === ply.record?.move ? ['on record'] : []),
		].join(', ')
	const payoffs = moves.every((m) => m.payoff !== null)
	const rows = moves.map((m) => `${names.move(m.id)}${m.id === played ? ' (played)' : ''}`)
	const drawn = panelsWorthDrawing(
		ids.map((id) => ({
			title: names.ending(id),
			values: moves.map((m) => {
				const found = m.endings[id]!
				const { low, high } = typeof found === 'number' ? { low: undefined, high: undefined } : found
				return { value: shareOf(found), low, high, text: percent(shareOf(found)) }
			}),
			reference: shareOf(ply.before[id]!),
		})),
	)
	return [
		heading(`Decision in round ${names.round(ply.round)}, ${names.player(player)}: ${names.move(played)}`),
		text(verdict(decision, names)),
		...(reasons === null ? [] : [text(`Reasons: ${reasonsText(reasons.trim())}`)]),
		...(moves.length > 1 && moves.length <= MOST_ROWS && ids.length <= MOST_ROWS
			? [
					figure(
						`The probability of each ending after each move that was open. The dashed line is the probability before the decision.${drawn.left}`,
						panelChart(
							told(
								'Bars, a panel for each ending and a bar for each move',
								moves.map(
									(m, n) =>
										`${rows[n]}: ${ids.map((id) => `${names.ending(id)} ${percent(shareOf(m.endings[id]!))}`).join(', ')}`,
								),
							),
							{
								rows,
								panels: drawn.panels,
								axis: 'probability, in percent',
								percent: true,
							},
						),
					),
				]
			: []),
		table(
			'What was open',
			[
				'move',
				'remark',
				...ids.map((id) => names.ending(id)),
				...(payoffs ? [`payoff to ${names.player(player)}`] : []),
			],
			moves.map((m) => [
				names.move(m.id),
				mark(m.id),
				...ids.map((id) => cell(m.endings[id]!)),
				...(payoffs ? [payoffText(m.payoff!)] : []),
			]),
			[...ids.map((_, n) => n + 2), ids.length + 2],
		),
	]
}

function verdict({ played, moves, bestByPayoff, bestByOutcome }: Decision, names: PageNames): string {
	const own = moves.find((m) => m.id === played)!
	const better = moves.find((m) => m.id === bestByPayoff)
	const hopeful = moves.find((m) => m.id === bestByOutcome)
	const said: string[] = []
	if (better && better.id !== played && better.payoff !== null && own.payoff !== null)
		said.push(
			`By payoff “${names.move(better.id)}” was better: ${payoffText(better.payoff)} instead of ${payoffText(own.payoff)} on average.`,
		)
	if (hopeful && hopeful.id !== played && points(hopeful.outcome) !== points(own.outcome))
		said.push(
			`By outcome “${names.move(hopeful.id)}” was better: good endings less bad ones ${points(hopeful.outcome)} points instead of ${points(own.outcome)}.`,
		)
	if (said.length === 0)
		return better || hopeful ? 'Nothing that was open was better.' : 'The scenario does not say which ending is better.'
	return said.join(' ')
}
