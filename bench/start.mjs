import { spawnSync } from 'node:child_process'
import { median, number, printTable } from './measure.mjs'

const TIMES = 7
const PROGRAM = 'dist/cli/main.js'

/** From the start of a process to its end, by the clock, in turn. */
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
	const times = commands.map(() => [])
	for (let time = 0; time < TIMES; time++)
		commands.forEach(([, command], n) => {
			const before = performance.now()
			const { status, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' })
			if (status !== 0) throw new Error(`${command.join(' ')}: ${stderr}`)
			times[n].push(performance.now() - before)
		})
	printTable(`From start to end of a process (medians of ${TIMES} in turn)`, [
		['what', 'time', 'beside node alone'],
		...commands.map(([name], n) => [
			name,
			`${number(median(times[n]))} ms`,
			`+${number(median(times[n]) - median(times[0]))} ms`,
		]),
	])
}
