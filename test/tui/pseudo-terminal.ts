import { type IPty, spawn } from '@lydell/node-pty'
import xterm from '@xterm/headless'

const KEYS: Readonly<Record<string, string>> = {
	enter: '\r',
	up: '\u001B[A',
	down: '\u001B[B',
	right: '\u001B[C',
	left: '\u001B[D',
	escape: '\u001B',
	pageup: '\u001B[5~',
	pagedown: '\u001B[6~',
	home: '\u001B[H',
	end: '\u001B[F',
	tab: '\t',
	backspace: '\u007F',
	space: ' ',
	'ctrl+c': '\u0003',
}

const PATIENCE = 30_000

export interface PseudoTerminalOptions {
	readonly columns?: number
	readonly rows?: number
	readonly env?: Readonly<Record<string, string>>
	readonly program?: string
	/** A program that runs ours: its name, and its arguments before ours. */
	readonly under?: readonly string[]
}

/** The program in a terminal of its own, with what stands on its screen. */
export class PseudoTerminal {
	readonly #pty: IPty
	readonly #screen: InstanceType<typeof xterm.Terminal>
	readonly #exit: Promise<number>
	#exited = false
	/** Called once what came last is on the screen. */
	#seen: () => void = () => {}
	/** Everything that was written, escapes included, a character a byte. */
	raw = ''

	constructor(
		args: readonly string[],
		{ columns = 120, rows = 36, env = {}, program = 'dist/cli/main.js', under = [] }: PseudoTerminalOptions = {},
	) {
		// Ink takes CI for a place where nobody looks.
		const { CI: _, NO_COLOR: __, ...inherited } = process.env as Record<string, string>
		this.#screen = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, scrollback: 1000 })
		const [first = process.execPath, ...rest] = [...under, process.execPath, program, ...args]
		this.#pty = spawn(first, rest, {
			cols: columns,
			rows,
			name: env.TERM ?? 'xterm-256color',
			encoding: null,
			env: { ...inherited, NODE_ENV: 'production', TERM: 'xterm-256color', ...env },
		})
		// Bytes, for a chunk may end within a character, which the emulator does not always forgive; their type says otherwise.
		const decoder = new TextDecoder()
		this.#pty.onData((data) => {
			const bytes = data as unknown as Buffer
			this.raw += bytes.toString('latin1')
			this.#screen.write(decoder.decode(bytes, { stream: true }), () => this.#seen())
		})
		this.#exit = new Promise((resolve) => {
			this.#pty.onExit(({ exitCode, signal }) => {
				this.#exited = true
				resolve(signal ? 128 + signal : exitCode)
			})
		})
	}

	get pid(): number {
		return this.#pty.pid
	}

	get isAlternate(): boolean {
		return this.#screen.buffer.active.type === 'alternate'
	}

	get showsCursor(): boolean {
		return this.raw.lastIndexOf('\u001B[?25h') >= this.raw.lastIndexOf('\u001B[?25l')
	}

	/** The rows on the screen, ends trimmed. */
	rows(): string[] {
		const { active } = this.#screen.buffer
		return Array.from(
			{ length: this.#screen.rows },
			(_, n) => active.getLine(active.baseY + n)?.translateToString(true) ?? '',
		)
	}

	text(): string {
		return this.rows().join('\n')
	}

	press(...keys: string[]): void {
		for (const key of keys) this.#pty.write(KEYS[key] ?? key)
	}

	resize(columns: number, rows: number): void {
		this.#screen.resize(columns, rows)
		this.#pty.resize(columns, rows)
	}

	kill(signal: string): void {
		this.#pty.kill(signal)
	}

	/** Whether the frame that was begun has been written to its end. */
	#isWhole(): boolean {
		return this.raw.lastIndexOf('\u001B[?2026l') >= this.raw.lastIndexOf('\u001B[?2026h')
	}

	/** Until a whole frame says so. */
	async until(found: RegExp | ((text: string) => boolean)): Promise<string> {
		const holds = typeof found === 'function' ? found : (text: string) => found.test(text)
		const end = performance.now() + PATIENCE
		for (;;) {
			await new Promise<void>((resolve) => this.#screen.write('', resolve))
			const text = this.text()
			if (this.#isWhole() && holds(text)) return text
			if (performance.now() > end || this.#exited)
				throw new Error(`${this.#exited ? 'it ended' : 'nothing came'} before ${String(found)}:\n${text}`)
			await new Promise<void>((resolve) => {
				const timer = setTimeout(resolve, 100)
				this.#seen = () => {
					clearTimeout(timer)
					resolve()
				}
			})
		}
	}

	/** Presses keys one by one, each after the screen has changed for the one before. */
	async play(...keys: string[]): Promise<string> {
		let text = this.text()
		for (const key of keys) {
			const before = text
			this.press(key)
			text = await this.until((now) => now !== before)
		}
		return text
	}

	async exitCode(): Promise<number> {
		const timer = setTimeout(() => this.#pty.kill('SIGKILL'), PATIENCE)
		const code = await this.#exit
		clearTimeout(timer)
		await new Promise<void>((resolve) => this.#screen.write('', resolve))
		return code
	}
}
