/**
 * A probability for people: one decimal, and more digits where it comes near 0 or 1, so that neither is shown
 * unless it is meant.
 */
export function percent(probability: number): string {
	if (probability === 0 || probability === 1) return `${probability * 100} %`
	const margin = Math.min(probability, 1 - probability)
	const digits = margin >= 0.1 ? 1 : margin >= 0.001 ? 2 : Math.min(12, 1 - Math.floor(Math.log10(margin * 100)))
	return `${(probability * 100).toFixed(digits)} %`
}

/** A difference of two probabilities in percentage points, with its sign. */
export function points(difference: number): string {
	if (difference === 0) return '0'
	const size = Math.abs(difference)
	const digits = size >= 0.01 ? 1 : Math.min(12, 1 - Math.floor(Math.log10(size * 100)))
	return `${difference < 0 ? '−' : '+'}${(size * 100).toFixed(digits)}`
}

/** A round number such as a confidence: `95 %`. */
export const plainPercent = (share: number): string => `${Number((share * 100).toPrecision(6))} %`

/** A whole number, 0 or more, in groups of three: `1,000,000`. What `toLocaleString` gives, without opening ICU's tables. */
export const whole = (count: number): string => String(count).replaceAll(/\B(?=(\d{3})+$)/g, ',')

/** `1 draw`, `1,000 draws`. */
export const countOf = (count: number, what: string): string => `${whole(count)} ${what}${count === 1 ? '' : 's'}`
