import { Box, Text, useIsScreenReaderEnabled } from 'ink'
import { createContext, memo, useContext } from 'react'
import { framed, ruled } from '../panels/frame.js'
import type { Tone } from '../styled-text.js'
import { type Line, line, textOf } from '../styled-text.js'
import { type Look, themeFor } from '../theme.js'

export const Theme = createContext<Readonly<Record<Tone, Look>>>(themeFor({}))

/** Rows of text, each already as wide as it may be. */
export function Lines({ lines }: { readonly lines: readonly Line[] }) {
	return lines.map((spans, row) => <TextRow key={row} spans={spans} />)
}

/** Of a screen's rows a key changes a few: the others are neither rendered nor measured again. */
const TextRow = memo(
	function TextRow({ spans }: { readonly spans: Line }) {
		const theme = useContext(Theme)
		return (
			<Text wrap="truncate-end">
				{/* Ink gives a row without a letter no height. */}
				{spans.every((s) => s.text === '') && ' '}
				{spans.map((s, n) =>
					s.tone ? (
						<Text key={n} {...theme[s.tone]}>
							{s.text}
						</Text>
					) : (
						s.text
					),
				)}
			</Text>
		)
	},
	(before, now) => isAlike(before.spans, now.spans),
)

const isAlike = (one: Line, other: Line): boolean =>
	one.length === other.length && one.every((s, n) => s.text === other[n]!.text && s.tone === other[n]!.tone)

export interface PanelProps {
	readonly title: string
	readonly lines: readonly Line[]
	readonly width: number
	readonly height: number
	/** A box, or a ruled heading where columns are scarce. */
	readonly form?: 'box' | 'rule'
	readonly tone?: Tone
}

/** A titled part of the screen. A screen reader hears its title and its text, no frame and no filling. */
export function Panel({ title, lines, width, height, form = 'box', tone }: PanelProps) {
	const heard = useIsScreenReaderEnabled()
	if (heard) return <Spoken lines={[line(`${title}:`), ...lines]} />
	const rows = form === 'box' ? framed(title, lines, width, height, tone) : ruled(title, lines, width, height)
	return (
		<Box flexDirection="column" width={width} height={height} flexShrink={0}>
			<Lines lines={rows} />
		</Box>
	)
}

/** Rows of a map, of a line chart, and the marks below one. */
const DRAWN = /[⠁-⣿┤┼]|^[ ◆]+$/

/** The same text without its drawing: gauges, rows of a map and empty rows say nothing aloud. */
export function Spoken({ lines }: { readonly lines: readonly Line[] }) {
	const said = lines
		.map(textOf)
		.filter((text) => !DRAWN.test(text))
		.map((text) => text.replaceAll(/[▰▱░▁▂▃▄▅▆▇█]+ ?/g, '').trimEnd())
		.filter((text) => text !== '')
	return (
		<Box flexDirection="column">
			<Text>{said.join('\n')}</Text>
		</Box>
	)
}
