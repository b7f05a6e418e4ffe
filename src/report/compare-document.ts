import type { Comparison } from '../analysis/compare.js'
import type { Game } from '../game/game.js'
import { type Block, headingBlock, tableBlock, textBlock } from './document.js'
import { settingsText } from './heading.js'
import { actorName, moveTitle } from './move-title.js'
import { estimateCell } from './number-cell.js'

/** Games, model and record side by side. */
export function compareDocument(
	game: Game,
	{ games, endings, moves, script, kind, runs, refused }: Comparison,
): Block[] {
	const title = (id: string): string => game.scenario.endings.find((e) => e.id === id)!.title
	const mark = (record: boolean | null): string => (record ? '●' : '')
	const over = games.filter((g) => g.ending !== null).length
	const unlike = new Set(games.map((g) => settingsText(g.settings))).size > 1
	const played = moves.filter((m) => m.games > 0 || m.record)
	return [
		tableBlock(
			[
				['game', 'played by people', 'seed', 'run', 'ended in', 'round', 'laid down', 'set'],
				...games.map((g) => [
					g.name,
					g.people.map((p) => game.scenario.players.find((q) => q.id === p)?.name ?? p).join(', '),
					g.seed,
					String(g.run),
					g.ending === null ? 'not over' : title(g.ending),
					String(g.round),
					g.injects === 0 ? '' : String(g.injects),
					settingsText(g.settings),
				]),
			],
			[3, 5, 6],
		),
		...(unlike
			? [textBlock('These games were not played under the same settings; the model has those of the first.')]
			: []),
		headingBlock('How they ended'),
		...(over < games.length ? [textBlock(overText(over, games.length))] : []),
		tableBlock(
			[
				['ending', 'ended so', 'the model expects', 'its odds', script ? 'record' : ''],
				...endings.map((e) => [
					title(e.id),
					String(e.games),
					e.expected.toFixed(1),
					estimateCell(e.model),
					mark(e.record),
				]),
			],
			[1, 2, 3],
		),
		headingBlock('What they played'),
		tableBlock(
			[
				['round', 'who', 'what', 'games', 'of', 'the model', script ? 'record' : ''],
				...played.map((m) => [
					String(m.round),
					actorName(game, m.move),
					moveTitle(game, m.move),
					String(m.games),
					String(m.of),
					estimateCell(m.model),
					mark(m.record),
				]),
			],
			[0, 3, 4, 5],
		),
		textBlock(
			`“of”: games that came to that ply; the model’s share is of those of its games that do. ${kind === 'exact' ? 'The model is exact.' : `The model is sampled, ${runs!.toLocaleString('en')} runs, since ${refused}.`}${script ? ` ● is the script “${script}”.` : ''}`,
		),
	]
}

/** Of games of which some are not over, how many are. */
export function overText(over: number, games: number): string {
	if (over === 0) return games === 1 ? 'The game is not over.' : 'None of these games is over.'
	const counted = over === 1 ? 'Only one' : `Only ${over}`
	return `${counted} of the ${games} games ${over === 1 ? 'is' : 'are'} over; what the model expects is of ${over === 1 ? 'that one' : 'those'}.`
}

/** One row per ending and per move at a ply, a column of 0 and 1 for each game (empty where it had ended), then the counts. */
export function compareCsv({ games, endings, moves }: Comparison): string {
	const bit = (value: boolean | null): string => (value === null ? '' : value ? '1' : '0')
	const rows = [
		['what', 'round', 'ply', 'player', 'id', ...games.map((g) => g.name), 'games', 'of', 'record', 'model'],
		...endings.map((e) => ['ending', '', '', '', e.id, ...e.by.map(bit), e.games, e.of, bit(e.record), e.model.value]),
		...moves.map((m) => [
			'move',
			m.round,
			m.ply + 1,
			m.player,
			m.move,
			...m.by.map(bit),
			m.games,
			m.of,
			bit(m.record),
			m.model.value,
		]),
	]
	return `${rows.map((row) => row.map((cell) => quoted(String(cell))).join(',')).join('\r\n')}\r\n`
}

/** As RFC 4180 has it; a cell that a spreadsheet would take for a formula is made text. */
function quoted(cell: string): string {
	const safe = /^[=@+]|^-(?!\d)/.test(cell) ? `'${cell}` : cell
	return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
