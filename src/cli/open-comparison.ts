import { type Place, placeText, readMove, readPlace, standsAt } from '../analysis/decision.js'
import type { ArmSpec } from '../analysis/exact-arm.js'
import type { Arm } from '../analysis/whatif.js'
import { createGame } from '../game/create-game.js'
import type { Game, State } from '../game/game.js'
import { memoised } from '../game/memoised.js'
import type { Playthrough, Table } from '../game/playthrough.js'
import { readSettings } from '../game/settings.js'
import type { ChangeMade } from '../report/change-text.js'
import { choices } from '../scenario/closest.js'
import type { Change, Question, Scenario, Setting } from '../scenario/scenario.js'
import type { Pair } from './arguments.js'
import { BadInput } from './bad-input.js'
import { findGame } from './named-game.js'
import { everyPolicy, type GameOptions, type OpenGame, openGame, openPolicies } from './open-game.js'
import { isSavedGame, openSavedGame, policiesFor } from './open-position.js'
import { shippedIds } from './shipped-scenarios.js'

/** What the command line asks to be changed. */
export interface AskedChange {
	readonly at: string | undefined
	readonly instead: string | undefined
	readonly pairs: readonly Pair[]
	readonly question: string | undefined
}

export interface OpenComparison {
	readonly before: Arm
	readonly after: Arm
	readonly scenario: Scenario
	readonly policyNames: Readonly<Record<string, string>>
	readonly change: ChangeMade
	readonly seed: string
}

type CompareOptions = GameOptions & { readonly seed: string }

/** The two sides of a what-if. @throws BadInput, SettingsError, PolicyError, DecisionError */
export async function openComparison(
	name: string,
	asked: AskedChange,
	options: CompareOptions,
): Promise<OpenComparison> {
	const saved = (await shippedIds()).includes(name) ? undefined : findGame(name)
	return saved !== undefined && (await isSavedGame(saved))
		? ofSavedGame(saved, asked, options)
		: ofGame(await openGame(name, options), asked, options)
}

/** The two sides of each of a scenario's own questions; `before` is the opened game in all. @throws BadInput, SettingsError, PolicyError */
export async function openQuestions(
	name: string,
	options: CompareOptions,
): Promise<OpenGame & { readonly comparisons: readonly (readonly [Question, OpenComparison])[] }> {
	const opened = await openGame(name, options)
	const comparisons = opened.scenario.questions.map((question) => {
		const asked = { at: undefined, instead: undefined, pairs: [], question: question.id }
		return [question, ofGame(opened, asked, options)] as const
	})
	return Object.assign(opened, { comparisons })
}

function ofGame(opened: OpenGame, asked: AskedChange, options: CompareOptions): OpenComparison {
	const { scenario, game, policies, policyNames } = opened
	const { decision, set, policies: changed, without } = wholeChange(scenario, game, asked)
	const { set: ownSet = [], without: ownWithout = [], policy = [] } = options
	const otherGame =
		set.length + without.length === 0
			? game
			: memoised(createGame(scenario, readSettings(scenario, [...ownSet, ...set], [...ownWithout, ...without])))
	const chosen = Object.fromEntries([
		...policy.map((p) => [p.name, p.value] as const),
		...changed.map((p) => [p.player, p.policy] as const),
	])
	const after = openPolicies(otherGame, chosen)
	return {
		scenario,
		before: { game, policies, names: policyNames },
		after: { game: otherGame, policies: after.policies, names: after.policyNames, decision },
		policyNames,
		change: {
			decision: decision ? { at: placeText(decision.place), before: null, instead: decision.move } : null,
			set,
			policies: changed,
			without,
		},
		seed: options.seed,
	}
}

/** The two sides by the names of their policies. */
export function armsOf({ before, after, policyNames, change }: OpenComparison): [ArmSpec, ArmSpec] {
	const changed = Object.fromEntries(change.policies.map((p) => [p.player, p.policy]))
	return [
		{ game: before.game, policies: policyNames },
		{ game: after.game, policies: { ...policyNames, ...changed }, decision: after.decision },
	]
}

interface WholeChange {
	readonly decision: { readonly place: Place; readonly move: string } | undefined
	readonly set: readonly Setting[]
	readonly policies: Change['policies']
	readonly without: readonly string[]
}

/** The question's change and what the command line adds to it; the line's own decision goes before the question's. */
function wholeChange(scenario: Scenario, game: Game, { at, instead, pairs, question }: AskedChange): WholeChange {
	const base = question === undefined ? null : questionOf(scenario, question).change
	const place = at === undefined ? undefined : readPlace(game, at)
	const asked = base?.decision
	const decision = place
		? { place, move: readMove(game, place, instead!) }
		: asked
			? {
					place: { round: asked.round, player: asked.player, nth: 1 },
					move: `${asked.player}.${asked.move}`,
				}
			: undefined
	const kind = (name: string): 'policy' | 'without' | 'set' =>
		name.startsWith('policy.') ? 'policy' : name === 'without' ? 'without' : 'set'
	const of = (wanted: string) => pairs.filter((p) => kind(p.name) === wanted)
	return {
		decision,
		set: [...(base?.set ?? []), ...of('set')],
		policies: [
			...(base?.policies ?? []),
			...of('policy').map((p) => ({ player: p.name.slice('policy.'.length), policy: p.value })),
		],
		without: [...(base?.without ?? []), ...of('without').map((p) => p.value)],
	}
}

function questionOf(scenario: Scenario, id: string) {
	const ids = scenario.questions.map((q) => q.id)
	const question = scenario.questions.find((q) => q.id === id)
	if (question) return question
	throw new BadInput(`${scenario.id} has no question "${id}"${choices(id, ids)}`)
}

async function ofSavedGame(file: string, asked: AskedChange, options: CompareOptions): Promise<OpenComparison> {
	if (asked.at === undefined || asked.pairs.length > 0 || asked.question !== undefined)
		throw new BadInput('of a saved game, one decision is changed: --at with --instead')
	const { scenario, game, table, playthrough } = await openSavedGame(file)
	const place = readPlace(game, asked.at)
	const move = readMove(game, place, asked.instead!)
	const { from, played } = decisionIn(game, table, playthrough, place)
	const legal = game.legalMoves(from).map((m) => m.id)
	if (!legal.includes(move)) throw new BadInput(`${move} was not legal at ${asked.at}; legal were ${legal.join(', ')}`)
	const { policies, policyNames } = policiesFor(game, playthrough, options)
	const arm = (id: string): Arm => ({ game, policies, names: policyNames, from, decision: { place, move: id } })
	return {
		scenario,
		before: arm(played),
		after: arm(move),
		policyNames: everyPolicy(scenario, policyNames),
		change: { decision: { at: placeText(place), before: played, instead: move }, set: [], policies: [], without: [] },
		seed: options.seed,
	}
}

/** The state before the decision of the game's current line, and what was decided. @throws BadInput when that line has not come so far */
function decisionIn(game: Game, table: Table, playthrough: Playthrough, place: Place): { from: State; played: string } {
	const here = standsAt(game, place)
	for (const entry of table.line(playthrough))
		if (entry.kind === 'ply') {
			const from = table.state(playthrough, entry.parent)
			if (here(from)) return { from, played: entry.move }
		}
	throw new BadInput(`the saved game has no ply at ${placeText(place)}: it ended, or was left, before`)
}
