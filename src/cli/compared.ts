import { basename } from 'node:path'
import { type Comparison, compare } from '../analysis/compare.js'
import type { Game } from '../game/game.js'
import { PolicyError } from '../game/policies.js'
import { closest } from '../scenario/closest.js'
import type { Scenario } from '../scenario/scenario.js'
import type { Pair } from './arguments.js'
import { BadInput } from './bad-input.js'
import { graphFile } from './graph-folder.js'
import { everyPolicy } from './open-game.js'
import { openSavedGame } from './open-position.js'

/** @throws BadInput when a game is not to be trusted, or is of other rules than the first; PolicyError */
export async function compared(
	files: readonly string[],
	options: {
		readonly scenario?: string | undefined
		readonly script?: string | undefined
		readonly policy: readonly Pair[]
	},
): Promise<{ scenario: Scenario; game: Game; names: Readonly<Record<string, string>>; comparison: Comparison }> {
	const opened = []
	for (const file of files) opened.push({ file, ...(await openSavedGame(file, options.scenario)) })
	const first = opened[0]!
	const { scenario, game, table } = first
	const other = opened.find((o) => o.scenario.rulesHash !== scenario.rulesHash)
	if (other)
		throw new BadInput(`${other.file} is a game of other rules than ${first.file}: games of one scenario are compared`)
	const scripts = scenario.scripts.map((s) => s.id)
	if (options.script !== undefined && !scripts.includes(options.script))
		throw new BadInput(
			`${scenario.id} has no script "${options.script}"${closest(options.script, scripts)}; there are ${scripts.join(', ')}`,
		)
	const chosen = Object.fromEntries(options.policy.map((p) => [p.name, p.value]))
	const ids = scenario.players.map((p) => p.id)
	for (const player of Object.keys(chosen))
		if (!ids.includes(player))
			throw new PolicyError(`there is no player "${player}"${closest(player, ids)}; players are ${ids.join(', ')}`)
	const comparison = compare(
		table,
		opened.map(({ file, playthrough }) => ({ name: basename(file, '.jsonl'), playthrough })),
		opened.map((o) => o.table),
		{ policies: chosen, cacheFile: graphFile, ...(options.script !== undefined && { script: options.script }) },
	)
	return { scenario, game, names: everyPolicy(scenario, chosen), comparison }
}
