import type { SymbolType } from '@observablehq/plot'

/**
 * How the endings of a scenario are told apart in lines: by colour, by dashes and by a symbol, so that none of them
 * is needed; and all are the same in every chart of a page.
 */
export interface Encoding {
	readonly colour: string
	/** As `stroke-dasharray`. */
	readonly dashes: string
	readonly symbol: SymbolType
}

/** How many colours the page's style sheet has, called `--e0`, `--e1`, … */
export const COLOURS = 8
const DASHES = ['none', '7 3', '2 3', '9 3 2 3', '14 4', '4 4 1 4', '1 5'] as const
const SYMBOLS: readonly SymbolType[] = [
	'circle',
	'square',
	'triangle',
	'diamond',
	'star',
	'cross',
	'wye',
	'times',
	'asterisk',
]

/** @param n index of the ending in file order */
export const encodingOf = (n: number): Encoding => ({
	colour: `var(--e${n % COLOURS})`,
	dashes: DASHES[n % DASHES.length]!,
	symbol: SYMBOLS[n % SYMBOLS.length]!,
})
