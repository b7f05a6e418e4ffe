import { Box, Text, useInput } from 'ink'
import { useSyncExternalStore } from 'react'
import { type AppState, placeOf } from '../app-state.js'
import type { AppStore } from '../app-store.js'
import { keyNames } from '../key-names.js'
import type { Tone } from '../styled-text.js'
import type { Look } from '../theme.js'
import { HandoverScreen, HomeScreen, SidesScreen } from './choice-screens.js'
import { BigTableScreen, PauseScreen } from './class-screens.js'
import { Theme } from './lines.js'
import { PageScreen } from './page-screen.js'
import { LEAST } from './table-layout.js'
import { TableScreen } from './table-screen.js'

function Screen({ state }: { readonly state: AppState }) {
	// A line is written at the foot of the screen that it is about.
	const place = placeOf({ ...state, writing: null })
	switch (place) {
		case 'home':
			return <HomeScreen state={state} />
		case 'sides':
			return <SidesScreen state={state} />
		case 'handover':
			return <HandoverScreen state={state} />
		case 'paused':
			return <PauseScreen state={state} />
		case 'table':
			return state.bigType ? <BigTableScreen state={state} /> : <TableScreen state={state} />
		case 'briefing':
		case 'ending':
		case 'page':
		case 'list':
		case 'beside':
		case 'writing':
			return <PageScreen state={state} />
	}
}

/** Nothing can be laid out in a window this small; the game stands where it stood. */
function TooSmall({ state }: { readonly state: AppState }) {
	const { columns, rows } = state.size
	return (
		<Box flexDirection="column" width={columns} height={Math.max(1, rows - 1)}>
			<Text>
				{columns}×{rows} is too small for this screen: make the window {LEAST.columns}×{LEAST.rows} or more, or press q
				and play with --plain.
			</Text>
		</Box>
	)
}

export function App({ store, theme }: { readonly store: AppStore; readonly theme: Readonly<Record<Tone, Look>> }) {
	const state = useSyncExternalStore(store.subscribe, store.getState)
	useInput((input, key) => {
		for (const name of keyNames(input, key)) store.press(name)
	})
	const { columns, rows } = state.size
	const fits = columns >= LEAST.columns && rows >= LEAST.rows
	return <Theme value={theme}>{fits ? <Screen state={state} /> : <TooSmall state={state} />}</Theme>
}
