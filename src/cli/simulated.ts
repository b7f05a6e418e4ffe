import type { Batch, Engine } from '../batch/batch.js'
import type { OutputPlan } from '../batch/output.js'
import { planOutput } from '../batch/plan-output.js'
import { type BatchOptions, runBatch } from '../batch/run-batch.js'
import { roundsOf, type Tally } from '../batch/simulate.js'
import type { Simulation } from '../report/simulation-text.js'
import type { Scenario } from '../scenario/scenario.js'
import { meanInterval, sampleOf } from '../statistics/mean-interval.js'
import { quantileInterval } from '../statistics/quantile-interval.js'
import {
	intervalAtLook,
	likelyRuns,
	type PrecisionPlan,
	planPrecision,
	preciseEnough,
} from '../statistics/sequential-precision.js'
import { wilson } from '../statistics/wilson.js'
import { Refusal } from './bad-input.js'
import type { OutputName } from './batch-options.js'
import { graphFolder } from './graph-folder.js'
import { openInterruption } from './interruption.js'
import { commandLine } from './json-document.js'
import { type BatchGame, openBatchGame } from './open-batch-game.js'
import type { GameOptions } from './open-game.js'
import { say } from './print.js'
import { openProgress } from './progress.js'
import { version } from './version.js'

export interface SimulateOptions extends GameOptions {
	readonly runs: number
	readonly seed: string
	readonly confidence: number
	/** Half the width that every interval is to have; instead of `runs`. */
	readonly precision?: number | undefined
	readonly workers?: number | undefined
	readonly engine: Engine
	readonly out?: OutputName | undefined
	readonly trace: boolean
	readonly resume: boolean
}

/** What `simulate` found, as its JSON gives it. */
export interface Simulated extends Simulation {
	readonly precision: number | null
	readonly rounds: Simulation['rounds'] & {
		readonly meanLow: number
		readonly meanHigh: number
		readonly medianLow: number
		readonly medianHigh: number
	}
}

/**
 * Plays the batch that the options ask for, with progress on stderr and rows where they are wanted.
 * @throws BadInput, SettingsError, PolicyError, OutputError, ScenarioFault; Refusal when it was interrupted
 */
export async function simulated(
	name: string,
	options: SimulateOptions,
): Promise<Omit<BatchGame, 'policyModule'> & { readonly result: Simulated }> {
	const { scenario, game, policyNames, policyModule } = await openBatchGame(name, options)
	const { seed, confidence, engine, out, trace } = options
	const plan = options.precision === undefined ? null : planPrecision(options.precision, confidence)
	const batch: Batch = {
		scenario,
		settings: game.rules.settings,
		policies: policyNames,
		policyModule,
		graphFolder: graphFolder(),
		seed,
		engine,
		rows: out?.format ?? null,
		trace,
	}
	const asked = plan ? { precision: plan.precision, confidence } : { runs: options.runs }
	const command = commandLine(process.argv.slice(2), seed)
	if (plan) await sayPlan(batch, plan)
	const tally = await played(batch, {
		runs: plan ? plan.looks : options.runs,
		...(plan && { enough: ({ endings, runs }: Tally) => preciseEnough(plan, [...endings.values()], runs) }),
		output: out && planOutput(batch, { path: out.path, asked, version, command }),
		resume: options.resume,
		...(options.workers !== undefined && { workers: options.workers }),
	})
	return { scenario, game, policyNames, result: resultOf(scenario, tally, confidence, plan) }
}

async function played(batch: Batch, options: BatchOptions): Promise<Tally> {
	const interruption = openInterruption()
	const progress = openProgress('runs')
	try {
		const most = typeof options.runs === 'number' ? options.runs : options.runs.at(-1)!
		const { tally, complete, refused, resumed } = await runBatch(batch, {
			...options,
			signal: interruption.signal,
			progress: (runs) => progress.at(runs, most),
			lost: ({ first, last }, reason) => say(`a worker died (${reason}); another plays runs ${first} to ${last}`),
		})
		progress.end()
		if (refused !== null) say(`the game itself played, not its kernel: ${refused}`)
		if (resumed > 0) say(`${resumed.toLocaleString('en')} runs were there already`)
		if (!complete) throw new Refusal(interrupted(tally.runs, options.output))
		return tally
	} finally {
		progress.end()
		interruption.close()
	}
}

const interrupted = (runs: number, output: OutputPlan | undefined): string =>
	output
		? `interrupted: ${output.files[0]!.path} holds the first ${runs.toLocaleString('en')} runs; --resume goes on from there`
		: `interrupted after ${runs.toLocaleString('en')} runs; with --out they would be kept`

/** Runs of the pilot that the plan's estimate rests on. */
const PILOT = 1000

async function sayPlan(batch: Batch, plan: PrecisionPlan): Promise<void> {
	const pilot = await runBatch({ ...batch, rows: null, trace: false }, { runs: PILOT, workers: 1 })
	const shares = [...pilot.tally.endings.values()].map((count) => count / PILOT)
	const [likely, most] = [likelyRuns(plan, shares), plan.looks.at(-1)!].map((n) => n.toLocaleString('en'))
	say(`to ±${plan.precision} at ${plan.confidence * 100} %: likely ${likely} runs, at most ${most}`)
}

function resultOf(scenario: Scenario, tally: Tally, confidence: number, plan: PrecisionPlan | null): Simulated {
	const { runs } = tally
	const { mean, median } = roundsOf(tally)
	const around = runs > 1 ? meanInterval(sampleOf(tally.rounds, 1), confidence) : { low: 1, high: tally.rounds.length }
	const middle = quantileInterval(tally.rounds, 1, 0.5, confidence)
	return {
		runs,
		endings: scenario.endings.map(({ id, title }) => {
			const count = tally.endings.get(id)!
			const interval = plan ? intervalAtLook(plan, count, runs) : wilson(count, runs, confidence)
			return { id, title, count, share: count / runs, ...interval }
		}),
		confidence,
		interval: plan ? 'clopper-pearson' : 'wilson',
		precision: plan?.precision ?? null,
		rounds: {
			mean,
			meanLow: around.low,
			meanHigh: around.high,
			median,
			medianLow: middle.low,
			medianHigh: middle.high,
		},
	}
}
