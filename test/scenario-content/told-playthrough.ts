import type { Game, State } from '../../src/game/game.js'
import { outlookOf } from '../../src/game/outlook.js'
import { outlookText } from '../../src/report/outlook-text.js'
import type { StateNode, Step } from '../../src/scenario/scenario.js'

/** What is known of a ply beside its move: a script's step. */
type Note = Pick<Step, 'date' | 'text'>

/**
 * A game as a person would read it: rounds with their dates, who did what, what was said of it, what it changed, how
 * it ended and what is to be expected. Uses nothing of the screens, so that it changes only when play or a text does.
 * @param moves ids, outcomes included
 * @param notes one per ply
 */
export function told(game: Game, heading: readonly string[], moves: readonly string[], notes: readonly Note[]): string {
	const { scenario } = game
	const lines = [scenario.title, ...heading]
	let state = game.initialState()
	let round = 0
	let ply = 0
	for (let n = 0; n < moves.length; ) {
		const before = state
		if (state.round !== round) {
			round = state.round
			const label = scenario.clock.labels[round - 1]
			lines.push('', `Round ${round}${label ? `, ${label}` : ''}`)
		}
		const id = moves[n++]!
		state = game.apply(state, { id, player: id.split('.')[0]! })
		let outcome: string | null = null
		if (state.pending !== null) {
			outcome = moves[n++]!
			state = game.apply(state, { id: outcome, player: 'chance' })
		}
		lines.push(...plyLines(game, id, outcome, notes[ply++]), ...changeLines(game, before, state))
	}
	const ending = game.ending(state)
	lines.push('')
	if (ending) {
		lines.push(`The end, in round ${state.round}: ${ending.title}.`)
		if (ending.text) lines.push(ending.text.trim())
		const outlook = outlookOf(game, state)
		if (outlook) lines.push(...outlookText(outlook))
	} else lines.push('Not over.')
	return `${lines.join('\n')}\n`
}

function plyLines(game: Game, id: string, outcome: string | null, note: Note | undefined): string[] {
	const { scenario } = game
	const [actor, move] = id.split('.') as [string, string]
	const name = [...scenario.players.map((p) => [p.id, p.name]), ...scenario.decks.map((d) => [d.id, d.title])].find(
		([key]) => key === actor,
	)![1]!
	const card = game.rules.cards.get(id)?.card
	const fallen = card?.outcomes.find((o) => `${id}.${o.id}` === outcome)
	const claims = [...(card?.claims ?? []), ...(fallen?.claims ?? [])]
	return [
		`  ${note?.date ? `${note.date}. ` : ''}${name}: ${card?.title ?? move}`,
		...(note?.text ? [`    ${note.text.trim()}`] : []),
		...(card?.signal ? [`    It says: ${card.signal}`] : []),
		...(fallen ? [`    And then: ${fallen.title ?? fallen.id}`] : []),
		...claims.map((c) => `    ${c.by}: “${c.text}”`),
	]
}

function changeLines(game: Game, before: State, after: State): string[] {
	const { regions, variables } = game.rules.layout
	const { scenario } = game
	const owned = (title: string, owner: string | null): string =>
		owner === null ? title : `${title} (${scenario.players.find((p) => p.id === owner)!.name})`
	const changes: string[] = []
	for (const { key, owner, states, region } of regions) {
		const called = (leaf: string): string => titled(states.get(leaf)!.node)
		const [was, is] = [before.chart[key]!, after.chart[key]!]
		if (was !== is) changes.push(`${owned(region.title ?? region.id, owner)}: ${called(was)} → ${called(is)}`)
	}
	for (const { key, owner, variable, low } of variables) {
		const called = (value: number): string => {
			const name = variable.names[value - low]
			return name ? `${value} ${name.replaceAll('_', ' ')}` : String(value)
		}
		const [was, is] = [before.variables[key]!, after.variables[key]!]
		if (was !== is) changes.push(`${owned(variable.title ?? variable.id, owner)}: ${called(was)} → ${called(is)}`)
	}
	return changes.map((change) => `      ${change}`)
}

const titled = ({ title, id }: StateNode): string => title ?? id
