import type { WhatIf } from '../analysis/whatif.js'
import type { Scenario } from '../scenario/scenario.js'
import { percent, plainPercent, points } from './percent.js'
import { textTable } from './text-table.js'

/** Both arms side by side, the paired differences, and what flipped. */
export function whatIfText(scenario: Scenario, result: WhatIf): string {
	const title = (id: string): string => scenario.endings.find((e) => e.id === id)!.title
	const { runs, endings, flips, example, decided, confidence } = result
	const count = (n: number): string => n.toLocaleString('en')
	const parts = [
		textTable(
			[
				['ending', 'before', 'after', 'points', `${plainPercent(confidence)} interval`],
				...endings.map((e) => [
					title(e.id),
					percent(e.before),
					percent(e.after),
					points(e.difference),
					`${points(e.low)} to ${points(e.high)}`,
				]),
			],
			[1, 2, 3],
		),
		`${count(runs)} runs, each played twice with the same luck; paired score intervals (Tango 1998)`,
	]
	if (decided !== null)
		parts.push(
			decided === 0
				? 'The decision was not legal in any run: nothing was changed by it.'
				: `The decision could be taken in ${count(decided)} of them.`,
		)
	if (example)
		parts.push(
			textTable(
				flips.map((f) => [count(f.runs), `${title(f.from)} → ${title(f.to)}`]),
				[0],
			),
			`for example run ${example.run}: ${title(example.from)} → ${title(example.to)}`,
		)
	else parts.push('No run ended otherwise.')
	return parts.join('\n\n')
}
