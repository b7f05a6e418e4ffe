import type { PageNames } from '../page/page-names.js'
import { oneLine } from '../page/page-names.js'
import { countOf, plainPercent } from '../percent.js'

/** What every document says of itself. */
export interface Origin {
	readonly scenario: { readonly id: string; readonly hash: string } | null
	readonly seed: string | null
	readonly policies: Readonly<Record<string, string>> | null
}

/** What the numbers of a document are of. @param numbers how they were come by: exact, or sampled and with which interval */
export function sectionOrigin(
	names: PageNames,
	{ scenario, seed, policies }: Origin,
	numbers: string,
): (readonly [string, string])[] {
	const chosen = Object.entries(policies ?? {}).map(
		([player, policy]) =>
			`${names.player(player)}: ${policy === 'cards' ? 'the weights of the cards' : oneLine(policy)}`,
	)
	return [
		['Numbers', numbers],
		...(scenario ? [['Scenario', `${names.scenario} (${oneLine(scenario.id)})`] as const] : []),
		...(scenario ? [['Rules', oneLine(scenario.hash)] as const] : []),
		...(chosen.length > 0 ? [['Policies', chosen.join(' · ')] as const] : []),
		...(seed === null ? [] : [['Seed', oneLine(seed)] as const]),
	]
}

export const counted = (n: number): string => n.toLocaleString('en')

/** `sampled, 2,000 runs; 95 % intervals by Wilson’s score`. */
export const sampledBy = (runs: number | null | undefined, confidence: number | undefined, method: string): string =>
	[
		runs === null || runs === undefined ? 'sampled' : `sampled, ${countOf(runs, 'run')}`,
		confidence === undefined ? `intervals by ${method}` : `${plainPercent(confidence)} intervals by ${method}`,
	].join('; ')

/** `exact, over 13,284 states`. */
export const exactOver = (states: number | null | undefined): string =>
	states === null || states === undefined ? 'exact' : `exact, over ${counted(states)} states`

const MOST_TOLD = 12

/** A chart in words, for those who don't see it. */
export function told(what: string, items: readonly string[]): string {
	const rest = items.length - MOST_TOLD
	const shown = rest > 0 ? [...items.slice(0, MOST_TOLD), `and ${rest} more`] : items
	return `${what}: ${shown.join('; ')}. The numbers stand in a table of this section.`
}
