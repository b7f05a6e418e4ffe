import { type Line, span, widthOf, wrap } from '../styled-text.js'
import { type Offer, offerTexts } from '../view/offers.js'

/** Stands before an offer that lies on the table, and before the moves that answer it. */
export const OFFER = '⚑'

/** The offers that wait, each in a row where some way of saying it fits in one, else in two. */
export const offerLines = (offers: readonly Offer[], width: number): Line[] =>
	offers.flatMap((offer) => {
		const plain = offerTexts(offer)
		// What would answer it stands among the closed moves, each with what it needs.
		const texts = offer.answers.length > 0 || offer.isOwn ? plain : [`${plain[0]!} (x: why)`, ...plain]
		const lead = [span(` ${OFFER} `, 'changed')]
		const text = texts.find((t) => widthOf(lead) + widthOf(t) <= width) ?? texts.at(-1)!
		return wrap([span(text, 'changed')], width, lead).slice(0, 2)
	})
