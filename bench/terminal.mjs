import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { spawn } from '@lydell/node-pty'
import { median, number, printTable } from './measure.mjs'

const COLUMNS = 120
const ROWS = 36
const STARTS = 9
const FIRST_STARTS = 5
const SCENARIO = 'iran-pakistan-2024'
/** What ends a frame: the close of a synchronized update. */
const FRAME_END = '\u001B[?2026l'
const KEYS = { down: '\u001B[B', up: '\u001B[A' }
/** Cursor keys, all the moves that are not open, a page and back, decisions with chance's answer, all taken back. */
const ROUND = [
	...'down down down down up down x down down up up x up d d l l'.split(' '),
	...'1 enter down up down down enter down down u 2 down up u'.split(' '),
].map((key) => KEYS[key] ?? (key === 'enter' ? '\r' : key))
const ROUNDS = 4
const PATIENCE = 20_000

/** Milliseconds of processor time that a process's first thread has had (Linux); NaN where nobody tells. A busy machine makes the clock run on, hardly this. */
function processorTimeOf(pid) {
	try {
		return Number(readFileSync(`/proc/${pid}/task/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6
	} catch {
		return Number.NaN
	}
}

/** The program in a pseudo-terminal of its own; tells when a whole frame has come. */
class Screen {
	#pty
	#waiting = null
	#tail = ''
	bytes = 0

	constructor(command, home) {
		const { CI: _, NODE_ENV: __, NO_COLOR: ___, ...env } = process.env
		this.#pty = spawn(process.execPath, command, {
			cols: COLUMNS,
			rows: ROWS,
			name: 'xterm-256color',
			encoding: null,
			env: { ...env, TERM: 'xterm-256color', DETENTE_HOME: home, XDG_CACHE_HOME: home },
		})
		this.#pty.onData((data) => {
			this.bytes += data.length
			this.#tail = (this.#tail + data.toString('latin1')).slice(-data.length - FRAME_END.length)
			if (!this.#tail.includes(FRAME_END)) return
			this.#tail = ''
			this.#waiting?.(performance.now())
		})
		this.ended = new Promise((resolve) => this.#pty.onExit(() => resolve(performance.now())))
	}

	get pid() {
		return this.#pty.pid
	}

	/** The time at which the next whole frame has come; null after `patience` ms without one. */
	frame(patience = PATIENCE) {
		return new Promise((resolve) => {
			const settle = (time) => {
				clearTimeout(timer)
				this.#waiting = null
				resolve(time)
			}
			const timer = setTimeout(() => settle(null), patience)
			this.#waiting = settle
		})
	}

	/** Until nothing has been drawn for so long. */
	async quiet(milliseconds) {
		while ((await this.frame(milliseconds)) !== null);
	}

	press(key) {
		this.#pty.write(key)
	}

	async leave() {
		this.#pty.kill('SIGTERM')
		await this.ended
	}
}

/** Milliseconds from the start of a process in a pseudo-terminal to its first whole frame. */
async function startOf(program, home) {
	const before = performance.now()
	const screen = new Screen([program, 'play', SCENARIO, '--as', 'iran', '--seed', 'bench'], home)
	const time = await screen.frame()
	await screen.leave()
	if (time === null) throw new Error(`${program}: no frame came`)
	return time - before
}

/** The same for Node with nothing to do, to its end. */
async function nodeAlone(home) {
	const before = performance.now()
	return (await new Screen(['-e', '0'], home).ended) - before
}

/** For each key, milliseconds from its being written to the end of its frame, and the bytes of that frame. */
class Session {
	#screen
	times = []
	/** Processor time of the thread that draws. */
	work = []
	bytes = []

	constructor(program, home) {
		const args = ['play', SCENARIO, '--as', 'iran', '--seed', 'bench', '--odds']
		this.#screen = new Screen([program, ...args], home)
	}

	async open() {
		await this.#screen.frame()
		// The odds come when their graph is explored.
		await this.#screen.quiet(3000)
	}

	async key(key, isCounted) {
		const had = this.#screen.bytes
		const worked = processorTimeOf(this.#screen.pid)
		const before = performance.now()
		const frame = this.#screen.frame(1000)
		this.#screen.press(key)
		const time = await frame
		const bytes = this.#screen.bytes - had
		const work = processorTimeOf(this.#screen.pid) - worked
		// Odds of a new position come a little later, in a frame of their own.
		await this.#screen.quiet(40)
		if (!isCounted || time === null) return
		this.times.push(time - before)
		this.bytes.push(bytes)
		this.work.push(work)
	}

	leave() {
		return this.#screen.leave()
	}
}

const share = (values, part) =>
	[...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))]

/** Start to first frame, beside bare Node, and key to frame, all in real pseudo-terminals, the programs in turn. */
export async function benchTerminal(programs = ['dist/cli/main.js']) {
	const home = mkdtempSync(join(tmpdir(), 'detente-bench-'))
	try {
		const alone = []
		for (const program of programs) await startOf(program, home)
		const firsts = programs.map(() => [])
		const starts = programs.map(() => [])
		for (let time = 0; time < STARTS; time++) {
			alone.push(await nodeAlone(home))
			for (const [n, program] of programs.entries()) {
				// What a start keeps for the next one, this one has not got.
				if (time < FIRST_STARTS) firsts[n].push(await startOf(program, join(home, `first-${time}-${n}`)))
				starts[n].push(await startOf(program, home))
			}
		}
		printTable(`From start to first frame, ${COLUMNS}×${ROWS}, ${SCENARIO} (medians of ${STARTS} in turn)`, [
			['what', 'time', 'beside node alone', 'ratio', 'the very first time'],
			['node alone, to its end', `${number(median(alone))} ms`, '', '1.0', ''],
			...programs.map((program, n) => [
				program,
				`${number(median(starts[n]))} ms`,
				`+${number(median(starts[n]) - median(alone))} ms`,
				number(median(starts[n]) / median(alone), 1),
				`${number(median(firsts[n]))} ms`,
			]),
		])
		const sessions = programs.map((program) => new Session(program, home))
		for (const session of sessions) await session.open()
		for (let round = 0; round <= ROUNDS; round++)
			for (const key of ROUND) for (const session of sessions) await session.key(key, round > 0)
		for (const session of sessions) await session.leave()
		printTable(`From key to frame, odds on (${sessions[0].times.length} keys, after a round to warm up)`, [
			['what', 'median', '95 %', '99 %', 'processor: median', '95 %', 'bytes per key: median', 'mean'],
			...programs.map((program, n) => {
				const { times, work, bytes } = sessions[n]
				const mean = bytes.reduce((sum, b) => sum + b, 0) / bytes.length
				return [
					program,
					...[0.5, 0.95, 0.99].map((part) => `${number(share(times, part), 1)} ms`),
					...[0.5, 0.95].map((part) => `${number(share(work, part), 1)} ms`),
					number(median(bytes)),
					number(mean),
				]
			}),
		])
	} finally {
		rmSync(home, { recursive: true, force: true })
	}
}
