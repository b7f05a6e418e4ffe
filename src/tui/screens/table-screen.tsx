import { Box, useIsScreenReaderEnabled } from 'ink'
import type { AppState } from '../app-state.js'
import { mapLines } from '../panels/map-lines.js'
import { briefDetailLines, fittedDetailLines, moveDetailLines, moveListLines } from '../panels/move-lines.js'
import { oddsBars } from '../panels/odds-bars.js'
import { missingOdds, oddsNow, shiftLine, shiftLines } from '../panels/odds-lines.js'
import { recordLines } from '../panels/record-lines.js'
import { ladderLine, ladderLines, situationText } from '../panels/standing-lines.js'
import { type Line, line, wrapText } from '../styled-text.js'
import { litPlaces, sidesOf } from '../view/places.js'
import { playerName } from '../view/wording.js'
import { Foot } from './foot.js'
import { Lines, Panel, Spoken } from './lines.js'
import { layoutOf, paneSizes, type Shown, shownOf, situationPane, wirePane } from './table-panes.js'

/** The main screen: where one stands, what happened, and what one can do about it. */
export function TableScreen({ state }: { readonly state: AppState }) {
	const heard = useIsScreenReaderEnabled()
	const game = state.game
	if (!game) return null
	const shown = shownOf(state, game)
	if (heard) return <SpokenTable state={state} shown={shown} />
	const { columns, rows } = state.size
	return (
		<Box flexDirection="column" width={columns} height={rows - 1}>
			<Lines lines={shown.head} />
			<Panes state={state} shown={shown} />
			<Foot state={state} />
		</Box>
	)
}

function moveTitle(state: AppState, { game }: Shown): string {
	const several = game.playthrough.people.length > 1
	return several ? `${playerName(game.table.game.scenario, state.seat ?? '')}'s move` : 'Your move'
}

function Panes({ state, shown }: { readonly state: AppState; readonly shown: Shown }) {
	const { ladder, open, closed, chosen } = shown
	const list = (width: number, height: number) => moveListLines(open, closed, state.cursor, width, height)
	const layout = layoutOf(state, shown)
	const sizes = paneSizes(layout)
	const wire = wirePane(shown, state.wireScroll, sizes.wire.width, sizes.wire.height)
	const situation = situationPane(shown, state.situationScroll, sizes.situation, sizes.parts)
	if (layout.kind === 'column') {
		const { width } = layout
		return (
			<>
				<Lines lines={filled(situation.lines, layout.situation).map((l) => [{ text: ' ' }, ...l])} />
				{layout.wire > 1 && (
					<Panel form="rule" title={wire.title} lines={wire.lines} width={width} height={layout.wire} />
				)}
				<Panel
					form="rule"
					title={moveTitle(state, shown)}
					lines={list(width, layout.list - 1)}
					width={width}
					height={layout.list}
				/>
				<Lines lines={filled(briefWithOdds(state, shown, width, layout.details), layout.details)} />
			</>
		)
	}
	const inner = (width: number) => width - 4
	const { left, right, top, beside } = layout
	const rest = left - layout.ladder
	const under = layout.underMoves === 'wire' ? right : left
	const wirePanel = <Panel title={wire.title} lines={wire.lines} width={under} height={layout.wire} />
	const told = left + right - under
	const details = (
		<Panel
			title={chosen.reason === null ? `If you play ${state.cursor + 1}` : 'Not open now'}
			lines={detailsWithOdds(state, shown, inner(told), layout.details - 2)}
			width={told}
			height={layout.details}
		/>
	)
	const situationPanel = (width: number) => (
		<Panel title={situation.title} lines={situation.lines} width={width} height={layout.situation} />
	)
	return (
		<Box>
			<Box flexDirection="column" width={left}>
				<Box>
					{layout.ladder > 0 && ladder && (
						<Panel
							title={ladder.title}
							lines={ladderLines(ladder, inner(layout.ladder), top - 2)}
							width={layout.ladder}
							height={top}
						/>
					)}
					{beside === 'situation' && situationPanel(rest)}
					{beside === 'map' && <MapPanel state={state} shown={shown} width={rest} height={top} />}
					{beside === 'odds' && <OddsPanel state={state} shown={shown} width={rest} height={top} columns={1} />}
				</Box>
				{beside !== 'situation' && situationPanel(left)}
				{layout.odds > 0 && (
					<OddsPanel state={state} shown={shown} width={left} height={layout.odds} columns={layout.oddsColumns} />
				)}
				{layout.underMoves === 'details' && wirePanel}
				{layout.map > 0 && <MapPanel state={state} shown={shown} width={left} height={layout.map} />}
				{layout.underMoves === 'wire' && details}
			</Box>
			<Box flexDirection="column" width={right}>
				<Panel
					title={moveTitle(state, shown)}
					lines={list(inner(right), layout.list - 2)}
					width={right}
					height={layout.list}
					tone="accent"
				/>
				{layout.underMoves === 'wire' ? wirePanel : details}
			</Box>
		</Box>
	)
}

interface Sized {
	readonly state: AppState
	readonly shown: Shown
	readonly width: number
	readonly height: number
}

function MapPanel({ state, shown, width, height }: Sized) {
	const sides = sidesOf(shown.game.table.game.scenario)
	const lines = state.atlas ? mapLines(state.atlas, shown.places, width - 4, height - 2, sides) : []
	const title = width < 50 ? 'Map · ● latest events · m: larger' : 'Map · ● since your last decision · m: larger'
	return <Panel title={title} lines={lines} width={width} height={height} />
}

function OddsPanel({ state, shown, width, height, columns }: Sized & { readonly columns: 1 | 2 }) {
	const odds = oddsNow(state)
	const { endings } = shown.game.table.game.scenario
	const lines = odds ? oddsBars(odds, endings, width - 4, columns) : wrapText(missingOdds(state), width - 4, 'faint')
	return (
		<Panel
			title={`Odds from here${odds ? `, ${odds.kind} · o: by move` : ''}`}
			lines={lines}
			width={width}
			height={height}
		/>
	)
}

/** The details, and under them how the endings shift: all of them, or the greatest shifts in a row where that would take more than half of the room, and the details need it. */
function detailsWithOdds(state: AppState, { chosen, consequences }: Shown, width: number, height: number): Line[] {
	const all = chosen.reason === null ? shiftLines(state, chosen.id, width) : []
	const told = { width, height, withChances: state.showsOdds }
	const isTight = all.length * 2 > height && fittedDetailLines(chosen, consequences, told).length + all.length > height
	const short = isTight ? shiftLine(state, chosen.id, width) : null
	const shift = short ? [short] : isTight ? [] : all
	const room = height - shift.length
	const details = fittedDetailLines(chosen, consequences, { ...told, height: room })
	return shift.length === 0 ? details : [...filled(details, room), ...shift]
}

/** The same in a window without a pane of details: the odds have a row where one is left, or where there are three. */
function briefWithOdds(state: AppState, { chosen, consequences }: Shown, width: number, height: number): Line[] {
	const shift = chosen.reason === null ? shiftLine(state, chosen.id, width) : null
	const brief = briefDetailLines(chosen, consequences, width, height)
	if (!shift || (height < 3 && brief.length >= height)) return brief
	return [...briefDetailLines(chosen, consequences, width, height - 1), shift]
}

/** Exactly `height` rows; what is too much is left off. */
const filled = (lines: readonly Line[], height: number): Line[] =>
	Array.from({ length: height }, (_, n) => lines[n] ?? [{ text: '' }])

/** Everything in the order in which one wants to hear it. */
function SpokenTable({ state, shown }: { readonly state: AppState; readonly shown: Shown }) {
	const { head, ladder, situation, places, open, closed, chosen, consequences, wire } = shown
	const width = 1000
	const lit = litPlaces(places)
	const fresh = wire.filter((h) => h.isNew)
	return (
		<Box flexDirection="column">
			<Spoken lines={head} />
			<Panel title="What happened" lines={recordLines(fresh, width)} width={width} height={0} />
			{lit.length > 0 && <Panel title="Where" lines={lit.map((text) => line(text))} width={width} height={0} />}
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
