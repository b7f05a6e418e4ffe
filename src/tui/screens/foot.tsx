import { useIsScreenReaderEnabled } from 'ink'
import type { AppState } from '../app-state.js'
import { footerLine } from '../panels/footer-line.js'
import { cutLine, type Line, span } from '../styled-text.js'
import { Lines, Spoken } from './lines.js'
import { noticeOf } from './scrolling.js'

/** The message, when there is one, and the keys. */
export function Foot({ state }: { readonly state: AppState }) {
	const heard = useIsScreenReaderEnabled()
	const width = heard ? 1000 : state.size.columns
	const notice = noticeOf(state)
	const isWarning = state.message === null || state.message.kind === 'warning'
	const lines: Line[] = [
		...(notice === null
			? []
			: [cutLine([span(isWarning ? ' ! ' : ' · ', 'changed'), span(notice, isWarning ? 'bad' : 'strong')], width)]),
		footerLine(state, width),
	]
	return heard ? <Spoken lines={lines} /> : <Lines lines={lines} />
}
