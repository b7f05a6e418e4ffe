import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { progressText } from '../../src/cli/progress.js'
import { TWO_COINS } from '../small-scenario.js'
import { detente, workFolder } from './detente.js'

const cwd = workFolder()
writeFileSync(join(cwd, 'coins.yaml'), TWO_COINS)
const simulate = (...args: string[]) => detente(['simulate', 'coins.yaml', ...args], { cwd })

describe('detente simulate', () => {
	it('is the same on either engine and any number of workers, and says nothing of them', () => {
		const args = ['--runs', '25000', '--seed', '7', '--json']
		const plain = simulate(...args)
		expect(plain.stderr).toBe('')
		for (const more of [
			['--engine', 'xstate', '--workers', '1'],
			['--workers', '2'],
			['--workers', '3', '--out', 'x.csv'],
		])
			expect(simulate(...args, ...more).stdout).toBe(plain.stdout)
		expect(plain.json.command).toBe('detente simulate coins.yaml --runs 25000 --seed 7 --json')
	})
	it('gives intervals for the rounds as for the endings', () => {
		const { rounds, interval, precision } = simulate('--runs', '2000', '--json').json as {
			rounds: Record<string, number>
			interval: string
			precision: number | null
		}
		expect(interval).toBe('wilson')
		expect(precision).toBeNull()
		expect(rounds.meanLow).toBeLessThan(rounds.mean!)
		expect(rounds.meanHigh).toBeGreaterThan(rounds.mean!)
		expect(rounds.medianLow).toBeLessThanOrEqual(rounds.median!)
		expect(rounds.medianHigh).toBeGreaterThanOrEqual(rounds.median!)
	})
	it('runs to a precision, and says beforehand how far that is', () => {
		const { json, stderr, stdout } = simulate('--precision', '0.02', '--json')
		expect(stderr).toMatch(/^to ±0\.02 at 95 %: likely [\d,]+ runs, at most [\d,]+\n$/)
		const { endings, runs } = json as { endings: { low: number; high: number; count: number }[]; runs: number }
		for (const { low, high } of endings) expect((high - low) / 2).toBeLessThan(0.02)
		expect(endings.reduce((sum, e) => sum + e.count, 0)).toBe(runs)
		expect(json).toMatchObject({ interval: 'clopper-pearson', precision: 0.02 })
		expect(simulate('--precision', '0.02', '--json', '--engine', 'xstate').stdout).toBe(stdout)
	})
	it('plays policies that are solved for as the game itself does', () => {
		const args = ['simulate', 'chicken', '--runs', '40', '--policy', 'red=best', '--policy', 'blue=quantal:2', '--json']
		const { json, stderr, status } = detente(args, { cwd })
		expect(status).toBe(0)
		expect(stderr).toBe('')
		expect(json.policies).toEqual({ red: 'best', blue: 'quantal:2' })
		expect(detente([...args, '--engine', 'xstate'], { cwd }).json).toEqual(json)
	})
	it.each([
		[['--out', 'runs.txt'], /NAME\.csv, NAME\.jsonl or NAME\.parquet/],
		[['--out', 'none/runs.csv'], /none\/runs\.csv.* cannot be written: there is no such folder/],
		[['--resume'], /--resume goes with --out FILE/],
		[['--trace'], /--trace goes with --out FILE/],
		[['--workers', '0'], /whole number from 1/],
		[['--engine', 'fast'], /Allowed choices are kernel, xstate/],
		[['--precision', '2'], /0\.000001 to below 0\.5/],
		[['--precision', '0.1', '--runs', '5'], /cannot be used with option '--runs/],
		[['--set', 'rain=101'], /rain takes 0 to 100, got 101/],
		[['--set', 'rian=1'], /did you mean "rain"/],
		[['--policy', 'ann=hawk'], /ann has no policy "hawk".*gentle, fierce/],
		[['--policy', 'zoe=best'], /no player "zoe".*ann, bob/],
		[['--policy', 'ann=quantal:x'], /quantal:LAMBDA/],
	])('%j: one line says what is allowed, exit 2', (args, message) => {
		const { status, stderr, stdout } = simulate(...args)
		expect(stderr).toMatch(message)
		expect(status).toBe(2)
		expect(stdout).toBe('')
		const lines = stderr.trimEnd().split('\n')
		expect(lines.filter((line) => !line.startsWith('(--help'))).toHaveLength(1)
	})
})

describe('progress', () => {
	it('tells how many, how fast, and how long it will take', () => {
		expect(progressText('runs', 410_000, 1_000_000, 820_000)).toBe(
			'410,000 of 1,000,000 runs · 41 % · 820,000/s · 1 s left',
		)
		expect(progressText('points', 3, 9, 0)).toBe('3 of 9 points · 33 %')
		expect(progressText('runs', 1, 1_000_000_000, 50_000)).toBe(
			'1 of 1,000,000,000 runs · 0 % · 50,000/s · 5 h 34 min left',
		)
	})
})
