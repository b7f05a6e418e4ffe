import type { Game } from '../game/game.js'
import { noPolicy, policyNames } from '../game/policies.js'
import { readSettings, type Settings } from '../game/settings.js'
import { choices } from '../scenario/closest.js'
import type { Scenario } from '../scenario/scenario.js'

export type Level = number | string

/** What a sweep varies: a parameter, a start value, a region's first state, `policy.PLAYER`, or `without`. */
export interface Factor {
	readonly name: string
	readonly levels: readonly Level[]
}

/** A factor that can't be read; the message says what is allowed. */
export class FactorError extends Error {
	override readonly name = 'FactorError'
}

/** The level of `without` that takes nothing out. */
export const NONE = 'none'

/** Most levels that a range may spell out. */
const MOST_LEVELS = 10_000

/**
 * Reads `NAME=LOW..HIGH`, `NAME=LOW..HIGH:STEP`, `NAME=A,B,C`, or `NAME` alone for all that it can be.
 * @param isSolved whether it is the name of a policy that is solved for; it may throw of one that is nearly so
 * @throws FactorError, SettingsError
 */
export function readFactor(game: Game, text: string, isSolved: (policy: string) => boolean): Factor {
	const at = text.indexOf('=')
	const name = (at < 0 ? text : text.slice(0, at)).trim()
	const given = at < 0 ? null : text.slice(at + 1).trim()
	if (given === '') throw new FactorError(`--vary ${name}= names no values: write ${name}=0..2 or ${name}=a,b`)
	const factor = { name, levels: given === null ? allLevels(game, name) : readLevels(name, given) }
	for (const level of factor.levels) checkLevel(game, name, level, isSolved)
	if (new Set(factor.levels).size < factor.levels.length) throw new FactorError(`--vary ${text} names a value twice`)
	return factor
}

function readLevels(name: string, text: string): Level[] {
	const range = /^([+-]?\d+)\s*\.\.\s*([+-]?\d+)(?:\s*:\s*(\d+))?$/.exec(text)
	if (!range) {
		if (text.includes('..'))
			throw new FactorError(`--vary ${name}=${text}: a range is LOW..HIGH or LOW..HIGH:STEP, in whole numbers`)
		return text.split(',').map((part) => {
			const level = part.trim()
			if (level === '') throw new FactorError(`--vary ${name}=${text} has an empty value in it`)
			return /^[+-]?\d+$/.test(level) ? Number(level) : level
		})
	}
	const [low, high, step] = [Number(range[1]), Number(range[2]), Number(range[3] ?? 1)]
	if (low > high) throw new FactorError(`--vary ${name}=${text}: ${low} is more than ${high}`)
	if (step < 1) throw new FactorError(`--vary ${name}=${text}: a step is 1 or more`)
	const count = Math.floor((high - low) / step) + 1
	if (count > MOST_LEVELS)
		throw new FactorError(
			`--vary ${name}=${text} has ${count} values, more than ${MOST_LEVELS}: give a step, ${name}=${low}..${high}:STEP`,
		)
	return Array.from({ length: count }, (_, n) => low + n * step)
}

const POLICY = 'policy.'

function allLevels(game: Game, name: string): readonly Level[] {
	if (name.startsWith(POLICY)) return policyNames(game, playerOf(game, name))
	if (name === 'without')
		throw new FactorError('--vary without= names cards, and none: without=none,incidents.terror-attack')
	const { layout, scenario } = game.rules
	const range = (low: number, high: number): Level[] => readLevels(name, `${low}..${high}`)
	const parameter = scenario.parameters.find((p) => p.id === name)
	if (parameter) return range(parameter.low, parameter.high)
	const variable = layout.variables.find((v) => v.key === name || v.variable.id === name)
	if (variable) return range(variable.low, variable.high)
	const region = layout.regions.find((r) => r.key === name || r.region.id === name)
	if (region) return region.leaves
	throw new FactorError(unknown(game, name))
}

function checkLevel(game: Game, name: string, level: Level, isSolved: (policy: string) => boolean): void {
	const { scenario } = game
	if (name.startsWith(POLICY)) {
		const player = playerOf(game, name)
		const policy = String(level)
		if (!policyNames(game, player).includes(policy) && !isSolved(policy))
			throw new FactorError(noPolicy(game, player, policy))
	} else if (name === 'without') {
		if (level !== NONE) readSettings(scenario, [], [String(level)])
	} else {
		if (!settingNames(game).includes(name)) throw new FactorError(unknown(game, name))
		readSettings(scenario, [{ name, value: level }])
	}
}

function playerOf(game: Game, name: string): string {
	const ids = game.scenario.players.map((p) => p.id)
	const player = name.slice(POLICY.length)
	if (ids.includes(player)) return player
	throw new FactorError(`there is no player "${player}"${choices(player, ids, 'players are')}`)
}

function settingNames(game: Game): string[] {
	const { layout, scenario } = game.rules
	return [
		...scenario.parameters.map((p) => p.id),
		...layout.variables.flatMap((v) => [v.key, v.variable.id]),
		...layout.regions.flatMap((r) => [r.key, r.region.id]),
	]
}

function unknown(game: Game, name: string): string {
	const { layout, scenario } = game.rules
	const names = [
		...scenario.parameters.map((p) => p.id),
		...layout.variables.map((v) => v.key),
		...layout.regions.map((r) => r.key),
		...scenario.players.map((p) => `${POLICY}${p.id}`),
		'without',
	]
	return `there is nothing to vary called "${name}"${choices(name, names)}`
}

/**
 * That nothing gets two values at one point: by two factors, or by one and what holds at all points.
 * @param given names as factors have them: those of `--set`, and `policy.PLAYER`
 * @throws FactorError
 */
export function checkApart(game: Game, factors: readonly Factor[], given: readonly string[]): void {
	const by = new Map(given.flatMap((name) => keysOf(game, name).map((key) => [key, name] as const)))
	factors.forEach(({ name }, n) => {
		for (const key of keysOf(game, name)) {
			const other = by.get(key)
			if (other === undefined) by.set(key, name)
			else if (factors.slice(0, n).some((f) => f.name === other))
				throw new FactorError(
					other === name ? `--vary ${name} is there twice` : `--vary ${name}: --vary ${other} varies it already`,
				)
			else throw new FactorError(`--vary ${name}: it is given one value for all points, by ${other}: leave out one`)
		}
	})
}

/** What a name gives values to: `pressure` to that of every player. */
function keysOf({ rules }: Game, name: string): readonly string[] {
	const { variables, regions } = rules.layout
	const keys = [
		...variables.filter((v) => v.key === name || v.variable.id === name).map((v) => v.key),
		...regions.filter((r) => r.key === name || r.region.id === name).map((r) => r.key),
	]
	return keys.length > 0 ? keys : [name]
}

/** What a point changes, as settings and policies on top of those that all points have. */
export interface PointBase {
	readonly set: readonly { readonly name: string; readonly value: number | string }[]
	readonly without: readonly string[]
	readonly policies: Readonly<Record<string, string>>
}

/** @throws SettingsError when values that are fine alone don't go together */
export function settledPoint(
	scenario: Scenario,
	base: PointBase,
	factors: readonly Factor[],
	levels: readonly Level[],
): { settings: Settings; policies: Readonly<Record<string, string>> } {
	const set = [...base.set]
	const without = [...base.without]
	const policies = { ...base.policies }
	factors.forEach(({ name }, n) => {
		const value = levels[n]!
		if (name.startsWith(POLICY)) policies[name.slice(POLICY.length)] = String(value)
		else if (name === 'without') {
			if (value !== NONE) without.push(String(value))
		} else set.push({ name, value })
	})
	return { settings: readSettings(scenario, set, without), policies }
}
