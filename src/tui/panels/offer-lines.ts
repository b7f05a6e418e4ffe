import { type Line, span, wrap } from '../styled-text.js'
import { type Offer, offerText } from '../view/offers.js'

/** Stands before an offer that lies on the table, and before the moves that answer it. */
export const OFFER = '⚑'

/** The offers that wait, each in a row or two. */
export const offerLines = (offers: readonly Offer[], width: number): Line[] =>
	offers.flatMap((offer) =>
		wrap([span(offerText(offer), 'changed')], width, [span(` ${OFFER} `, 'changed')]).slice(0, 2),
	)
