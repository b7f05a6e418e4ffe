import { barChart } from '../charts/bar-chart.js'
import { MOST_ROWS } from '../charts/draw-chart.js'
import type { SolveDocument } from '../documents/solve-schema.js'
import { percentCell } from '../number-cell.js'
import type { PageNames } from '../page/page-names.js'
import { oneLine } from '../page/page-names.js'
import { figure, heading, list, type PagePart, type PageSection, table, text } from '../page/page-part.js'
import { counted, exactOver, sectionOrigin, told } from './section-origin.js'

/** Best play: what it is worth, the first moves, and the line it leads to. */
export function solveSection(document: SolveDocument, names: PageNames): PageSection {
	const { players, line, ending, first = [], ties, states, robust } = document
	const tied =
		ties === undefined
			? ''
			: ties > 0
				? ` In ${counted(ties)} decisions several moves were worth the same; the first in file order was taken.`
				: ' No decision was tied.'
	return {
		title: 'Best play',
		origin: sectionOrigin(names, document, exactOver(states)),
		command: document.command,
		parts: [
			text(`Values are average payoffs, which are judgement.${tied}`),
			table(
				'What the game is worth',
				['player', 'value', 'how it chooses'],
				Object.entries(players).map(([id, p]) => [
					names.player(id),
					p.value === null ? '' : number(p.value),
					oneLine(p.policy),
				]),
				[1],
			),
			...first.flatMap((f) => firstParts(f, names)),
			heading('The line that best play leads to'),
			table(
				'Ply by ply',
				['round', 'who', 'what', 'as', 'chance of it there'],
				line.map((p) => [
					names.round(p.round),
					names.actor(p.move),
					names.whole(p.move),
					oneLine(p.kind ?? ''),
					p.probability === undefined ? '' : percentCell(p.probability),
				]),
				[4],
			),
			text(
				`${ending === undefined ? '' : `It ends in: ${names.ending(ending)}. `}Chance and policies do on it what is likeliest, so the line as a whole is one of many.`,
			),
			...(robust
				? [
						heading('Does the best first move survive one point more or less?'),
						list(robust.map((r) => robustText(r, names))),
					]
				: []),
		],
	}
}

function firstParts(
	{ player, round, best, moves }: NonNullable<SolveDocument['first']>[number],
	names: PageNames,
): PagePart[] {
	const name = names.player(player)
	const bars = moves.map((m) => ({
		label: names.move(m.id),
		value: m.value,
		text: `${number(m.value)}${m.id === best ? ', best' : ''}`,
	}))
	return [
		heading(`${name}’s first decision, in round ${names.round(round)}`),
		...(bars.length <= MOST_ROWS
			? [
					figure(
						`What each move is worth to ${name} when everything after it is played best.`,
						barChart(
							told(
								`Bars, the value of each move to ${name}`,
								bars.map((b) => `${b.label} ${b.text}`),
							),
							{ bars, axis: `worth to ${name}` },
						),
					),
				]
			: []),
		table(
			`Moves of ${name}`,
			['move', `worth to ${name}`, 'best'],
			moves.map((m) => [names.move(m.id), number(m.value), m.id === best ? 'yes' : '']),
			[1],
		),
	]
}

function robustText({ player, move, changes }: NonNullable<SolveDocument['robust']>[number], names: PageNames): string {
	const first = `${names.player(player)}: ${names.move(move)}`
	if (changes.length === 0) return `${first} stays best when any one of its payoffs is 1 more or 1 less.`
	const said = changes.map((c) => `“${names.ending(c.ending)}” 1 ${c.by > 0 ? 'more' : 'less'}: ${names.move(c.move)}`)
	return `${first} hangs on its payoffs. ${said.join('; ')}.`
}

const number = (value: number): string => value.toFixed(3).replace('-', '−')
