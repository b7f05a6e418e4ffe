import { barChart } from '../charts/bar-chart.js'
import { MOST_ROWS } from '../charts/draw-chart.js'
import { overText } from '../compare-document.js'
import type { CompareDocument } from '../documents/compare-schema.js'
import { estimateCell } from '../number-cell.js'
import type { PageNames } from '../page/page-names.js'
import { oneLine } from '../page/page-names.js'
import { figure, heading, type PageSection, table, text } from '../page/page-part.js'
import { counted, sampledBy, sectionOrigin, told } from './section-origin.js'

/** Games, the model and the record side by side, in counts. */
export function compareSection(document: CompareDocument, names: PageNames): PageSection {
	const { kind, runs, games, endings, moves, script } = document
	const over = games.filter((g) => g.ending !== null).length
	const record = endings.some((e) => e.record !== null) || moves.some((m) => m.record !== null)
	const mark = (was: boolean | null): string => (was ? 'yes' : '')
	const bars = endings.map((e) => ({
		label: names.ending(e.id),
		value: e.games,
		beside: e.expected,
		text: `${counted(e.games)} of ${counted(e.of)}; the model expects ${e.expected.toFixed(1)}${e.record ? '; on record' : ''}`,
	}))
	return {
		title: `${counted(games.length)} ${games.length === 1 ? 'game' : 'games'} side by side`,
		origin: sectionOrigin(
			names,
			document,
			`games are counted; the model is ${kind === 'exact' ? 'exact' : sampledBy(runs, undefined, 'Wilson’s score')}`,
		),
		command: document.command,
		parts: [
			table(
				'The games',
				['game', 'played by people', 'seed', 'run', 'ended in', 'round'],
				games.map((g) => [
					oneLine(g.name),
					(g.people ?? []).map((p) => names.player(p)).join(', '),
					oneLine(g.seed ?? ''),
					g.run === undefined ? '' : String(g.run),
					g.ending === null ? 'not over' : names.ending(g.ending),
					names.round(g.round),
				]),
				[3],
			),
			heading('How they ended'),
			...(over < games.length ? [text(overText(over, games.length))] : []),
			...(bars.length <= MOST_ROWS
				? [
						figure(
							`How many ${over < games.length ? `of the ${counted(over)} games that are over` : 'games'} ended so; ◇ is what the model expects of so many.`,
							barChart(
								told(
									'Bars, how many games ended so',
									bars.map((b) => `${b.label} ${b.text}`),
								),
								{ bars, axis: 'games', whole: true },
							),
						),
					]
				: []),
			table(
				'Endings of the games',
				['ending', 'ended so', 'the model expects', 'its odds', ...(record ? ['on record'] : [])],
				endings.map((e) => [
					names.ending(e.id),
					counted(e.games),
					e.expected.toFixed(1),
					estimateCell(e.model),
					...(record ? [mark(e.record)] : []),
				]),
				[1, 2, 3],
			),
			heading('What they played'),
			table(
				'Moves by round',
				['round', 'who', 'what', 'games', 'of', 'the model', ...(record ? ['on record'] : [])],
				moves
					.filter((m) => m.games > 0 || m.record)
					.map((m) => [
						names.round(m.round),
						names.actor(m.move),
						names.whole(m.move),
						counted(m.games),
						counted(m.of),
						estimateCell(m.model),
						...(record ? [mark(m.record)] : []),
					]),
				[3, 4, 5],
			),
			text(
				`“Of”: games that came to that ply; the model’s share is of those of its games that do.${script ? ` The record is the script “${oneLine(script)}”.` : ''}`,
			),
		],
	}
}
