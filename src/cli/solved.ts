import { bestLine, robustness } from '../analysis/best-line.js'
import { nodePolicies, openGraph, rationalityOf } from '../analysis/named-chain.js'
import { type Rationality, reasoners, SolveError, type SolveOptions, solve } from '../analysis/solve.js'
import { createGame } from '../game/create-game.js'
import type { Game } from '../game/game.js'
import { PolicyError } from '../game/policies.js'
import { readSettings } from '../game/settings.js'
import type { Solved } from '../report/solve-document.js'
import { closest } from '../scenario/closest.js'
import type { Scenario } from '../scenario/scenario.js'
import { graphFile } from './graph-folder.js'
import type { GameOptions } from './open-game.js'
import { openScenario } from './open-scenario.js'

/** @throws BadInput, SettingsError, PolicyError, SolveError; KernelRefusal when the states do not fit */
export async function solved(
	name: string,
	{
		set = [],
		without = [],
		policy = [],
		quantal,
		robust,
	}: GameOptions & { readonly quantal?: number | undefined; readonly robust: boolean },
): Promise<{ scenario: Scenario; game: Game; names: Readonly<Record<string, string>>; result: Solved }> {
	const scenario = await openScenario(name)
	const game = createGame(scenario, readSettings(scenario, set, without))
	const chosen = Object.fromEntries(policy.map((p) => [p.name, p.value]))
	const ids = scenario.players.map((p) => p.id)
	for (const player of Object.keys(chosen))
		if (!ids.includes(player))
			throw new PolicyError(`there is no player "${player}"${closest(player, ids)}; players are ${ids.join(', ')}`)
	const best = quantal === undefined ? 'best' : `quantal:${quantal}`
	const names = Object.fromEntries(ids.map((id) => [id, chosen[id] ?? (reasoners(game).includes(id) ? best : 'cards')]))
	const reasoning = new Map<string, Rationality>()
	const following: Record<string, string> = {}
	for (const [player, way] of Object.entries(names)) {
		const rationality = rationalityOf(way)
		if (rationality) reasoning.set(player, rationality)
		else following[player] = way
	}
	if (reasoning.size === 0)
		throw new SolveError(
			reasoners(game).length === 0
				? `${scenario.id} gives no payoffs, so nothing can be called best`
				: 'every player has a policy already: leave one out, or give it the policy best',
		)
	const graph = openGraph(game, { cacheFile: graphFile })
	const policies = new Map(
		[...nodePolicies(graph, { ...Object.fromEntries(ids.map((id) => [id, 'cards'])), ...following })].filter(
			([id]) => !reasoning.has(id),
		),
	)
	const options: SolveOptions = { reasoning, policies }
	const solution = solve(graph, options)
	const play = bestLine(solution, options)
	return {
		scenario,
		game,
		names,
		result: {
			values: [...solution.values].map(([player, value]) => ({ player, value, policy: names[player]! })),
			play,
			ties: solution.ties,
			states: graph.states,
			robust: robust ? robustness(graph, options, play.first) : null,
		},
	}
}
