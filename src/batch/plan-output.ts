import { compileRules } from '../game/rules.js'
import { type BatchRequest, type RowFormat, wholeBatch } from './batch.js'
import { plyColumns, runColumns } from './columns.js'
import type { OutputPlan } from './output.js'

export interface OutputRequest {
	/** Where the rows of runs go; rows of plies go beside it, to `NAME.plies.ENDING`. */
	readonly path: string
	/** How far the batch goes, as it was asked for: `{ runs: 1000 }`. */
	readonly asked: Readonly<Record<string, unknown>>
	/** Of the program that writes: an interrupted batch is not continued by another. */
	readonly version: string
	/** The line that makes the same file again. */
	readonly command?: string
}

const FORMATS: readonly RowFormat[] = ['csv', 'jsonl', 'parquet']

/** What a file's name says of its format; undefined when it says nothing. */
export const formatOf = (path: string): RowFormat | undefined =>
	FORMATS.find((format) => path.toLowerCase().endsWith(`.${format}`))

/** `runs.csv` → `runs.plies.csv` */
export function besides(path: string, what: string): string {
	const dot = path.lastIndexOf('.')
	return `${path.slice(0, dot)}.${what}${path.slice(dot)}`
}

/** The files of a batch that has `rows`: their columns, what they say of themselves, and what the batch is. */
export function planOutput(batch: BatchRequest, { path, asked, version, command }: OutputRequest): OutputPlan {
	const { scenario, settings, policies, seed, trace, rows } = wholeBatch(batch)
	const { id, rulesHash, textHash } = scenario
	const rules = compileRules(scenario, settings)
	const format = rows ?? 'csv'
	return {
		format,
		files: [
			{ path, columns: runColumns(rules, seed) },
			...(trace ? [{ path: besides(path, 'plies'), columns: plyColumns(rules) }] : []),
		],
		identity: { version, rulesHash, textHash, settings, policies, seed, ...asked, format, trace },
		about: (runs) => ({
			'detente.schema': 'detente/rows 1',
			'detente.version': version,
			'detente.scenario': id,
			'detente.rulesHash': rulesHash,
			'detente.textHash': textHash,
			'detente.settings': JSON.stringify(settings),
			'detente.policies': JSON.stringify(policies),
			'detente.seed': seed,
			'detente.runs': String(runs),
			...(command !== undefined && { 'detente.command': command }),
		}),
	}
}
