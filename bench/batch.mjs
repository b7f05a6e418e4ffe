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

/** Seconds, and peak memory in kilobytes. */
function simulate(...args) {
	const start = performance.now()
	const { status, stderr } = spawnSync(
		process.execPath,
		['--import', told, main, 'simulate', scenario, '--seed', 'bench', '--json', ...args.map(String)],
		{ encoding: 'utf8' },
	)
	if (status !== 0) throw new Error(stderr)
	return { seconds: (performance.now() - start) / 1000, peak: Number(/peak (\d+)/.exec(stderr)[1]) }
}
const median = (numbers) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)]
const row = (name, text) => console.log(`${name.padEnd(52)} ${text}`)

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

	const peaks = [10_000, 10_000_000].map((runs) => simulate('--runs', runs, '--workers', 1).peak)
	row(
		'memory, from 10^4 to 10^7 runs',
		`+${((peaks[1] - peaks[0]) / 1024).toFixed(1)} MB (${(peaks[1] / 1024).toFixed(0)} MB)`,
	)

	for (const format of ['csv', 'parquet']) {
		const out = (runs) => simulate('--runs', runs, '--workers', 1, '--out', join(folder, `runs.${format}`))
		const [few, many] = [200_000, 1_000_000].map(out)
		row(
			`memory with --out ${format}, from 2·10^5 to 10^6 runs`,
			`+${((many.peak - few.peak) / 1024).toFixed(1)} MB (${(many.peak / 1024).toFixed(0)} MB, ${many.seconds.toFixed(1)} s)`,
		)
	}
} finally {
	rmSync(folder, { recursive: true, force: true })
}
