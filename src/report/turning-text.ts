import type { Review, ReviewedPly } from '../analysis/review.js'
import type { Game } from '../game/game.js'
import { cardOf } from '../game/legality.js'
import { actorName, moveTitle } from './move-title.js'
import { percent, points } from './percent.js'

/** More turning points than this are left to the table. */
const MOST_TOLD = 2
/** An ending whose odds changed by less is not worth a clause. */
const LEAST_CHANGE = 0.005

/** Where a game turned, through whom, and what luck and choice did in all: sentences, the largest first; none for a game in which nothing turned. */
export function turningText(game: Game, review: Review): string[] {
	const { plies, turningPoints, totals } = review
	if (turningPoints.length === 0)
		return plies.length === 0 ? [] : ['Nothing in this game moved the odds by as much as half a percentage point.']
	const turned = turningPoints.slice(0, MOST_TOLD).map((n, at) => {
		const ply = plies[n]!
		const lead = at === 0 ? 'It turned most in' : 'Next was'
		return `${lead} round ${ply.round}, when ${whatHappened(game, ply)}: ${whatChanged(game, ply)}.`
	})
	const shares = [...totals]
		.sort((a, b) => b.shift - a.shift)
		.map((t) => `${moverName(game, t)} ${movedPoints(t.shift)}`)
	return [...turned, `Points by which each moved the odds in all: ${shares.join(', ')}.`]
}

/** How far odds moved, in percentage points without a sign. */
export const movedPoints = (shift: number): string => points(shift).replace('+', '')

/** `luck`, `Iran’s choices`, `Pakistan’s policy`, `cards laid by hand`. */
function moverName(game: Game, { mover, player }: Review['totals'][number]): string {
	const name = game.scenario.players.find((p) => p.id === player)?.name ?? ''
	if (mover === 'chance') return 'luck'
	if (mover === 'inject') return 'cards laid by hand'
	return mover === 'choice' ? `${name}’s choices` : `what ${name}’s policy drew`
}

/** `luck gave Iran’s “Wait” its outcome, “They come”`; for the middle of a sentence. */
export function whatHappened(game: Game, { move, mover, player }: ReviewedPly): string {
	const title = moveTitle(game, move)
	const actor = actorName(game, move)
	if (mover === 'inject') return `“${title}” was laid down by hand`
	if (mover === 'choice') return `${actor} chose “${title}”`
	if (mover === 'policy') return `${actor}, following its policy, played “${title}”`
	const played = cardOf(game.rules, move)
	if (!played?.outcome) return `luck brought ${played ? `“${title}”` : `nothing (${actor})`}`
	const card = played.card.card.title
	const of = game.scenario.players.some((p) => move.startsWith(`${p.id}.`)) ? `${actor}’s “${card}”` : `“${card}”`
	return player === 'chance' ? `luck gave ${of} its outcome, “${title}”` : `${of} came out as “${title}”`
}

/** `“Thaw” went from 41 % to 75 %, “Limited war” from 20 % to 3 %`. */
function whatChanged(game: Game, { before, after }: ReviewedPly): string {
	return game.scenario.endings
		.map(({ title }, n) => ({ title, from: before.values[n]!, to: after.values[n]! }))
		.sort((a, b) => Math.abs(b.to - b.from) - Math.abs(a.to - a.from))
		.filter(({ from, to }, n) => n === 0 || Math.abs(to - from) >= LEAST_CHANGE)
		.slice(0, 2)
		.map(({ title, from, to }, n) => `“${title}”${n === 0 ? ' went' : ''} from ${percent(from)} to ${percent(to)}`)
		.join(', ')
		.replaceAll(' %', '\u00A0%')
}
