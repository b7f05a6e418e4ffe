// Batches as a user meets them: whole processes. Two threads beside one, memory as runs grow, and the first runs after a start.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url))
const scenario = 'two-blows'
const folder = mkdtempSync(join(tmpdir(), 'detente-bench-'))
/** Prints the most memory that the process ever held. */
const told = 'data:text/javascript,process.on("exit",()=>process._rawDebug("peak",process.resourceUsage().maxRSS))'

/** Seconds, and peak memory in megabytes, threads included. */
function simulate(...args) {
	const start = performance.now()
	const { status, stderr } = spawnSync(
		process.execPath,
		['--import', told, main, 'simulate', scenario, '--seed', 'bench', '--json', ...args.map(String)],
		{ encoding: 'utf8' },
	)
	if (status !== 0) throw new Error(stderr)
	return { seconds: (performance.now() - start) / 1000, peak: Number(/peak (\d+)/.exec(stderr)[1]) / 1024 }
}
const median = (numbers) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)]
const row = (name, text) => console.log(`${name.padEnd(58)} ${text}`)

/** Peaks in turn, three times each: one alone is off by a few megabytes either way. */
function growth(name, runs, ...options) {
	const [few, many] = [[], []]
	for (let n = 0; n < 3; n++) {
		few.push(simulate('--runs', runs[0], ...options))
		many.push(simulate('--runs', runs[1], ...options))
	}
	const [before, after] = [few, many].map((list) => median(list.map((one) => one.peak)))
	const more = after - before
	row(
		`${name}, from ${power(runs[0])} to ${power(runs[1])} runs`,
		`${more < 0 ? '−' : '+'}${Math.abs(more).toFixed(1)} MB (${before.toFixed(0)} to ${after.toFixed(0)} MB; ${median(many.map((one) => one.seconds)).toFixed(1)} s)`,
	)
}
const DIGITS = '⁰¹²³⁴⁵⁶⁷⁸⁹'
/** 2,000,000 as 2·10⁶ */
function power(number) {
	const zeros = Math.floor(Math.log10(number))
	const times = number / 10 ** zeros
	return `${times === 1 ? '' : `${times}·`}10${DIGITS[zeros]}`
}

try {
	const first = median(Array.from({ length: 5 }, () => simulate('--runs', 10_000).seconds))
	row('start to the first 10,000 runs', `${first.toFixed(2)} s`)

	const million = median(Array.from({ length: 3 }, () => simulate('--runs', 1_000_000).seconds))
	row('1,000,000 runs, all cores', `${million.toFixed(2)} s`)

	// One thread and two in turn, so that a busy machine slows both.
	const ratios = Array.from({ length: 3 }, () => {
		const [one, two] = [1, 2].map((workers) => simulate('--runs', 10_000_000, '--workers', workers).seconds)
		return one / two
	})
	row('10,000,000 runs: two threads beside one', `${median(ratios).toFixed(2)} times as fast`)

	growth('memory of one thread', [10_000, 10_000_000], '--workers', 1)
	growth('memory of two threads', [100_000, 10_000_000], '--workers', 2)
	// After some half a million rows V8's heap has found its size; what comes after is what rows cost.
	for (const format of ['csv', 'jsonl', 'parquet'])
		for (const workers of [1, 2])
			growth(
				`--out ${format}, ${workers === 1 ? 'one thread' : 'two threads'}`,
				[500_000, 5_000_000],
				'--workers',
				workers,
				'--out',
				join(folder, `runs.${format}`),
			)
} finally {
	rmSync(folder, { recursive: true, force: true })
}
