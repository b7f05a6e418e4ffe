import type { Scenario } from '../../scenario/scenario.js'
import { listed } from './wording.js'

/** What the review of a game that goes on tells before its time: `shows the odds, …`; null where that is nothing. */
export function givenAway({ scripts }: Scenario, showsOdds: boolean): string | null {
	const hasRecord = scripts.some((script) => script.steps.some((step) => step.date !== null))
	const told = [
		...(showsOdds ? [] : ['shows the odds, which this game hides until its end']),
		...(hasRecord ? ['tells what really followed'] : []),
	]
	return told.length === 0 ? null : listed(told)
}
