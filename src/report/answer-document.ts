import type { UncertainDifference } from '../analysis/uncertainty.js'
import type { WhatIf } from '../analysis/whatif.js'
import type { Game } from '../game/game.js'
import type { Question } from '../scenario/scenario.js'
import { AMONG, amongText, type ChangeMade, changeText, decidedText } from './change-text.js'
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
		/** The difference where the decision is legal. */
		readonly whereDecided?: number | { readonly difference: number } | null
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
	const among = endings.every((e) => amongOf(e) !== null) && endings.some((e) => amongOf(e) !== e.difference)
	return [
		headingBlock(title),
		...(text ? [textBlock(text.trim())] : []),
		textBlock(
			[
				`Changed: ${changeText(change, names)}.`,
				...(decided === null ? [] : [decided]),
				...(among ? [amongText(change)] : []),
			].join(' '),
		),
		tableBlock(
			[
				['ending', 'before', 'after', 'points', ...(sampled ? ['interval'] : []), ...(among ? [AMONG] : [])],
				...endings.map((e) => [
					name(e.id),
					percentCell(e.before),
					percentCell(e.after),
					pointsCell(e.difference),
					...(sampled ? [pointsSpanCell(e.low!, e.high!)] : []),
					...(among ? [pointsCell(amongOf(e)!)] : []),
				]),
			],
			[1, 2, 3, sampled ? 5 : 4],
		),
		textBlock(
			`${sampled ? 'The odds above are sampled by the runs below.' : 'The odds above are exact.'} ${flipsText(name, pairs)}`,
		),
		...(pairs.example ? [textBlock(exampleText(game, name, pairs.example, pairs.flips))] : []),
		...(uncertain ? uncertainDifferenceBlocks(scenario, uncertain) : []),
	]
}

const amongOf = ({ whereDecided }: Answer['endings'][number]): number | null =>
	typeof whereDecided === 'object' ? (whereDecided?.difference ?? null) : (whereDecided ?? null)

function flipsText(name: (id: string) => string, { runs, flips }: Pairs): string {
	const all = flips.reduce((sum, f) => sum + f.runs, 0)
	const often = flips[0]
	const of = `${countOf(runs, 'pair')} of runs with the same luck`
	if (!often) return `None of ${of} ended otherwise.`
	const most = `most often ${name(often.from)} → ${name(often.to)} (${often.runs.toLocaleString('en')})`
	return `Of ${of} ${percent(all / runs)} ended otherwise, ${most}.`
}

/** What the same luck on both sides is worth, for each answer that turned any run. */
export function pairingBlocks(answers: readonly Answer[]): Block[] {
	const turned = answers.filter(({ pairs }) => pairs.flips.length > 0)
	if (turned.length === 0) return []
	return [
		headingBlock('What the same luck on both sides is worth'),
		textBlock(
			'Differences that are sampled by pairs of runs with the same luck have narrower intervals than those of runs with luck of their own: so many times as wide, of which it would take so many times as many runs.',
		),
		tableBlock(
			[
				['question', 'as wide', 'runs'],
				...turned.map(({ title, pairs }) => [title, pairs.halfWidthRatio.toFixed(2), timesText(pairs.halfWidthRatio)]),
			],
			[1, 2],
		),
	]
}

const timesText = (ratio: number): string => {
	const times = 1 / ratio ** 2
	return times < 10 ? times.toFixed(1) : String(Math.round(times))
}

/** What the same luck on both sides is worth. */
export function pairingText({
	halfWidthRatio: ratio,
	flips,
}: Pick<WhatIf, 'halfWidthRatio'> & { readonly flips?: WhatIf['flips'] }): string {
	if (flips?.length === 0) return ''
	const widths = `Sampled by pairs, the differences have intervals ${ratio.toFixed(2)} times as wide as those of unpaired runs`
	return ratio < 0.995
		? `${widths}, of which it would take ${timesText(ratio)} times as many.`
		: `${widths}: the change touches so much that the same luck is no help.`
}

/** A run that ended otherwise, where its sides part, and how to open it. */
export function exampleText(
	game: Game,
	name: (id: string) => string,
	{ run, from, to, parting, play }: Example,
	flips: Pairs['flips'],
): string {
	const isCommonest = flips[0]?.from === from && flips[0].to === to
	const parts = [
		`For example run ${run.toLocaleString('en')}${isCommonest ? ', of the commonest kind' : ''}: ${name(from)} → ${name(to)}.`,
	]
	if (parting) {
		const id = parting.before ?? parting.after!
		const what = [parting.before, parting.after].map((m) => (m === null ? 'over' : moveTitle(game, m)))
		parts.push(`The sides part in round ${parting.round}: ${actorName(game, id)}, ${what.join(' → ')}.`)
	}
	return [parts.join(' '), ...(play === null ? [] : [play])].join('\n')
}
