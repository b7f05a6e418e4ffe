import { createGame } from '../game/create-game.js'
import { policiesOf } from '../game/draw.js'
import { KernelRefusal } from '../kernel/cells.js'
import { type ArmSpec, ExactArm, type OddsArm } from './exact-arm.js'
import { type OpenGraph, rationalityOf } from './named-chain.js'
import { armPlayer } from './whatif.js'

export interface SampledArmOptions extends OpenGraph {
	/** For a sampled arm. */
	readonly seed: string
	readonly runs: number
}

/** The odds of an arm, exact where its states fit, else sampled. @throws KernelRefusal when they don't and a policy has to be solved for */
export function openArm(spec: ArmSpec, { seed, runs, ...options }: SampledArmOptions): OddsArm {
	try {
		return new ExactArm(spec, options)
	} catch (error) {
		if (!(error instanceof KernelRefusal)) throw error
		for (const name of Object.values(spec.policies))
			if (rationalityOf(name))
				throw new KernelRefusal(`the policy ${name} has to be solved for over the graph, and ${error.message}`)
		return sampledArm(spec, seed, runs, error.message)
	}
}

/** The same runs for every set of parameters, so that what differs between two sets is not their luck. */
function sampledArm(spec: ArmSpec, seed: string, runs: number, refused: string): OddsArm {
	const { scenario, rules } = spec.game
	return {
		spec,
		sampled: { runs, refused },
		graphs: 0,
		shaping: [],
		odds(values) {
			const drawn = values && Object.fromEntries(scenario.parameters.map((p, n) => [p.id, values[n]!]))
			const parameters = { ...drawn, ...rules.settings.parameters }
			const game = values ? createGame(scenario, { ...rules.settings, parameters }) : spec.game
			const { policies: names, decision } = spec
			const play = armPlayer({ game, policies: policiesOf(game, names), names, decision }, seed)
			const counts = scenario.endings.map(() => 0)
			for (let run = 1; run <= runs; run++) counts[play(run).ending]!++
			return counts.map((count) => count / runs)
		},
	}
}
