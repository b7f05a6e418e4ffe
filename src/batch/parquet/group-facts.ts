/**
 * What a footer has to know of a group of rows, as plain numbers: how many rows, then for each column so many
 * numbers, in this order. Offsets count from the group's first byte.
 */
export type GroupFacts = Float64Array<ArrayBuffer>

/** What is known of one column of a group. */
export interface ColumnFacts {
	/** Bytes, page headings included, before and after compression. */
	readonly plain: number
	readonly packed: number
	/** Offset of the dictionary page; −1 where there is none. */
	readonly dictionary: number
	/** Offset of the data page. */
	readonly data: number
	readonly nulls: number
	/** Of the values; of texts, their numbers in the order of their bytes. Nothing when all are null. */
	readonly least: number
	readonly most: number
}

const WIDTH = 7

export const groupFacts = (columns: number): GroupFacts => new Float64Array(1 + columns * WIDTH)

export function noteColumn(facts: GroupFacts, column: number, noted: ColumnFacts): void {
	const at = 1 + column * WIDTH
	facts[at] = noted.plain
	facts[at + 1] = noted.packed
	facts[at + 2] = noted.dictionary
	facts[at + 3] = noted.data
	facts[at + 4] = noted.nulls
	facts[at + 5] = noted.least
	facts[at + 6] = noted.most
}

export function columnFacts(facts: GroupFacts, column: number): ColumnFacts {
	const at = 1 + column * WIDTH
	return {
		plain: facts[at]!,
		packed: facts[at + 1]!,
		dictionary: facts[at + 2]!,
		data: facts[at + 3]!,
		nulls: facts[at + 4]!,
		least: facts[at + 5]!,
		most: facts[at + 6]!,
	}
}
