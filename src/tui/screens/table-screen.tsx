import { Box, useIsScreenReaderEnabled } from 'ink'
import type { AppState } from '../app-state.js'
import type { OpenGame } from '../host.js'
import { roadLine, titleLine } from '../panels/heading.js'
import {
	briefDetailLines,
	fittedDetailLines,
	listHeights,
	moveDetailLines,
	moveListLines,
} from '../panels/move-lines.js'
import { shiftLines } from '../panels/odds-lines.js'
import { viewerOf } from '../panels/page-lines.js'
import { recordLines, wireLines } from '../panels/record-lines.js'
import { ladderLine, ladderLines, ladderWidth, situationLines, situationText } from '../panels/standing-lines.js'
import { type Line, span } from '../styled-text.js'
import { accountOf } from '../view/account.js'
import { type Consequences, consequencesOf } from '../view/consequences.js'
import { type Ladder, ladderOf } from '../view/ladder.js'
import { closedMoves, type OfferedMove, openMoves } from '../view/offered-moves.js'
import { roadOf } from '../view/road.js'
import { type Situation, situationOf } from '../view/situation.js'
import { playerName } from '../view/wording.js'
import { Foot } from './foot.js'
import { Lines, Panel, Spoken } from './lines.js'
import { noticeLines } from './scrolling.js'
import { tableLayout } from './table-layout.js'

/** Everything the table shows, measured nowhere yet. */
interface Shown {
	readonly game: OpenGame
	readonly ladder: Ladder | null
	readonly situation: Situation
	readonly open: readonly OfferedMove[]
	readonly closed: readonly OfferedMove[]
	readonly chosen: OfferedMove
	/** Null for a move that is not open. */
	readonly consequences: Consequences | null
	readonly wire: ReturnType<typeof accountOf>
}

function shownOf(state: AppState, game: OpenGame): Shown {
	const { table, playthrough } = game
	const viewer = viewerOf(state)
	const at = table.state(playthrough)
	const open = openMoves(table, at)
	const closed = state.showsClosed ? closedMoves(table, at, viewer) : []
	const all = [...open, ...closed]
	const chosen = all[Math.min(state.cursor, all.length - 1)]!
	return {
		game,
		ladder: ladderOf(table, playthrough, viewer),
		situation: situationOf(table, playthrough, viewer),
		open,
		closed,
		chosen,
		consequences: chosen.reason === null ? consequencesOf(table.game, at, chosen.id, viewer) : null,
		wire: accountOf(table, playthrough, viewer),
	}
}

/** The main screen: where one stands, what happened, and what one can do about it. */
export function TableScreen({ state }: { readonly state: AppState }) {
	const heard = useIsScreenReaderEnabled()
	const game = state.game
	if (!game) return null
	const shown = shownOf(state, game)
	if (heard) return <SpokenTable state={state} shown={shown} />
	const { columns, rows } = state.size
	const road = roadOf(game.table, game.playthrough)
	const head = [
		titleLine(game, state.seat, columns),
		...(road.length > 0 ? [[span(' '), ...roadLine(road, columns - 1)]] : []),
	]
	const left = rows - 2 - head.length - noticeLines(state).length
	return (
		<Box flexDirection="column" width={columns} height={rows - 1}>
			<Lines lines={head} />
			<Panes state={state} shown={shown} rows={left} />
			<Foot state={state} />
		</Box>
	)
}

function moveTitle(state: AppState, { game }: Shown): string {
	const several = game.playthrough.people.length > 1
	return several ? `${playerName(game.table.game.scenario, state.seat ?? '')}'s move` : 'Your move'
}

function Panes({ state, shown, rows }: { readonly state: AppState; readonly shown: Shown; readonly rows: number }) {
	const { ladder, situation, open, closed, chosen, consequences, wire } = shown
	const list = (width: number, height: number) => moveListLines(open, closed, state.cursor, width, height)
	const endless = Number.POSITIVE_INFINITY
	const layout = tableLayout(state.size, rows, {
		ladder: ladder && { rows: ladder.rungs.length, width: ladderWidth(ladder) },
		situation: (width) => situationLines(situation, width, endless).length,
		moves: (width) => listHeights(open, closed, width),
		wire: (width) => wireLines(wire, width, endless).length,
	})
	if (layout.kind === 'column') {
		const { width } = layout
		return (
			<>
				<Lines lines={columnSituation(ladder, situation, width, layout.situation)} />
				{layout.wire > 1 && (
					<Panel
						form="rule"
						title="Wire"
						lines={wireLines(wire, width, layout.wire - 1)}
						width={width}
						height={layout.wire}
					/>
				)}
				<Panel
					form="rule"
					title={moveTitle(state, shown)}
					lines={list(width, layout.list - 1)}
					width={width}
					height={layout.list}
				/>
				<Lines lines={filled(briefDetailLines(chosen, consequences, width, layout.details), layout.details)} />
			</>
		)
	}
	const inner = (width: number) => width - 4
	const standingBox =
		layout.ladder > 0 && ladder ? (
			<Box>
				<Panel
					title={ladder.title}
					lines={ladderLines(ladder, inner(layout.ladder), layout.top - 2)}
					width={layout.ladder}
					height={layout.top}
				/>
				<Panel
					title="Situation"
					lines={situationLines(situation, inner(layout.left - layout.ladder), layout.top - 2)}
					width={layout.left - layout.ladder}
					height={layout.top}
				/>
			</Box>
		) : (
			<Panel
				title="Situation"
				lines={withLadder(ladder, situation, inner(layout.left), layout.top - 2)}
				width={layout.left}
				height={layout.top}
			/>
		)
	return (
		<Box>
			<Box flexDirection="column" width={layout.left}>
				{standingBox}
				<Panel
					title="Wire"
					lines={wireLines(wire, inner(layout.left), layout.bottom - 2)}
					width={layout.left}
					height={layout.bottom}
				/>
			</Box>
			<Box flexDirection="column" width={layout.right}>
				<Panel
					title={moveTitle(state, shown)}
					lines={list(inner(layout.right), layout.list - 2)}
					width={layout.right}
					height={layout.list}
					tone="accent"
				/>
				<Panel
					title={chosen.reason === null ? `If you play ${state.cursor + 1}` : 'Not open now'}
					lines={detailsWithOdds(state, shown, inner(layout.right), layout.details - 2)}
					width={layout.right}
					height={layout.details}
				/>
			</Box>
		</Box>
	)
}

/** The details, and under them how the endings shift, unless that would take more than half of the room. */
function detailsWithOdds(state: AppState, { chosen, consequences }: Shown, width: number, height: number): Line[] {
	const shift = chosen.reason === null ? shiftLines(state, chosen.id, width) : []
	const room = shift.length * 2 > height ? height : height - shift.length
	const details = fittedDetailLines(chosen, consequences, { width, height: room, withChances: state.showsOdds })
	return room === height ? details : [...filled(details, room), ...shift]
}

function withLadder(ladder: Ladder | null, situation: Situation, width: number, height: number): Line[] {
	if (!ladder) return situationLines(situation, width, height)
	return [ladderLine(ladder, width), ...situationLines(situation, width, height - 1)]
}

function columnSituation(ladder: Ladder | null, situation: Situation, width: number, height: number): Line[] {
	const top = ladder ? [ladderLine(ladder, width - 1)] : []
	const lines = [...top, ...situationText(situation, width - 1, height - top.length)]
	return filled(lines, height).map((l) => [{ text: ' ' }, ...l])
}

/** Exactly `height` rows; what is too much is left off. */
const filled = (lines: readonly Line[], height: number): Line[] =>
	Array.from({ length: height }, (_, n) => lines[n] ?? [{ text: '' }])

/** Everything in the order in which one wants to hear it. */
function SpokenTable({ state, shown }: { readonly state: AppState; readonly shown: Shown }) {
	const { ladder, situation, open, closed, chosen, consequences, wire, game } = shown
	const width = 1000
	const fresh = wire.filter((h) => h.isNew)
	return (
		<Box flexDirection="column">
			<Spoken lines={[titleLine(game, state.seat, width)]} />
			<Panel title="What happened" lines={recordLines(fresh, width)} width={width} height={0} />
			<Panel
				title="Situation"
				lines={[...(ladder ? [ladderLine(ladder, width)] : []), ...situationText(situation, width, 1000)]}
				width={width}
				height={0}
			/>
			<Panel
				title={moveTitle(state, shown)}
				lines={moveListLines(open, closed, state.cursor, width, 1000)}
				width={width}
				height={0}
			/>
			<Panel
				title={`Chosen: ${chosen.title}`}
				lines={[
					...moveDetailLines(chosen, consequences, {
						width,
						prose: 'all',
						close: false,
						withChances: state.showsOdds,
					}),
					...shiftLines(state, chosen.id, width),
				]}
				width={width}
				height={0}
			/>
			<Foot state={state} />
		</Box>
	)
}
