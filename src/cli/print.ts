import { wrappedProse } from '../report/wrapped-prose.js'

/** Data, to stdout. */
export function print(text: string): void {
	process.stdout.write(text.endsWith('\n') ? text : `${text}\n`)
}

/** Columns of the terminal; undefined where stdout is none, and text keeps its own width. */
export const textWidth = (): number | undefined => (process.stdout.isTTY && process.stdout.columns) || undefined

/** Text for people: on a terminal, prose is broken at its edge. */
export function printText(text: string): void {
	const width = textWidth()
	print(width === undefined ? text : wrappedProse(text, width))
}

export function printJson(document: object): void {
	print(JSON.stringify(document, null, '\t'))
}

/** Talk, to stderr. */
export function say(text: string): void {
	process.stderr.write(`${text}\n`)
}
