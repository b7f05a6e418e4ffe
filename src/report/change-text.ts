import { oneLine, type PageNames } from './page/page-names.js'
import { percent, whole } from './percent.js'

/** What a what-if changed, as its documents give it: of `decision`, `at` is a place such as `2.pakistan`. */
export interface ChangeMade {
	readonly decision: { readonly at: string; readonly before: string | null; readonly instead: string } | null
	readonly set: readonly { readonly name: string; readonly value: number | string }[]
	readonly policies: readonly { readonly player: string; readonly policy: string }[]
	readonly without: readonly string[]
}

/** In words: `Iran in round 3 plays “Accept China's offer”, low_salience = 60`. */
export function changeText({ decision, set, policies, without }: ChangeMade, names: PageNames): string {
	const parts = [
		...(decision ? [decisionText(decision, names)] : []),
		...set.map(({ name, value }) => oneLine(`${name} = ${value}`)),
		...policies.map(({ player, policy }) => `${names.player(player)} follows ${oneLine(policy)}`),
		...without.map((card) => `without “${names.card(card)}”`),
	]
	return parts.length > 0 ? parts.join(', ') : 'nothing'
}

function decisionText(
	{ at, before, instead }: NonNullable<ChangeMade['decision']>,
	{ actor, isDeck, move, round: roundName }: PageNames,
): string {
	const [round = '', player = ''] = at.split('.')
	const [, nth] = player.split('#')
	const place = `${actor(instead)} in round ${Number.isSafeInteger(Number(round)) ? roundName(Number(round)) : oneLine(round)}${nth ? `, their ply ${oneLine(nth)},` : ''}`
	const named = (event: string): string => (event.endsWith('.nothing') ? 'nothing' : `“${move(event)}”`)
	const not = before === null ? '' : `, not ${named(before)}`
	return isDeck(instead) ? `${place}: ${named(instead)} falls${not}` : `${place} plays ${named(instead)}${not}`
}

/** Whether a decision is all that was changed: games in which it is not legal are then the same on both sides. */
export const onlyDecides = ({ decision, set, policies, without }: ChangeMade): boolean =>
	decision !== null && set.length + policies.length + without.length === 0

/** The difference among games in which the decision is legal, of one over all; null where that does not follow. @param legal how likely it is legal */
export const whereLegal = (change: ChangeMade, difference: number, legal: number | null): number | null =>
	onlyDecides(change) && legal !== null && legal > 0 ? difference / legal : null

/** What heads such differences, and what is said of them. */
export const AMONG = 'among those'
export const amongText = (change: ChangeMade): string =>
	`${onlyDecides(change) ? 'In all others nothing changes: “among' : '“Among'} those” is the difference in these alone.`

/**
 * How often the decision could be made; null where none was changed.
 * @param decided runs in which it was legal at its place
 * @param legal how likely that is, where it is known exactly
 * @param isDeck whether it is a deck's card
 */
export function decidedText({ runs, decided, legal }: DecidedIn, isDeck: boolean): string | null {
	if (decided === null || decided === undefined) return null
	const what = isDeck ? 'The card' : 'The decision'
	if (legal === 0) return `${what} is legal in no game that these policies come to: it changes nothing.`
	const exactly = legal === null || legal === undefined ? '' : `; exactly, in ${percent(legal)} of all games`
	if (decided === 0) return `${what} was legal in none of ${whole(runs)} runs, and changed nothing there${exactly}.`
	return `${what} could ${isDeck ? 'fall so' : 'be taken'} in ${whole(decided)} of ${whole(runs)} runs${exactly}.`
}

export interface DecidedIn {
	readonly runs: number
	readonly decided?: number | null | undefined
	readonly legal?: number | null | undefined
}
