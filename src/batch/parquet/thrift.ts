import { Bytes } from './bytes.js'

const I32 = 5
const I64 = 6
const BINARY = 8
const LIST = 9
const STRUCT = 12

/** Elements of a list that fit into its first byte. */
const SHORT_LIST = 14

/** Structs in Thrift's compact protocol, field by field in the order of their numbers, into memory that is used again. */
export class Thrift {
	readonly bytes = new Bytes()
	/** Number of the last field of every struct that is open. */
	readonly #last: number[] = [0]

	clear(): void {
		this.bytes.clear()
		this.#last.splice(0, this.#last.length, 0)
	}

	i32(field: number, value: number): void {
		this.#head(field, I32)
		this.bytes.zigzag(value)
	}

	/** @param value a whole number, exact as a double */
	i64(field: number, value: number): void {
		this.#head(field, I64)
		this.bytes.zigzag(value)
	}

	binary(field: number, value: Uint8Array): void {
		this.#head(field, BINARY)
		this.#binary(value)
	}

	text(field: number, value: string): void {
		this.binary(field, Buffer.from(value, 'utf8'))
	}

	/** A struct as a field; `end` ends it. */
	begin(field: number): void {
		this.#head(field, STRUCT)
		this.#last.push(0)
	}

	/** A struct as an element of a list; `end` ends it. */
	element(): void {
		this.#last.push(0)
	}

	end(): void {
		this.bytes.byte(0)
		this.#last.pop()
	}

	/** A list of structs, each of which `element` begins. */
	structs(field: number, count: number): void {
		this.#list(field, STRUCT, count)
	}

	i32s(field: number, values: readonly number[]): void {
		this.#list(field, I32, values.length)
		for (const value of values) this.bytes.zigzag(value)
	}

	binaries(field: number, values: readonly Uint8Array[]): void {
		this.#list(field, BINARY, values.length)
		for (const value of values) this.#binary(value)
	}

	#head(field: number, type: number): void {
		const depth = this.#last.length - 1
		this.bytes.byte(((field - this.#last[depth]!) << 4) | type)
		this.#last[depth] = field
	}

	#list(field: number, type: number, count: number): void {
		this.#head(field, LIST)
		this.bytes.byte((Math.min(count, SHORT_LIST + 1) << 4) | type)
		if (count > SHORT_LIST) this.bytes.varint(count)
	}

	#binary(value: Uint8Array): void {
		this.bytes.varint(value.length)
		this.bytes.append(value)
	}
}
