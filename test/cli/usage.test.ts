import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { TWO_COINS } from '../small-scenario.js'
import { detente, workFolder } from './detente.js'

const cwd = workFolder()
writeFileSync(join(cwd, 'coins.yaml'), TWO_COINS)
const COMMANDS = ['play', 'simulate', 'odds', 'whatif', 'replay', 'check', 'list', 'new', 'schema']

describe('the command line', () => {
	it.each(COMMANDS)('explains %s, with examples', (command) => {
		const { status, stdout, stderr } = detente([command, '--help'])
		expect([status, stderr]).toEqual([0, ''])
		expect(stdout).toContain(`Usage: detente ${command}`)
		expect(stdout).toMatch(/Examples?:\n {2}\$ detente/)
	})
	it('lists its commands, and says its version', () => {
		const { status, stdout } = detente(['--help'])
		expect(status).toBe(0)
		for (const command of COMMANDS) expect(stdout).toContain(`  ${command} `)
		expect(detente(['--version']).stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
	})
	it('loads nothing heavy to explain itself', () => {
		const home = join(workFolder(), 'home')
		expect(detente(['--help'], { home }).status).toBe(0)
		// The compiled form of every chunk that a first run needed is there.
		expect([1, 2]).toContain(readdirSync(join(home, 'code')).length)
	})
	it('says what was meant by a slip of the pen', () => {
		const { status, stderr } = detente(['simulat', 'two-blows'])
		expect(status).toBe(2)
		expect(stderr).toContain('Did you mean simulate?')
	})
})

describe('bad usage and bad input', () => {
	it.each([
		['an unknown option', ['simulate', 'coins.yaml', '--rums', '3'], "unknown option '--rums'"],
		['no scenario', ['simulate'], "missing required argument 'scenario'"],
		['an unknown scenario', ['simulate', 'two-blow'], 'did you mean "two-blows"?'],
		['a file that is not there', ['check', './none.yaml'], 'none.yaml'],
		['a folder', ['check', './'], 'folder'],
		['no number', ['simulate', 'coins.yaml', '--runs', 'many'], 'whole number from 1, got "many"'],
		['no runs', ['simulate', 'coins.yaml', '--runs', '0'], 'whole number from 1'],
		['a confidence of 1', ['simulate', 'coins.yaml', '--confidence', '1'], 'from 0.001 to 0.999999999'],
		['half a pair', ['simulate', 'coins.yaml', '--set', 'rain'], 'NAME=VALUE, got "rain"'],
		['an unknown name', ['simulate', 'coins.yaml', '--set', 'rian=3'], 'did you mean "rain"? There are'],
		['a value out of range', ['simulate', 'coins.yaml', '--set', 'rain=101'], 'rain takes 0 to 100, got 101'],
		['an unknown player', ['odds', 'coins.yaml', '--policy', 'eve=gentle'], 'players are ann, bob'],
		['an unknown policy', ['odds', 'coins.yaml', '--policy', 'ann=gentel'], 'did you mean "gentle"? Policies are'],
		['an unknown card', ['simulate', 'coins.yaml', '--without', 'sky.strom'], 'did you mean "sky.storm"?'],
		['half a decision', ['whatif', 'coins.yaml', '--at', '1.ann'], '--at and --instead go together'],
		['no change', ['whatif', 'coins.yaml'], 'say what changes'],
		['no such place', ['whatif', 'coins.yaml', '--at', '9.ann', '--instead', 'wait'], 'rounds go from 1 to 2'],
		['no such move', ['whatif', 'coins.yaml', '--at', '1.ann', '--instead', 'wiat'], 'did you mean "wait"?'],
		['no such question', ['whatif', 'coins.yaml', '--question', 'wet'], 'there are dry, first'],
		['no such script', ['replay', '--script', 'rainy', 'coins.yaml'], 'There are sunny, stormy'],
		['no game', ['replay', 'coins.yaml'], 'coins.yaml:1: this is no saved game'],
		[
			'no name before the ending',
			['simulate', 'coins.yaml', '--out', '.csv'],
			'write NAME.csv, NAME.jsonl or NAME.parquet',
		],
		['a name too long', ['simulate', 'coins.yaml', '--out', `${'x'.repeat(300)}.csv`], 'the name is too long'],
		['best in capitals', ['simulate', 'coins.yaml', '--policy', 'ann=BEST'], 'did you mean "best"? Policies are cards'],
		['nobody in a sweep', ['sweep', 'coins.yaml', '--vary', 'rain', '--policy', 'eve=gentle'], 'players are ann, bob'],
		[
			'several policies for all points of a sweep',
			['sweep', 'coins.yaml', '--vary', 'rain', '--policy', 'ann=gentle,fierce'],
			'ann has no policy "gentle,fierce"',
		],
		['a policy by half to vary', ['sweep', 'coins.yaml', '--vary', 'policy.ann=quantal:x'], 'should be quantal:LAMBDA'],
		['one thing varied twice', ['sweep', 'coins.yaml', '--vary', 'rain', '--vary', 'rain=1,2'], 'rain is there twice'],
		[
			'one value for what is varied',
			['sweep', 'coins.yaml', '--vary', 'policy.ann', '--policy', 'ann=gentle'],
			'leave out one',
		],
		['a slip in what is varied', ['sweep', 'coins.yaml', '--vary', 'rian=1'], 'did you mean "rain"? There are'],
		['no id', ['new', 'My Crisis'], 'lower-case letters'],
	])('%s: exit 2, one line, no stack', (_, args, message) => {
		const { status, stdout, stderr } = detente(args, { cwd })
		expect(stderr.toLowerCase()).toContain(message.toLowerCase())
		expect(stderr.trimEnd()).not.toContain('\n')
		expect(stdout).toBe('')
		expect(status).toBe(2)
	})
	it('a scenario with mistakes: each with its place and the lines around it', () => {
		writeFileSync(join(cwd, 'twice.yaml'), TWO_COINS.replace('heat == 3', 'haet == 3').replace('wait: 0', 'wiat: 0'))
		const { status, stderr, stdout } = detente(['simulate', 'twice.yaml'], { cwd })
		expect([status, stdout]).toEqual([2, ''])
		expect(stderr).toMatch(/^twice\.yaml:\d+:\d+: error/)
		expect(stderr).toMatch(/\n\s+\| +\^+/)
		expect(stderr).toContain('did you mean "heat"')
		expect(stderr).toContain('wiat')
		expect(stderr).not.toMatch(/\n\s+at /)
	})
	it('a script that cannot be played: exit 1, with its line', () => {
		const text = TWO_COINS.replace('- sky.storm', '- sky.nothing')
		writeFileSync(join(cwd, 'script.yaml'), text)
		const line = text.split('\n').findIndex((l) => l.startsWith('  stormy:')) + 1
		const replayed = detente(['replay', '--script', 'stormy', 'script.yaml'], { cwd })
		expect(replayed.status).toBe(1)
		expect(replayed.stderr).toContain(`script.yaml:${line}:`)
		const checked = detente(['check', 'script.yaml'], { cwd })
		expect(checked.status).toBe(1)
		expect(checked.stdout).toContain(`script.yaml:${line}:`)
		expect(checked.stdout).toContain('should lead to "hot", but it stops before the end')
	})
	it('more states than the budget: sampled, with intervals and the reason', () => {
		for (const from of ['nothing', 'its cache']) {
			const { status, stdout } = detente(['odds', 'coins.yaml', '--budget', '5'], { cwd })
			expect(status, from).toBe(0)
			expect(stdout).toContain('sampled in 2,000 runs')
			expect(stdout).toContain('more than 5 states')
			expect(detente(['odds', 'coins.yaml'], { cwd }).stdout).toContain('exact, over')
		}
		const { stdout } = detente(['odds', 'coins.yaml', '--budget', '5', '--uncertain', '8', '--runs', '500'], { cwd })
		expect(stdout).toContain('every odds sampled by the same 500 runs')
	})
})

describe('a reader that has seen enough', () => {
	it('is no error', () => {
		const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))
		const command = `"${process.execPath}" "${main}" schema | head -c 1; echo " \${PIPESTATUS[0]}"`
		const { stdout, stderr } = spawnSync('bash', ['-c', command], { encoding: 'utf8' })
		expect(stderr).toBe('')
		expect(stdout).toBe('{ 0\n')
	})
})

describe('new', () => {
	it('writes a scenario that checks and plays, and never over a file', () => {
		const made = detente(['new', 'border-fence'], { cwd })
		expect([made.status, made.stdout]).toEqual([0, 'border-fence.yaml\n'])
		expect(readFileSync(join(cwd, 'border-fence.yaml'), 'utf8')).toMatch(/^id: border-fence$/m)
		expect(detente(['check', 'border-fence.yaml'], { cwd }).status).toBe(0)
		expect(detente(['simulate', 'border-fence.yaml', '--runs', '10'], { cwd }).status).toBe(0)
		const again = detente(['new', 'border-fence'], { cwd })
		expect(again.status).toBe(2)
		expect(again.stderr).toContain('border-fence.yaml is there already')
	})
})
