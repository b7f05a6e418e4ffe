/** Data, to stdout. */
export function print(text: string): void {
	process.stdout.write(text.endsWith('\n') ? text : `${text}\n`)
}

export function printJson(document: object): void {
	print(JSON.stringify(document, null, '\t'))
}

/** Talk, to stderr. */
export function say(text: string): void {
	process.stderr.write(`${text}\n`)
}
