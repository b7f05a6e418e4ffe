import { MOST_ROWS } from '../charts/draw-chart.js'
import { lineChart } from '../charts/line-chart.js'
import type { ReviewDocument } from '../documents/review-schema.js'
import { type Cell, estimateCell, movedCell, pointsCell } from '../number-cell.js'
import type { PageNames } from '../page/page-names.js'
import { oneLine } from '../page/page-names.js'
import { figure, heading, list, type PagePart, type PageSection, table, text } from '../page/page-part.js'
import { percent, points } from '../percent.js'
import { reviewDecisions } from './review-decisions.js'
import { reviewReasons } from './review-reasons.js'
import { sampledBy, sectionOrigin, told } from './section-origin.js'

type Ply = ReviewDocument['plies'][number]

const BY = { chance: 'chance', policy: 'policy', choice: 'choice', inject: 'laid down' } as const
/** Changes at a turning point that are told of. */
const MOST_CHANGES = 3

/** A game afterwards: the odds over all of it, where it turned, and what else could have been done. */
export function reviewSection(document: ReviewDocument, names: PageNames): PageSection {
	const { kind, reached, runs, confidence, plies, switches, notes = [], injects = [], outlook } = document
	return {
		title: reached ? `A game that ended in “${names.ending(reached.id)}”` : 'A game that is not over',
		origin: sectionOrigin(
			names,
			document,
			kind === 'exact' ? 'odds exact' : `odds ${sampledBy(runs, confidence, 'Wilson’s score')} for each number`,
		),
		command: document.command,
		parts: [
			text(
				reached
					? `${names.ending(reached.id)}, in round ${names.round(reached.round)}.`
					: 'This game is not over; it is reviewed as far as it went.',
			),
			...(outlook
				? [
						text(
							[
								`Outlook: ${outlook.recurs} in ${outlook.of} that it begins again.`,
								outlook.text ?? '',
								`Source: ${outlook.source}`,
							]
								.filter((part) => part !== '')
								.join(' '),
						),
					]
				: []),
			...(plies.length === 0
				? [text('Nothing was played yet.')]
				: [
						...chartParts(document, names),
						...turningParts(document, names),
						...totalParts(document, names),
						...reviewDecisions(document, names),
						...reviewReasons(document, names),
						...plyParts(document, names),
					]),
			...(switches.length > 0
				? [
						heading('What was not told'),
						list(
							switches.map(
								(s) =>
									`${oneLine(s.title)}: ${s.value === 1 ? 'yes' : 'no'} in this game (${oneLine(s.id)} = ${s.value})`,
							),
						),
					]
				: []),
			...(injects.length > 0
				? [
						heading('Cards laid down by hand'),
						list(injects.map((i) => `${names.card(i.card)}, after ply ${i.at}: nobody’s choice and nobody’s luck`)),
					]
				: []),
			...(notes.length > 0 ? [heading('Notes'), list(notes.map((n) => `after ply ${n.at}: ${n.text.trim()}`))] : []),
			...(names.questions.length > 0 ? [heading('To talk about'), list(names.questions)] : []),
		],
	}
}

const shareOf = (odds: Ply['before'], id: string): number => {
	const found = odds[id]!
	return typeof found === 'number' ? found : found.value
}

const endOf = (odds: Ply['before'], id: string, end: 'low' | 'high'): number => {
	const found = odds[id]!
	return typeof found === 'number' ? found : found[end]
}

const endingsOf = ({ plies }: ReviewDocument): string[] => Object.keys(plies[0]!.before)
const numberOf = (n: number): string => `◆${n + 1}`
/** `Iran, Limited strike`; an outcome with the card that it is of. */
const what = (ply: Ply, names: PageNames): string => `${names.actor(ply.move)}, ${names.whole(ply.move)}`

function chartParts(document: ReviewDocument, names: PageNames): PagePart[] {
	const { plies, turningPoints, kind } = document
	const ids = endingsOf(document)
	if (ids.length > MOST_ROWS) return []
	const states = [plies[0]!.before, ...plies.map((p) => p.after)]
	const lines = ids.map((id) => ({
		label: names.ending(id),
		values: states.map((s) => shareOf(s, id)),
		...(kind === 'sampled' && {
			low: states.map((s) => endOf(s, id, 'low')),
			high: states.map((s) => endOf(s, id, 'high')),
		}),
	}))
	const rounds = plies.flatMap((p, n) =>
		n === 0 || plies[n - 1]!.round !== p.round ? [{ at: n, text: String(p.round) }] : [],
	)
	return [
		heading('The odds over the game'),
		figure(
			'The probability of each ending, ply by ply; the numbers below stand where a round begins. Each ending has a symbol and dashes of its own. ◆ marks the turning points, largest first.',
			lineChart(
				told(
					`Lines, the probability of each ending over ${plies.length} plies`,
					lines.map((l) => `${l.label} from ${percent(l.values[0]!)} to ${percent(l.values.at(-1)!)}`),
				),
				{
					lines,
					x: {
						label: 'round',
						values: states.map((_, n) => n),
						ticks: rounds,
					},
					y: 'probability, in percent',
					steps: true,
					marked: turningPoints.map((at, n) => ({ at: at + 1, text: numberOf(n) })),
				},
			),
		),
	]
}

function turningParts(document: ReviewDocument, names: PageNames): PagePart[] {
	const { turningPoints, plies } = document
	if (turningPoints.length === 0) return []
	const ids = endingsOf(document)
	const items = turningPoints.map((at, n) => {
		const ply = plies[at]!
		const changes = ids
			.map((id) => ({ id, by: shareOf(ply.after, id) - shareOf(ply.before, id) }))
			.sort((a, b) => Math.abs(b.by) - Math.abs(a.by))
			.slice(0, MOST_CHANGES)
			.filter((c) => Math.abs(c.by) >= 0.0005)
			.map((c) => `${names.ending(c.id)} ${points(c.by)}`)
		return `${numberOf(n)} round ${names.round(ply.round)}, ${what(ply, names)} (${BY[ply.mover]}): ${changes.join(', ')} points.${recordText(ply, names)}`
	})
	return [heading('Turning points'), list(items)]
}

/** What the record did instead; nothing where it did the same. */
function recordText({ record, move }: Ply, names: PageNames): string {
	if (!record || record.move === move) return ''
	const when = record.date === null ? '' : ` (${oneLine(record.date)})`
	return ` On record at this ply: ${names.actor(record.move)}, ${names.whole(record.move)}${when}${record.text === null ? '' : `: ${record.text.trim()}`}`
}

function totalParts({ totals = [], reached }: ReviewDocument, names: PageNames): PagePart[] {
	if (totals.length === 0) return []
	const title = ({ mover, player }: (typeof totals)[number]): string => {
		const name = player === null ? '' : names.player(player)
		if (mover === 'chance') return 'luck: chance'
		if (mover === 'policy') return `luck: what ${name}’s policy drew`
		return mover === 'choice' ? `choice: ${name}` : 'laid down by hand'
	}
	return [
		heading('Luck and choice'),
		table(
			'What moved the odds',
			['by', 'points moved in all', ...(reached ? [`toward “${names.ending(reached.id)}”, points`] : [])],
			totals.map((t) => [
				title(t),
				movedCell(t.shift),
				...(reached ? [t.toward === null ? '' : pointsCell(t.toward)] : []),
			]),
			[1, 2],
		),
		text(
			'A ply that moved the odds by 10 points took 10 percentage points from some endings and gave them to others (half the sum of all changes: the total variation distance); added up over the plies that can be more than 100.',
		),
	]
}

function plyParts(document: ReviewDocument, names: PageNames): PagePart[] {
	const { plies, turningPoints } = document
	const ids = endingsOf(document)
	const cell = (odds: Ply['before'], id: string): Cell => {
		const found = odds[id]!
		return estimateCell(typeof found === 'number' ? { value: found } : found)
	}
	return [
		heading('Ply by ply'),
		table(
			'The odds after each ply',
			['ply', 'round', 'who', 'what', 'by', ...ids.map((id) => names.ending(id)), 'points moved in all'],
			[
				['start', '', '', '', '', ...ids.map((id) => cell(plies[0]!.before, id)), ''],
				...plies.map((ply, n) => {
					const turn = turningPoints.indexOf(n)
					return [
						`${n + 1}${turn < 0 ? '' : ` ${numberOf(turn)}`}`,
						String(ply.round),
						names.actor(ply.move),
						names.whole(ply.move),
						BY[ply.mover],
						...ids.map((id) => cell(ply.after, id)),
						movedCell(ply.shift),
					]
				}),
			],
			[0, 1, ...ids.map((_, n) => n + 5), ids.length + 5],
		),
	]
}
