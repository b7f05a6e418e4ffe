interface Constructor<T> {
	new (length: number): T
}

type Numbers = Uint8Array | Uint16Array | Uint32Array | Int32Array

/** A typed array that grows by doubling. */
export class GrowingArray<T extends Numbers> {
	readonly #make: Constructor<T>
	#array: T
	#length = 0

	constructor(make: Constructor<T>) {
		this.#make = make
		this.#array = new make(1024)
	}

	get length(): number {
		return this.#length
	}

	get bytes(): number {
		return this.#array.byteLength
	}

	push(value: number): void {
		if (this.#length === this.#array.length) {
			const grown = new this.#make(this.#array.length * 2)
			grown.set(this.#array)
			this.#array = grown
		}
		this.#array[this.#length++] = value
	}

	/** A copy of what is filled. */
	trimmed(): T {
		return this.#array.slice(0, this.#length) as T
	}
}
