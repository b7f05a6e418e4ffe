import { percentDigits, percentTo, pointsDigits, pointsTo } from './percent.js'

/** A cell whose numbers are written with as many decimals as all others of its table. */
export interface NumberCell {
	readonly unit: keyof typeof UNITS
	readonly numbers: readonly number[]
	/** What is written of the numbers' texts. */
	readonly written: (...texts: string[]) => string
}

export type Cell = string | NumberCell

const alone = (text: string): string => text

/** Decimals that a table has at most; what is too small for them is said to be less than the least they can show. */
const MOST_DIGITS = 2
/** The same for the odds themselves, where rare endings shall be told apart. */
export const EXACTLY = 4

const UNITS = {
	percent: { digits: percentDigits, text: percentTo },
	points: { digits: pointsDigits, text: pointsTo },
} as const

/** `12.0 %`. */
export const percentCell = (probability: number): NumberCell => ({
	unit: 'percent',
	numbers: [probability],
	written: alone,
})

/** `9.5 % to 14.8 %`. */
export const spanCell = (low: number, high: number): NumberCell => ({
	unit: 'percent',
	numbers: [low, high],
	written: (from, to) => `${from} to ${to}`,
})

interface Estimated {
	readonly value: number
	readonly low?: number | null | undefined
	readonly high?: number | null | undefined
}

/** `12.0 % (9.5 %–14.8 %)`; without an interval, the value. */
export const estimateCell = ({ value, low, high }: Estimated): NumberCell =>
	low === null || low === undefined || high === null || high === undefined
		? percentCell(value)
		: { unit: 'percent', numbers: [value, low, high], written: (at, from, to) => `${at} (${from}–${to})` }

/** A difference in percentage points, with its sign. */
export const pointsCell = (difference: number): NumberCell => ({
	unit: 'points',
	numbers: [difference],
	written: alone,
})

/** How far something moved in percentage points, without a sign. */
export const movedCell = (shift: number): NumberCell => ({
	unit: 'points',
	numbers: [shift],
	written: (text) => text!.replace('+', ''),
})

/** `+1.2 to +3.4`, in percentage points. */
export const pointsSpanCell = (low: number, high: number): NumberCell => ({
	unit: 'points',
	numbers: [low, high],
	written: (from, to) => `${from} to ${to}`,
})

/** Rows as texts: every percentage of the table has the decimals that the one nearest to never or always needs, and so have its points. @param most decimals */
export function evened(rows: readonly (readonly Cell[])[], most = MOST_DIGITS): string[][] {
	const needed = { percent: 0, points: 0 }
	for (const cell of rows.flat())
		if (typeof cell !== 'string')
			for (const number of cell.numbers)
				needed[cell.unit] = Math.max(needed[cell.unit], Math.min(most, UNITS[cell.unit].digits(number)))
	return rows.map((row) =>
		row.map((cell) =>
			typeof cell === 'string'
				? cell
				: cell.written(...cell.numbers.map((number) => UNITS[cell.unit].text(number, needed[cell.unit]))),
		),
	)
}
