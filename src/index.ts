/** The public library: what a script needs to load a scenario, play it, run it many times, and ask what it is worth. */

export { type Place, readMove, readPlace } from './analysis/decision.js'
export { BudgetExceeded, type ByEnding, enumerate, type Odds } from './analysis/enumerate.js'
export { ExactEndings } from './analysis/exact-endings.js'
export {
	IllegalStep,
	type Likelihood,
	type LineMove,
	likelihood,
	type StepOdds,
	scriptMoves,
} from './analysis/likelihood.js'
export { solvedPolicies } from './analysis/solved-policies.js'
export { type Arm, type WhatIf, whatIf } from './analysis/whatif.js'
export type { BatchRequest, Engine, RowFormat } from './batch/batch.js'
export { formatOf, type OutputRequest, planOutput } from './batch/plan-output.js'
export { playOut } from './batch/play-out.js'
export { OutputError } from './batch/resumable.js'
export { type BatchOptions, type BatchResult, runBatch } from './batch/run-batch.js'
export { type Row, type Runs, roundsOf, simulate, type Tally } from './batch/simulate.js'
export { createGame } from './game/create-game.js'
export { drawMove, type Policies, policiesOf } from './game/draw.js'
export {
	type Game,
	IllegalMove,
	type Move,
	type Policy,
	ScenarioFault,
	type State,
	type Weighted,
} from './game/game.js'
export { type Luck, luckOf } from './game/luck.js'
export { memoised } from './game/memoised.js'
export { type Beginning, begin, type DecidedBy, type Entry, type Playthrough, Table } from './game/playthrough.js'
export { namedPolicy, PolicyError, policyNames } from './game/policies.js'
export { readGame, type SavedGame, SavedGameError, verifyGame, writeGame } from './game/saved-game.js'
export { readSettings, type Settings, SettingsError } from './game/settings.js'
export type { Diagnostic } from './scenario/diagnostic.js'
export { formatDiagnostic } from './scenario/format-diagnostic.js'
export { loadScenario } from './scenario/load-scenario.js'
export type { Location } from './scenario/location.js'
export { type Parsed, parseScenario } from './scenario/parse-scenario.js'
export type { Doctrine, Ending, Player, Question, Scenario, Script } from './scenario/scenario.js'
export { clopperPearson } from './statistics/clopper-pearson.js'
export { gridDesign, latinHypercube } from './statistics/designs.js'
export { meanInterval, sampleOf } from './statistics/mean-interval.js'
export { pairedDifference } from './statistics/paired-difference.js'
export { quantileInterval } from './statistics/quantile-interval.js'
export {
	type SaltelliDesign,
	type SensitivityIndex,
	saltelliDesign,
	sensitivityIndices,
} from './statistics/sensitivity.js'
export {
	intervalAtLook,
	likelyRuns,
	type PrecisionPlan,
	planPrecision,
	preciseEnough,
} from './statistics/sequential-precision.js'
export { sobolSequence } from './statistics/sobol-sequence.js'
export { type Interval, wilson } from './statistics/wilson.js'
