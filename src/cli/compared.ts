import { type Comparison, compare } from '../analysis/compare.js'
import type { Game } from '../game/game.js'
import { PolicyError } from '../game/policies.js'
import { countOf } from '../report/percent.js'
import { closest } from '../scenario/closest.js'
import type { Scenario } from '../scenario/scenario.js'
import type { Pair } from './arguments.js'
import { BadInput } from './bad-input.js'
import { gameName } from './game-store.js'
import { graphFile } from './graph-folder.js'
import { quoted } from './json-document.js'
import { namedGames } from './named-game.js'
import { everyPolicy } from './open-game.js'
import { isOfOther, openSavedGame, type SavedPosition } from './open-position.js'
import { openScenario } from './open-scenario.js'
import { say } from './print.js'

/**
 * @param names of saved games or folders of them; none for all of the games' folder
 * @throws BadInput when a game is not to be trusted, or they are of several scenarios and none was named; PolicyError
 */
export async function compared(
	names: readonly string[],
	options: {
		readonly scenario?: string | undefined
		readonly script?: string | undefined
		readonly policy: readonly Pair[]
	},
): Promise<{ scenario: Scenario; game: Game; names: Readonly<Record<string, string>>; comparison: Comparison }> {
	const opened = await openedGames(namedGames(names), options.scenario)
	checkAlike(opened)
	const { scenario, game, table } = opened[0]!
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
		opened.map(({ file, playthrough }) => ({ name: gameName(file), playthrough })),
		opened.map((o) => o.table),
		{ policies: chosen, cacheFile: graphFile, ...(options.script !== undefined && { script: options.script }) },
	)
	return { scenario, game, names: everyPolicy(scenario, chosen), comparison }
}

type OpenedGame = SavedPosition & { readonly file: string }

/** @param named the scenario whose games are meant */
async function openedGames(files: readonly string[], named: string | undefined): Promise<OpenedGame[]> {
	const only = named === undefined ? undefined : await openScenario(named)
	const opened: OpenedGame[] = []
	const left: string[] = []
	for (const file of files)
		if (only && (await isOfOther(file, only))) left.push(gameName(file))
		else opened.push({ file, ...(await openSavedGame(file, named)) })
	if (opened.length === 0) throw new BadInput(`none of these games is of ${only!.id}: ${left.join(', ')}`)
	if (left.length > 0) say(`left out, as games of other scenarios: ${left.join(', ')}`)
	return opened
}

/** @throws BadInput that names the scenarios, where they are several, and their games */
function checkAlike(opened: readonly OpenedGame[]): void {
	const groups = new Map<string, OpenedGame[]>()
	for (const game of opened) {
		const { rulesHash } = game.scenario
		groups.set(rulesHash, [...(groups.get(rulesHash) ?? []), game])
	}
	if (groups.size < 2) return
	const rows = [...groups.values()].map(
		(games) =>
			`--scenario ${quoted(games[0]!.source)}: ${countOf(games.length, 'game')}, ${games.map((g) => gameName(g.file)).join(', ')}`,
	)
	throw new BadInput(
		`these games are of ${groups.size} scenarios, and games of one are compared; say which:\n${rows.join('\n')}`,
	)
}
