import type { Settings } from '../game/settings.js'
import type { Scenario } from '../scenario/scenario.js'
import type { GroupFacts } from './parquet/group-facts.js'

/** `kernel` is fast, `xstate` the referee; the runs are the same, bit for bit. */
export type Engine = 'kernel' | 'xstate'

export type RowFormat = 'csv' | 'jsonl' | 'parquet'

/** What a batch plays, as plain data, the scenario included: workers make the game of it again. */
export interface Batch {
	readonly scenario: Scenario
	readonly settings: Settings
	/** By player; one without an entry follows its cards. */
	readonly policies: Readonly<Record<string, string>>
	/** URL of a module with `policies` and `choices`, each of (game, names, graphFolder), and `check` of (game, names), for names that `policiesOf` does not know; null when there are none. */
	readonly policyModule: string | null
	/** Folder that keeps graphs of states between processes, for policies that are solved for; null when none does. */
	readonly graphFolder: string | null
	readonly seed: string
	readonly engine: Engine
	/** What the chunks write, or null for counts alone. */
	readonly rows: RowFormat | null
	/** Whether a row is written for every ply as well. */
	readonly trace: boolean
}

/** A batch by what matters of it: the file's settings and weights, on the kernel, without rows, where nothing is said. */
export type BatchRequest = Pick<Batch, 'scenario' | 'seed'> & Partial<Batch>

export const wholeBatch = (request: BatchRequest): Batch => ({
	settings: {},
	policies: {},
	policyModule: null,
	graphFolder: null,
	engine: 'kernel',
	rows: null,
	trace: false,
	...request,
})

/** The result of a chunk: counts, and what it writes. */
export interface ChunkResult {
	/** Runs by ending and round: index `ending · rounds + round − 1`. */
	readonly counts: Int32Array
	readonly rows: Encoded | null
	readonly plies: Encoded | null
	/** Why the kernel did not play; null when it did, or was not asked. */
	readonly refused: string | null
}

/** Rows as the file has them. */
export interface Encoded {
	readonly bytes: Uint8Array<ArrayBuffer>
	/** Parquet: what its footer has to know of the row group; null without rows. Else null. */
	readonly group: GroupFacts | null
}

/** The memory that a chunk's rows stand in. */
export const memoryOf = ({ rows, plies }: ChunkResult): readonly ArrayBuffer[] =>
	[rows, plies].flatMap((encoded) => (encoded ? [encoded.bytes.buffer] : []))
