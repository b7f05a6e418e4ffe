import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { median, number, printTable } from './measure.mjs'

const TIMES = 7
const PROGRAM = 'dist/cli/main.js'

/** Milliseconds from the start of a process to its end. */
function timed(command, home) {
	const before = performance.now()
	const { status, stderr } = spawnSync(process.execPath, command, {
		encoding: 'utf8',
		env: { ...process.env, DETENTE_HOME: home },
	})
	if (status !== 0) throw new Error(`${command.join(' ')}: ${stderr}`)
	return performance.now() - before
}

/** From the start of a process to its end, by the clock, in turn: the first time on a disk, when nothing is kept yet, and later ones. */
export function benchStart() {
	const commands = [
		['node alone', ['-e', '0']],
		['detente --help', [PROGRAM, '--help']],
		['detente list', [PROGRAM, 'list']],
		['the first 10,000 runs of two-blows', [PROGRAM, 'simulate', 'two-blows', '--runs', '10000', '--seed', '7']],
		[
			'the first 10,000 runs of iran-pakistan-2024',
			[PROGRAM, 'simulate', 'iran-pakistan-2024', '--runs', '10000', '--seed', '7'],
		],
	]
	const firsts = commands.map(() => [])
	const times = commands.map(() => [])
	const folder = mkdtempSync(join(tmpdir(), 'detente-bench-'))
	try {
		for (let time = 0; time < TIMES; time++)
			for (const [n, [, command]] of commands.entries()) {
				// A folder of its own for each command, kept for its second start and no longer.
				const home = join(folder, `${time}-${n}`)
				firsts[n].push(timed(command, home))
				times[n].push(timed(command, home))
			}
	} finally {
		rmSync(folder, { recursive: true, force: true })
	}
	printTable(`From start to end of a process (medians of ${TIMES} in turn)`, [
		['what', 'time', 'beside node alone', 'the very first time'],
		...commands.map(([name], n) => [
			name,
			`${number(median(times[n]))} ms`,
			`+${number(median(times[n]) - median(times[0]))} ms`,
			`${number(median(firsts[n]))} ms`,
		]),
	])
}
