import { InvalidArgumentError, Option } from '@commander-js/extra-typings'
import type { Engine, RowFormat } from '../batch/batch.js'
import { countOf } from './arguments.js'
import { BadInput } from './bad-input.js'

/** Options of the commands that play many runs. None of them changes a result. */
export const workersOption = () =>
	new Option('--workers <number>', 'threads; small batches use none')
		.argParser(workersOf)
		.default(undefined, 'one a core')

export const engineOption = () =>
	new Option('--engine <engine>', 'what plays: the fast kernel, or its referee; the runs are the same')
		.choices(['kernel', 'xstate'] as const satisfies readonly Engine[])
		.default('kernel' as const)

export const outOption = () =>
	new Option('--out <file>', 'rows to this file: NAME.csv, NAME.jsonl or NAME.parquet').argParser(outputOf)

export const resumeOption = () => new Option('--resume', 'go on with an interrupted --out').default(false)

const MOST_WORKERS = 256

function workersOf(text: string): number {
	const number = countOf(text)
	if (number > MOST_WORKERS) throw new InvalidArgumentError(`At most ${MOST_WORKERS}, got ${number}`)
	return number
}

export interface OutputName {
	readonly path: string
	readonly format: RowFormat
}

/** A file's name and what its ending says of it. */
function outputOf(path: string): OutputName {
	const format = /[^/\\]\.(csv|jsonl|parquet)$/i.exec(path)?.[1]?.toLowerCase() as RowFormat | undefined
	if (!format) throw new InvalidArgumentError(`Write NAME.csv, NAME.jsonl or NAME.parquet, got "${path}"`)
	return { path, format }
}

/** @throws BadInput when an option is given that says something of an output, and there is none */
export function needsOut(
	options: { readonly out?: unknown; readonly [option: string]: unknown },
	names: readonly string[],
): void {
	const given = names.find((name) => options[name] === true)
	if (given !== undefined && options.out === undefined)
		throw new BadInput(`--${given} goes with --out FILE: NAME.csv, NAME.jsonl or NAME.parquet`)
}
