import type { RegionSlot, VariableSlot } from '../../game/layout.js'
import type { Scenario, Variable } from '../../scenario/scenario.js'

/** Whose eyes the words are for: `you` and `your` mean this player; null speaks of everyone by name. */
export type Viewer = string | null

export function playerName(scenario: Scenario, id: string): string {
	return scenario.players.find((p) => p.id === id)?.name ?? scenario.decks.find((d) => d.id === id)?.title ?? id
}

const possessive = (name: string): string => (/s$/i.test(name) ? `${name}'` : `${name}'s`)

/** `your`, `Iran's`, or nothing for what all share. */
export function ownersName(scenario: Scenario, owner: string | null, viewer: Viewer): string {
	if (owner === null) return ''
	return owner === viewer ? 'your' : possessive(playerName(scenario, owner))
}

/** An id as words: `limited_force`, `in-post`. */
const words = (id: string): string => id.replaceAll(/[_-]/g, ' ')

/** For the middle of a sentence: an acronym or a name in capitals keeps its first letter. */
export const inSentence = (title: string): string =>
	/^\p{Lu}\p{Ll}/u.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title

export const asSentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const titled = (title: string | null, id: string): string => title ?? asSentence(words(id))

export const variableTitle = (v: Variable): string => titled(v.title, v.id)
export const regionTitle = (r: RegionSlot): string => titled(r.region.title, r.region.id)

export function stateTitle(region: RegionSlot, state: string): string {
	return region.states.get(state)?.node.title ?? words(state)
}

/** A variable of 0 and 1 whose values have no names is a yes or a no. */
export const isFlag = (v: Variable): boolean => v.low === 0 && v.high === 1 && v.names.length === 0

/** `limited force`, `yes`, `3`. */
export function valueName(v: Variable, value: number): string {
	const name = v.names[value - v.low]
	if (name !== undefined) return words(name)
	return isFlag(v) ? (value === 1 ? 'yes' : 'no') : String(value)
}

/** `your pressure at home`, `Iran's ambassador`, `Escalation`. */
export function ownedTitle(scenario: Scenario, slot: RegionSlot | VariableSlot, viewer: Viewer): string {
	const title = 'variable' in slot ? variableTitle(slot.variable) : regionTitle(slot)
	const owner = ownersName(scenario, slot.owner, viewer)
	return owner ? `${owner} ${inSentence(title)}` : title
}

/** What a round is called: its label, or its number. */
export function roundLabel(scenario: Scenario, round: number): string {
	return scenario.clock.labels[round - 1] ?? `Round ${round}`
}

export const listed = (parts: readonly string[], last = 'and'): string =>
	parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} ${last} ${parts.at(-1)!}`

/** What a move says to the others, in quotes. */
export const signalText = (signal: string): string => `“${signal}”`

/** `Iran says`, `Iranian officials say`: a player is one, whatever its name ends in. */
export function saidBy(scenario: Scenario, who: string): string {
	const isOne = scenario.players.some((p) => p.name === who) || !/([^s]s|men|people|police|media)$/i.test(who)
	return `${who} ${isOne ? 'says' : 'say'}`
}
