import type { Odds } from '../analysis/position-odds.js'
import { plainText } from '../report/document.js'
import { moveTitle } from '../report/move-title.js'
import { reviewDocument } from '../report/review-document.js'
import { type Host, HostProblem, type OpenGame } from './host.js'
import { deckCards, happensText } from './panels/inject-lines.js'
import { shareText } from './panels/share-text.js'
import { rows } from './plain-text.js'
import type { Aside } from './view/asides.js'
import { turnOf } from './view/laid-cards.js'
import { reviewWords } from './view/review-words.js'
import { branchesOf } from './view/what-if.js'

/** What a class needs, said in lines: the odds, the review, the cards that can be laid, the branches of the game. */

async function orWhyNot(what: string, told: () => Promise<readonly string[]>): Promise<readonly string[]> {
	try {
		return await told()
	} catch (error) {
		if (!(error instanceof HostProblem)) throw error
		return [`${what}: ${error.message}`]
	}
}

export async function oddsRows(host: Pick<Host, 'odds'>, game: OpenGame): Promise<readonly string[]> {
	if (game.table.isOver(game.playthrough)) return ['The game is over.']
	return orWhyNot('There are no odds', async () => {
		const { kind, now, of } = await host.odds(game)
		return [
			`Odds from here, ${kind}, if everyone from now on chose as written below:`,
			...game.table.game.scenario.endings.map((e, n) => `${e.title}: ${shareText(now, n, 1)}`),
			of,
		]
	})
}

/** How the odds shift if a move is played. */
export const moveOddsRows = (host: Pick<Host, 'odds'>, game: OpenGame, move: string): Promise<readonly string[]> =>
	orWhyNot('  There are no odds', async () => {
		const { kind, now, moves } = await host.odds(game)
		const then = moves.get(move)
		return then ? [`  Odds, ${kind}:`, ...fromToRows(game, now, then)] : []
	})

const fromToRows = ({ table }: OpenGame, now: Odds, then: Odds): readonly string[] =>
	table.game.scenario.endings.map((e, n) => `  ${e.title}: from ${shareText(now, n, 1)} to ${shareText(then, n, 1)}`)

export const reviewRows = (host: Pick<Host, 'review'>, game: OpenGame): Promise<readonly string[]> =>
	orWhyNot('There is no review', async () => {
		const { review, of } = await host.review(game)
		return [
			plainText(reviewDocument(game.table.game, review, reviewWords(game.table, game.playthrough, review))),
			'',
			of,
		]
	})

export function cardRows({ table, playthrough }: OpenGame, width: number): readonly string[] {
	const cards = deckCards(table.game)
	if (cards.length === 0) return ['This scenario has no cards to lay.']
	const lying = new Set(table.waiting(playthrough).values())
	return [
		'Cards that can be laid face up (card N looks at one, lay N lays it, lift N takes it up):',
		...cards.flatMap((id, n) =>
			rows(`${n + 1}. ${moveTitle(table.game, id)}${lying.has(id) ? ' (lies face up)' : ''}`, width, 2),
		),
	]
}

/** What a card says, and how it would shift the odds, or why that is not told. */
export async function cardPreview(
	host: Pick<Host, 'preview'>,
	game: OpenGame,
	card: string,
	{ showsOdds, width }: { readonly showsOdds: boolean; readonly width: number },
): Promise<readonly string[]> {
	const { table } = game
	const text = table.game.rules.cards.get(card)?.card.text
	const turn = turnOf(table.game, table.state(game.playthrough), card.slice(0, card.indexOf('.')))
	const said = [...rows(moveTitle(table.game, card), width), ...(text ? rows(text, width, 2) : [])]
	if (turn === null) return [...said, '  It cannot happen any more: its turn does not come again.']
	if (!showsOdds) return [...said, '  The odds are hidden: after odds on, this says how the card shifts them.']
	const shifts = await orWhyNot('  What it would do can’t be told', async () => {
		const { now, laid, falls } = await host.preview(game, card)
		if (falls === 0)
			return rows('It cannot happen: by its turn the game is over, or what it needs is not so.', width, 2)
		return [...rows(happensText(turn, falls), width, 2), ...fromToRows(game, now, laid)]
	})
	return [...said, ...shifts]
}

const ASIDE = {
	note: 'Note',
	branch: 'What follows is called',
	card: 'Laid face up',
	lifted: 'Taken up again',
} as const

/** What was said, named or laid down between two plies. */
export const asideText = ({ kind, text }: Aside, width: number): string[] => rows(`${ASIDE[kind]}: ${text}`, width)

export const branchRows = ({ table, playthrough }: OpenGame, width: number): readonly string[] => [
	'Branches of this game (go N goes to one, name N TEXT names it):',
	...branchesOf(table, playthrough).flatMap((b, n) =>
		rows(`${n + 1}. ${b.name}, ${b.plies} plies${b.isCurrent ? ' (you are here)' : ''}`, width, 2),
	),
]
