import { ScenarioFault } from '../game/game.js'
import { moveTitle } from '../report/move-title.js'
import type { OpenGame } from './host.js'
import { endOf } from './panels/what-if-lines.js'
import { rows } from './plain-text.js'
import { textOf } from './styled-text.js'
import { changesBetween } from './view/changes.js'
import { openMoves } from './view/offered-moves.js'
import { branchesOf, branchOff, compareLines, type LineStep, type Pair, settled, stepsOf } from './view/what-if.js'
import { asSentence } from './view/wording.js'

/** What-if said in lines: the decisions, the moves that were open instead, and how two lines differ. */

const NONE = 'Nobody has decided anything yet: play a move first.'

/** The decisions of the line so far, in order: the first is number 1. */
const decisionsOf = ({ table, playthrough }: OpenGame): LineStep[] =>
	stepsOf(table, playthrough).filter((s) => s.by === 'person')

export function decisionRows(game: OpenGame, width: number): readonly string[] {
	const decisions = decisionsOf(game)
	if (decisions.length === 0) return [NONE]
	return [
		'Which decision? Write whatif and its number. Dice and policies keep their luck.',
		...decisions.flatMap((s, n) => rows(`${n + 1}. Round ${s.round}, ${s.actorName}: ${s.title}`, width, 2)),
	]
}

/** The moves that were open at a decision. @param number of the decision, from 1 */
function insteadRows({ table, playthrough }: OpenGame, step: LineStep, number: number, width: number) {
	const moves = openMoves(table, table.state(playthrough, step.parent))
	return [
		...rows(`Round ${step.round}, ${step.actorName}. What instead? Write whatif ${number} and a number:`, width),
		...moves.flatMap((m, n) => rows(`${n + 1}. ${m.title}${m.id === step.move ? ' (as played)' : ''}`, width, 2)),
	]
}

/** How the line that ends at `branch` differs from the current one, both called by a name: `as played`, `what if`. */
function besideRows(
	game: OpenGame,
	branch: number,
	{ own, other }: { readonly own: string; readonly other: string },
	width: number,
): readonly string[] {
	const { table, playthrough } = game
	const { current } = playthrough
	const { same, pairs } = compareLines(table, playthrough, current, branch)
	const [then, now] = [table.state(playthrough, current), table.state(playthrough, branch)]
	const differences = changesBetween(table.game, then, now, null, now.variables)
	const isOver = then.ending !== null && now.ending !== null
	const plies = same === 1 ? 'One ply before this is' : `${same} plies before this are`
	return [
		same === 0 ? 'They part at the first ply.' : `${plies} the same.`,
		...pairs.flatMap((pair) => rows(pairText(pair, own, other), width)),
		...rows(`${asSentence(own)}: ${textOf(endOf(game, current))}.`, width),
		...rows(`${asSentence(other)}: ${textOf(endOf(game, branch))}.`, width),
		...(differences.length === 0
			? [`Nothing else differs ${isOver ? 'at the end' : 'so far'}.`]
			: [`Different ${isOver ? 'at the end' : 'so far'}:`]),
		...differences.flatMap((c) => rows(`${asSentence(c.title)}: ${own} ${c.before}, ${other} ${c.after}.`, width, 2)),
	]
}

const HOW = { person: '', policy: ', by its policy', luck: ', by luck', inject: ', laid face up' } as const

function pairText({ round, actorName, original, branch, differs }: Pair, own: string, other: string): string {
	const place = `Round ${round}, ${actorName}`
	const told = (step: LineStep | null): string => (step ? `${step.title}${HOW[step.by]}` : 'not reached')
	return differs
		? `${place}. ${asSentence(own)}: ${told(original)}; ${other}: ${told(branch)}.`
		: `${place}. In both: ${told(branch)}.`
}

/** What is said to a what-if, and the game with its branch where one was played: the game itself stays where it is. */
export interface AskedWhatIf {
	readonly said: readonly string[]
	readonly grown: { readonly game: OpenGame; readonly branch: number } | null
}

/** @param number of the decision, from 1 @param instead number of the move as it was typed; empty to be told which there are */
export function askedWhatIf(game: OpenGame, number: number, instead: string, width: number): AskedWhatIf {
	const { table, playthrough } = game
	const only = (...said: readonly string[]): AskedWhatIf => ({ said, grown: null })
	const decisions = decisionsOf(game)
	const step = decisions[number - 1]
	if (decisions.length === 0) return only(NONE)
	if (!step) return only(`There is no decision ${number}; there are 1 to ${decisions.length}.`)
	if (instead === '') return only(...insteadRows(game, step, number, width))
	const moves = openMoves(table, table.state(playthrough, step.parent))
	const move = moves[Number(instead) - 1]
	if (!move) return only(`There is no move ${instead}; there are 1 to ${moves.length}.`)
	if (move.id === step.move) return only('That is what was played.')
	try {
		const tip = branchOff(table, playthrough, step.entry, move.id)
		const grown = { ...game, playthrough: { ...tip, current: playthrough.current } }
		const branch = settled(table, grown.playthrough, tip.current)
		const place = `round ${step.round}, ${step.actorName}`
		const asked = `What if: ${place}: “${move.title}” instead of “${moveTitle(table.game, step.move)}”. The same luck meets it.`
		return {
			said: [
				...rows(asked, width),
				...besideRows(grown, branch, { own: 'as played', other: 'what if' }, width),
				'keep goes on with the what-if; drop, or any move, goes on with the game as played.',
			],
			grown: { game: grown, branch },
		}
	} catch (error) {
		if (!(error instanceof ScenarioFault)) throw error
		return only(`The scenario has a fault: ${error.message}`)
	}
}

/** Another branch beside the one that is played. @param number of the branch, from 1 */
export function branchBesideRows(game: OpenGame, number: number, width: number): readonly string[] {
	const branches = branchesOf(game.table, game.playthrough)
	const branch = branches[number - 1]
	if (!branch) return [`Write beside and a number from 1 to ${branches.length}.`]
	if (branch.isCurrent) return ['This is the branch that you are on.']
	return [...rows(`${branch.name}.`, width), ...besideRows(game, branch.entry, { own: 'here', other: 'there' }, width)]
}
