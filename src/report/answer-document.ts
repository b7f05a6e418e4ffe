import type { UncertainDifference } from '../analysis/uncertainty.js'
import type { WhatIf } from '../analysis/whatif.js'
import type { Game } from '../game/game.js'
import type { Question } from '../scenario/scenario.js'
import { type ChangeMade, changeText, decidedText } from './change-text.js'
import { type Block, headingBlock, tableBlock, textBlock } from './document.js'
import { actorName, moveTitle } from './move-title.js'
import { percentCell, pointsCell, pointsSpanCell } from './number-cell.js'
import { scenarioNames } from './page/page-names.js'
import { countOf, percent } from './percent.js'
import { uncertainDifferenceBlocks } from './uncertainty-document.js'

/** A what-if whose example can be opened. */
export type Pairs = Omit<WhatIf, 'example'> & { readonly example: Example | null }
type Example = NonNullable<WhatIf['example']> & {
	/** The command that opens it; null where no command does: from within a saved game. */
	readonly play: string | null
}

/** What a question of a scenario comes to. */
export interface Answer extends Pick<Question, 'id' | 'title' | 'text'> {
	readonly change: ChangeMade
	readonly kind: 'exact' | 'sampled'
	/** How likely the changed decision is legal at its place, by `kind`; null where none was changed. */
	readonly decisionLegal: number | null
	/** Pairs of runs. */
	readonly runs: number
	/** In file order; sampled ones with the ends of their paired intervals. */
	readonly endings: readonly {
		readonly id: string
		readonly before: number
		readonly after: number
		readonly difference: number
		readonly low?: number
		readonly high?: number
	}[]
	readonly pairs: Pairs
	readonly uncertain?: UncertainDifference
}

/** For people: a table, what flips, and a run to open. */
export function answerBlocks(game: Game, answer: Answer): Block[] {
	const { title, text, change, kind, decisionLegal, endings, pairs, uncertain } = answer
	const { scenario } = game
	const name = (id: string): string => scenario.endings.find((e) => e.id === id)!.title
	const sampled = kind === 'sampled'
	const names = scenarioNames(scenario)
	const decided = decidedText(
		{ ...pairs, ...(!sampled && { legal: decisionLegal }) },
		change.decision !== null && names.isDeck(change.decision.instead),
	)
	return [
		headingBlock(title),
		...(text ? [textBlock(text.trim())] : []),
		textBlock([`Changed: ${changeText(change, names)}.`, ...(decided === null ? [] : [decided])].join(' ')),
		tableBlock(
			[
				['ending', 'before', 'after', 'points', ...(sampled ? ['interval'] : [])],
				...endings.map((e) => [
					name(e.id),
					percentCell(e.before),
					percentCell(e.after),
					pointsCell(e.difference),
					...(sampled ? [pointsSpanCell(e.low!, e.high!)] : []),
				]),
			],
			[1, 2, 3],
		),
		textBlock(
			`${sampled ? 'The odds above are sampled by the runs below.' : 'The odds above are exact.'} ${flipsText(name, pairs)} ${pairingText(pairs)}`.trimEnd(),
		),
		...(pairs.example ? [textBlock(exampleText(game, name, pairs.example))] : []),
		...(uncertain ? uncertainDifferenceBlocks(scenario, uncertain) : []),
	]
}

function flipsText(name: (id: string) => string, { runs, flips }: Pairs): string {
	const all = flips.reduce((sum, f) => sum + f.runs, 0)
	const often = flips[0]
	const of = `${countOf(runs, 'pair')} of runs with the same luck`
	if (!often) return `None of ${of} ended otherwise.`
	const most = `most often ${name(often.from)} → ${name(often.to)} (${often.runs.toLocaleString('en')})`
	return `Of ${of} ${percent(all / runs)} ended otherwise, ${most}.`
}

/** What the same luck on both sides is worth. */
export function pairingText({
	halfWidthRatio: ratio,
	flips,
}: Pick<WhatIf, 'halfWidthRatio'> & { readonly flips?: WhatIf['flips'] }): string {
	if (flips?.length === 0) return ''
	const widths = `Sampled by pairs, the differences have intervals ${ratio.toFixed(2)} times as wide as those of unpaired runs`
	const times = 1 / ratio ** 2
	return ratio < 0.995
		? `${widths}, of which it would take ${times < 10 ? times.toFixed(1) : Math.round(times)} times as many.`
		: `${widths}: the change touches so much that the same luck is no help.`
}

/** A run that ended otherwise, where its sides part, and how to open it. */
export function exampleText(
	game: Game,
	name: (id: string) => string,
	{ run, from, to, parting, play }: Example,
): string {
	const parts = [`For example run ${run.toLocaleString('en')}: ${name(from)} → ${name(to)}.`]
	if (parting) {
		const id = parting.before ?? parting.after!
		const what = [parting.before, parting.after].map((m) => (m === null ? 'over' : moveTitle(game, m)))
		parts.push(`The sides part in round ${parting.round}: ${actorName(game, id)}, ${what.join(' → ')}.`)
	}
	return [parts.join(' '), ...(play === null ? [] : [play])].join('\n')
}
