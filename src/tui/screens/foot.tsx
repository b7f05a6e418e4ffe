import { useIsScreenReaderEnabled } from 'ink'
import type { AppState } from '../app-state.js'
import { footerLine } from '../panels/footer-line.js'
import { Lines, Spoken } from './lines.js'
import { noticeLines } from './scrolling.js'

/** The message, when there is one, and the keys. */
export function Foot({ state }: { readonly state: AppState }) {
	const heard = useIsScreenReaderEnabled()
	const lines = [...noticeLines(state), footerLine(state, heard ? 1000 : state.size.columns)]
	return heard ? <Spoken lines={lines} /> : <Lines lines={lines} />
}
