import { IllegalStep, type Likelihood, likelihood, scriptMoves } from '../analysis/likelihood.js'
import type { Game, State } from '../game/game.js'
import { outlookOf } from '../game/outlook.js'
import { heading } from '../report/heading.js'
import { likelihoodText } from '../report/likelihood-text.js'
import { type TranscriptMove, transcriptText } from '../report/transcript-text.js'
import { choices } from '../scenario/closest.js'
import type { Script } from '../scenario/scenario.js'
import { BadInput } from './bad-input.js'
import type { Beginning } from './json-document.js'
import { type GameOptions, openGame } from './open-game.js'
import { isSavedGame, openSavedGame, policiesFor, SavedGameFault } from './open-position.js'
import { textWidth } from './print.js'

export interface Replayed {
	readonly of: Omit<Beginning, 'command'>
	readonly document: object
	/** For people; null when there is nothing to show. */
	readonly text: string | null
	/** Why it cannot be trusted or played; null when it can. */
	readonly fault: string | null
}

/** @throws BadInput when the file is no saved game, or there is no scenario that it is of */
export async function replaySaved(file: string, options: GameOptions & { scenario?: string }): Promise<Replayed> {
	let opened: Awaited<ReturnType<typeof openSavedGame>>
	try {
		opened = await openSavedGame(file, options.scenario)
	} catch (error) {
		if (!(error instanceof SavedGameFault && (await isSavedGame(file)))) throw error
		return {
			of: {},
			document: { valid: false, plies: null, ending: null, line: error.line, message: error.reason },
			text: null,
			fault: error.message,
		}
	}
	const { scenario, game, table, playthrough } = opened
	const moves: TranscriptMove[] = []
	for (const entry of table.line(playthrough))
		if (entry.kind === 'ply')
			moves.push({
				id: entry.move,
				round: table.state(playthrough, entry.parent).round,
				remark: `${DECIDED[entry.by]}${entry.reasons ? `: “${entry.reasons}”` : ''}`,
			})
	const state = table.state(playthrough)
	const { policies, policyNames } = policiesFor(game, playthrough, options)
	const line = likelihood(
		game,
		policies,
		moves.map((m) => ({ id: m.id, at: null })),
	)
	const { seed, run, settings, people } = playthrough
	const shown = { ...policyNames, ...Object.fromEntries(people.map((p) => [p, 'a person'])) }
	return {
		of: { scenario, seed, policies: policyNames },
		document: {
			valid: true,
			plies: plies(moves),
			ending: endingOf(game, state),
			outlook: shortOutlook(game, state),
			...weighed(line),
			run,
			people,
			moves: moves.map((m) => m.id),
		},
		text: `${heading(scenario, settings, shown, [`seed "${seed}"`, `run ${run}`])}\n\n${transcriptText(game, moves, state, textWidth())}\n\nlikelihood ${likelihoodText(game, line)}`,
		fault: null,
	}
}

const DECIDED = { person: 'decided', policy: '', luck: '', inject: 'laid down' } as const

/** @throws BadInput, PolicyError */
export async function replayScript(name: string, id: string, options: GameOptions): Promise<Replayed> {
	const { scenario, game, policies, policyNames } = await openGame(name, options)
	const script = scriptOf(scenario.scripts, id, scenario.id)
	const of = { scenario, policies: policyNames }
	try {
		const line = likelihood(game, policies, scriptMoves(script))
		const dates = script.steps.flatMap((s) => (s.outcome === null ? [s.date] : [s.date, null]))
		const moves = line.steps.map((s, n) => ({ id: s.move, round: s.round, remark: dates[n] ?? '' }))
		const ending = endingOf(game, line.state)
		const fault =
			script.ending !== null && ending?.id !== script.ending
				? `${scenario.file}:${script.at.line}:${script.at.column}: script "${id}" leads to ${ending?.id ?? 'no ending'}, not to ${script.ending}`
				: null
		return {
			of,
			document: {
				valid: fault === null,
				plies: plies(moves),
				ending,
				outlook: shortOutlook(game, line.state),
				...weighed(line),
				moves: moves.map((m) => m.id),
			},
			text: `${heading(scenario, game.rules.settings, policyNames)}\n${script.title}\n\n${transcriptText(game, moves, line.state, textWidth())}\n\nlikelihood ${likelihoodText(game, line)}`,
			fault,
		}
	} catch (error) {
		if (!(error instanceof IllegalStep)) throw error
		const { line, column } = error.at ?? script.at
		return {
			of,
			document: { valid: false, plies: null, ending: null, line, message: error.message },
			text: null,
			fault: `${scenario.file}:${line}:${column}: ${error.message}`,
		}
	}
}

function scriptOf(scripts: readonly Script[], id: string, scenario: string): Script {
	const found = scripts.find((s) => s.id === id)
	if (found) return found
	const ids = scripts.map((s) => s.id)
	throw new BadInput(`${scenario} has no script "${id}"${choices(id, ids)}`)
}

/** How likely a line is; `log10` is null where a step is never drawn. */
const weighed = ({ probability, log10, least }: Likelihood) => ({
	likelihood: { probability, log10: Number.isFinite(log10) ? log10 : null },
	least: least && {
		move: least.move,
		round: least.round,
		probability: least.probability,
		line: least.at?.line ?? null,
	},
})

/** Outcomes belong to the ply of their card. */
const plies = (moves: readonly { readonly id: string }[]): number =>
	moves.filter((m) => m.id.split('.').length === 2).length

function endingOf(game: Game, state: State): { id: string; round: number; label: string | null } | null {
	if (state.ending === null) return null
	return { id: state.ending, round: state.round, label: game.scenario.clock.labels[state.round - 1] ?? null }
}

/** As numbers; the scenario has the words. */
function shortOutlook(game: Game, state: State): { recurs: number; of: number } | null {
	const outlook = outlookOf(game, state)
	return outlook && { recurs: outlook.recurs, of: outlook.of }
}
