import { EventEmitter } from 'node:events'
import xterm from '@xterm/headless'
import { Box, render, Text } from 'ink'
import type { ReactNode } from 'react'
import { expect, test } from 'vitest'
import { Drawn } from '../../src/tui/drawn.js'
import { App } from '../../src/tui/screens/app.js'
import { themeFor } from '../../src/tui/theme.js'
import { Stage } from './stage.js'

interface Frames {
	/** By `frameText`; empty when it left the frame to Ink. */
	readonly ours: string
	readonly inks: string
}

/** The same tree drawn both ways. */
function drawn(tree: ReactNode, columns: number): Frames {
	const frames = { ours: '', inks: '' }
	const target = (name: keyof Frames) =>
		Object.assign(new EventEmitter(), {
			columns,
			write: (text: string) => {
				frames[name] = text
				return true
			},
		}) as unknown as NodeJS.WriteStream
	const stdin = Object.assign(new EventEmitter(), {
		isTTY: true,
		setRawMode() {},
		setEncoding() {},
		ref() {},
		unref() {},
		read: () => null,
	}) as unknown as NodeJS.ReadStream
	const options = { stdin, debug: true, exitOnCtrlC: false, patchConsole: false } as const
	const nobody = target('inks')
	nobody.write = () => true
	const write = (frame: string) => {
		frames.ours = frame
	}
	for (const instance of [
		render(tree, { ...options, stdout: target('inks') }),
		render(<Drawn write={write}>{tree}</Drawn>, { ...options, stdout: nobody }),
	]) {
		instance.unmount()
		instance.cleanup()
	}
	return frames
}

/** Every cell of a terminal's screen: its character and how it looks. */
async function cells(frame: string, columns: number, rows: number): Promise<string[]> {
	const terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true })
	await new Promise<void>((resolve) => terminal.write(frame.replaceAll('\n', '\r\n'), resolve))
	return Array.from({ length: rows }, (_, y) =>
		Array.from({ length: columns }, (_, x) => {
			const cell = terminal.buffer.active.getLine(y)?.getCell(x)
			if (!cell) return ''
			const chars = cell.getChars() || ' '
			const look = [cell.isInverse(), cell.getFgColor(), cell.isBold(), cell.isDim()].map(Number)
			// A blank that is not inverse looks the same in every style.
			return chars === ' ' && !cell.isInverse() ? ' ' : `${chars}${look.join(',')}`
		}).join('|'),
	)
}

const SIZES = [
	[120, 36],
	[80, 24],
	[60, 20],
] as const
const PLAYED: readonly (readonly string[])[] = [[], ['down'], ['x'], ['1', 'enter'], ['d'], ['r'], ['?'], ['o']]

test.each(SIZES)('every screen at %i×%i looks as Ink draws it', async (columns, rows) => {
	for (const keys of PLAYED) {
		const stage = new Stage({ columns, rows }, true).begin('ardania')
		await stage.ask(...keys)
		const frames = drawn(<App store={stage.store} theme={themeFor({})} />, columns)
		expect(frames.ours, keys.join(' ')).not.toBe('')
		expect(await cells(frames.ours, columns, rows), keys.join(' ')).toEqual(await cells(frames.inks, columns, rows))
	}
})

test.each([
	['a border', <Box key="b" borderStyle="single" />],
	['a text of two rows', <Text key="t">{'one\ntwo'}</Text>],
	[
		'a text that has to be cut',
		<Text key="c" wrap="truncate-end">
			{'long '.repeat(30)}
		</Text>,
	],
	['an escape sequence', <Text key="e">{'\u001B]0;title\u0007'}here</Text>],
])('%s is left to Ink', (_, tree) => {
	expect(drawn(<Box width={40}>{tree}</Box>, 40).ours).toBe('')
})
