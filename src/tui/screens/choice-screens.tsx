import { Box } from 'ink'
import type { AppState } from '../app-state.js'
import { homeLines, sidesLines } from '../panels/choice-lines.js'
import { screenTitle, titleLine } from '../panels/heading.js'
import { wireLines } from '../panels/record-lines.js'
import { blank, type Line, line, span, wrap, wrapText } from '../styled-text.js'
import { accountOf, lastDecision } from '../view/account.js'
import { playerName } from '../view/wording.js'
import { Foot } from './foot.js'
import { Lines, Panel } from './lines.js'
import { pageHeight, pageWidth } from './scrolling.js'

interface ScreenProps {
	readonly state: AppState
	readonly heading: Line
	readonly title: string
	readonly lines: readonly Line[]
}

function Framed({ state, heading, title, lines }: ScreenProps) {
	const { columns, rows } = state.size
	return (
		<Box flexDirection="column" width={columns} height={rows - 1}>
			<Lines lines={[heading]} />
			<Panel title={title} lines={lines} width={columns} height={pageHeight(state) + 2} tone="accent" />
			<Foot state={state} />
		</Box>
	)
}

/** The rows around the chosen one, when there are more than fit; the title then says how many are above and below. */
function around(title: string, lines: readonly Line[], chosen: number, height: number) {
	if (lines.length <= height) return { title, lines }
	const first = Math.max(0, Math.min(chosen - Math.floor(height / 2), lines.length - height))
	const below = lines.length - height - first
	const hidden = [first > 0 ? `↑ ${first}` : '', below > 0 ? `↓ ${below}` : ''].filter(Boolean).join(' ')
	return {
		title: `${title} · ${hidden} ${first + below === 1 ? 'row' : 'rows'}`,
		lines: lines.slice(first, first + height),
	}
}

export function HomeScreen({ state }: { readonly state: AppState }) {
	const { lines, chosen } = homeLines(state, pageWidth(state))
	return (
		<Framed
			state={state}
			heading={screenTitle(
				'Detente · a laboratory for diplomatic crises',
				'play · count · ask what if',
				state.size.columns,
			)}
			{...around('What shall it be?', lines, chosen, pageHeight(state))}
		/>
	)
}

export function SidesScreen({ state }: { readonly state: AppState }) {
	if (!state.setUp) return null
	const { lines, chosen } = sidesLines(state, state.setUp, pageWidth(state), pageHeight(state))
	return (
		<Framed
			state={state}
			heading={screenTitle(`Detente · ${state.setUp.table.game.scenario.title}`, 'choose a side', state.size.columns)}
			{...around('Sides', lines, chosen, pageHeight(state))}
		/>
	)
}

export function HandoverScreen({ state }: { readonly state: AppState }) {
	const { game, seat } = state
	if (!game || seat === null) return null
	const name = playerName(game.table.game.scenario, seat)
	const width = pageWidth(state)
	const height = pageHeight(state)
	// Whoever sat there before still sees this screen: reasons are not for them yet.
	const latest = accountOf(game.table, game.playthrough, seat)
		.filter((h) => h.isNew && !(h.by === 'person' && h.actor === seat))
		.map((h) => ({ ...h, reasons: null }))
	const hasDecided = lastDecision(game.table, game.playthrough, seat) !== null
	const lead: Line[] = [
		blank,
		...wrap([span('Hand the keyboard to '), span(name, 'accent'), span('.')], width),
		...wrapText(`${name}: press ⏎ when you sit there.`, width),
		blank,
	]
	const record =
		latest.length > 0
			? [
					line(hasDecided ? 'Since your last decision' : 'What has happened so far', 'accent'),
					...wireLines(latest, width, height - lead.length - 1),
				]
			: []
	return (
		<Framed
			state={state}
			heading={titleLine(game, seat, state.size.columns)}
			title={`${name}'s turn`}
			lines={[...lead, ...record]}
		/>
	)
}
