import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { TWO_COINS } from '../small-scenario.js'
import { detente, workFolder } from './detente.js'

const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))
const cwd = workFolder()
writeFileSync(join(cwd, 'coins.yaml'), TWO_COINS)
const hashOf = (file: string): string =>
	createHash('sha256')
		.update(readFileSync(join(cwd, file)))
		.digest('hex')

/** The program while it runs, and what becomes of it. */
function started(args: readonly string[]) {
	const child = spawn(process.execPath, [main, ...args], { cwd })
	let stderr = ''
	child.stderr.on('data', (data: Buffer) => {
		stderr += data
	})
	child.stdout.resume()
	const ended = new Promise<{ status: number | null; stderr: string }>((resolve) =>
		child.on('close', (status) => resolve({ status, stderr })),
	)
	return { child, ended }
}

const chunksOf = (journal: string): number =>
	existsSync(join(cwd, journal)) ? readFileSync(join(cwd, journal), 'utf8').split('\n').length - 2 : 0
async function until(condition: () => boolean): Promise<void> {
	while (!condition()) await new Promise((resolve) => setTimeout(resolve, 10))
}

describe('an output that is no plain file', () => {
	it.runIf(process.platform === 'linux').each(['device.csv', 'device.parquet', 'pipe.jsonl'])(
		'is refused in a line: %s',
		(name) => {
			if (name.startsWith('pipe')) spawnSync('mkfifo', [join(cwd, name)])
			else symlinkSync('/dev/full', join(cwd, name))
			const { status, stderr } = detente(['simulate', 'coins.yaml', '--runs', '10', '--out', name], { cwd })
			expect(stderr).toBe(`${name} cannot be written: it is no plain file\n`)
			expect(status).toBe(2)
			expect(existsSync(join(cwd, `${name}.journal`))).toBe(false)
		},
	)
})

describe('an output that goes away', () => {
	it.runIf(process.platform !== 'win32').each(['csv', 'parquet'])(
		'while it is written is told, and is no success: %s',
		async (format) => {
			mkdirSync(join(cwd, 'gone'))
			const file = join('gone', `runs.${format}`)
			const { ended } = started(['simulate', 'coins.yaml', '--runs', '3000000', '--workers', '1', '--out', file])
			await until(() => chunksOf(`${file}.journal`) > 0)
			rmSync(join(cwd, 'gone'), { recursive: true })
			const { status, stderr } = await ended
			expect(stderr).toMatch(/^gone\/runs\.\w+ was removed or replaced while it was written/)
			expect(status).toBe(1)
			expect(existsSync(join(cwd, 'gone'))).toBe(false)
		},
	)
	it.runIf(process.platform !== 'win32')('by another name is told as well', async () => {
		const { ended } = started(['simulate', 'coins.yaml', '--runs', '3000000', '--workers', '1', '--out', 'old.csv'])
		await until(() => chunksOf('old.csv.journal') > 0)
		renameSync(join(cwd, 'old.csv'), join(cwd, 'new.csv'))
		expect((await ended).status).toBe(1)
	})
})

describe('two processes with one output', () => {
	it('do not both go on, and leave what --resume makes whole', async () => {
		const args = ['simulate', 'coins.yaml', '--runs', '1500000', '--seed', '7', '--workers', '1', '--out', 'both.csv']
		const first = started(args)
		await until(() => chunksOf('both.csv.journal') > 0)
		const refused = detente(args, { cwd })
		expect(refused.status).toBe(2)
		expect(refused.stderr).toContain('--resume goes on with it')
		const second = started([...args, '--resume'])
		const both = await Promise.all([first.ended, second.ended])
		const stopped = both.filter(({ status }) => status === 1)
		expect(stopped.length).toBeGreaterThan(0)
		for (const { stderr } of stopped)
			expect(stderr).toMatch(
				/both\.csv\S* (is written by another process as well|was removed or replaced while it was written)/,
			)
		expect(detente([...args, '--resume'], { cwd }).status).toBe(0)
		detente([...args.slice(0, -1), 'alone.csv'], { cwd })
		expect(hashOf('both.csv')).toBe(hashOf('alone.csv'))
	})
})

describe('a batch that cannot begin', () => {
	// `two-coins` gives no payoffs.
	it.each([
		['100', '1'],
		['1000000', '2'],
	])('says so in a line and touches no file: %s runs on %s threads', (runs, workers) => {
		writeFileSync(join(cwd, 'precious.csv'), 'precious')
		const { status, stderr } = detente(
			[
				...['simulate', 'coins.yaml', '--policy', 'ann=best', '--runs', runs],
				...['--workers', workers, '--out', 'precious.csv'],
			],
			{ cwd },
		)
		expect(stderr).toBe('ann has no payoffs, so no move is better for it than another\n')
		expect(status).toBe(2)
		expect(readFileSync(join(cwd, 'precious.csv'), 'utf8')).toBe('precious')
		expect(existsSync(join(cwd, 'precious.csv.journal'))).toBe(false)
	})
	it('says the same of a sweep, on any number of threads', () => {
		for (const workers of ['1', '2']) {
			const vary = ['--vary', 'policy.ann=gentle,best', '--runs', '20000']
			const { status, stderr } = detente(['sweep', 'coins.yaml', ...vary, '--workers', workers], { cwd })
			expect(stderr).toBe('ann has no payoffs, so no move is better for it than another\n')
			expect(status).toBe(2)
		}
	})
})

describe('confidence', () => {
	it.each(['0', '1', '1e-17', '0.9999999999999999', 'nan', ''])(
		'is refused in a line where no interval can have it: %s',
		(given) => {
			for (const more of [
				['--runs', '10'],
				['--precision', '0.1'],
			]) {
				const { status, stderr } = detente(['simulate', 'coins.yaml', ...more, '--confidence', given], { cwd })
				expect(stderr).toContain('Write a confidence from 0.001 to 0.999999999, such as 0.95')
				expect(status).toBe(2)
			}
		},
	)
	it.each(['0.001', '0.999999999'])('may be far from what is usual: %s', (given) => {
		for (const more of [
			['--runs', '10'],
			['--precision', '0.1'],
		])
			expect(detente(['simulate', 'coins.yaml', ...more, '--confidence', given], { cwd }).status).toBe(0)
	})
})

describe('the command that a document and a file name', () => {
	it('gives the same document again, where rows were written as well', () => {
		const args = [
			'simulate',
			'coins.yaml',
			'--runs',
			'30',
			'--seed',
			'a\n"b"',
			'--trace',
			'--out',
			'again.csv',
			'--json',
		]
		const { json } = detente(args, { cwd })
		const again = spawnSync(
			'bash',
			['-c', `${json.command}`.replace(/^detente/, '"$0" "$1"'), process.execPath, main],
			{
				cwd,
				encoding: 'utf8',
			},
		)
		expect(again.stderr).toBe('')
		expect(JSON.parse(again.stdout)).toEqual(json)
	})
})
