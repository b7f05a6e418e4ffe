import { randomUUID } from 'node:crypto'
import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { journalPath, telling } from '../batch/resumable.js'
import { csvField } from '../batch/text-rows.js'
import type { Sweep } from '../report/sweep-text.js'
import type { Scenario } from '../scenario/scenario.js'
import type { OutputName } from './batch-options.js'
import { commandLine } from './json-document.js'
import { version } from './version.js'

type Value = number | string | null

interface Table {
	readonly names: readonly string[]
	/** Which columns are whole numbers, other numbers, texts. */
	readonly types: readonly ('INT32' | 'DOUBLE' | 'STRING')[]
	readonly rows: readonly (readonly Value[])[]
}

export interface AboutSweep {
	readonly identity: Readonly<Record<string, unknown>>
	readonly seed: string
	readonly confidence: number
}

/**
 * A row for every ending at every point, in one piece: the file is there when it is whole, and the journal goes.
 * @throws OutputError
 */
export async function writeSweep(
	{ path, format }: OutputName,
	scenario: Scenario,
	sweep: Sweep,
	about: AboutSweep,
): Promise<void> {
	const table = tableOf(sweep)
	const content =
		format === 'csv'
			? csv(table)
			: format === 'jsonl'
				? jsonl(table)
				: await parquet(table, {
						'detente.schema': 'detente/sweep-rows 1',
						'detente.version': version,
						'detente.scenario': scenario.id,
						...Object.fromEntries(
							Object.entries(about.identity)
								.filter(([name]) => name !== 'version' && name !== 'format')
								.map(([name, value]) => [`detente.${name}`, typeof value === 'string' ? value : JSON.stringify(value)]),
						),
						'detente.confidence': String(about.confidence),
						'detente.command': commandLine(process.argv.slice(2), sweep.kind === 'exact' ? undefined : about.seed),
					})
	const beside = `${path}.${randomUUID()}`
	telling(path, () => {
		try {
			writeFileSync(beside, content)
			renameSync(beside, path)
		} finally {
			rmSync(beside, { force: true })
		}
	})
	rmSync(journalPath(path), { force: true })
}

const OWN = ['point', 'ending', 'probability', 'runs', 'count', 'low', 'high']

function tableOf({ factors, points, runs }: Sweep): Table {
	const names = factors.map((f) => (OWN.includes(f.name) ? `factor.${f.name}` : f.name))
	const numeric = factors.map((f) => f.levels.every((level) => typeof level === 'number'))
	return {
		names: ['point', ...names, 'ending', 'probability', 'runs', 'count', 'low', 'high'],
		types: [
			'INT32',
			...numeric.map((yes) => (yes ? ('INT32' as const) : ('STRING' as const))),
			'STRING',
			'DOUBLE',
			'INT32',
			'INT32',
			'DOUBLE',
			'DOUBLE',
		],
		rows: points.flatMap(({ values, endings }, n) =>
			endings.map(({ id, probability, count, low, high }) => [
				n + 1,
				...factors.map((f, i) => (numeric[i] ? values[f.name]! : String(values[f.name]!))),
				id,
				probability,
				runs,
				count ?? null,
				low ?? null,
				high ?? null,
			]),
		),
	}
}

const csv = ({ names, rows }: Table): string =>
	[names, ...rows].map((row) => `${row.map((v) => (v === null ? '' : csvField(String(v)))).join(',')}\n`).join('')

const jsonl = ({ names, rows }: Table): string =>
	rows.map((row) => `${JSON.stringify(Object.fromEntries(names.map((name, n) => [name, row[n]])))}\n`).join('')

async function parquet({ names, types, rows }: Table, about: Readonly<Record<string, string>>): Promise<Uint8Array> {
	const { parquetWriteBuffer } = await import('hyparquet-writer')
	return new Uint8Array(
		parquetWriteBuffer({
			columnData: names.map((name, n) => ({ name, type: types[n]!, data: rows.map((row) => row[n]!) })),
			kvMetadata: Object.entries(about).map(([key, value]) => ({ key, value })),
			createdBy: 'detente',
		}),
	)
}
