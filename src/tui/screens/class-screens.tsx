import { Box, useIsScreenReaderEnabled } from 'ink'
import type { AppState } from '../app-state.js'
import { bigTableLines } from '../panels/big-lines.js'
import { titleLine } from '../panels/heading.js'
import { viewerOf } from '../panels/page-lines.js'
import { pauseLines } from '../panels/pause-lines.js'
import { Foot } from './foot.js'
import { Lines, Panel } from './lines.js'
import { noticeLines, pageHeight } from './scrolling.js'
import { TableScreen } from './table-screen.js'

interface ScreenProps {
	readonly state: AppState
}

/** The table for the back row: no panes, and only what one has to know to talk about it. */
export function BigTableScreen({ state }: ScreenProps) {
	const heard = useIsScreenReaderEnabled()
	const { game } = state
	if (!game) return null
	if (heard) return <TableScreen state={state} />
	const { columns, rows } = state.size
	const height = rows - 2 - noticeLines(state).length
	return (
		<Box flexDirection="column" width={columns} height={rows - 1}>
			<Box flexDirection="column" height={height} flexShrink={0}>
				<Lines lines={bigTableLines(state, game, viewerOf(state), columns, height)} />
			</Box>
			<Foot state={state} />
		</Box>
	)
}

/** What covers the table while a class talks. */
export function PauseScreen({ state }: ScreenProps) {
	const { game, seat } = state
	if (!game) return null
	const { columns, rows } = state.size
	const height = pageHeight(state)
	return (
		<Box flexDirection="column" width={columns} height={rows - 1}>
			<Lines lines={[titleLine(game, seat, columns)]} />
			<Panel
				title="Pause"
				lines={pauseLines(state, game, columns - 4, height)}
				width={columns}
				height={height + 2}
				tone="accent"
			/>
			<Foot state={state} />
		</Box>
	)
}
