import type { Odds } from '../../analysis/position-odds.js'

/** A share in percents, never 0 or 100 for what is neither impossible nor certain. */
export function percentText(share: number, digits: number): string {
	const least = 0.5 * 10 ** -(2 + digits)
	const unit = (10 ** -digits).toFixed(digits)
	if (share > 0 && share < least) return `<${unit}`
	if (share < 1 && 1 - share < least) return `>${(100 - Number(unit)).toFixed(digits)}`
	return (share * 100).toFixed(digits)
}

/** The odds of ending `n`: `36 %`, and with their interval where they are sampled: `36 % [33–39]`. */
export function shareText({ values, low, high }: Odds, n: number, digits = 0): string {
	const value = `${percentText(values[n]!, digits)} %`
	if (!low || !high) return value
	return `${value} [${percentText(low[n]!, digits)}–${percentText(high[n]!, digits)}]`
}

/** Whether an ending's odds read differently after something than before it. */
export const isShifted = (now: Odds, then: Odds, n: number, digits = 0): boolean =>
	percentText(now.values[n]!, digits) !== percentText(then.values[n]!, digits)

/** How the odds of ending `n` shift: `22 → 12 %`, with the new interval where they are sampled; as they are, `12 %`, where both read alike. */
export const shiftText = (now: Odds, then: Odds, n: number): string =>
	isShifted(now, then, n) ? `${percentText(now.values[n]!, 0)} → ${shareText(then, n)}` : shareText(then, n)
