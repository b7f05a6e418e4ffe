import { InvalidArgumentError } from '@commander-js/extra-typings'

/** `--policy PLAYER=NAME` and `--set NAME=VALUE`, collected. */
export interface Pair {
	readonly name: string
	readonly value: string
}

/** For an option that may stand several times. @throws InvalidArgumentError when it is not NAME=VALUE */
export function collectPair(text: string, before: readonly Pair[]): readonly Pair[] {
	const at = text.indexOf('=')
	if (at < 1 || at === text.length - 1) throw new InvalidArgumentError(`Write NAME=VALUE, got "${text}"`)
	return [...before, { name: text.slice(0, at).trim(), value: text.slice(at + 1).trim() }]
}

export const collect = (text: string, before: readonly string[]): readonly string[] => [...before, text]

/** @throws InvalidArgumentError when it is not a whole number from 1 */
export function countOf(text: string): number {
	const number = /^\d[\d_]*$/.test(text) ? Number(text.replaceAll('_', '')) : Number.NaN
	if (!Number.isSafeInteger(number) || number < 1)
		throw new InvalidArgumentError(`Write a whole number from 1, got "${text}"`)
	return number
}

/** @throws InvalidArgumentError when it is nearer to 0 or 1 than intervals can be computed for */
export function confidenceOf(text: string): number {
	const number = Number(text)
	if (!(number >= 0.001 && number <= 0.999999999))
		throw new InvalidArgumentError(`Write a confidence from 0.001 to 0.999999999, such as 0.95, got "${text}"`)
	return number
}

/** @throws InvalidArgumentError when no batch can be run to it */
export function precisionOf(text: string): number {
	const number = Number(text)
	if (!(number >= 1e-6 && number < 0.5))
		throw new InvalidArgumentError(`Write a number from 0.000001 to below 0.5, such as 0.001, got "${text}"`)
	return number
}
