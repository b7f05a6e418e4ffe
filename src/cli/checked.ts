import { IllegalStep, type Likelihood, likelihood, scriptMoves } from '../analysis/likelihood.js'
import type { scriptRules } from '../analysis/proving/proof-rules.js'
import { type Finding, prove } from '../analysis/proving/prove.js'
import { createGame } from '../game/create-game.js'
import { policiesOf } from '../game/draw.js'
import type { Game } from '../game/game.js'
import { memoised } from '../game/memoised.js'
import { likelihoodText } from '../report/likelihood-text.js'
import type { Location } from '../scenario/location.js'
import type { Scenario, Script } from '../scenario/scenario.js'
import { graphFile } from './graph-folder.js'
import { readScenario } from './open-scenario.js'

export interface Checked {
	/** Null when it does not load. */
	readonly scenario: Scenario | null
	readonly file: string
	/** In order of place. */
	readonly findings: readonly Finding[]
	/** The scenario's text, which the findings point into. */
	readonly text: string
	/** States before a ply that play can reach, whatever the policies and the round; null when it does not load, or has more than fit in memory. */
	readonly states: number | null
	/** Those that are legal to their end. */
	readonly scripts: readonly CheckedScript[]
}

export interface CheckedScript {
	readonly id: string
	readonly ending: string | null
	readonly likelihoods: readonly {
		readonly policies: Readonly<Record<string, string>>
		readonly log10: number | null
		readonly least: { readonly move: string; readonly probability: number; readonly line: number | null } | null
		/** For people. */
		readonly text: string
	}[]
}

/** What loading finds, what playing its scripts does, and what is proved over all states. @throws BadInput when there is no such scenario */
export async function checkScenario(name: string): Promise<Checked> {
	const { scenario, file, text, diagnostics } = await readScenario(name, { anew: true })
	const loading = diagnostics.map((d): Finding => ({ ...d, play: [] }))
	if (!scenario) return { scenario, file, findings: loading, text, states: null, scripts: [] }
	const game = memoised(createGame(scenario))
	const proof = prove(scenario, { cacheFile: graphFile })
	// What loading could not prove, and all states show to be false, is one finding.
	const refuted = new Set(proof.findings.flatMap((f) => (f.rule === 'chance-over-base' ? [f.at.line] : [])))
	const unrefuted = loading.filter((f) => f.rule !== 'chance-unproved' || !refuted.has(f.at.line))
	const findings: Finding[] = [...unrefuted, ...proof.findings]
	const find = (rule: keyof typeof scriptRules, at: Location, message: string): void => {
		findings.push({ rule, severity: 'error', message, file: scenario.file, at, play: [] })
	}
	const scripts = scenario.scripts.flatMap((script) => checkScript(game, script, find))
	findings.sort((a, b) => a.at.line - b.at.line || a.at.column - b.at.column)
	return { scenario, file, findings, text, states: proof.states, scripts }
}

/** Pairs of doctrines beyond which only each doctrine against the cards' weights is shown. */
const MOST_PAIRINGS = 64

function checkScript(
	game: Game,
	script: Script,
	find: (rule: keyof typeof scriptRules, at: Location, message: string) => void,
): CheckedScript[] {
	const moves = scriptMoves(script)
	try {
		const { state } = likelihood(game, policiesOf(game), moves)
		if (script.ending !== null && state.ending !== script.ending) {
			const reached = state.ending === null ? 'it stops before the end' : `it leads to "${state.ending}"`
			find('script-ending', script.at, `script "${script.id}" should lead to "${script.ending}", but ${reached}`)
			return []
		}
		const likelihoods = pairings(game.scenario).map((policies) => {
			const line = likelihood(game, policiesOf(game, policies), moves)
			return { policies, log10: finite(line.log10), least: leastOf(line), text: told(game, policies, line) }
		})
		return [{ id: script.id, ending: state.ending, likelihoods }]
	} catch (error) {
		if (!(error instanceof IllegalStep)) throw error
		find('script-illegal', error.at ?? script.at, `script "${script.id}": ${error.message}`)
		return []
	}
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null)

const leastOf = ({ least }: Likelihood) =>
	least && { move: least.move, probability: least.probability, line: least.at?.line ?? null }

function told(game: Game, policies: Readonly<Record<string, string>>, line: Likelihood): string {
	const names = game.scenario.players.map((p) => `${p.name} ${policies[p.id]}`)
	return `${names.join(', ')}: ${likelihoodText(game, line)}`
}

/** Every player's doctrines, and the cards' own weights, against each other's. */
function pairings(scenario: Scenario): Record<string, string>[] {
	let all: Record<string, string>[] = [{}]
	for (const { id } of scenario.players) {
		const names = ['cards', ...scenario.doctrines.filter((d) => d.by.includes(id)).map((d) => d.id)]
		all = all.flatMap((chosen) => names.map((name) => ({ ...chosen, [id]: name })))
		if (all.length > MOST_PAIRINGS) return alone(scenario)
	}
	return all
}

function alone(scenario: Scenario): Record<string, string>[] {
	const cards = Object.fromEntries(scenario.players.map((p) => [p.id, 'cards']))
	const one = scenario.doctrines.flatMap((d) => d.by.map((player) => ({ ...cards, [player]: d.id })))
	return [cards, ...one]
}
