import { playOut } from '../dist/batch/play-out.js'
import { createGame } from '../dist/game/create-game.js'
import { policiesOf } from '../dist/game/draw.js'
import { luckOf, seedKey } from '../dist/game/luck.js'
import { weightForms } from '../dist/game/policies.js'
import { compileKernel } from '../dist/kernel/compile.js'
import { compileSampler, endingOf, roundOf, samplerProgram } from '../dist/kernel/sampler.js'
import { loadScenario } from '../dist/scenario/load-scenario.js'
import { compileTwin, digestOf } from './c-twin.mjs'
import { median, number, printTable, processorTime } from './measure.mjs'

const SLICES = 15
const RUNS = 50_000
const REFEREED = 15
const SEED = '7'

/** Runs on the kernel beside the same runs on XState and in C: in turn, slice by slice, by processor time. */
export function benchSampler(id) {
	const { scenario } = loadScenario(`scenarios/${id}.yaml`)
	const game = createGame(scenario)
	const kernel = compileKernel(game)
	const forms = new Map(scenario.players.map((p) => [p.id, weightForms(game, p.id, 'cards')]))
	const sampler = compileSampler(kernel, { forms })
	const twin = compileTwin(kernel, samplerProgram(kernel, { forms }))
	const policies = policiesOf(game)
	const key = seedKey(SEED)
	const times = { kernel: [], xstate: [], c: [] }
	let decisions = 0
	let same = true
	const playKernel = () => {
		let digest = 0
		for (let run = 1; run <= RUNS; run++) digest = digestOf(digest, sampler.run(key, run), sampler.cells)
		return digest
	}
	for (let run = 1; run <= RUNS; run++) decisions += roundOf(sampler.run(key, run)) * scenario.order.length
	playKernel()
	for (let slice = 0; slice < SLICES; slice++) {
		const kernelled = processorTime(playKernel)
		times.kernel.push(kernelled.milliseconds / RUNS)
		const refereed = processorTime(() => {
			const finals = []
			for (let n = 1; n <= REFEREED; n++) {
				const run = slice * REFEREED + n
				finals.push([run, playOut(game, policies, luckOf(SEED, run), game.initialState())])
			}
			return finals
		})
		times.xstate.push(refereed.milliseconds / REFEREED)
		for (const [run, { ending, round }] of refereed.value) {
			const result = sampler.run(key, run)
			same &&= scenario.endings[endingOf(result)].id === ending && roundOf(result) === round
		}
		if (!twin) continue
		const twinned = twin.play(key, RUNS)
		times.c.push(twinned.milliseconds / RUNS)
		same &&= twinned.digest === kernelled.value
	}
	twin?.remove()
	if (!same) throw new Error(`${id}: the engines do not play the same runs`)
	const perRun = decisions / RUNS
	const beside = (list) => {
		const ratio = median(list.map((t, n) => t / times.kernel[n]))
		return `${number(ratio, ratio < 10 ? 2 : 0)} ×`
	}
	const row = (name, list) =>
		list.length === 0
			? [name, 'no gcc', '', '']
			: [name, number(1e3 / median(list)), number((perRun * 1e3) / median(list)), beside(list)]
	printTable(
		`${id}: runs, ${number(perRun, 1)} plies each (medians of ${SLICES} slices in turn; same results, same digest)`,
		[
			['engine', 'runs/s', 'plies/s', 'the kernel beside it'],
			row('XState', times.xstate),
			row('kernel', times.kernel),
			row('C, gcc -O3', times.c),
		],
	)
}
