import { integerOf } from '../../game/evaluate.js'
import { type OutlookOfGame, outlookOf } from '../../game/outlook.js'
import type { Playthrough, Table } from '../../game/playthrough.js'
import { payoffRange } from '../../report/payoff-range.js'
import { playerName, roundLabel } from './wording.js'

/** How a game ended. */
export interface GameOutcome {
	readonly id: string
	readonly title: string
	readonly text: string | null
	readonly tone: 'good' | 'mixed' | 'bad' | null
	readonly round: number
	readonly date: string
	/** What it is worth to each player by the scenario's own judgement, and what the worst and the best ending can be; empty when it gives none. */
	readonly worth: readonly {
		readonly player: string
		readonly value: number
		readonly least: number
		readonly most: number
	}[]
	/** How likely it begins again; null where the scenario does not say. */
	readonly outlook: OutlookOfGame | null
}

/** Null while the game goes on. */
export function outcomeOfGame(table: Table, p: Playthrough): GameOutcome | null {
	const state = table.state(p)
	const ending = table.game.ending(state)
	if (!ending) return null
	const { scenario, rules } = table.game
	return {
		id: ending.id,
		title: ending.title,
		text: ending.text,
		tone: ending.tone,
		round: state.round,
		date: roundLabel(scenario, state.round),
		worth: scenario.players.flatMap((player) => {
			const value = player.payoffs.find((f) => f.ending === ending.id)?.value
			if (value === undefined) return []
			const worth = typeof value === 'number' ? value : integerOf(value.tree, rules.bind(player.id))(state)
			const { least, most } = payoffRange(scenario, player.id)!
			return [{ player: playerName(scenario, player.id), value: worth, least: least.value, most: most.value }]
		}),
		outlook: outlookOf(table.game, state),
	}
}

/** Whether it was over in the first third of its rounds. */
export const isOverEarly = ({ game }: Table, { round }: GameOutcome): boolean => round * 3 <= game.scenario.clock.rounds
