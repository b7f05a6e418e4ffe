import type { BestPlay, Robustness } from '../analysis/best-line.js'
import type { Game } from '../game/game.js'
import { type Block, headingBlock, listBlock, tableBlock, textBlock } from './document.js'
import { actorName, moveTitle } from './move-title.js'
import { percentCell } from './number-cell.js'
import { payoffRange } from './payoff-range.js'

export interface Solved {
	readonly values: readonly { readonly player: string; readonly value: number; readonly policy: string }[]
	readonly play: BestPlay
	readonly ties: number
	readonly states: number
	readonly robust: readonly Robustness[] | null
}

/** Values, first moves, and the line that best play leads to. */
export function solveDocument(game: Game, { values, play, ties, states, robust }: Solved): Block[] {
	const { players, endings } = game.scenario
	const name = (id: string): string => players.find((p) => p.id === id)!.name
	/** Worth less than the best by under a hundredth of what lies between the player's best and worst endings. */
	const isNear = ({ player, best, moves }: BestPlay['first'][number], id: string): boolean => {
		const range = payoffRange(game.scenario, player)
		const worth = (move: string): number => moves.find((m) => m.id === move)!.value
		return range !== null && worth(best) - worth(id) < (range.most.value - range.least.value) / 100
	}
	const rows = play.line.map(({ round, move, kind, probability }) => [
		String(round),
		actorName(game, move),
		moveTitle(game, move.split('.').slice(0, 2).join('.')) +
			(move.split('.').length > 2 ? ` → ${moveTitle(game, move)}` : ''),
		kind,
		percentCell(probability),
	])
	return [
		tableBlock(
			[['player', 'value', 'how it chooses'], ...values.map((v) => [name(v.player), v.value.toFixed(3), v.policy])],
			[1],
		),
		textBlock(
			`exact, over ${states.toLocaleString('en')} states. Values are average payoffs, which are judgement.${ties > 0 ? ` In ${ties.toLocaleString('en')} decisions several moves were worth the same; the first in file order was taken.` : ' No decision was tied.'}`,
		),
		...play.first.flatMap((f): Block[] => [
			headingBlock(`${name(f.player)}’s first decision, in round ${f.round}`),
			tableBlock(
				[
					['move', `worth to ${name(f.player)}`, ''],
					...f.moves.map((m) => [
						moveTitle(game, m.id),
						m.value.toFixed(3),
						m.id === f.best ? 'best' : isNear(f, m.id) ? 'hardly less' : '',
					]),
				],
				[1],
			),
			...(f.moves.some((m) => m.id !== f.best && isNear(f, m.id))
				? [
						textBlock(
							'Hardly less: by under a hundredth of what lies between the best and the worst ending, which no judgement of payoffs can tell apart.',
						),
					]
				: []),
		]),
		headingBlock('The line that best play leads to'),
		tableBlock([['round', 'who', 'what', 'as', 'chance of it there'], ...rows], [0, 4]),
		textBlock(
			`It ends in: ${endings[play.ending]!.title}. Chance and policies do on it what is likeliest, so the line as a whole is one of many.`,
		),
		...(robust
			? [headingBlock('Does the best first move survive one point more or less?'), listBlock(robust.map(robustText))]
			: []),
	]

	function robustText({ player, move, changes }: Robustness): string {
		const first = `${name(player)}: ${moveTitle(game, move)}`
		if (changes.length === 0) return `${first} stays best when any one of its payoffs is 1 more or 1 less.`
		const said = changes.map((c) => {
			const ending = endings.find((e) => e.id === c.ending)!.title
			return `“${ending}” 1 ${c.by > 0 ? 'more' : 'less'}: ${moveTitle(game, c.move)}`
		})
		const decision = play.first.find((f) => f.player === player && f.best === move)
		const isSlight = decision !== undefined && changes.every((c) => isNear(decision, c.move))
		return `${first} ${isSlight ? 'gives way, but only to moves that are worth hardly less' : 'hangs on its payoffs'}. ${said.join('; ')}.`
	}
}
