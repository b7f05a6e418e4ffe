/** Sums of probabilities are right to about this. */
const DUST = 1e-12

const isNever = (probability: number): boolean => Math.abs(probability) < DUST
const isAlways = (probability: number): boolean => Math.abs(1 - probability) < DUST

/** Decimals with which a probability is told from never and always, in percent: 1, and more where it comes near either. */
export function percentDigits(probability: number): number {
	if (isNever(probability) || isAlways(probability)) return 0
	const margin = Math.min(probability, 1 - probability)
	return margin > 0.1 - DUST ? 1 : margin >= 0.001 ? 2 : Math.min(12, 1 - Math.floor(Math.log10(margin * 100)))
}

/** With so many decimals; `<0.01 %` and `>99.99 %` where they would make it never or always. Those are written whole. */
export function percentTo(probability: number, digits: number): string {
	if (isNever(probability)) return '0 %'
	if (isAlways(probability)) return '100 %'
	const text = (probability * 100).toFixed(digits)
	const least = 10 ** -digits
	if (Number(text) <= 0) return `<${least.toFixed(digits)} %`
	return Number(text) >= 100 ? `>${(100 - least).toFixed(digits)} %` : `${text} %`
}

/**
 * A probability for people: one decimal, and more digits where it comes near 0 or 1, so that neither is shown
 * unless it is meant.
 */
export const percent = (probability: number): string => percentTo(probability, percentDigits(probability))

/** Decimals with which a difference of probabilities is told from none, in percentage points. */
export function pointsDigits(difference: number): number {
	const size = Math.abs(difference)
	if (size < DUST) return 0
	return size >= 0.01 ? 1 : Math.min(12, 1 - Math.floor(Math.log10(size * 100)))
}

/** With so many decimals and its sign; `0` is none at all, `0.00` one that they don't show. */
export function pointsTo(difference: number, digits: number): string {
	const size = Math.abs(difference)
	if (size < DUST) return '0'
	const text = (size * 100).toFixed(digits)
	return Number(text) === 0 ? text : `${difference < 0 ? '−' : '+'}${text}`
}

/** A difference of two probabilities in percentage points, with its sign. */
export const points = (difference: number): string => pointsTo(difference, pointsDigits(difference))

/** A round number such as a confidence: `95 %`. */
export const plainPercent = (share: number): string => `${Number((share * 100).toPrecision(6))} %`

/** A whole number, 0 or more, in groups of three: `1,000,000`. What `toLocaleString` gives, without opening ICU's tables. */
export const whole = (count: number): string => String(count).replaceAll(/\B(?=(\d{3})+$)/g, ',')

/** `1 draw`, `1,000 draws`. */
export const countOf = (count: number, what: string): string => `${whole(count)} ${what}${count === 1 ? '' : 's'}`
