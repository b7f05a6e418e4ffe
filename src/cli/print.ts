import { wrappedProse } from '../report/wrapped-prose.js'

/** Data, to stdout. */
export function print(text: string): void {
	process.stdout.write(text.endsWith('\n') ? text : `${text}\n`)
}

/** Text for people: on a terminal, prose is broken at its edge. */
export function printText(text: string): void {
	const { isTTY, columns } = process.stdout
	print(isTTY && columns ? wrappedProse(text, columns) : text)
}

export function printJson(document: object): void {
	print(JSON.stringify(document, null, '\t'))
}

/** Talk, to stderr. */
export function say(text: string): void {
	process.stderr.write(`${text}\n`)
}
