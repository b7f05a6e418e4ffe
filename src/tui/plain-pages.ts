import type { StateNode } from '../scenario/scenario.js'
import type { OpenGame } from './host.js'
import { markdownLines } from './markdown.js'
import { leadsTo } from './panels/chart-lines.js'
import { asideText, branchRows, cardRows } from './plain-class.js'
import { plainHelp } from './plain-help.js'
import { closedText, happeningText, rows, situationText } from './plain-text.js'
import { decisionRows } from './plain-what-if.js'
import { textOf } from './styled-text.js'
import { accountOf } from './view/account.js'
import { asidesOf } from './view/asides.js'
import { ladderOf } from './view/ladder.js'
import { closedMoves } from './view/offered-moves.js'
import { roadOf } from './view/road.js'
import { asSentence, listed, ownedTitle, stateTitle, type Viewer } from './view/wording.js'

interface Reading {
	readonly game: OpenGame
	readonly viewer: Viewer
	/** Columns. */
	readonly width: number
}

type Page = (reading: Reading) => readonly string[]

/** What can be read without changing anything, by the word that asks for it. */
const PAGES: ReadonlyMap<string, Page> = new Map<string, Page>([
	['help', () => plainHelp],
	['?', () => plainHelp],
	[
		'closed',
		({ game: { table, playthrough }, viewer, width }) =>
			closedText(closedMoves(table, table.state(playthrough), viewer), width),
	],
	['situation', ({ game: { table, playthrough }, viewer, width }) => situationText(table, playthrough, viewer, width)],
	['record', recordRows],
	['briefing', ({ game, width }) => markdownLines(game.table.game.scenario.briefing, width).map(textOf)],
	['ladder', ladderRows],
	['chart', chartRows],
	['cards', ({ game, width }) => cardRows(game, width)],
	['branches', ({ game, width }) => branchRows(game, width)],
	['whatif', ({ game, width }) => decisionRows(game, width)],
])

/** Null for a word that asks for no page. */
export const pageRows = (word: string, reading: Reading): readonly string[] | null => PAGES.get(word)?.(reading) ?? null

function recordRows({ game: { table, playthrough }, viewer, width }: Reading): readonly string[] {
	const all = [
		...accountOf(table, playthrough, viewer).map((h) => ({ h, lines: happeningText(h, width) })),
		...asidesOf(table, playthrough).map((h) => ({ h, lines: asideText(h, width) })),
	].sort((a, b) => a.h.entry - b.h.entry)
	return all.length > 0 ? all.flatMap(({ lines }) => lines) : ['Nothing has happened yet.']
}

/** The ladder from its top down, the road, and what the words of the situation mean. */
function ladderRows({ game: { table, playthrough }, viewer, width }: Reading): readonly string[] {
	const ladder = ladderOf(table, playthrough, viewer)
	const road = roadOf(table, playthrough)
	const where = { now: ' (here now)', been: ' (been here)', ahead: '' } as const
	const words = table.game.scenario.variables.filter((v) => v.text !== null && v.id !== ladder?.key)
	const told = [
		...(ladder
			? [
					...rows(`${ladder.title}, from the top down.${ladder.text ? ` ${ladder.text.trim()}` : ''}`, width),
					...ladder.rungs.map((r) => `  ${r.value} ${r.name}${r.isNow ? ' (now)' : r.wasHere ? ' (before)' : ''}`),
				]
			: []),
		...(road.length > 0 ? ['The road:'] : []),
		...road.flatMap((s) => rows(`${s.title}${where[s.lit]}${s.description ? `: ${s.description}` : ''}`, width, 2)),
		...(words.length > 0 ? ['What the words mean:'] : []),
		...words.flatMap((v) => rows(`${v.title ?? asSentence(v.id)}: ${v.text ?? ''}`, width, 2)),
	]
	return told.length > 0 ? told : ['This scenario has no ladder and explains no words.']
}

/** Every region of the statechart: where it is, where it can go from there, and its states. */
function chartRows({ game: { table, playthrough }, viewer, width }: Reading): readonly string[] {
	const { layout, scenario } = table.game.rules
	const { chart } = table.state(playthrough)
	if (layout.regions.length === 0) return ['This scenario has no chart: its variables say all.']
	return layout.regions.flatMap((region) => {
		const leaf = chart[region.key]!
		const path = region.states.get(leaf)!.path
		const title = (id: string): string => asSentence(stateTitle(region, id))
		const description = path.map((id) => region.states.get(id)!.node.description ?? '').filter(Boolean)
		const next = leadsTo(region, leaf)
		return [
			...rows(`${asSentence(ownedTitle(scenario, region, viewer))}: now ${path.map(title).join(', in it ')}.`, width),
			...description.flatMap((text) => rows(text.trim(), width, 2)),
			...rows(next.length > 0 ? `Can come next: ${listed(next, 'or')}.` : 'Nothing comes next.', width, 2),
			...rows(`Its states: ${treeText(region.region.states, title)}.`, width, 2),
		]
	})
}

/** `Calm; Crisis (Strike; Retaliation)`. */
const treeText = (states: readonly StateNode[], title: (id: string) => string): string =>
	states.map((s) => `${title(s.id)}${s.states.length > 0 ? ` (${treeText(s.states, title)})` : ''}`).join('; ')
