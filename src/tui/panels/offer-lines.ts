import type { Playthrough, Table } from '../../game/playthrough.js'
import { type Line, span, widthOf, wrap } from '../styled-text.js'
import { laidTexts } from '../view/laid-cards.js'
import { type Offer, offersOf, offerTexts } from '../view/offers.js'
import type { Viewer } from '../view/wording.js'

/** Stands before an offer that lies on the table, and before the moves that answer it. */
export const OFFER = '⚑'

/** Stands before what was written down or laid down by hand. */
const BY_HAND = '✎'

/** What lies on the table for all to see: the offers that wait, and the cards that were laid face up. */
export const waitingLines = (table: Table, p: Playthrough, viewer: Viewer, width: number): Line[] => [
	...offerLines(offersOf(table, table.state(p), viewer), width),
	...laidTexts(table, p).flatMap((texts) => fitted(BY_HAND, texts, width)),
]

/** The offers that wait, each in a row where some way of saying it fits in one, else in two. */
const offerLines = (offers: readonly Offer[], width: number): Line[] =>
	offers.flatMap((offer) => {
		const plain = offerTexts(offer)
		// What would answer it stands among the closed moves, each with what it needs.
		const texts = offer.answers.length > 0 || offer.isOwn ? plain : [`${plain[0]!} (x: why)`, ...plain]
		return fitted(OFFER, texts, width)
	})

/** The longest of the texts that fits in a row; else the shortest, in two. */
function fitted(sign: string, texts: readonly string[], width: number): Line[] {
	const lead = [span(` ${sign} `, 'changed')]
	const text = texts.find((t) => widthOf(lead) + widthOf(t) <= width) ?? texts.at(-1)!
	return wrap([span(text, 'changed')], width, lead).slice(0, 2)
}
