import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Batch } from '../../src/batch/batch.js'
import { plyColumns, runColumns } from '../../src/batch/columns.js'
import type { OutputPlan } from '../../src/batch/output.js'
import { createGame } from '../../src/game/create-game.js'
import { parseScenario } from '../../src/scenario/parse-scenario.js'
import { TWO_COINS } from '../small-scenario.js'

const textOf = (id: string): string =>
	id === 'two-coins'
		? TWO_COINS
		: readFileSync(fileURLToPath(new URL(`../../scenarios/${id}.yaml`, import.meta.url)), 'utf8')

/** A batch of a shipped scenario, or of the small `two-coins`, changed as asked. */
export function batchOf(id: string, changes: Partial<Batch> = {}): Batch {
	return {
		scenario: { text: textOf(id), file: `${id}.yaml` },
		settings: {},
		policies: {},
		policyModule: null,
		seed: 'batch',
		engine: 'kernel',
		rows: null,
		trace: false,
		...changes,
	}
}

export function gameOf(batch: Batch) {
	const { scenario } = parseScenario(batch.scenario.text, { file: batch.scenario.file })
	return createGame(scenario!, batch.settings)
}

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
