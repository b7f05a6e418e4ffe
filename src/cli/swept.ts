import { ExactEndings } from '../analysis/exact-endings.js'
import { rationalityOf } from '../analysis/named-chain.js'
import type { Engine } from '../batch/batch.js'
import { type Design, designPoints } from '../batch/design-points.js'
import { checkApart, type Factor, type Level, readFactor, settledPoint } from '../batch/factors.js'
import { journalPath, resumable } from '../batch/resumable.js'
import { runSweep, type SweepPoint } from '../batch/sweep.js'
import { createGame } from '../game/create-game.js'
import { luckOf } from '../game/luck.js'
import type { Settings } from '../game/settings.js'
import { mostMoved, type Sweep, sweptPolicies } from '../report/sweep-text.js'
import { choices } from '../scenario/closest.js'
import type { Scenario } from '../scenario/scenario.js'
import { sensitivityIndices } from '../statistics/sensitivity.js'
import { MOST_DIMENSIONS } from '../statistics/sobol-sequence.js'
import { wilson } from '../statistics/wilson.js'
import { BadInput, Refusal } from './bad-input.js'
import type { OutputName } from './batch-options.js'
import { graphFile, graphFolder } from './graph-folder.js'
import { openInterruption } from './interruption.js'
import { checkPolicies, policyModuleFor } from './open-batch-game.js'
import { everyPolicy, type GameOptions } from './open-game.js'
import { openScenario } from './open-scenario.js'
import { say } from './print.js'
import { openProgress } from './progress.js'
import { version } from './version.js'
import { writeSweep } from './write-sweep.js'

export interface SweepOptions extends GameOptions {
	readonly vary: readonly string[]
	readonly design: Design
	readonly points: number
	readonly runs: number
	readonly exact: boolean
	/** Id of the ending that the chart shows. */
	readonly show?: string | undefined
	readonly seed: string
	readonly confidence: number
	readonly workers?: number | undefined
	readonly engine: Engine
	readonly out?: OutputName | undefined
	readonly resume: boolean
}

export interface Swept {
	readonly scenario: Scenario
	/** Those that all points have. */
	readonly settings: Settings
	/** `varied` for a player whose policy is a factor. */
	readonly policies: Readonly<Record<string, string>>
	readonly sweep: Sweep
	readonly shown: string
}

/** Most points that a sweep may have. */
const MOST_POINTS = 100_000

/** How often the rows of a Saltelli design are drawn again for the intervals of its indices. */
const RESAMPLES = 500

/** @throws BadInput, FactorError, SettingsError, PolicyError, OutputError; KernelRefusal, when exact; Refusal when interrupted */
export async function swept(name: string, options: SweepOptions): Promise<Swept> {
	const scenario = await openScenario(name)
	const { design, exact, runs, seed, confidence, out } = options
	const base = {
		set: options.set ?? [],
		without: options.without ?? [],
		policies: everyPolicy(scenario, Object.fromEntries((options.policy ?? []).map((p) => [p.name, p.value]))),
	}
	const { settings } = settledPoint(scenario, base, [], [])
	const game = createGame(scenario, settings)
	checkPolicies(game, Object.fromEntries((options.policy ?? []).map((p) => [p.name, p.value])))
	const factors = options.vary.map((text) => readFactor(game, text, (name) => rationalityOf(name) !== undefined))
	const given = [...base.set, ...(options.policy ?? []).map((p) => ({ name: `policy.${p.name}` }))].map((p) => p.name)
	checkApart(game, factors, given)
	const levels = pointsOf(options, factors)
	const shown = endingShown(scenario, options.show)
	const policies = sweptPolicies(base.policies, factors)
	const points = levels.map(
		(row, index): SweepPoint => ({ index, runs: exact ? 0 : runs, ...settledPoint(scenario, base, factors, row) }),
	)
	const asked = exact ? { exact } : { runs, seed }
	const identity = {
		version,
		rulesHash: scenario.rulesHash,
		textHash: scenario.textHash,
		settings,
		policies,
		design,
		points: levels.length,
		factors,
		...asked,
		format: out?.format,
	}
	const numbers = await numbersOf(scenario, points, options, out && { path: out.path, identity })
	const sweep = sweepOf(scenario, options, factors, levels, numbers)
	if (out) await writeSweep(out, scenario, sweep, { identity, seed, confidence })
	return { scenario, settings, policies, sweep, shown: shown ?? mostMoved(sweep) }
}

function pointsOf({ design, points: count, seed }: SweepOptions, factors: readonly Factor[]): Level[][] {
	const most = design === 'saltelli' ? MOST_DIMENSIONS / 2 : design === 'sobol' ? MOST_DIMENSIONS : factors.length
	if (factors.length > most) throw new BadInput(`a ${design} design has at most ${most} factors, got ${factors.length}`)
	const grid = factors.reduce((product, f) => product * f.levels.length, 1)
	const number = design === 'grid' ? grid : design === 'saltelli' ? count * (factors.length + 2) : count
	if (number > MOST_POINTS)
		throw new BadInput(
			`${number.toLocaleString('en')} points are more than ${MOST_POINTS.toLocaleString('en')}: ${design === 'grid' ? 'give a step, NAME=LOW..HIGH:STEP, or another --design' : 'ask for fewer --points'}`,
		)
	return designPoints(design, factors, count, uniformOf(`${seed} design`))
}

/** Numbers from [0, 1) that the text alone decides, apart from the luck of runs. */
function uniformOf(text: string): () => number {
	let run = 0
	let place = 0
	let luck = luckOf(text, run)
	return () => {
		if (place === DRAWS) {
			luck = luckOf(text, ++run)
			place = 0
		}
		return luck.at(place++)[0] / 2 ** 32
	}
}

/** Draws taken from one stream before the next: a stream remembers all that were drawn. */
const DRAWS = 10_000

function endingShown(scenario: Scenario, id: string | undefined): string | undefined {
	const ids = scenario.endings.map((e) => e.id)
	if (id === undefined || ids.includes(id)) return id
	throw new BadInput(`${scenario.id} has no ending "${id}"${choices(id, ids)}`)
}

async function numbersOf(
	scenario: Scenario,
	points: readonly SweepPoint[],
	{ exact, seed, engine, workers, resume }: SweepOptions,
	kept: { readonly path: string; readonly identity: Readonly<Record<string, unknown>> } | undefined,
): Promise<readonly (readonly number[])[]> {
	const endings = new ExactEndings({ cacheFile: graphFile })
	const interruption = openInterruption()
	const progress = openProgress('points')
	try {
		const numbers = await runSweep(
			{
				scenario,
				policyModule: policyModuleFor(points.flatMap((p) => Object.values(p.policies))),
				graphFolder: graphFolder(),
				seed,
				engine,
			},
			{
				points,
				workers,
				journal: kept && {
					path: journalPath(kept.path),
					identity: kept.identity,
					done: resumable(kept.path, kept.identity, resume),
				},
				signal: interruption.signal,
				progress: (done) => progress.at(done, points.length),
				lost: ({ index }, reason) => say(`a worker died (${reason}); another plays point ${index + 1}`),
				...(exact && { solve: (p) => endings.of(createGame(scenario, p.settings), p.policies) }),
			},
		)
		progress.end()
		if (numbers.length === points.length) return numbers
		throw new Refusal(
			`interrupted after ${numbers.length} of ${points.length} points; ${kept ? '--resume goes on from there' : 'with --out they would be kept'}`,
		)
	} finally {
		progress.end()
		interruption.close()
	}
}

function sweepOf(
	scenario: Scenario,
	{ design, exact, runs, confidence, points: base, seed }: SweepOptions,
	factors: readonly Factor[],
	levels: readonly (readonly Level[])[],
	numbers: readonly (readonly number[])[],
): Sweep {
	const points = levels.map((row, n) => ({
		values: Object.fromEntries(factors.map((f, i) => [f.name, row[i]!])),
		endings: scenario.endings.map(({ id }, e) => {
			const number = numbers[n]![e]!
			if (exact) return { id, probability: number }
			return { id, probability: number / runs, count: number, ...wilson(number, runs, confidence) }
		}),
	}))
	const indices = (ending: number) =>
		sensitivityIndices(
			{ factors: factors.length, base },
			points.map((p) => p.endings[ending]!.probability),
			{ resamples: RESAMPLES, confidence, uniform: uniformOf(`${seed} bootstrap`) },
		)
	return {
		design,
		kind: exact ? 'exact' : 'sampled',
		runs: exact ? null : runs,
		confidence,
		factors,
		points,
		sensitivity:
			design === 'saltelli'
				? scenario.endings.map(({ id }, e) => ({
						ending: id,
						factors: indices(e).map(({ first, firstInterval, total, totalInterval }, i) => ({
							name: factors[i]!.name,
							first,
							firstLow: firstInterval.low,
							firstHigh: firstInterval.high,
							total,
							totalLow: totalInterval.low,
							totalHigh: totalInterval.high,
						})),
					}))
				: null,
	}
}
