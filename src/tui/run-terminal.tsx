import { render } from 'ink'
import { AppStore } from './app-store.js'
import { Drawn } from './drawn.js'
import type { Host, OpenGame } from './host.js'
import type { Action } from './reduce.js'
import { ScreenWriter } from './screen-writer.js'
import { App } from './screens/app.js'
import { themeFor } from './theme.js'

export interface TerminalOptions {
	readonly host: Host
	/** What is already known when the first frame is drawn. */
	readonly actions: readonly Action[]
	readonly showsOdds: boolean
	/** What class mode is in a game that is set up here. */
	readonly asksReasons: boolean
}

/** How the player left. */
export interface Departure {
	/** The game that was on the table, if one was. */
	readonly game: OpenGame | null
	/** Why it is not saved; null when it is. */
	readonly unsaved: string | null
	/** The signal that ended it; null when the player did. */
	readonly signal: 'SIGTERM' | 'SIGHUP' | 'SIGINT' | null
}

const SIGNALS = ['SIGTERM', 'SIGHUP', 'SIGINT'] as const

/**
 * Plays in the terminal until the player leaves or a signal comes. Whatever happens, the terminal is given back as it was.
 * `process.stdin` and `process.stdout` have to be terminals.
 */
export async function runTerminal({ host, actions, showsOdds, asksReasons }: TerminalOptions): Promise<Departure> {
	const { stdin, stdout } = process
	const heard = process.env.INK_SCREEN_READER === 'true'
	const screen = new ScreenWriter(stdout)
	const size = () => ({ columns: screen.columns, rows: screen.rows })
	let leave: (signal: Departure['signal']) => void = () => {}
	const left = new Promise<Departure['signal']>((resolve) => {
		leave = resolve
	})
	let fail: (error: unknown) => void = () => {}
	const failed = new Promise<never>((_, reject) => {
		fail = reject
	})
	failed.catch(() => {})
	const store = new AppStore({ host, size: size(), showsOdds, asksReasons, onLeave: () => leave(null) })
	for (const action of actions) store.dispatch(action)

	const resized = () => {
		screen.forget()
		store.dispatch({ kind: 'resized', size: size() })
		// React draws after this turn of the loop; only a frame that stayed the same is ours to draw again.
		setImmediate(() => screen.redraw())
	}
	const onSignal = new Map(SIGNALS.map((signal) => [signal, () => leave(signal)] as const))
	const close = () => screen.close()
	const gone = () => leave('SIGHUP')
	process.on('exit', close)
	process.on('uncaughtException', fail)
	process.on('SIGCONT', resized)
	for (const [signal, handler] of onSignal) process.on(signal, handler)
	stdin.once('end', gone)
	stdout.on('resize', resized)
	// Before anything is seen: a key pressed at the first frame would otherwise be the line discipline's.
	stdin.setRawMode(true)
	if (!heard) screen.open()
	const app = <App store={store} theme={themeFor(process.env)} />
	const ink = render(heard ? app : <Drawn write={screen.write}>{app}</Drawn>, {
		// Ink hands over whole frames in this mode; which rows changed is the screen's to find.
		...(heard ? { stdout } : { stdout: screen as unknown as NodeJS.WriteStream, debug: true }),
		stdin,
		exitOnCtrlC: false,
		patchConsole: false,
		maxFps: 120,
	})
	try {
		const broken = ink.waitUntilExit().then(() => left)
		const signal = await Promise.race([left, failed, broken])
		const { game, unsaved } = store.getState()
		return { game, unsaved, signal }
	} finally {
		screen.close()
		ink.unmount()
		process.off('exit', close)
		process.off('uncaughtException', fail)
		process.off('SIGCONT', resized)
		for (const [signal, handler] of onSignal) process.off(signal, handler)
		stdin.off('end', gone)
		stdout.off('resize', resized)
		stdin.unref()
	}
}
