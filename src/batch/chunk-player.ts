import { createGame } from '../game/create-game.js'
import { type Policies, policiesOf } from '../game/draw.js'
import { type Game, ScenarioFault } from '../game/game.js'
import { memoised } from '../game/memoised.js'
import { KernelRefusal } from '../kernel/cells.js'
import type { Choice } from '../kernel/node-choice.js'
import type { Batch, ChunkResult, Encoded, RowFormat } from './batch.js'
import type { Rows } from './columns.js'
import type { Chunk } from './plan.js'
import { gamePlayer, kernelPlayer, type RunPlayer } from './run-player.js'
import { csvRows, jsonRows } from './text-rows.js'
import { plyRows, type RowWriter, runRows } from './write-rows.js'

/** Plays a batch's chunks, in any order. */
export interface ChunkPlayer {
	/** The bytes of its rows hold until it is called again. */
	play(chunk: Chunk): ChunkResult
	/** The same in small steps, for one who has to do something else meanwhile. */
	steps(chunk: Chunk): Generator<void, ChunkResult>
}

/** Runs of a step. */
const STEP = 32

type Encode = (rows: Rows) => Encoded

/**
 * Makes the batch's game and all that its chunks need.
 * @throws SettingsError, PolicyError; while playing, ScenarioFault with the run's number
 */
export async function openChunkPlayer(batch: Batch): Promise<ChunkPlayer> {
	const { scenario } = batch
	const game = memoised(createGame(scenario, batch.settings))
	const { player, refused } = await openPlayer(batch, game)
	const encoders = batch.rows && [await encoderOf(batch.rows), await encoderOf(batch.rows)]
	const writers: readonly (RowWriter | null)[] = [
		batch.rows && runRows(game.rules, batch.seed),
		batch.rows && batch.trace ? plyRows(game.rules) : null,
	]
	const { rounds } = scenario.clock
	const playSome = (first: number, last: number, counts: Int32Array): void => {
		for (let run = first; run <= last; run++) {
			playOne(player, run)
			counts[player.ending() * rounds + player.round() - 1]!++
			for (const writer of writers) writer?.add(run, player)
		}
	}
	function* steps({ first, last }: Chunk): Generator<void, ChunkResult> {
		const counts = new Int32Array(scenario.endings.length * rounds)
		for (let run = first; run <= last; run += STEP) {
			playSome(run, Math.min(last, run + STEP - 1), counts)
			yield
		}
		const [rows, plies] = writers.map((w, n) => (w && encoders ? encoders[n]!(w.take()) : null))
		return { counts, rows: rows ?? null, plies: plies ?? null, refused }
	}
	return {
		steps,
		play(chunk) {
			const playing = steps(chunk)
			for (;;) {
				const step = playing.next()
				if (step.done) return step.value
			}
		},
	}
}

function playOne(player: RunPlayer, run: number): void {
	try {
		player.play(run)
	} catch (error) {
		if (error instanceof ScenarioFault) throw new ScenarioFault(`run ${run}: ${error.message}`)
		throw error
	}
}

/** Throws what opening the batch's player would throw, without the work of it: before a file is touched, or a thread started. @throws SettingsError, PolicyError, SolveError */
export async function checkBatch(batch: Batch): Promise<void> {
	const game = createGame(batch.scenario, batch.settings)
	const module = await moduleOf(batch)
	if (module) module.check(game, batch.policies)
	else policiesOf(game, batch.policies)
}

async function openPlayer(batch: Batch, game: Game): Promise<{ player: RunPlayer; refused: string | null }> {
	let refused: string | null = null
	if (batch.engine === 'kernel') {
		try {
			const choices = await openChoices(batch, game)
			const player = kernelPlayer(game, batch.policies, batch.seed, batch.rows !== null, { choices })
			if (player) return { player, refused }
			refused = 'a policy that is solved for'
		} catch (error) {
			if (!(error instanceof KernelRefusal)) throw error
			refused = error.message
		}
	}
	return { player: gamePlayer(game, await openPolicies(batch, game), batch.seed), refused }
}

/** Module that knows more policies than the scenario's own. */
interface PolicyModule {
	/** Throws what the others would throw of the names, without the work. */
	check(game: Game, names: Readonly<Record<string, string>>): void
	policies(game: Game, names: Readonly<Record<string, string>>, graphFolder: string | null): Policies
	/** The same as the kernel asks for them, where there is one. */
	choices(game: Game, names: Readonly<Record<string, string>>, graphFolder: string | null): ReadonlyMap<string, Choice>
}

async function openChoices(batch: Batch, game: Game): Promise<ReadonlyMap<string, Choice> | undefined> {
	return (await moduleOf(batch))?.choices(game, batch.policies, batch.graphFolder)
}

async function openPolicies(batch: Batch, game: Game): Promise<Policies> {
	const module = await moduleOf(batch)
	return module ? module.policies(game, batch.policies, batch.graphFolder) : policiesOf(game, batch.policies)
}

async function moduleOf(batch: Batch): Promise<PolicyModule | null> {
	return batch.policyModule === null ? null : ((await import(batch.policyModule)) as PolicyModule)
}

async function encoderOf(format: RowFormat): Promise<Encode> {
	if (format === 'parquet') return (await import('./parquet/row-group.js')).parquetRows()
	const text = format === 'csv' ? csvRows() : jsonRows()
	return (rows) => ({ bytes: text(rows), group: null })
}
