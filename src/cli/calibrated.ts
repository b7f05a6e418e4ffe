import { CalibrationError, calibrate } from '../analysis/calibrating/calibrate.js'
import { createGame } from '../game/create-game.js'
import { calibrationDocument } from '../report/calibration-document.js'
import { plainText } from '../report/document.js'
import { heading } from '../report/heading.js'
import type { Pair } from './arguments.js'
import { BadInput } from './bad-input.js'
import { jsonDocument } from './json-document.js'
import { everyPolicy } from './open-game.js'
import { openScenario } from './open-scenario.js'
import { printJson, printText, textWidth } from './print.js'

/** Prints the scenario's own rates beside the published ones. @throws BadInput, PolicyError */
export async function calibrated(
	name: string,
	options: {
		readonly policy: readonly Pair[]
		readonly seed: string
		readonly runs: number
		readonly roundDays?: number | undefined
		readonly json: boolean
	},
): Promise<void> {
	const scenario = await openScenario(name)
	const game = createGame(scenario)
	const policies = everyPolicy(scenario, Object.fromEntries(options.policy.map((p) => [p.name, p.value])))
	const { seed, runs, roundDays } = options
	try {
		const result = calibrate(game, {
			policies,
			seed,
			runs,
			...(roundDays !== undefined && { daysPerRound: roundDays }),
		})
		if (options.json)
			printJson(jsonDocument({ command: 'calibration', scenario, seed, policies }, { calibration: result }))
		else
			printText(
				`${heading(scenario, game.rules.settings, policies, [`seed "${seed}"`])}\n\n${plainText(calibrationDocument(result), textWidth())}`,
			)
	} catch (error) {
		if (error instanceof CalibrationError) throw new BadInput(error.message)
		throw error
	}
}
