import type { Batch } from '../../src/batch/batch.js'
import { plyColumns, runColumns } from '../../src/batch/columns.js'
import type { OutputPlan } from '../../src/batch/output.js'
import { createGame } from '../../src/game/create-game.js'
import { scenarioOf, shipped } from '../scenarios.js'
import { TWO_COINS } from '../small-scenario.js'

/** A batch of a shipped scenario, or of the small `two-coins`, changed as asked. */
export function batchOf(id: string, changes: Partial<Batch> = {}): Batch {
	return {
		scenario: id === 'two-coins' ? scenarioOf(TWO_COINS) : shipped(id),
		settings: {},
		policies: {},
		policyModule: null,
		graphFolder: null,
		seed: 'batch',
		engine: 'kernel',
		rows: null,
		trace: false,
		...changes,
	}
}

export const gameOf = ({ scenario, settings }: Batch) => createGame(scenario, settings)

/** Rows to `path`, and plies beside them when the batch traces. */
export function outputOf(batch: Batch, path: string, runs: number): OutputPlan {
	const { rules } = gameOf(batch)
	return {
		format: batch.rows!,
		files: [
			{ path, columns: runColumns(rules, batch.seed) },
			...(batch.trace ? [{ path: `${path}.plies`, columns: plyColumns(rules) }] : []),
		],
		identity: { seed: batch.seed, runs, format: batch.rows },
		about: (done) => ({ runs: String(done) }),
	}
}
