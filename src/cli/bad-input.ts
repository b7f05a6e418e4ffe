/** Bad usage or bad input: exit 2. The message is all that is printed. */
export class BadInput extends Error {
	override readonly name = 'BadInput'
}

/** The answer is no, or a run failed: exit 1. The message is all that is printed. */
export class Refusal extends Error {
	override readonly name = 'Refusal'
}
