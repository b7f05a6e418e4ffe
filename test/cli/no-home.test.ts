import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { TWO_COINS } from '../small-scenario.js'
import { detente, workFolder } from './detente.js'

const cwd = workFolder()
writeFileSync(join(cwd, 'coins.yaml'), TWO_COINS)
writeFileSync(join(cwd, 'file'), '')

/** Homes that cannot be made, and what is said of them; where there is no `/proc`, the first is as bad as any. */
const HOMES = [
	[
		'where folders cannot be',
		existsSync('/proc/self') ? '/proc/x/y' : '/dev/null/x',
		/games (cannot be made|is no folder)/,
	],
	['in a file', join(cwd, 'file', 'home'), /games is no folder/],
] as const

describe.each(HOMES)('a home %s', (_, home, said) => {
	const run = (line: string, input = '') => detente(line.split(' '), { cwd, home, input, timeout: 60_000 })

	it('leaves a game unsaved, and says so', () => {
		const { status, stdout, stderr } = run('play coins.yaml --as ann --plain', '1\n')
		expect({ status, stderr }).toMatchObject({ status: 0, stderr: expect.stringMatching(said) })
		expect(stderr).toContain('The game is not saved')
		expect(stdout).toContain('Your move')
	})

	it.each([
		'odds coins.yaml',
		'whatif coins.yaml --all --runs 50',
		'check coins.yaml',
		'simulate coins.yaml --runs 50',
		'solve two-blows',
	])('costs %s nothing but its cache', (line) => {
		const { status, stderr } = run(line)
		expect({ status, stderr: stderr.replace(/^[^\n]*(nothing to mend|warnings?), [^\n]*\n/, '') }).toEqual({
			status: 0,
			stderr: '',
		})
	})
})
