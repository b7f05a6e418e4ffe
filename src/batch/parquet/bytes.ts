/** Memory that grows while it is filled, and is then filled again and again. */
export class Bytes {
	memory: Uint8Array<ArrayBuffer>
	length = 0

	constructor(room = 1024) {
		this.memory = new Uint8Array(room)
	}

	clear(): void {
		this.length = 0
	}

	/** What stands in it, until it is filled again. */
	whole(): Uint8Array<ArrayBuffer> {
		return this.memory.subarray(0, this.length)
	}

	/** Makes room for so many more. */
	room(more: number): void {
		if (this.length + more <= this.memory.length) return
		const larger = new Uint8Array(2 * (this.length + more))
		larger.set(this.memory.subarray(0, this.length))
		this.memory = larger
	}

	byte(value: number): void {
		this.room(1)
		this.memory[this.length++] = value
	}

	append(bytes: Uint8Array): void {
		this.room(bytes.length)
		this.memory.set(bytes, this.length)
		this.length += bytes.length
	}

	/** Four bytes, the lowest first. */
	word(value: number): void {
		this.room(4)
		for (let shift = 0; shift < 32; shift += 8) this.memory[this.length++] = value >>> shift
	}

	/** Seven bits a byte, the lowest first; all but the last have the eighth. @param value a whole number from 0, exact as a double */
	varint(value: number): void {
		this.room(10)
		let left = value
		while (left >= 128) {
			this.memory[this.length++] = (left % 128) | 128
			left = Math.floor(left / 128)
		}
		this.memory[this.length++] = left
	}

	/** As Parquet and Thrift have signed numbers: 0, −1, 1, −2, … */
	zigzag(value: number): void {
		this.varint(value < 0 ? -2 * value - 1 : 2 * value)
	}
}
