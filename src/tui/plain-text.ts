import type { Playthrough, Table } from '../game/playthrough.js'
import { outlookText } from '../report/outlook-text.js'
import { reasonsText } from '../report/review-document.js'
import { line, textOf, wrap } from './styled-text.js'
import type { Happening } from './view/account.js'
import type { Change } from './view/changes.js'
import type { Consequences } from './view/consequences.js'
import { ladderOf } from './view/ladder.js'
import { laidTexts } from './view/laid-cards.js'
import { type OfferedMove, openMoves } from './view/offered-moves.js'
import { offersOf, offerTexts } from './view/offers.js'
import { isOverEarly, outcomeOfGame } from './view/outcome-of-game.js'
import { litPlaces, placesOf } from './view/places.js'
import { roadOf } from './view/road.js'
import { situationOf } from './view/situation.js'
import { whyItEnded } from './view/why-it-ended.js'
import { asSentence, inSentence, playerName, roundLabel, signalText, type Viewer } from './view/wording.js'

/** Text that says with words what the screens say with place, colour and signs. */

const DIRECTION = { up: 'up ', down: 'down ', other: '' } as const

const sentence = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`)

export const changeText = (c: Change): string =>
	`${asSentence(c.title)}: ${DIRECTION[c.direction]}from ${c.before} to ${c.after}${c.because === null ? '' : ` (${inSentence(c.because)})`}.`

/** Rows of at most `width` columns, hanging rows indented. */
export function rows(text: string, width: number, indent = 0): string[] {
	const lead = ' '.repeat(indent)
	return wrap(line(text), width, indent > 0 ? [{ text: lead }] : []).map((l) => textOf(l).trimEnd())
}

export function happeningText(h: Happening, width: number): string[] {
	const what = [
		`${h.date}. ${h.actorName}: ${sentence(h.title)}`,
		h.outcome ? sentence(h.outcome.title) : (h.text ?? (h.signal ? signalText(h.signal) : '')),
		h.outcome?.text ?? '',
	]
	return [
		...rows(what.filter(Boolean).join(' '), width),
		...h.claims.flatMap((c) => rows(`${c.says}: ${c.text}`, width, 2)),
		...h.changes.flatMap((c) => rows(changeText(c), width, 2)),
		...(h.reasons === null ? [] : rows(`Reasons: ${reasonsText(h.reasons)}`, width, 2)),
	]
}

export function situationText(table: Table, p: Playthrough, viewer: Viewer, width: number): string[] {
	const { shared, players, perPlayer, unchanged } = situationOf(table, p, viewer)
	const ladder = ladderOf(table, p, viewer)
	const road = roadOf(table, p)
	const at = road.find((s) => s.lit === 'now')
	const rung = ladder?.rungs.find((r) => r.isNow)
	const was = (before: string | null): string => (before === null ? '' : `, was ${before}`)
	return [
		...(ladder && rung ? rows(`${ladder.title}: ${rung.value} of ${ladder.high}, ${rung.name}.`, width) : []),
		...(road.length > 0
			? rows(
					`The road: ${road.map((s) => s.title).join(', ')}. ${at ? `Now at: ${at.title}.` : 'Not on it yet.'}`,
					width,
				)
			: []),
		...shared.flatMap((r) => rows(`${r.title}: ${r.standing.value}${was(r.standing.was)}.`, width)),
		...players.flatMap((player, n) =>
			rows(
				`${player.name}: ${perPlayer
					.flatMap(({ title, standings }) => {
						const s = standings[n]
						return s ? [`${title.toLowerCase()} ${s.value}${was(s.was)}`] : []
					})
					.join('; ')}.`,
				width,
			),
		),
		...unchanged.flatMap(({ name, values }) => rows(`Unchanged: ${name}: ${values}.`, width)),
		...offersOf(table, table.state(p), viewer).flatMap((offer) => rows(`An offer: ${offerTexts(offer)[0]!}.`, width)),
		...laidTexts(table, p).flatMap(([text = '']) => rows(`${text}.`, width)),
		...litPlaces(placesOf(table, p, viewer)).flatMap((text) => rows(`Where: ${text}.`, width)),
	]
}

export function movesText(open: readonly OfferedMove[], width: number): string[] {
	return open.flatMap((m, n) =>
		rows(
			`${n + 1}. ${m.title}${m.isAnswer ? ' (answers the offer)' : ''}${m.signal ? ` (signals: ${m.signal})` : ''}`,
			width,
		),
	)
}

export function closedText(closed: readonly OfferedMove[], width: number): string[] {
	if (closed.length === 0) return ['Every move is open.']
	return ['Not open now:', ...closed.flatMap((m) => rows(`${m.title}: ${m.reason ?? ''}.`, width, 2))]
}

export function moveText(move: OfferedMove, { changes, ending, outcomes }: Consequences, width: number): string[] {
	const effects = (list: readonly Change[], end: string | null, indent: number): string[] => [
		...list.flatMap((c) => rows(changeText(c), width, indent)),
		...(end === null ? [] : rows(`The game ends: ${end}.`, width, indent)),
	]
	const does = effects(changes, ending, 2)
	return [
		...rows(move.title, width),
		...(move.signal ? rows(`Signals: ${move.signal}`, width, 2) : []),
		...(move.text ? rows(move.text, width, 2) : []),
		...(does.length === 0 && outcomes.length === 0 ? ['  By itself it changes nothing on the table.'] : does),
		...(outcomes.length > 0 ? ['  Then chance decides:'] : []),
		...outcomes.flatMap((o) => {
			const then = effects(o.changes, o.ending, 6)
			return [
				...rows(`- ${sentence(o.title)} ${o.text ?? ''}`.trimEnd(), width, 4),
				...(then.length > 0 ? then : ['      Nothing more.']),
			]
		}),
	]
}

/** Where things stand, and what the player to move can do about it; of a game that is over, its end. */
export function turnText(table: Table, p: Playthrough, viewer: Viewer, width: number): string[] {
	const { scenario } = table.game
	const state = table.state(p)
	if (state.ending !== null) return ['', ...endingText(table, p, width)]
	const who = playerName(scenario, viewer ?? '')
	const label = scenario.clock.labels[state.round - 1] ? `, ${roundLabel(scenario, state.round)}` : ''
	const turn = p.people.length > 1 ? `It is ${who}'s turn.` : `You are ${who}.`
	return [
		'',
		`Round ${state.round} of ${scenario.clock.rounds}${label}. ${turn}`,
		...situationText(table, p, viewer, width),
		'',
		'Your moves:',
		...movesText(openMoves(table, state), width),
	]
}

export function endingText(table: Table, p: Playthrough, width: number): string[] {
	const outcome = outcomeOfGame(table, p)
	if (!outcome) return []
	const tone = outcome.tone ? ` A ${outcome.tone} end.` : ''
	const worth = outcome.worth.map((w) => `${w.player} ${w.value}`).join(', ')
	const { outlook } = outcome
	return [
		...rows(`The end, in round ${outcome.round} (${outcome.date}): ${outcome.title}.${tone}`, width),
		...rows(whyItEnded(table, p, null)!, width),
		...(outcome.text ? rows(outcome.text, width) : []),
		...(worth === '' ? [] : rows(`Worth, as the scenario judges it: ${worth}.`, width)),
		...(outlook ? outlookText(outlook).flatMap((text) => rows(text, width)) : []),
		...(isOverEarly(table, outcome)
			? rows('There was time left: back and another move play on, another seed begins again with other luck.', width)
			: []),
	]
}
