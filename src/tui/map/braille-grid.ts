/** Bits of the eight dots of a braille sign, by column and row. */
const BITS = [
	[0x01, 0x02, 0x04, 0x40],
	[0x08, 0x10, 0x20, 0x80],
] as const

const BLANK = 0x2800

/** Dots, two across and four down in every cell of the terminal: near enough to squares. */
export class BrailleGrid {
	readonly #cells: Uint8Array
	/** In cells. */
	readonly width: number
	readonly height: number

	constructor(width: number, height: number) {
		this.width = width
		this.height = height
		this.#cells = new Uint8Array(width * height)
	}

	/** Sets a dot; nothing for one that lies outside. */
	dot(x: number, y: number): void {
		if (x < 0 || y < 0 || x >= this.width * 2 || y >= this.height * 4) return
		this.#cells[(y >> 2) * this.width + (x >> 1)]! |= BITS[x & 1]![y & 3]!
	}

	/** Sets the dots from one to another, both included; ends may lie between dots, and outside. */
	line(fromX: number, fromY: number, toX: number, toY: number): void {
		const steps = Math.max(1, Math.ceil(Math.max(Math.abs(toX - fromX), Math.abs(toY - fromY))))
		for (let n = 0; n <= steps; n++)
			this.dot(Math.floor(fromX + ((toX - fromX) * n) / steps), Math.floor(fromY + ((toY - fromY) * n) / steps))
	}

	/** The dots of a cell, a bit each. */
	bits(column: number, row: number): number {
		return this.#cells[row * this.width + column]!
	}
}

/** The sign with these dots; a blank where there are none. */
export const brailleSign = (bits: number): string => (bits === 0 ? ' ' : String.fromCharCode(BLANK + bits))
