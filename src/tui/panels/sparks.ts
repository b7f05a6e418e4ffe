const LEVELS = '▁▂▃▄▅▆▇█'

/** Shares of 0 to 1 as one sign each, the height of a column; `·` for what is impossible, or as good as. */
export const sparks = (shares: readonly number[]): string =>
	shares.map((share) => (share < 0.005 ? '·' : LEVELS[Math.min(7, Math.floor(share * 8))]!)).join('')
