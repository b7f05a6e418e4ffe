import { Box } from 'ink'
import type { AppState } from '../app-state.js'
import { screenTitle, titleLine } from '../panels/heading.js'
import { pageText } from '../panels/page-lines.js'
import { Foot } from './foot.js'
import { Lines, Panel } from './lines.js'
import { mostScroll, pageHeight, pageWidth } from './scrolling.js'

/** First line of a list so that the chosen row, and some after it, can be seen. */
const inView = (chosen: number, height: number): number => Math.max(0, chosen - Math.floor((height * 2) / 3))

/** A page that scrolls: the briefing, the ending, and whatever is opened over the table. */
export function PageScreen({ state }: { readonly state: AppState }) {
	const { columns, rows } = state.size
	const text = pageText(state, pageWidth(state))
	if (!text) return null
	const height = pageHeight(state)
	const most = mostScroll(state)
	const scroll = Math.min(text.chosen === undefined ? state.scroll : inView(text.chosen, height), most)
	const seen = Math.min(text.lines.length, scroll + height)
	const where = most === 0 ? '' : seen === text.lines.length ? ' (the end)' : ` (${seen} of ${text.lines.length} rows)`
	const title = state.game
		? titleLine(state.game, state.seat, columns)
		: screenTitle(`Detente · ${state.screen}`, 'a laboratory for diplomatic crises', columns)
	return (
		<Box flexDirection="column" width={columns} height={rows - 1}>
			<Lines lines={[title]} />
			<Panel
				title={`${text.title}${where}`}
				lines={text.lines.slice(scroll, scroll + height)}
				width={columns}
				height={height + 2}
				tone="accent"
			/>
			<Foot state={state} />
		</Box>
	)
}
