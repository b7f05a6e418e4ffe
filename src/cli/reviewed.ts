import { type Odds, positionOdds } from '../analysis/position-odds.js'
import { type Review, review } from '../analysis/review.js'
import type { Game } from '../game/game.js'
import { PolicyError } from '../game/policies.js'
import { type Block, textBlock } from '../report/document.js'
import { heading } from '../report/heading.js'
import { reviewDocument } from '../report/review-document.js'
import { closest } from '../scenario/closest.js'
import { reviewWords } from '../tui/view/review-words.js'
import type { Pair } from './arguments.js'
import { BadInput } from './bad-input.js'
import { graphFile } from './graph-folder.js'
import type { Beginning } from './json-document.js'
import { everyPolicy } from './open-game.js'
import { openSavedGame } from './open-position.js'

export interface Reviewed {
	readonly of: Omit<Beginning, 'command'>
	readonly document: object
	readonly title: string
	readonly blocks: readonly Block[]
}

/** @throws BadInput, PolicyError */
export async function reviewGame(
	file: string,
	options: {
		readonly scenario?: string | undefined
		readonly script?: string | undefined
		readonly runs: number
		readonly policy: readonly Pair[]
	},
): Promise<Reviewed> {
	const { scenario, game, table, playthrough } = await openSavedGame(file, options.scenario)
	const scripts = scenario.scripts.map((s) => s.id)
	if (options.script !== undefined && !scripts.includes(options.script))
		throw new BadInput(
			`${scenario.id} has no script "${options.script}"${closest(options.script, scripts)}; there are ${scripts.join(', ')}`,
		)
	const chosen = { ...playthrough.policies, ...Object.fromEntries(options.policy.map((p) => [p.name, p.value])) }
	for (const player of Object.keys(chosen))
		if (!scenario.players.some((p) => p.id === player)) throw new PolicyError(`there is no player "${player}"`)
	const { seed, run, settings } = playthrough
	const odds = positionOdds(game, { policies: chosen, runs: options.runs, seed, cacheFile: graphFile })
	const found = review(table, playthrough, odds, {
		policies: chosen,
		...(options.script !== undefined && { script: options.script }),
	})
	const names = everyPolicy(scenario, chosen)
	const head = heading(scenario, settings, names, [`seed "${seed}"`, `run ${run}`])
	return {
		// The game's own seed; a line that gives this review again has no option for it.
		of: { scenario, policies: names },
		document: { seed, ...reviewJson(game, found) },
		title: `${scenario.title}: a review`,
		blocks: [textBlock(head), ...reviewDocument(game, found, reviewWords(table, playthrough, found))],
	}
}

function reviewJson(game: Game, found: Review): object {
	const ids = game.scenario.endings.map((e) => e.id)
	const byEnding = ({ values, low, high }: Odds): object =>
		Object.fromEntries(
			ids.map((id, n) => [id, low && high ? { value: values[n], low: low[n], high: high[n] } : values[n]]),
		)
	const { plies, decisions, ...rest } = found
	return {
		...rest,
		plies: plies.map(({ before, after, ...ply }) => ({ ...ply, before: byEnding(before), after: byEnding(after) })),
		decisions: decisions.map(({ moves, ...d }) => ({
			...d,
			moves: moves.map(({ odds, ...m }) => ({ ...m, endings: byEnding(odds) })),
		})),
	}
}
